package org.dawra.web;

import java.util.Locale;

/** The three languages. Arabic is Moroccan usage, never bare {@code ar}. */
public enum Language {
    AR("ar-MA"),
    FR("fr-MA"),
    EN("en");

    private final Locale locale;

    Language(String tag) {
        this.locale = Locale.forLanguageTag(tag);
    }

    /** The locale for messages and formats. */
    public Locale locale() {
        return locale;
    }

    /** Two-letter code for {@code lang} attributes and the {@code lang} parameter. */
    public String code() {
        return locale.getLanguage();
    }

    /** The text direction: {@code rtl} or {@code ltr}. */
    public String direction() {
        return this == AR ? "rtl" : "ltr";
    }

    /** The language of a locale; Arabic for one that is none of the three. */
    public static Language of(Locale locale) {
        for (var language : values()) {
            if (language.code().equals(locale.getLanguage())) {
                return language;
            }
        }
        return AR;
    }
}
