package org.dawra.registration;

import java.lang.Character.UnicodeScript;
import java.text.Normalizer;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Names of people and institutions: how they are kept, and when two of them mean the same. */
final class Names {

    private Names() {}

    /**
     * A name as it is kept and printed: composed (NFC), without tatweel and without invisible and bidirectional controls,
     * single spaces. A joiner or non-joiner stays where it shapes the letters on both sides of it (UAX #31, 2.3). Empty when
     * nothing is left, or when it holds control characters.
     */
    static Optional<String> clean(@Nullable String typed) {
        if (typed == null) {
            return Optional.empty();
        }
        var kept = new StringBuilder(typed.length());
        var composed = Normalizer.normalize(typed, Normalizer.Form.NFC);
        for (var i = 0; i < composed.length(); i += Character.charCount(composed.codePointAt(i))) {
            var c = composed.codePointAt(i);
            if (Character.isWhitespace(c) || Character.isSpaceChar(c)) {
                if (!kept.isEmpty() && kept.charAt(kept.length() - 1) != ' ') {
                    kept.append(' ');
                }
            } else if (Character.isISOControl(c) || Character.getType(c) == Character.SURROGATE) {
                return Optional.empty();
            } else if (c != TATWEEL && !isInvisible(c) || isJoiner(c) && isBetweenJoined(kept, next(composed, i))) {
                kept.appendCodePoint(c);
            }
        }
        var name = kept.toString().strip();
        return name.isEmpty() ? Optional.empty() : Optional.of(name);
    }

    /** Whether a name has the two letters that any name has. */
    static boolean hasLetters(String name) {
        return name.codePoints().filter(Character::isLetter).count() >= 2;
    }

    /**
     * What two spellings of one name share: no vowel marks or accents, one alef, one ya, ha for ta marbuta, no
     * punctuation, small letters. At most {@code max} characters.
     */
    static String key(String name, int max) {
        var key = new StringBuilder(name.length());
        Normalizer.normalize(name, Normalizer.Form.NFKD)
                .toLowerCase(Locale.ROOT)
                .codePoints()
                .forEach(c -> {
                    if (Character.isLetterOrDigit(c)) {
                        key.appendCodePoint(plain(c));
                    } else if (Character.getType(c) != Character.NON_SPACING_MARK
                            && c != TATWEEL
                            && !isInvisible(c)
                            && !key.isEmpty()
                            && key.charAt(key.length() - 1) != ' ') {
                        key.append(' ');
                    }
                });
        var text = key.toString().strip();
        return text.length() <= max ? text : text.substring(0, max);
    }

    private static final int TATWEEL = 0x0640;

    /** Scripts in which the form of a letter depends on its neighbour. */
    private static final Set<UnicodeScript> JOINED = EnumSet.of(
            UnicodeScript.ARABIC,
            UnicodeScript.SYRIAC,
            UnicodeScript.NKO,
            UnicodeScript.DEVANAGARI,
            UnicodeScript.BENGALI,
            UnicodeScript.GURMUKHI,
            UnicodeScript.GUJARATI,
            UnicodeScript.ORIYA,
            UnicodeScript.TAMIL,
            UnicodeScript.TELUGU,
            UnicodeScript.KANNADA,
            UnicodeScript.MALAYALAM,
            UnicodeScript.SINHALA);

    private static int plain(int c) {
        return switch (c) {
            case 0x0671 -> 0x0627; // alef wasla, alef
            case 0x0649, 0x06CC -> 0x064A; // alef maqsura and Persian ya, ya
            case 0x0629 -> 0x0647; // ta marbuta, ha
            case 0x06A9 -> 0x0643; // Persian kaf, kaf
            default -> c;
        };
    }

    private static int next(String text, int at) {
        return at + 1 < text.length() ? text.codePointAt(at + 1) : ' ';
    }

    private static boolean isJoiner(int c) {
        return c == 0x200C || c == 0x200D;
    }

    /** Whether letters of one joined script stand on both sides, marks on the one before aside. */
    private static boolean isBetweenJoined(CharSequence kept, int after) {
        var script = UnicodeScript.of(after);
        if (!Character.isLetter(after) || !JOINED.contains(script)) {
            return false;
        }
        var end = kept.length();
        while (end > 0 && Character.getType(Character.codePointBefore(kept, end)) == Character.NON_SPACING_MARK) {
            end--;
        }
        return end > 0 && UnicodeScript.of(Character.codePointBefore(kept, end)) == script;
    }

    /** Bidirectional controls, joiners, soft hyphen, byte order mark: they hide or reorder what one reads. */
    private static boolean isInvisible(int c) {
        return Character.getType(c) == Character.FORMAT;
    }
}
