package org.dawra.audit;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.HexFormat;
import java.util.Locale;

/**
 * The hash of a link, so that anybody can compute it again:
 *
 * <pre>
 * hash(n) = SHA-256( hash(n-1) as 32 bytes  ||  canonical row n )
 * hash(0) = 32 zero bytes
 * canonical row = netstring(position) netstring(id) netstring(at) netstring(actor) netstring(deed) netstring(subject)
 * netstring(text) = &lt;number of UTF-8 bytes in decimal&gt; ":" &lt;UTF-8 bytes&gt; ","
 * </pre>
 *
 * Position and id are decimal without sign or leading zeros; {@code at} is UTC with six digits of a second, as {@code
 * 2026-01-31T09:00:00.000000Z}. Lengths stand in front, so no character in a field can pass for the end of one. Hashes
 * are written as 64 lower-case hexadecimal digits.
 */
final class ChainHash {

    static final String GENESIS = "0".repeat(64);

    private static final DateTimeFormatter AT =
            DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSSSSS'Z'", Locale.ROOT);

    private ChainHash() {}

    static String of(String previous, long position, long id, Instant at, String actor, String deed, String subject) {
        var digest = sha256();
        digest.update(HexFormat.of().parseHex(previous));
        add(digest, Long.toString(position));
        add(digest, Long.toString(id));
        add(digest, AT.format(at.atOffset(ZoneOffset.UTC)));
        add(digest, actor);
        add(digest, deed);
        add(digest, subject);
        return HexFormat.of().formatHex(digest.digest());
    }

    private static void add(MessageDigest digest, String text) {
        var bytes = text.getBytes(UTF_8);
        digest.update((bytes.length + ":").getBytes(UTF_8));
        digest.update(bytes);
        digest.update((byte) ',');
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every JVM has SHA-256.", e);
        }
    }
}
