package org.dawra.document;

import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A public answer about a paper: the least that tells a genuine one from another.
 *
 * @param sample true for what belongs to a specimen; never a real document
 * @param title what it is, "Certificate of participation"
 * @param change what became of it since; null while it stands, and where nobody noted it
 */
public record Verification(
        State state,
        boolean sample,
        String title,
        List<Fact> facts,
        @Nullable Change change) {

    public Verification {
        facts = List.copyOf(facts);
    }

    /** The answer about a paper of which nothing more is to be told. */
    public Verification(State state, boolean sample, String title, List<Fact> facts) {
        this(state, sample, title, facts, null);
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

    /**
     * A label and its value, in the reader's language.
     *
     * @param name the same in every language, for programs
     */
    public record Fact(String name, String label, String value) {}

    /**
     * How a paper lost its force.
     *
     * @param reason in the reader's language, for everybody to read; null where none was given
     * @param version number of the version that stands in its place; 0 where none does
     */
    public record Change(LocalDate on, @Nullable String reason, int version) {}
}
