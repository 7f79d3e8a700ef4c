package org.dawra.cycle;

import java.util.Locale;
import org.dawra.web.Language;

/** A text of an edition, in Arabic and French. English readers get the French, marked with {@code lang}. */
public record Bilingual(String ar, String fr) {

    /** The text for a reader of {@code language}. */
    public String in(Language language) {
        return language == Language.AR ? ar : fr;
    }

    /** The text for a reader with this locale. */
    public String in(Locale locale) {
        return in(Language.of(locale));
    }
}
