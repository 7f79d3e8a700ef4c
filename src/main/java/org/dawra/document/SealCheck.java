package org.dawra.document;

import java.security.cert.X509Certificate;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What a file's seal tells.
 *
 * @param at the time the seal claims
 * @param signatory in whose name it was sealed
 * @param sample the seal, or its key, is a sample's
 * @param signer certificate of the key that sealed; null where there is none to be read
 * @param stamp the time stamp on the seal; null where it bears none, or does not hold
 * @param covered how many bytes of the file the seal covers, its own place among them; 0 where nothing holds
 */
public record SealCheck(
        Verdict verdict,
        @Nullable Instant at,
        @Nullable String signatory,
        boolean sample,
        @Nullable X509Certificate signer,
        @Nullable TimeStamp stamp,
        long covered) {

    /** The answer in one word. */
    public enum Verdict {
        /** Sealed with a known key and unchanged since. */
        VALID,
        /** Bytes changed after sealing, or the seal or its time stamp is broken. */
        ALTERED,
        /** Something was added behind what was sealed; the sealed part is as it was. */
        APPENDED,
        /** The end is missing. */
        TRUNCATED,
        /** Sealed with a key that is not known here. */
        FOREIGN,
        /** A PDF without a seal. */
        NONE,
        /** Not a PDF at all. */
        NOT_PDF;

        /** Whether the file is not, or not any more, what was sealed. */
        public boolean isChanged() {
            return this == ALTERED || this == APPENDED || this == TRUNCATED;
        }
    }

    static SealCheck of(Verdict verdict) {
        return new SealCheck(verdict, null, null, false, null, null, 0);
    }

    static SealCheck of(Verdict verdict, @Nullable X509Certificate signer) {
        return new SealCheck(verdict, null, null, false, signer, null, 0);
    }
}
