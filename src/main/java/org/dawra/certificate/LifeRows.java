package org.dawra.certificate;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.dawra.document.Codes;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** What the tables know of a certificate's life after it was issued. */
@Repository
class LifeRows {

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
        return jdbc.sql(
                        "select c.version_number, c.revoked_at, c.revoked_for, p.holder_name, p.institution_name"
                                + " from certificate c left join certificate_printed p on p.certificate_id = c.id where c.id = ?")
                .param(certificate)
                .query((row, n) -> {
                    var reason = row.getString("revoked_for");
                    var name = row.getString("holder_name");
                    return new Life(
                            row.getInt("version_number"),
                            instant(row, "revoked_at"),
                            reason == null ? null : RevocationReason.valueOf(reason),
                            name == null ? null : new Printed(name, row.getString("institution_name")));
                })
                .single();
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
        var sendings = jdbc.sql("select coalesce(max(ordinal), 0) from certificate_sending where certificate_id = ?")
                .param(certificate)
                .query(Integer.class)
                .single();
        for (var n = 1; n <= sendings; n++) {
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
