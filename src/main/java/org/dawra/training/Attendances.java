package org.dawra.training;

import java.util.List;
import java.util.Map;
import org.dawra.cycle.CycleId;
import org.dawra.cycle.MeetingId;

/**
 * Who has taken part, from the signed sheets. In bulk read the database view {@code attended_seat(cycle_id, meeting_id,
 * seat_id, province, institution_id, half_days)}, which holds seats with one confirmed half-day or more.
 */
public interface Attendances {

    /** How many half-days the meeting has. */
    int halfDaysHeld(MeetingId meeting);

    /** The seats that have taken part, by province, institution and seat. */
    List<AttendedSeat> of(MeetingId meeting);

    /** How many seats have taken part in a meeting of the cycle, by province. */
    Map<String, Integer> participants(CycleId cycle);

    /** How many seats have taken part in each meeting of the cycle, by meeting and province code. */
    Map<MeetingId, Map<String, Integer>> participantsByMeeting(CycleId cycle);

    /** Half-days of a meeting whose attendance is confirmed, of all it has. */
    record HalfDaysConfirmed(int confirmed, int all) {}

    /** How far the attendance of each meeting of the cycle is confirmed. */
    Map<MeetingId, HalfDaysConfirmed> confirmed(CycleId cycle);

    /** How many seats were present, by half-day in the meeting's order; 0 for one that is not confirmed yet. */
    Map<HalfDay, Integer> present(MeetingId meeting);
}
