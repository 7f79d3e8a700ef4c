package org.dawra.mail;

import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Whether sending rests, since when and why. Asked before each batch and each message, on every node. */
@Component
public class MailPauses {

    /** Stands for whoever pauses without a person: what was restored from a backup may hold messages that were sent. */
    public static final String RESTORED = "restore";

    private final JdbcClient jdbc;
    private final Clock clock;

    MailPauses(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /** A pause that lasts. */
    public record Pause(String reason, String by, Instant since) {}

    /** The pause that lasts, if sending rests. */
    public Optional<Pause> current() {
        return jdbc.sql("select reason, paused_by, paused_at from mail_pause where resumed_at is null order by id"
                        + " fetch first 1 rows only")
                .query((row, number) -> new Pause(
                        row.getString("reason"),
                        row.getString("paused_by"),
                        row.getObject("paused_at", OffsetDateTime.class).toInstant()))
                .optional();
    }

    /** Whether sending rests. */
    public boolean isPaused() {
        return current().isPresent();
    }

    /** Sends nothing from now on but the message that is on the line; pausing twice changes nothing. */
    @Transactional
    public void pause(String reason, String by) {
        jdbc.sql("insert into mail_pause (reason, paused_by, paused_at)"
                        + " select cast(? as varchar(300)), cast(? as varchar(80)), cast(? as timestamp with time zone)"
                        + " where not exists (select 1 from mail_pause where resumed_at is null)")
                .params(reason, by, now())
                .update();
    }

    /** For whoever restores a database from a backup: nothing is sent until a person has looked and resumes. */
    @Transactional
    public void pauseAfterRestore(String reason) {
        pause(reason, RESTORED);
    }

    /** Sends again. */
    @Transactional
    public void resume(String by) {
        jdbc.sql("update mail_pause set resumed_by = ?, resumed_at = ? where resumed_at is null")
                .params(by, now())
                .update();
    }

    /** When sending last went on after a pause. */
    @Nullable
    Instant resumedLast() {
        return jdbc.sql("select max(resumed_at) as at_last from mail_pause")
                .query((row, number) -> Optional.ofNullable(row.getObject("at_last", OffsetDateTime.class)))
                .single()
                .map(OffsetDateTime::toInstant)
                .orElse(null);
    }

    /** Empties the reasons for which this is so; that there was a pause, of whom and when, stays. */
    @Transactional
    public void forget(Predicate<String> naming) {
        var ids = jdbc
                .sql("select id, reason from mail_pause")
                .query((row, number) -> naming.test(row.getString("reason")) ? row.getLong("id") : null)
                .list()
                .stream()
                .filter(Objects::nonNull)
                .toList();
        if (!ids.isEmpty()) {
            jdbc.sql("update mail_pause set reason = '' where id in (:ids)")
                    .param("ids", ids)
                    .update();
        }
    }

    private OffsetDateTime now() {
        return OffsetDateTime.ofInstant(clock.instant(), ZoneOffset.UTC);
    }
}
