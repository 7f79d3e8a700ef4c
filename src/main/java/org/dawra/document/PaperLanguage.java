package org.dawra.document;

import java.util.Locale;

/** The language a paper, or one block of it, is written in; decides the base direction and the {@code Lang} entry. */
public enum PaperLanguage {
    /** Arabic as written in Morocco, right to left. */
    AR("ar-MA", true),
    /** French, left to right. */
    FR("fr-MA", false);

    private final String tag;
    private final boolean rightToLeft;

    PaperLanguage(String tag, boolean rightToLeft) {
        this.tag = tag;
        this.rightToLeft = rightToLeft;
    }

    /** The BCP 47 tag written into the file. */
    public String tag() {
        return tag;
    }

    /** Whether text, columns and tables run from the right. */
    public boolean rightToLeft() {
        return rightToLeft;
    }

    /** The locale for {@link MoroccanText}. */
    public Locale locale() {
        return Locale.forLanguageTag(tag);
    }
}
