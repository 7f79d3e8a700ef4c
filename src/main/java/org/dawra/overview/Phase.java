package org.dawra.overview;

import java.time.Instant;
import org.dawra.cycle.TrainingMeeting;
import org.jspecify.annotations.Nullable;

/**
 * A stretch of the year, as planned and as it went.
 *
 * @param meeting the meeting it belongs to; null for one of the year
 * @param plannedFrom null where the calendar sets no time
 * @param daysLate full days after the planned end at which it was over, or at which it is not over yet; 0 within a day
 */
record Phase(
        Kind kind,
        @Nullable TrainingMeeting meeting,
        @Nullable Instant plannedFrom,
        @Nullable Instant plannedTo,
        @Nullable Instant begun,
        @Nullable Instant ended,
        State state,
        int daysLate) {

    /** What happens in it; its words are {@code overview.phase.<name>}. */
    enum Kind {
        REGISTRATION,
        CONSULTATION,
        PROGRAMME,
        AGREEMENTS,
        AWARD,
        SEATS,
        DELIVERY,
        CERTIFICATES,
        EVALUATION,
        DRAW,
        INSTITUTION_AGREEMENTS,
        REPORT,
        NEXT_YEAR
    }

    /** Where it stands; its words are {@code overview.phaseState.<name>}. */
    enum State {
        /** Its time has not come. */
        NOT_BEGUN,
        RUNNING,
        /** Its planned end has passed, and it is not over. */
        LATE,
        DONE,
        /** This year does without it. */
        SKIPPED
    }

    /** Whether there is anything to draw. */
    boolean hasTimes() {
        return plannedFrom != null || begun != null;
    }
}
