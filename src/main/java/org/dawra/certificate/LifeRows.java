package org.dawra.certificate;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.dawra.cycle.MeetingId;
import org.dawra.document.Codes;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** What the tables know of a certificate's life after it was issued. */
@Repository
class LifeRows {

    private static final String LIFE =
            "select c.id, c.version_number, c.revoked_at, c.revoked_for, p.holder_name, p.institution_name"
                    + " from certificate c left join certificate_printed p on p.certificate_id = c.id ";

    private final JdbcClient jdbc;

    LifeRows(JdbcTemplate template) {
        this.jdbc = JdbcClient.create(template);
    }

    /**
     * A paper that is out there.
     *
     * @param version of the paper itself
     * @param replacedAt when a later version took its place; null for the version in force
     */
    record PaperOf(long certificate, int version, @Nullable Instant replacedAt) {}

    /**
     * What became of a certificate.
     *
     * @param version the one in force
     * @param revokedFor null unless revoked, and for those revoked before reasons were chosen
     * @param printed the holder as the paper in force names them, where the list says something else since
     */
    record Life(
            int version,
            @Nullable Instant revokedAt,
            @Nullable RevocationReason revokedFor,
            @Nullable Printed printed) {}

    /** The holder as a paper names them. */
    record Printed(String name, String institution) {}

    /** The paper with this code, in force or replaced. */
    Optional<PaperOf> byCode(String code) {
        var hash = Codes.hash(code);
        return jdbc.sql("select id, version_number, cast(null as timestamp with time zone) as replaced_at"
                        + " from certificate where code_hash = ?"
                        + " union all select certificate_id, version_number, replaced_at"
                        + " from certificate_version where code_hash = ?")
                .params(hash, hash)
                .query(LifeRows::paper)
                .optional();
    }

    /** The paper that is this stored document, in force or replaced. */
    Optional<PaperOf> byDocument(long document) {
        return jdbc.sql("select id, version_number, cast(null as timestamp with time zone) as replaced_at"
                        + " from certificate where document_id = ?"
                        + " union all select certificate_id, version_number, replaced_at"
                        + " from certificate_version where document_id = ?")
                .params(document, document)
                .query(LifeRows::paper)
                .optional();
    }

    /** Some paper or other, so that an unknown code is as much work as a known one. */
    Optional<PaperOf> newest() {
        return jdbc.sql("select id, version_number, cast(null as timestamp with time zone) as replaced_at"
                        + " from certificate order by id desc fetch first 1 rows only")
                .query(LifeRows::paper)
                .optional();
    }

    Life life(long certificate) {
        return jdbc.sql(LIFE + "where c.id = ?")
                .param(certificate)
                .query((row, n) -> life(row))
                .single();
    }

    /** What became of these certificates. */
    Map<Long, Life> lives(Collection<Long> certificates) {
        var lives = new HashMap<Long, Life>();
        if (!certificates.isEmpty()) {
            jdbc.sql(LIFE + "where c.id in (:ids)").param("ids", certificates).query(row -> {
                lives.put(row.getLong("id"), life(row));
            });
        }
        return lives;
    }

    private static Life life(ResultSet row) throws SQLException {
        var reason = row.getString("revoked_for");
        var name = row.getString("holder_name");
        return new Life(
                row.getInt("version_number"),
                instant(row, "revoked_at"),
                reason == null ? null : RevocationReason.valueOf(reason),
                name == null ? null : new Printed(name, row.getString("institution_name")));
    }

    /** What a coordinator may ask for. */
    enum Kind {
        CORRECT,
        REVOKE
    }

    /** What is asked of the programme manager and not answered yet. */
    record Request(long certificate, Kind kind, String note, String askedBy, Instant askedAt) {}

    /** A version that was replaced. */
    record Replaced(
            int version,
            Instant replacedAt,
            String replacedBy,
            @Nullable String reason) {}

    /**
     * Claims the version after this one, and with it the certificate's row until the transaction ends; answers false when
     * somebody else was first, or when it is no longer in force.
     */
    boolean nextVersion(long certificate, int version) {
        return jdbc.sql("update certificate set version_number = version_number + 1"
                                + " where id = ? and version_number = ? and state = 'ISSUED' and not erased")
                        .params(certificate, version)
                        .update()
                == 1;
    }

