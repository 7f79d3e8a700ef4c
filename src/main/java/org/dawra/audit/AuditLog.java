package org.dawra.audit;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** The trail as it is read. */
@Component
public class AuditLog {

    private static final String FILTERED = " from audit_entry e left join audit_chain c on c.entry_id = e.id"
            + " where (cast(:actor as varchar(80)) is null or e.actor = :actor)"
            + " and (cast(:deed as varchar(80)) is null or e.deed = :deed)"
            + " and e.at >= :from and e.at < :until";

    private final JdbcClient client;
    private final JdbcTemplate jdbc;
    private final ChainVerifier verifier;
    private final Clock clock;

    AuditLog(JdbcClient client, JdbcTemplate jdbc, ChainVerifier verifier, Clock clock) {
        this.client = client;
        this.jdbc = jdbc;
        this.verifier = verifier;
        this.clock = clock;
    }

    /**
     * Which rows.
     *
     * @param actor of this actor only, or null
     * @param deed of this deed only, or null
     * @param day of this day only (UTC), or null
     */
    public record Filter(
            @Nullable String actor,
            @Nullable String deed,
            @Nullable LocalDate day) {

        OffsetDateTime from() {
            return (day == null ? LocalDate.of(2000, 1, 1) : day).atStartOfDay().atOffset(ZoneOffset.UTC);
        }

        OffsetDateTime until() {
            return (day == null ? LocalDate.of(9000, 1, 1) : day.plusDays(1))
                    .atStartOfDay()
                    .atOffset(ZoneOffset.UTC);
        }
    }

    /** How many rows there are. */
    public long count(Filter filter) {
        return with(client.sql("select count(*)" + FILTERED), filter)
                .query(Long.class)
                .single();
    }

    /** Some of the rows, newest first. */
    public List<AuditEntry> page(Filter filter, long offset, int limit) {
        return with(
                        client.sql("select e.id, e.at, e.actor, e.deed, e.subject, c.chain_position" + FILTERED
                                + " order by e.id desc offset :offset rows fetch first :limit rows only"),
                        filter)
                .param("offset", offset)
                .param("limit", limit)
                .query(AuditLog::read)
                .list();
    }

    /** The deeds that occur. */
    public List<String> deeds() {
        return client.sql("select distinct deed from audit_entry order by deed")
                .query(String.class)
                .list();
    }

    /** The last link of the chain. */
    public AuditHead head() {
        return Sealer.head(jdbc);
    }

    /**
     * What a verification found.
     *
     * @param rows how many rows were computed again without a fault
     * @param broken the first place that does not fit, in English as the command says it, or null
     */
    public record Verdict(long rows, @Nullable String broken) {}

    /**
     * Computes the whole chain again.
     *
     * @param head one that somebody kept, as {@code POSITION:HASH} or {@code HASH}, or null
     * @throws IllegalArgumentException when {@code head} is neither
     */
    public Verdict verify(@Nullable String head) {
        var finding = verifier.verify(head == null ? List.of() : List.of(ChainVerifier.Expected.given(head)));
        return new Verdict(finding.head().position(), finding.broken());
    }

    /** The heads of the last days, newest first. */
    public List<DayHead> dayHeads(int most) {
        return client.sql("select head_day, chain_position, hash from audit_head order by head_day desc"
                        + " fetch first :most rows only")
                .param("most", most)
                .query((row, number) ->
                        new DayHead(row.getObject(1, LocalDate.class), new AuditHead(row.getLong(2), row.getString(3))))
                .list();
    }

    /** The head of a day. */
    public record DayHead(LocalDate day, AuditHead head) {}

    /**
     * Fixes the head of a day, in the caller's transaction, and answers it; empty when it is fixed already, by this node
     * or by another. Two nodes that try at the same moment: the second waits for the first and then finds it fixed.
     */
    @Transactional
    public Optional<AuditHead> fixHead(LocalDate day) {
        var known = client.sql("select count(*) from audit_head where head_day = ?")
                .param(day)
                .query(Long.class)
                .single();
        if (known > 0) {
            return Optional.empty();
        }
        var head = head();
        if (head.position() == 0) {
            return Optional.empty();
        }
        try {
            client.sql("insert into audit_head (head_day, chain_position, hash, taken_at) values (?, ?, ?, ?)")
                    .params(
                            day,
                            head.position(),
                            head.hash(),
                            OffsetDateTime.ofInstant(clock.instant(), ZoneOffset.UTC))
                    .update();
        } catch (DuplicateKeyException other) {
            throw new HeadFixedMeanwhile(other);
        }
        return Optional.of(head);
    }

    /** Another node has fixed the day's head at the same moment: the caller's transaction is lost, and needless. */
    public static final class HeadFixedMeanwhile extends RuntimeException {
        HeadFixedMeanwhile(DuplicateKeyException cause) {
            super("the day's head is fixed already", cause);
        }
    }

    private static JdbcClient.StatementSpec with(JdbcClient.StatementSpec statement, Filter filter) {
        return statement
                .param("actor", filter.actor())
                .param("deed", filter.deed())
                .param("from", filter.from())
                .param("until", filter.until());
    }

    private static AuditEntry read(ResultSet row, int number) throws SQLException {
        var position = row.getLong(6);
        return new AuditEntry(
                row.getLong(1),
                row.getObject(2, OffsetDateTime.class).toInstant(),
                row.getString(3),
                row.getString(4),
                row.getString(5),
                row.wasNull() ? null : position);
    }
}
