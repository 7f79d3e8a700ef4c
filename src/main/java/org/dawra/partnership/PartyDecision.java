package org.dawra.partnership;

import java.time.Instant;
import java.util.Collection;
import org.dawra.cycle.Edition.Signing;
import org.jspecify.annotations.Nullable;

/** What a party says to one version. */
record PartyDecision(
        long party,
        Kind kind,
        @Nullable String comment,
        @Nullable Signing signing,
        Instant at) {

    enum Kind {
        APPROVE,
        CHANGES,
        DECLINE
    }

    /** What the decisions of all parties come to: one refusal ends it, one wish for changes opens it again. */
    static Outcome outcome(Collection<PartyDecision> all) {
        if (all.stream().anyMatch(d -> d.kind() == Kind.DECLINE)) {
            return Outcome.DECLINED;
        }
        return all.stream().anyMatch(d -> d.kind() == Kind.CHANGES) ? Outcome.CHANGES : Outcome.APPROVED;
    }

    /**
     * How it is signed: on paper as soon as one party needs paper, since a file and a sheet do not make one agreement.
     *
     * @param usual what holds for a party that named nothing
     */
    static Signing signing(Collection<PartyDecision> all, Signing usual, boolean electronicPossible) {
        var electronic = electronicPossible
                && all.stream().allMatch(d -> (d.signing() == null ? usual : d.signing()) == Signing.ELECTRONIC);
        return electronic ? Signing.ELECTRONIC : Signing.PAPER;
    }

    /** What a review comes to; the names are the values of the process variable. */
    enum Outcome {
        APPROVED,
        CHANGES,
        DECLINED
    }
}
