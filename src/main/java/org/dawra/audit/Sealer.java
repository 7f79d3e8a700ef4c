package org.dawra.audit;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Gives committed rows their links. One node at a time, by a row lock that another node does not wait for; should two
 * ever meet all the same, the primary key of the chain lets one of them.
 */
@Component
class Sealer {

    private static final int BATCH = 1_000;

    private final JdbcTemplate jdbc;
    private final TransactionTemplate transactions;

    Sealer(JdbcTemplate jdbc, PlatformTransactionManager manager) {
        this.jdbc = jdbc;
        this.transactions = new TransactionTemplate(manager);
    }

    /** Chains all that is committed, and answers how many rows it has chained; none when another node is at it. */
    int sealAll() {
        var sealed = 0;
        for (var some = BATCH; some == BATCH; sealed += some) {
            some = sealSome();
        }
        return sealed;
    }

    private int sealSome() {
        if (jdbc.queryForList("select entry_id from audit_pending fetch first 1 rows only", Long.class)
                .isEmpty()) {
            return 0;
        }
        var sealed = transactions.execute(status -> locked() ? chain() : 0);
        return sealed == null ? 0 : sealed;
    }

    private boolean locked() {
        return !jdbc.queryForList("select id from audit_sealer where id = 1 for update skip locked", Integer.class)
                .isEmpty();
    }

    private int chain() {
        var head = head(jdbc);
        var rows = jdbc.query(
                "select e.id, e.at, e.actor, e.deed, e.subject from audit_pending p"
                        + " join audit_entry e on e.id = p.entry_id order by p.entry_id fetch first " + BATCH
                        + " rows only",
                Sealer::read);
        var links = new ArrayList<Object[]>();
        var done = new ArrayList<Object[]>();
        for (var row : rows) {
            var position = head.position() + 1;
            head = new AuditHead(
                    position,
                    ChainHash.of(head.hash(), position, row.id(), row.at(), row.actor(), row.deed(), row.subject()));
            links.add(new Object[] {position, row.id(), head.hash()});
            done.add(new Object[] {row.id()});
        }
        jdbc.batchUpdate("insert into audit_chain (chain_position, entry_id, hash) values (?, ?, ?)", links);
        jdbc.batchUpdate("delete from audit_pending where entry_id = ?", done);
        return rows.size();
    }

    /** The last link of the chain. */
    AuditHead head() {
        return head(jdbc);
    }

    static AuditHead head(JdbcTemplate jdbc) {
        List<AuditHead> last = jdbc.query(
                "select chain_position, hash from audit_chain order by chain_position desc fetch first 1 rows only",
                (row, number) -> new AuditHead(row.getLong(1), row.getString(2)));
        return last.isEmpty() ? AuditHead.NONE : last.get(0);
    }

    private static AuditEntry read(ResultSet row, int number) throws SQLException {
        return new AuditEntry(
                row.getLong(1),
                row.getObject(2, OffsetDateTime.class).toInstant(),
                row.getString(3),
                row.getString(4),
                row.getString(5),
                null);
    }
}
