package org.dawra.cycle;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.dawra.engine.Actor;
import org.jspecify.annotations.Nullable;

/** The programme of a year: its meetings, their quotas a province, and its approval. */
public interface Programmes {

    /** A meeting as the consultation proposes it; {@code code} where it takes up one that the edition knows. */
    record ProposedMeeting(
            @Nullable String code,
            Bilingual title,
            Bilingual place,
            LocalDate startsOn,
            LocalDate endsOn,
            int capacity,
            Map<String, Integer> quotas) {}

    /**
     * Replaces the draft by what the consultation decided; fixed meetings stay and take {@code fixedQuotas} (by meeting id,
     * seats a province).
     *
     * @throws org.dawra.engine.Refused when a meeting ends before it starts, has no seats, or stands twice
     */
    void propose(
            CycleId cycle, List<ProposedMeeting> meetings, Map<Long, Map<String, Integer>> fixedQuotas, Actor actor);

    /** All meetings of the cycle by day: fixed ones, and proposed ones whether approved yet or not. */
    List<TrainingMeeting> meetings(CycleId cycle);

    /** The meeting. Throws {@link java.util.NoSuchElementException} when there is none. */
    TrainingMeeting meeting(MeetingId id);

    /** When things are due for this meeting. */
    MeetingTimetable timetable(MeetingId id);

    /** Seats of a meeting by province code. */
    Map<String, Integer> quotas(MeetingId id);
}
