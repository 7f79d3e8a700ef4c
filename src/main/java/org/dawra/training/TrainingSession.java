package org.dawra.training;

import java.time.LocalDate;
import java.time.LocalTime;
import org.dawra.cycle.CycleId;
import org.dawra.cycle.Edition.SessionKind;
import org.dawra.cycle.MeetingId;
import org.dawra.web.Language;
import org.jspecify.annotations.Nullable;

/**
 * A session of a meeting.
 *
 * @param ordinal place in the meeting's programme, from 1
 * @param code the edition's code of the session, or null for one added later
 * @param day day of the meeting, counted from 1
 * @param on local date of that day
 * @param facilitator user id of the account that runs it, or null while nobody is named
 * @param headcount how many the facilitator counted, or null before that
 * @param summaryAr the facilitator's summary, or null before it is written
 * @param summaryFr the same in French, where given
 */
public record TrainingSession(
        long id,
        CycleId cycle,
        MeetingId meeting,
        int ordinal,
        @Nullable String code,
        SessionKind kind,
        int day,
        LocalDate on,
        LocalTime starts,
        LocalTime ends,
        String titleAr,
        @Nullable String titleFr,
        @Nullable String facilitator,
        @Nullable Integer headcount,
        @Nullable String summaryAr,
        @Nullable String summaryFr,
        State state) {

    /** Where the session stands. */
    public enum State {
        PLANNED,
        /** Waits for its facilitator's count. */
        OPENED,
        /** Counted; waits for its summary. */
        CONFIRMED,
        SUMMARISED
    }

    /** Whether a facilitator counts it and writes its summary; an opening and a closing have none. */
    public boolean summarised() {
        return kind != SessionKind.OPENING && kind != SessionKind.CLOSING;
    }

    /** The title for a reader of {@code language}: Arabic where no French was given. */
    public String title(Language language) {
        return language == Language.AR || titleFr == null ? titleAr : titleFr;
    }

    /** The half-day in which attendance is signed for it. */
    public HalfDay halfDay() {
        return new HalfDay(day, on, HalfDay.Part.of(starts));
    }
}
