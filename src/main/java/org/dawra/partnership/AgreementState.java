package org.dawra.partnership;

import java.util.EnumSet;
import java.util.Set;

/** Where an agreement stands. Who signs, and when, never holds up the year. */
public enum AgreementState {
    /** The network has yet to write the first version. */
    DRAFT,
    /** A sealed version lies before the parties. */
    IN_REVIEW,
    /** A party asked for changes; the network revises. */
    CHANGES_ASKED,
    /** All parties approved the same version; signatures are being collected. */
    SIGNING,
    /** Signed by everybody. */
    SIGNED,
    /** A party declined, or the network did not sign. */
    DECLINED,
    /** Nothing came of it before it lapsed. */
    EXPIRED;

    /** Whether nothing more happens to it. */
    public boolean isFinal() {
        return this == SIGNED || this == DECLINED || this == EXPIRED;
    }

    boolean canBecome(AgreementState next) {
        return next().contains(next);
    }

    private Set<AgreementState> next() {
        return switch (this) {
            case DRAFT, CHANGES_ASKED -> EnumSet.of(IN_REVIEW, EXPIRED);
            case IN_REVIEW -> EnumSet.of(CHANGES_ASKED, SIGNING, DECLINED, EXPIRED);
            case SIGNING -> EnumSet.of(SIGNED, DECLINED, EXPIRED);
            case SIGNED, DECLINED, EXPIRED -> EnumSet.noneOf(AgreementState.class);
        };
    }
}
