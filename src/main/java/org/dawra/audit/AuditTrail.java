package org.dawra.audit;

import java.time.Clock;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Writes the trail, in the transaction of the deed itself. */
@Component
public class AuditTrail {

    private final JdbcClient jdbc;
    private final Clock clock;

    AuditTrail(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /**
     * Records a deed.
     *
     * @param actor user id of the account, or id of the link's holder
     * @param deed what was done, as {@code agreement.approved}
     * @param subject id of the row it was done to, as {@code agreement:12}
     */
    public void record(String actor, String deed, String subject) {
        jdbc.sql("insert into audit_entry (at, actor, deed, subject) values (?, ?, ?, ?)")
                .params(OffsetDateTime.ofInstant(clock.instant(), ZoneOffset.UTC), actor, deed, subject)
                .update();
    }
}
