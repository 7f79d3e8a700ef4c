package org.dawra.audit;

import java.time.Clock;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.Objects;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.GeneratedKeyHolder;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * Writes the trail, in the transaction of the deed itself: a deed that is rolled back leaves no row. The row is chained
 * within a second of its commit; see {@link ChainHash}.
 */
@Component
public class AuditTrail {

    private static final int LONGEST_ACTOR = 80;
    private static final int LONGEST_SUBJECT = 120;

    private final JdbcClient jdbc;
    private final Clock clock;

    AuditTrail(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /**
     * Records a deed. Identifiers only: the row is never erased, so it may say nothing about a person. One row a deed,
     * also where the deed concerned thousands: {@code registrations:17-216}.
     *
     * @param actor user id of the account, or id of the link's holder
     * @param deed what was done, as {@code agreement.approved}
     * @param subject id of the row it was done to, as {@code agreement:12}
     */
    @Transactional
    public void record(String actor, String deed, String subject) {
        // Both databases keep microseconds; what is hashed must be what is read back.
        var at = OffsetDateTime.ofInstant(clock.instant().truncatedTo(ChronoUnit.MICROS), ZoneOffset.UTC);
        var key = new GeneratedKeyHolder();
        jdbc.sql("insert into audit_entry (at, actor, deed, subject) values (?, ?, ?, ?)")
                .params(at, cut(actor, LONGEST_ACTOR), deed, cut(subject, LONGEST_SUBJECT))
                .update(key, "id");
        jdbc.sql("insert into audit_pending (entry_id) values (?)")
                .param(Objects.requireNonNull(key.getKey()).longValue())
                .update();
    }

    private static String cut(String text, int longest) {
        return text.length() <= longest ? text : text.substring(0, longest);
    }
}
