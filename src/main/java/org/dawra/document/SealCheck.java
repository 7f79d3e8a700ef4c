package org.dawra.document;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What a file's seal tells.
 *
 * @param at the time the seal claims
 * @param signatory in whose name it was sealed
 * @param sample the seal, or its key, is a sample's
 */
public record SealCheck(
        Verdict verdict, @Nullable Instant at, @Nullable String signatory, boolean sample) {

    /** The answer in one word. */
    public enum Verdict {
        /** Sealed with a key of this installation and unchanged since. */
        VALID,
        /** Changed after sealing, or the seal is broken. */
        ALTERED,
        /** Intact, but sealed with a key that is not this installation's. */
        FOREIGN,
        /** No seal, or not a PDF. */
        NONE
    }

    static SealCheck of(Verdict verdict) {
        return new SealCheck(verdict, null, null, false);
    }
}
