package org.dawra.access;

import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Links by which somebody sets a password: 130 random bits, of which the database knows only the SHA-256. The first use
 * ends a link and all others of the account; looking at it changes nothing, since messengers and scanners look too.
 */
@Component
class AccessLinks {

    /** Small letters and digits only: messengers read signs such as an underscore as a typeface. */
    private static final String ALPHABET = "0123456789abcdefghjkmnpqrstvwxyz";

    private static final int LENGTH = 26;

    private final JdbcClient jdbc;
    private final Clock clock;
    private final SecureRandom random = new SecureRandom();

    AccessLinks(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /** What a link is for, and how long it holds. */
    enum Purpose {
        INVITATION(Duration.ofHours(72)),
        RESET(Duration.ofHours(2));

        private final Duration holds;

        Purpose(Duration holds) {
            this.holds = holds;
        }

        Duration holds() {
            return holds;
        }
    }

    /** A link that can be used until {@code expires}. */
    record Open(String userId, Purpose purpose, Instant expires) {}

    /** Makes another link for the account and answers its token, which nobody can read again. */
    String issue(String userId, Purpose purpose) {
        var token = new StringBuilder(LENGTH);
        for (var i = 0; i < LENGTH; i++) {
            token.append(ALPHABET.charAt(random.nextInt(ALPHABET.length())));
        }
        var now = clock.instant();
        jdbc.sql(
                        "insert into access_link (user_id, purpose, token_hash, created_at, expires_at) values (?, ?, ?, ?, ?)")
                .params(
                        userId,
                        purpose.name(),
                        Fingerprint.of(token.toString()),
                        at(now),
                        at(now.plus(purpose.holds())))
                .update();
        return token.toString();
    }

    /** The link with this token while it can be used. */
    Optional<Open> find(String token) {
        return jdbc.sql("select user_id, purpose, expires_at from access_link"
                        + " where token_hash = ? and ended_at is null and expires_at > ?")
                .params(Fingerprint.of(token), at(clock.instant()))
                .query((row, number) -> new Open(
                        row.getString("user_id"),
                        Purpose.valueOf(row.getString("purpose")),
                        row.getObject("expires_at", OffsetDateTime.class).toInstant()))
                .optional();
    }

    /** Uses the link: of any number who try at once, one is answered true. Within the transaction of what it is used for. */
    boolean use(String token) {
        return jdbc.sql("update access_link set ended_at = ?, ended_how = 'USED'"
                                + " where token_hash = ? and ended_at is null and expires_at > ?")
                        .params(at(clock.instant()), Fingerprint.of(token), at(clock.instant()))
                        .update()
                == 1;
    }

    /** Ends whatever links of the account are still open. */
    void endAll(String userId) {
        jdbc.sql("update access_link set ended_at = ?, ended_how = 'REPLACED' where user_id = ? and ended_at is null")
                .params(at(clock.instant()), userId)
                .update();
    }

    /** Until when the account's newest open link holds. */
    Optional<Instant> openUntil(String userId) {
        return jdbc.sql("select max(expires_at) as latest from access_link"
                        + " where user_id = ? and ended_at is null and expires_at > ?")
                .params(userId, at(clock.instant()))
                .query((row, number) -> Optional.ofNullable(row.getObject("latest", OffsetDateTime.class))
                        .map(OffsetDateTime::toInstant))
                .single();
    }

    private static OffsetDateTime at(Instant instant) {
        return OffsetDateTime.ofInstant(instant, ZoneOffset.UTC);
    }
}
