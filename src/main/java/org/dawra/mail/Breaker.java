package org.dawra.mail;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * Remembers, for all nodes, that nobody answers at the other end of a channel, or that nothing is taken from our sender
 * there. Until that is over, nothing is claimed but one message at a time, after growing pauses, to see whether the server
 * is back: it is not hammered, and no message loses one of its tries for what is not its fault.
 */
@Component
class Breaker {

    private static final List<Duration> PAUSES =
            List.of(Duration.ofSeconds(30), Duration.ofMinutes(1), Duration.ofMinutes(2), Duration.ofMinutes(5));

    private static final Duration LONGEST_PAUSE = PAUSES.get(PAUSES.size() - 1);

    private final JdbcClient jdbc;
    private final Clock clock;

    Breaker(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /**
     * A silence that lasts: since when, and when one message will try again.
     *
     * @param refusal what the server said last, if it is there and refuses the sender
     */
    record Silence(
            Instant since, Instant nextProbe, @Nullable Refusal refusal) {}

    /** The silence at the other end, if there is one. */
    Optional<Silence> current(String channel) {
        return jdbc.sql("select silent_since, next_probe_at, refused_status, refused_said from mail_line"
                        + " where channel = ? and silent_since is not null")
                .param(channel)
                .query((row, number) -> new Silence(
                        row.getObject("silent_since", OffsetDateTime.class).toInstant(),
                        row.getObject("next_probe_at", OffsetDateTime.class).toInstant(),
                        refusal(row)))
                .optional();
    }

    private static @Nullable Refusal refusal(ResultSet row) throws SQLException {
        var said = row.getString("refused_said");
        return said == null ? null : new Refusal(row.getInt("refused_status"), said);
    }

    /** How many of {@code limit} messages may be claimed: all, none, or the one that probes, which no other node then does. */
    int allowed(String channel, int limit) {
        var silence = current(channel).orElse(null);
        if (silence == null) {
            return limit;
        }
        var now = clock.instant();
        var ahead = Duration.between(now, silence.nextProbe());
        if (ahead.compareTo(Duration.ZERO) > 0 && ahead.compareTo(LONGEST_PAUSE) <= 0) { // else the clock was set back
            return 0;
        }
        return jdbc.sql("update mail_line set next_probe_at = ? where channel = ? and next_probe_at = ?")
                .params(at(now.plus(PAUSES.get(0))), channel, at(silence.nextProbe()))
                .update();
    }

    /**
     * Nothing goes through.
     *
     * @param refusal what a server said that takes nothing from our sender; null when nobody answered: no connection, or a
     *     disk that takes no file
     */
    @Transactional
    public void silent(String channel, @Nullable Refusal refusal) {
        var failures = jdbc.sql("select failures from mail_line where channel = ? for update")
                .param(channel)
                .query(Integer.class)
                .single();
        var now = clock.instant();
        jdbc.sql("update mail_line set failures = ?, silent_since = coalesce(silent_since, ?), next_probe_at = ?,"
                        + " refused_status = ?, refused_said = ? where channel = ?")
                .params(
                        failures + 1,
                        at(now),
                        at(now.plus(PAUSES.get(Math.min(failures, PAUSES.size() - 1)))),
                        refusal == null ? null : refusal.status(),
                        refusal == null ? null : refusal.said(),
                        channel)
                .update();
    }

    /** Somebody answered, whatever the answer was, and takes our sender. */
    @Transactional
    public void answered(String channel) {
        jdbc.sql("update mail_line set failures = 0, silent_since = null, next_probe_at = null,"
                        + " refused_status = null, refused_said = null where channel = ? and silent_since is not null")
                .param(channel)
                .update();
    }

    /** The next message tries at once. */
    @Transactional
    public void probeNow(String channel) {
        jdbc.sql("update mail_line set next_probe_at = ? where channel = ? and silent_since is not null")
                .params(at(clock.instant()), channel)
                .update();
    }

    private static OffsetDateTime at(Instant instant) {
        return OffsetDateTime.ofInstant(instant, ZoneOffset.UTC);
    }
}
