package org.dawra.certificate;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.dawra.cycle.CycleId;
import org.dawra.cycle.MeetingId;
import org.dawra.document.Codes;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The certificates of the module, and the rule by which those of a meeting were issued. */
@Repository
class CertificateRows {

    static final String SELECT = "select id, cycle_id, meeting_id, seat_id, province, institution_id, ordinal,"
            + " state, reason, code, document_id, erased, issued_at from certificate ";

    private static final String COUNTS = "coalesce(sum(case when state = 'PLANNED' then 1 else 0 end), 0),"
            + " coalesce(sum(case when state = 'ISSUED' then 1 else 0 end), 0),"
            + " coalesce(sum(case when state = 'FAILED' then 1 else 0 end), 0),"
            + " coalesce(sum(case when state = 'REVOKED' then 1 else 0 end), 0),"
            + " coalesce(sum(step_runs), 0)";

    /** In the order of an index: H2 otherwise reads the whole lane, or meeting, to sort it, at each hundred again. */
    static final String NEXT_OF_LANE =
            SELECT + "where meeting_id = ? and lane = ? and state = 'PLANNED' order by meeting_id, lane, state, id";

    private final JdbcClient jdbc;
    private final JdbcTemplate template;

    CertificateRows(JdbcTemplate template) {
        this.jdbc = JdbcClient.create(template);
        this.template = template;
    }

    /** The rule that applies to a meeting, and what was resolved by hand. */
    record Run(int requiredHalfDays, int halfDaysHeld, int resolvedMessages) {}

    void saveRun(MeetingId meeting, int required, int held, Instant at) {
        var changed = jdbc.sql("update certificate_run set required_half_days = ?, half_days_held = ?, decided_at = ?"
                        + " where meeting_id = ?")
                .params(required, held, utc(at), meeting.value())
                .update();
        if (changed == 0) {
            jdbc.sql("insert into certificate_run (meeting_id, required_half_days, half_days_held, decided_at,"
                            + " resolved_messages) values (?, ?, ?, ?, 0)")
                    .params(meeting.value(), required, held, utc(at))
                    .update();
        }
    }

    Run run(MeetingId meeting) {
        return jdbc.sql("select required_half_days, half_days_held, resolved_messages from certificate_run"
                        + " where meeting_id = ?")
                .param(meeting.value())
                .query((row, n) -> new Run(row.getInt(1), row.getInt(2), row.getInt(3)))
                .single();
    }

    /**
     * The rule of a meeting, held until the transaction ends, so that nothing is planned on a count that is being
     * corrected; empty before the first issuing.
     */
    Optional<Run> lockRun(MeetingId meeting) {
        return jdbc.sql("select required_half_days, half_days_held, resolved_messages from certificate_run"
                        + " where meeting_id = ? for update")
                .param(meeting.value())
                .query((row, n) -> new Run(row.getInt(1), row.getInt(2), row.getInt(3)))
                .optional();
    }

    /** How many seats are eligible by the meeting's rule and have no certificate; 0 before the first issuing. */
    int missing(MeetingId meeting) {
        return jdbc.sql("""
                        select count(*) from attended_seat a
                        join certificate_run r on r.meeting_id = a.meeting_id and a.half_days >= r.required_half_days
                        where a.meeting_id = ?
                          and not exists (select 1 from certificate c where c.seat_id = a.seat_id)
                        """).param(meeting.value()).query(Integer.class).single();
    }

    void resolve(MeetingId meeting, int messages, String note, String actor) {
        jdbc.sql(
                        "update certificate_run set resolved_messages = ?, resolution = ?, resolved_by = ? where meeting_id = ?")
                .params(messages, note, actor, meeting.value())
                .update();
    }

