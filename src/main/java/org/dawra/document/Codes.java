package org.dawra.document;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.Locale;

/**
 * Codes that leave the house: 130 random bits in Crockford's base 32, five groups of five with hyphens and one letter
 * more, easy to read aloud and safe in a URL.
 */
public final class Codes {

    /** The digits and capital letters that codes are made of: none that is easily taken for another (Crockford). */
    public static final String ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";

    private static final int LENGTH = 26;
    private static final SecureRandom RANDOM = new SecureRandom();

    private Codes() {}

    /** A new code such as {@code 7Q2XK-9D0MA-…}. */
    public static String newCode() {
        byte[] random = new byte[LENGTH];
        RANDOM.nextBytes(random);
        StringBuilder code = new StringBuilder(LENGTH + LENGTH / 5);
        for (int i = 0; i < LENGTH; i++) {
            if (i > 0 && i % 5 == 0 && i < LENGTH - 1) {
                code.append('-');
            }
            code.append(ALPHABET.charAt(random[i] & 31));
        }
        return code.toString();
    }

    /** What people type, made canonical: upper case, O as 0, I and L as 1, no hyphens or spaces. */
    public static String canonical(String typed) {
        StringBuilder kept = new StringBuilder(LENGTH);
        for (char c : typed.toUpperCase(Locale.ROOT).toCharArray()) {
            switch (c) {
                case 'O' -> kept.append('0');
                case 'I', 'L' -> kept.append('1');
                default -> {
                    if (ALPHABET.indexOf(c) >= 0) {
                        kept.append(c);
                    }
                }
            }
        }
        return kept.toString();
    }

    /** SHA-256 of the canonical code in lower-case hex: what tables keep instead of the code. */
    public static String hash(String code) {
        return sha256(canonical(code).getBytes(StandardCharsets.US_ASCII));
    }

    /** SHA-256 in lower-case hex. */
    public static String sha256(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
