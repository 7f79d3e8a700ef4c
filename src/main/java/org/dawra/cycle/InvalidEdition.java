package org.dawra.cycle;

import java.util.List;
import java.util.Locale;
import org.springframework.context.MessageSource;

/** An edition's file that cannot be used, with everything that is wrong in it. */
public final class InvalidEdition extends RuntimeException {

    private final String file;
    private final transient List<EditionError> errors;

    InvalidEdition(String file, List<EditionError> errors) {
        super(file + ": " + errors);
        this.file = file;
        this.errors = List.copyOf(errors);
    }

    /** The file's name. */
    public String file() {
        return file;
    }

    /** All findings, by line. */
    public List<EditionError> errors() {
        return errors;
    }

    /** A line of text a finding: the line, the field, and what to change. */
    public List<String> messages(MessageSource texts, Locale locale) {
        return errors.stream()
                .map(e -> texts.getMessage(
                        "cycle.edition.at",
                        new Object[] {file, e.line(), e.field(), texts.getMessage(e, locale)},
                        locale))
                .toList();
    }
}
