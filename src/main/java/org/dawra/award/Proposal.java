package org.dawra.award;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Whom a round proposes for the award.
 *
 * @param round from 1; each return for deliberation opens another
 * @param reason what the jury wrote; null where the methods agreed
 * @param places by place
 */
record Proposal(long id, int round, Source source, @Nullable String reason, List<Place> places) {

    Proposal {
        places = List.copyOf(places);
    }

    /** Where a proposal comes from. */
    enum Source {
        METHODS,
        JURY
    }

    /** A nominee and its place; equal results share one. */
    record Place(long nomination, int place) {}

    /** What one of the two persons answered. */
    record Confirmation(
            String confirmer,
            String userId,
            Decision decision,
            @Nullable String note) {}

    /** The answers to a proposal. */
    enum Decision {
        CONFIRM,
        RETURN
    }
}
