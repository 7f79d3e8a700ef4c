package org.dawra.audit;

import javax.sql.DataSource;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.DataSourceTransactionManager;

/** For tests of other modules that read the chain. */
public final class SealedTrail {

    private SealedTrail() {}

    /** Chains what is committed, whether the application's own sealer is at it or not. */
    public static void seal(DataSource database) {
        var jdbc = new JdbcTemplate(database);
        var sealer = new Sealer(jdbc, new DataSourceTransactionManager(database));
        while (!jdbc.queryForList("select entry_id from audit_pending fetch first 1 rows only")
                .isEmpty()) {
            sealer.sealAll();
        }
    }
}
