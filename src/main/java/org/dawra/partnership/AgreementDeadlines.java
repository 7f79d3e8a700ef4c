package org.dawra.partnership;

import java.time.Duration;
import java.time.Instant;

/** How long things may take. Public bodies need months of visas, so an agreement outlives its review by far. */
final class AgreementDeadlines {

    private static final Duration REVIEW = Duration.ofDays(14);
    private static final Duration REVISION = Duration.ofDays(7);
    private static final Duration AT_LEAST = Duration.ofDays(120);

    private AgreementDeadlines() {}

    /** When the parties are reminded of a version they have not answered. */
    static Instant reviewDue(Instant sealedAt) {
        return sealedAt.plus(REVIEW);
    }

    /** Until when the network should answer with the next version. */
    static Instant revisionDue(Instant asked) {
        return asked.plus(REVISION);
    }

    /** When an unsigned agreement lapses: with its year, but never before the visas had their time. */
    static Instant expiry(Instant draftedAt, Instant yearEnd) {
        var soonest = draftedAt.plus(AT_LEAST);
        return soonest.isAfter(yearEnd) ? soonest : yearEnd;
    }
}
