package org.dawra.partnership;

import java.util.Locale;
import org.dawra.cycle.Bilingual;
import org.dawra.web.Language;
import org.jspecify.annotations.Nullable;

/** A text of an agreement: the Arabic holds, the French accompanies it where there is one. */
record AgreementText(String ar, @Nullable String fr) {

    static AgreementText of(Bilingual text) {
        return new AgreementText(text.ar(), text.fr().isBlank() ? null : text.fr());
    }

    /** The text for a reader of {@code language}; Arabic where there is no French. */
    public String in(Language language) {
        return language == Language.AR || fr == null ? ar : fr;
    }

    /** The same for a reader with this locale; templates call it. */
    public String in(Locale locale) {
        return in(Language.of(locale));
    }

    /** The French, or where there is none the Arabic. */
    public String french() {
        return fr == null ? ar : fr;
    }

    /** The language that {@link #in} really answers in, for {@code lang} attributes. */
    public String lang(Locale locale) {
        return Language.of(locale) == Language.AR || fr == null ? "ar" : "fr";
    }
}
