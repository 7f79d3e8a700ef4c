package org.dawra.certificate;

import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Predicate;
import org.dawra.engine.StepPauses;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.event.EventListener;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * Whether issuing rests, since when and why. Two locks, one after the other: our row, which a chunk reads before it takes
 * certificates, so that none is issued once the pause has committed; and the engine's step, so that no job turns in vain.
 */
@Component
class IssuingPauses {

    private final JdbcClient jdbc;
    private final StepPauses steps;
    private final Clock clock;

    IssuingPauses(JdbcClient jdbc, StepPauses steps, Clock clock) {
        this.jdbc = jdbc;
        this.steps = steps;
        this.clock = clock;
    }

    /** A pause that lasts. */
    record Pause(String reason, Instant since) {}

    Optional<Pause> current() {
        return jdbc.sql("select reason, paused_at from certificate_pause where resumed_at is null order by id"
                        + " fetch first 1 rows only")
                .query((row, number) -> new Pause(
                        row.getString("reason"),
                        row.getObject("paused_at", OffsetDateTime.class).toInstant()))
                .optional();
    }

    boolean isPaused() {
        return current().isPresent();
    }

    @Transactional
    void pause(String reason, String by) {
        jdbc.sql("insert into certificate_pause (reason, paused_by, paused_at)"
                        + " select cast(? as varchar(300)), cast(? as varchar(80)), cast(? as timestamp with time zone)"
                        + " where not exists (select 1 from certificate_pause where resumed_at is null)")
                .params(reason, by, now())
                .update();
        steps.pause(CertificateIssuing.KEY, CertificateIssuing.ISSUE_CERTIFICATES);
    }

    @Transactional
    void resume(String by) {
        jdbc.sql("update certificate_pause set resumed_by = ?, resumed_at = ? where resumed_at is null")
                .params(by, now())
                .update();
        steps.resume(CertificateIssuing.KEY, CertificateIssuing.ISSUE_CERTIFICATES);
    }

    /** A new version of the application deploys a new version of the model, which knows of no pause. */
    @EventListener(ApplicationReadyEvent.class)
    @Transactional
    public void holdAfterStart() {
        if (isPaused()) {
            steps.pause(CertificateIssuing.KEY, CertificateIssuing.ISSUE_CERTIFICATES);
        }
    }

    @Nullable
    Instant resumedLast() {
        return jdbc.sql("select max(resumed_at) as at_last from certificate_pause")
                .query((row, number) -> Optional.ofNullable(row.getObject("at_last", OffsetDateTime.class)))
                .single()
                .map(OffsetDateTime::toInstant)
                .orElse(null);
    }

    /** Empties the reasons for which this is so; that there was a pause, of whom and when, stays. */
    @Transactional
    void forget(Predicate<String> naming) {
        var ids = jdbc
                .sql("select id, reason from certificate_pause")
                .query((row, number) -> naming.test(row.getString("reason")) ? row.getLong("id") : null)
                .list()
                .stream()
                .filter(Objects::nonNull)
                .toList();
        if (!ids.isEmpty()) {
            jdbc.sql("update certificate_pause set reason = '' where id in (:ids)")
                    .param("ids", ids)
                    .update();
        }
    }

    private OffsetDateTime now() {
        return OffsetDateTime.ofInstant(clock.instant(), ZoneOffset.UTC);
    }
}
