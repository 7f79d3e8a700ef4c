package org.dawra.registration;

import java.security.SecureRandom;

/**
 * What names a seat in the hall, next to the meeting's own address: six characters of 23 that no two people read
 * differently. It opens a survey, never personal data.
 */
final class ShortCode {

    private static final String ALPHABET = "34679ACDEFGHJKMNPQRTWXY";
    private static final int LENGTH = 6;
    private static final SecureRandom RANDOM = new SecureRandom();

    private ShortCode() {}

    static String random() {
        var code = new StringBuilder(LENGTH);
        for (var i = 0; i < LENGTH; i++) {
            code.append(ALPHABET.charAt(RANDOM.nextInt(ALPHABET.length())));
        }
        return code.toString();
    }

    /** What was typed, without spaces and hyphens, in capitals. */
    static String canonical(String typed) {
        var code = new StringBuilder(LENGTH);
        typed.codePoints()
                .map(Character::toUpperCase)
                .filter(c -> ALPHABET.indexOf(c) >= 0)
                .limit(LENGTH)
                .forEach(code::appendCodePoint);
        return code.toString();
    }
}
