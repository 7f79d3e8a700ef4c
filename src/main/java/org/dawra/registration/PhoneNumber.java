package org.dawra.registration;

import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A telephone number in international form, digits only, as WhatsApp links want it.
 *
 * @param digits country code first, as {@code 212612345678}
 */
record PhoneNumber(String digits) {

    /** Morocco's plan: nine digits after the country code, the first 5 (fixed), 6 or 7 (mobile), 8 (services). */
    private static final Pattern MOROCCAN = Pattern.compile("[5-8]\\d{8}");

    /** E.164: at most fifteen digits; nothing shorter than eight is a telephone. */
    private static final Pattern FOREIGN = Pattern.compile("[1-9]\\d{7,14}");

    /**
     * Reads a number as people write it: {@code 06 12 34 56 78}, {@code +212 6…}, {@code 002126…}, {@code +212 (0)6…},
     * nine digits without the zero that Excel takes away, Arabic-Indic digits. A foreign number needs {@code +} or
     * {@code 00}. Empty for anything else.
     */
    static Optional<PhoneNumber> parse(@Nullable String typed) {
        if (typed == null) {
            return Optional.empty();
        }
        var digits = new StringBuilder();
        var plus = false;
        for (var i = 0; i < typed.length(); i++) {
            var c = typed.charAt(i);
            if (Character.isDigit(c)) {
                digits.append(Character.digit(c, 10));
            } else if (c == '+' && digits.isEmpty() && !plus) {
                plus = true;
            } else if (!isSeparator(c)) {
                return Optional.empty();
            }
        }
        return plus ? international(digits.toString()) : domestic(digits.toString());
    }

    /** As Moroccans read it aloud: {@code 06 12 34 56 78}; a foreign number with its plus. */
    String display() {
        if (!digits.startsWith("212")) {
            return "+" + digits;
        }
        var local = "0" + digits.substring(3);
        return local.replaceAll("(\\d{2})(?=\\d)", "$1 ");
    }

    private static Optional<PhoneNumber> domestic(String digits) {
        if (digits.startsWith("00")) {
            return international(digits.substring(2));
        }
        if (digits.startsWith("0")) {
            return moroccan(digits.substring(1));
        }
        return digits.startsWith("212") && digits.length() > 9 ? international(digits) : moroccan(digits);
    }

    private static Optional<PhoneNumber> international(String digits) {
        if (digits.startsWith("212")) {
            var rest = digits.substring(3);
            return moroccan(rest.startsWith("0") ? rest.substring(1) : rest);
        }
        return FOREIGN.matcher(digits).matches() ? Optional.of(new PhoneNumber(digits)) : Optional.empty();
    }

    private static Optional<PhoneNumber> moroccan(String rest) {
        return MOROCCAN.matcher(rest).matches() ? Optional.of(new PhoneNumber("212" + rest)) : Optional.empty();
    }

    private static boolean isSeparator(char c) {
        return Character.isSpaceChar(c)
                || Character.isWhitespace(c)
                || Character.getType(c) == Character.FORMAT
                || Character.getType(c) == Character.DASH_PUNCTUATION
                || c == '.'
                || c == '/'
                || c == '('
                || c == ')';
    }
}
