package org.dawra.engine;

import java.util.List;

/**
 * Input that the domain refuses. Carries one or more findings, each at a field of the form, with the key of a message
 * that says in the user's language what to change. Nothing of the refused input has been stored.
 */
public class Refused extends RuntimeException {

    /** One finding. {@code field} is the form's field key ({@code "meetings[2].capacity"} for a cell), or empty for the whole form. */
    public record Finding(String field, String messageKey, List<Object> args) {

        public Finding {
            args = List.copyOf(args);
        }
    }

    private final transient List<Finding> findings;

    /** Refuses one field. */
    public Refused(String field, String messageKey, Object... args) {
        this(List.of(new Finding(field, messageKey, List.of(args))));
    }

    /** Refuses several fields at once; {@code findings} is not empty. */
    public Refused(List<Finding> findings) {
        super(findings.stream()
                .map(f -> f.field() + ": " + f.messageKey())
                .toList()
                .toString());
        this.findings = List.copyOf(findings);
    }

    /** What is wrong, in the order of the form. */
    public List<Finding> findings() {
        return findings;
    }
}
