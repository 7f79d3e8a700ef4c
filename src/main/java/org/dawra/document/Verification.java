package org.dawra.document;

import java.util.List;

/**
 * A public answer about a code: the least that tells a genuine paper from another.
 *
 * @param sample true for what belongs to a specimen; never a real document
 * @param title what it is, "Certificate of participation"
 */
public record Verification(State state, boolean sample, String title, List<Fact> facts) {

    public Verification {
        facts = List.copyOf(facts);
    }

    /** What is known of the document. */
    public enum State {
        GENUINE,
        ALTERED,
        REVOKED,
        REPLACED,
        /** Genuine, but its holder's data was erased. */
        ERASED
    }

    /** A label and its value, in the reader's language. */
    public record Fact(String label, String value) {}
}