    /** Puts a new paper in the place of the one in force, which is kept as a version. */
    void replace(Certificate before, int version, String code, long document, String reason, String by, Instant at) {
        jdbc.sql("insert into certificate_version (certificate_id, version_number, code_hash, document_id, issued_at,"
                        + " replaced_at, replaced_by, reason)"
                        + " select id, ?, code_hash, document_id, issued_at, ?, ?, ? from certificate where id = ?")
                .params(version, utc(at), by, reason, before.id())
                .update();
        jdbc.sql("update certificate set code = ?, code_hash = ?, document_id = ?, issued_at = ? where id = ?")
                .params(code, Codes.hash(code), document, utc(at), before.id())
                .update();
        jdbc.sql("delete from certificate_printed where certificate_id = ?")
                .param(before.id())
                .update();
    }

    boolean revoke(
            long certificate, int version, RevocationReason reason, @Nullable String words, String by, Instant at) {
        return jdbc.sql("update certificate set state = 'REVOKED', revoked_for = ?, reason = ?, revoked_by = ?,"
                                + " revoked_at = ? where id = ? and version_number = ? and state = 'ISSUED'")
                        .params(reason.name(), words, by, utc(at), certificate, version)
                        .update()
                == 1;
    }

    /** Keeps how the paper in force names its holder; what is kept already was there first. */
    void keepPrinted(long certificate, String name, String institution) {
        jdbc.sql("insert into certificate_printed (certificate_id, holder_name, institution_name)"
                        + " select cast(? as bigint), cast(? as varchar(400)), cast(? as varchar(400))"
                        + " where not exists (select 1 from certificate_printed where certificate_id = ?)")
                .params(certificate, name, institution, certificate)
                .update();
    }

    void sent(long certificate, int ordinal, String reason, String by, Instant at) {
        jdbc.sql("insert into certificate_sending (certificate_id, ordinal, reason, sent_by, sent_at)"
                        + " values (?, ?, ?, ?, ?)")
                .params(certificate, ordinal, reason, by, utc(at))
                .update();
    }

    int sendings(long certificate) {
        return highest("certificate_sending", certificate);
    }

    void asked(long certificate, int ordinal, Kind kind, String note, String by, Instant at) {
        jdbc.sql("insert into certificate_request (certificate_id, ordinal, kind, note, asked_by, asked_at)"
                        + " values (?, ?, ?, ?, ?, ?)")
                .params(certificate, ordinal, kind.name(), note, by, utc(at))
                .update();
    }

    int requests(long certificate) {
        return highest("certificate_request", certificate);
    }

    private int highest(String table, long certificate) {
        return jdbc.sql("select coalesce(max(ordinal), 0) from " + table + " where certificate_id = ?")
                .param(certificate)
                .query(Integer.class)
                .single();
    }

    /** Answers how many requests were open. */
    int settle(long certificate, String by, Instant at) {
        return jdbc.sql("update certificate_request set settled_by = ?, settled_at = ?"
                        + " where certificate_id = ? and settled_at is null")
                .params(by, utc(at), certificate)
                .update();
    }

    List<Request> openRequests(long certificate) {
        return jdbc.sql("select certificate_id, kind, note, asked_by, asked_at from certificate_request"
                        + " where certificate_id = ? and settled_at is null order by ordinal")
                .param(certificate)
                .query((row, n) -> new Request(
                        row.getLong("certificate_id"),
                        Kind.valueOf(row.getString("kind")),
                        row.getString("note"),
                        row.getString("asked_by"),
                        row.getObject("asked_at", OffsetDateTime.class).toInstant()))
                .list();
    }

    /** How many certificates somebody has asked about. */
    int askedAbout() {
        return jdbc.sql("select count(distinct certificate_id) from certificate_request where settled_at is null")
                .query(Integer.class)
                .single();
    }

    List<Replaced> replaced(long certificate) {
        return jdbc.sql("select version_number, replaced_at, replaced_by, reason from certificate_version"
                        + " where certificate_id = ? order by version_number")
                .param(certificate)
                .query((row, n) -> new Replaced(
                        row.getInt("version_number"),
                        row.getObject("replaced_at", OffsetDateTime.class).toInstant(),
                        row.getString("replaced_by"),
                        row.getString("reason")))
                .list();
    }

    /** What a list is searched for; null means whatever. */
    record Query(
            @Nullable Integer ordinal,
            @Nullable List<Long> ids,
            @Nullable List<Long> seats) {

        static final Query ALL = new Query(null, null, null);

        static Query ofOrdinal(int ordinal) {
            return new Query(ordinal, null, null);
        }

        static Query ofIds(List<Long> ids) {
            return new Query(null, ids, null);
        }

        static Query ofSeats(List<Long> seats) {
            return new Query(null, null, seats);
        }

        boolean isOfNothing() {
            return (ids != null && ids.isEmpty()) || (seats != null && seats.isEmpty());
        }
    }

    int count(MeetingId meeting, @Nullable String province, Query query, boolean asked) {
        return query.isOfNothing()
                ? 0
                : select("select count(*) from certificate ", meeting, province, query, asked, "")
                        .query(Integer.class)
                        .single();
    }