    /** One row for each seat that is eligible and has none, in one statement. */
    int plan(MeetingId meeting, int requiredHalfDays, int lanes, Instant at) {
        return jdbc.sql("""
                        insert into certificate (cycle_id, meeting_id, seat_id, province, institution_id, ordinal, lane,
                            state, step_runs, erased, planned_at)
                        select e.cycle_id, e.meeting_id, e.seat_id, e.province, e.institution_id, e.place,
                            mod(e.place, :lanes), 'PLANNED', 0, false, :at
                        from (select a.cycle_id, a.meeting_id, a.seat_id, a.province, a.institution_id,
                                cast(row_number() over (order by a.province, a.institution_id, a.seat_id) as integer)
                                    + (select coalesce(max(c.ordinal), 0) from certificate c where c.meeting_id = :meeting)
                                    as place
                              from attended_seat a
                              where a.meeting_id = :meeting and a.half_days >= :required
                                and not exists (select 1 from certificate c where c.seat_id = a.seat_id)) e
                        """)
                .param("lanes", lanes)
                .param("at", utc(at))
                .param("meeting", meeting.value())
                .param("required", requiredHalfDays)
                .update();
    }

    List<Integer> openLanes(MeetingId meeting) {
        return jdbc.sql(
                        "select distinct lane from certificate where meeting_id = ? and state = 'PLANNED' order by lane")
                .param(meeting.value())
                .query(Integer.class)
                .list();
    }

    List<Certificate> planned(MeetingId meeting, int lane, int limit) {
        return jdbc.sql(NEXT_OF_LANE + " fetch first " + limit + " rows only")
                .params(meeting.value(), lane)
                .query(CertificateRows::row)
                .list();
    }

    boolean hasPlanned(MeetingId meeting, int lane) {
        return jdbc.sql("select id from certificate where meeting_id = ? and lane = ? and state = 'PLANNED'"
                        + " fetch first 1 rows only")
                .params(meeting.value(), lane)
                .query(Long.class)
                .optional()
                .isPresent();
    }

    /** A certificate with what was made of it. */
    record Made(long id, String code, long document) {}

    /** Answers whether all of them were planned until now. */
    boolean issued(List<Made> made, Instant at) {
        var rows = made.stream()
                .map(one -> new Object[] {one.code(), Codes.hash(one.code()), one.document(), utc(at), one.id()})
                .toList();
        var changed = template.batchUpdate(
                "update certificate set state = 'ISSUED', code = ?, code_hash = ?, document_id = ?, issued_at = ?,"
                        + " step_runs = step_runs + 1 where id = ? and state = 'PLANNED'",
                rows);
        return Arrays.stream(changed).allMatch(count -> count == 1);
    }

    boolean failed(long id, String reason) {
        return jdbc.sql("update certificate set state = 'FAILED', reason = ?, step_runs = step_runs + 1"
                                + " where id = ? and state = 'PLANNED'")
                        .params(reason, id)
                        .update()
                == 1;
    }

    Certificates.Counts counts(CycleId cycle) {
        return counts("cycle_id", cycle.value());
    }

    Certificates.Counts counts(MeetingId meeting) {
        return counts("meeting_id", meeting.value());
    }

    private Certificates.Counts counts(String column, long id) {
        return jdbc.sql("select " + COUNTS + " from certificate where " + column + " = ?")
                .param(id)
                .query((row, n) -> counts(row))
                .single();
    }

    Map<MeetingId, Map<String, Certificates.Counts>> byMeeting(CycleId cycle) {
        var counts = new LinkedHashMap<MeetingId, Map<String, Certificates.Counts>>();
        jdbc.sql("select " + COUNTS + ", meeting_id, province from certificate where cycle_id = ?"
                        + " group by meeting_id, province order by meeting_id, province")
                .param(cycle.value())
                .query(row -> {
                    counts.computeIfAbsent(new MeetingId(row.getLong("meeting_id")), m -> new LinkedHashMap<>())
                            .put(row.getString("province"), counts(row));
                });
        return counts;
    }

