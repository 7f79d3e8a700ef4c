package org.dawra.training;

import org.dawra.cycle.CycleId;
import org.dawra.cycle.MeetingId;

/**
 * A seat whose holder was present at one confirmed half-day or more: has taken part.
 *
 * @param halfDays number of half-days present
 */
public record AttendedSeat(
        CycleId cycle, MeetingId meeting, long seat, String province, long institution, int halfDays) {}
