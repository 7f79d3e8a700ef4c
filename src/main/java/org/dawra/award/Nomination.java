package org.dawra.award;

import org.dawra.cycle.CycleId;
import org.jspecify.annotations.Nullable;

/**
 * An institution that a province's coordinator proposes for the award.
 *
 * @param reason what the eligibility decision answered; null before it
 */
record Nomination(
        long id,
        CycleId cycle,
        long institution,
        String province,
        String citationAr,
        @Nullable String citationFr,
        State state,
        @Nullable String reason) {

    /** Where a nomination stands. */
    enum State {
        NOMINATED,
        ELIGIBLE,
        INELIGIBLE
    }
}
