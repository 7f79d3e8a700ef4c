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

    /**
     * What people type, made canonical: upper case, O as 0, I and L as 1, any script's digits as ours, no hyphens, spaces or
     * invisible marks. Of a whole address only what follows the last slash counts.
     */
    public static String canonical(String typed) {
        String last =
                typed.substring(typed.stripTrailing().replaceAll("/+$", "").lastIndexOf('/') + 1);
        StringBuilder kept = new StringBuilder(LENGTH);
        for (char c : last.toUpperCase(Locale.ROOT).toCharArray()) {
            switch (c) {
                case 'O' -> kept.append('0');
                case 'I', 'L' -> kept.append('1');
                default -> {
                    if (Character.isDigit(c)) {
                        kept.append(Character.digit(c, 10));
                    } else if (ALPHABET.indexOf(c) >= 0) {
                        kept.append(c);
                    }
                }
            }
        }
        return kept.toString();
    }

    /** How many letters and digits a code has. */
    public static int length() {
        return LENGTH;
    }

    /** A code as it is printed, in groups of five; as it is where it is too short or too long. */
    public static String grouped(String code) {
        String canonical = canonical(code);
        return canonical.length() == LENGTH ? canonical.replaceAll("(.{5})(?=.{6})", "$1-") : canonical;
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
