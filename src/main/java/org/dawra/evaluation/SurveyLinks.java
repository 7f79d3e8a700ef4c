package org.dawra.evaluation;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.Locale;
import java.util.OptionalLong;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.dawra.document.Codes;

/**
 * Personal links to a survey. A link is the response's id with 130 bits of HMAC-SHA256 under the survey's own secret: ten
 * thousand of them need no row and no random number each, and a guess is as hopeless as with a stored code.
 */
final class SurveyLinks {

    private static final String ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
    private static final int LENGTH = 26;
    private static final int RADIX = 36;
    private static final SecureRandom RANDOM = new SecureRandom();

    private SurveyLinks() {}

    /** A secret for a new survey. */
    static String newSecret() {
        var bytes = new byte[32];
        RANDOM.nextBytes(bytes);
        return HexFormat.of().formatHex(bytes);
    }

    /** The token of a response. */
    static String token(long response, String secret) {
        return Long.toString(response, RADIX) + "-" + mark(response, secret);
    }

    /** The response that a token claims to be of; whether it is, {@link #genuine} tells. */
    static OptionalLong response(String token) {
        var hyphen = token.indexOf('-');
        if (hyphen < 1) {
            return OptionalLong.empty();
        }
        try {
            var id = Long.parseLong(token.substring(0, hyphen).toLowerCase(Locale.ROOT), RADIX);
            return id > 0 ? OptionalLong.of(id) : OptionalLong.empty();
        } catch (NumberFormatException e) {
            return OptionalLong.empty();
        }
    }

    /** Whether the token is that of the response. */
    static boolean genuine(String token, long response, String secret) {
        var given = Codes.canonical(token.substring(token.indexOf('-') + 1));
        return MessageDigest.isEqual(
                given.getBytes(StandardCharsets.UTF_8), mark(response, secret).getBytes(StandardCharsets.UTF_8));
    }

    private static String mark(long response, String secret) {
        try {
            var mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(HexFormat.of().parseHex(secret), "HmacSHA256"));
            var bytes = mac.doFinal(("survey:" + response).getBytes(StandardCharsets.UTF_8));
            var mark = new StringBuilder(LENGTH);
            for (var i = 0; i < LENGTH; i++) {
                mark.append(ALPHABET.charAt(bytes[i] & 31));
            }
            return mark.toString();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }
}