    List<Certificate> page(
            MeetingId meeting, @Nullable String province, Query query, boolean asked, int from, int size) {
        return query.isOfNothing()
                ? List.of()
                : select(
                                CertificateRows.SELECT,
                                meeting,
                                province,
                                query,
                                asked,
                                " order by ordinal offset :from rows fetch next :size rows only")
                        .param("from", from)
                        .param("size", size)
                        .query(CertificateRows::row)
                        .list();
    }

    private JdbcClient.StatementSpec select(
            String head, MeetingId meeting, @Nullable String province, Query query, boolean asked, String tail) {
        var sql = new StringBuilder(head).append("where meeting_id = :meeting and state in ('ISSUED', 'REVOKED')");
        var values = new HashMap<String, Object>();
        values.put("meeting", meeting.value());
        if (province != null) {
            sql.append(" and province = :province");
            values.put("province", province);
        }
        if (query.ordinal() != null) {
            sql.append(" and ordinal = :ordinal");
            values.put("ordinal", query.ordinal());
        }
        if (query.ids() != null) {
            sql.append(" and id in (:ids)");
            values.put("ids", query.ids());
        }
        if (query.seats() != null) {
            sql.append(" and seat_id in (:seats)");
            values.put("seats", query.seats());
        }
        if (asked) {
            sql.append(" and id in (select certificate_id from certificate_request where settled_at is null)");
        }
        return jdbc.sql(sql.append(tail).toString()).params(values);
    }

    /** Which of these certificates somebody has asked about. */
    Set<Long> asked(Collection<Long> certificates) {
        return certificates.isEmpty()
                ? Set.of()
                : Set.copyOf(jdbc.sql("select distinct certificate_id from certificate_request"
                                + " where settled_at is null and certificate_id in (:ids)")
                        .param("ids", certificates)
                        .query(Long.class)
                        .list());
    }

    /** Certificates in force of a province, by id, behind the one given. */
    List<Certificate> inForceAfter(MeetingId meeting, String province, long id, int size) {
        return jdbc.sql(CertificateRows.SELECT + "where meeting_id = :meeting and province = :province"
                        + " and state = 'ISSUED' and not erased and id > :id order by id fetch first :size rows only")
                .param("meeting", meeting.value())
                .param("province", province)
                .param("id", id)
                .param("size", size)
                .query(CertificateRows::row)
                .list();
    }

    /** Documents of replaced versions that name the holders of these seats. */
    List<Long> replacedDocuments(Collection<Long> seats) {
        return seats.isEmpty()
                ? List.of()
                : jdbc.sql("select v.document_id from certificate_version v"
                                + " join certificate c on c.id = v.certificate_id where c.seat_id in (:seats)")
                        .param("seats", seats)
                        .query(Long.class)
                        .list();
    }

    /** Purposes of everything that was sent about a certificate. */
    List<String> purposes(long certificate) {
        var purposes = new ArrayList<String>();
        purposes.add(Issuing.purpose(certificate));
        var version = jdbc.sql("select version_number from certificate where id = ?")
                .param(certificate)
                .query(Integer.class)
                .single();
        for (var v = 2; v <= version; v++) {
            purposes.add(Issuing.purpose(certificate) + ":v" + v);
        }
        for (var n = 1; n <= sendings(certificate); n++) {
            purposes.add(Issuing.purpose(certificate) + ":again" + n);
        }
        purposes.add(Issuing.purpose(certificate) + ":revoked");
        return purposes;
    }

    /** Forgets what the tables themselves say about the holders of these seats. */
    void forget(Collection<Long> seats) {
        if (seats.isEmpty()) {
            return;
        }
        var ofSeats = " where certificate_id in (select id from certificate where seat_id in (:seats))";
        for (var statement : List.of(
                "delete from certificate_printed" + ofSeats,
                "update certificate_version set reason = null" + ofSeats,
                "update certificate_sending set reason = null" + ofSeats,
                "update certificate_request set note = ''" + ofSeats)) {
            jdbc.sql(statement).param("seats", seats).update();
        }
    }

    private static PaperOf paper(ResultSet row, int n) throws SQLException {
        return new PaperOf(row.getLong("id"), row.getInt("version_number"), instant(row, "replaced_at"));
    }

    static @Nullable Instant instant(ResultSet row, String column) throws SQLException {
        var at = row.getObject(column, OffsetDateTime.class);
        return at == null ? null : at.toInstant();
    }

    static OffsetDateTime utc(Instant at) {
        return OffsetDateTime.ofInstant(at, ZoneOffset.UTC);
    }
}