    private static Certificates.Counts counts(ResultSet row) throws SQLException {
        return new Certificates.Counts(row.getInt(1), row.getInt(2), row.getInt(3), row.getInt(4), row.getInt(5));
    }

    /** How many certificates of a meeting were issued lately, and when those that wait were planned. */
    record Motion(long lately, @Nullable Instant began) {}

    Motion motion(MeetingId meeting, Instant since) {
        return jdbc.sql("select (select count(*) from certificate where issued_at > :since and meeting_id = :meeting)"
                        + " as lately, (select min(planned_at) from certificate where meeting_id = :meeting"
                        + " and state = 'PLANNED') as began")
                .param("since", utc(since))
                .param("meeting", meeting.value())
                .query((row, n) -> {
                    var began = row.getObject("began", OffsetDateTime.class);
                    return new Motion(row.getLong("lately"), began == null ? null : began.toInstant());
                })
                .single();
    }

    /** All certificates of a meeting that were issued, whether revoked since or not. */
    List<Certificate> issuedOf(MeetingId meeting) {
        return jdbc.sql(SELECT + "where meeting_id = ? and state in ('ISSUED', 'REVOKED') order by ordinal")
                .param(meeting.value())
                .query(CertificateRows::row)
                .list();
    }

    /** The certificates of these few seats. */
    List<Certificate> ofSeats(Collection<Long> seats) {
        return seats.isEmpty()
                ? List.of()
                : jdbc.sql(SELECT + "where seat_id in (:seats)")
                        .param("seats", seats)
                        .query(CertificateRows::row)
                        .list();
    }

    Optional<Certificate> find(long id) {
        return jdbc.sql(SELECT + "where id = ?")
                .param(id)
                .query(CertificateRows::row)
                .optional();
    }

    Optional<Certificate> byCode(String code) {
        return jdbc.sql(SELECT + "where code_hash = ?")
                .param(Codes.hash(code))
                .query(CertificateRows::row)
                .optional();
    }

    List<Long> seats(CycleId cycle) {
        return jdbc.sql("select seat_id from certificate where cycle_id = ? and state = 'ISSUED' order by seat_id")
                .param(cycle.value())
                .query(Long.class)
                .list();
    }

    /** Marks the seats' certificates as erased; answers the documents that name the holder, print files among them. */
    List<Long> erase(Collection<Long> seats) {
        if (seats.isEmpty()) {
            return List.of();
        }
        jdbc.sql("update certificate set erased = true,"
                        + " reason = case when state = 'REVOKED' then null else reason end where seat_id in (:seats)")
                .param("seats", seats)
                .update();
        return jdbc.sql("select document_id from certificate where seat_id in (:seats) and document_id is not null"
                        + " union select p.document_id from certificate_print p join certificate c on c.print_id = p.id"
                        + " where c.seat_id in (:seats)"
                        + " union select p.hand_over_id from certificate_print p join certificate c on c.print_id = p.id"
                        + " where c.seat_id in (:seats)")
                .param("seats", seats)
                .query(Long.class)
                .list();
    }

    static Certificate row(ResultSet row, int n) throws SQLException {
        var document = row.getLong("document_id");
        var noDocument = row.wasNull();
        return new Certificate(
                row.getLong("id"),
                new CycleId(row.getLong("cycle_id")),
                new MeetingId(row.getLong("meeting_id")),
                row.getLong("seat_id"),
                row.getString("province"),
                row.getLong("institution_id"),
                row.getInt("ordinal"),
                Certificate.State.valueOf(row.getString("state")),
                row.getString("reason"),
                row.getString("code"),
                noDocument ? null : document,
                row.getBoolean("erased"),
                instant(row.getObject("issued_at", OffsetDateTime.class)));
    }

    private static @Nullable Instant instant(@Nullable OffsetDateTime at) {
        return at == null ? null : at.toInstant();
    }

    static OffsetDateTime utc(Instant at) {
        return OffsetDateTime.ofInstant(at, ZoneOffset.UTC);
    }
}
