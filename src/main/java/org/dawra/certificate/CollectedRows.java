package org.dawra.certificate;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.dawra.cycle.MeetingId;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Which paper certificates were handed over. The paper in force counts: who has an older version has not collected it. */
@Repository
class CollectedRows {

    private static final String COLLECTED = "exists (select 1 from certificate_collected h where"
            + " h.certificate_id = c.id and h.version_number = c.version_number)";

    private static final String IN_FORCE = " from certificate c where c.meeting_id = :meeting and c.state = 'ISSUED'";

    private static final String COUNTS =
            "count(*) as papers, coalesce(sum(case when " + COLLECTED + " then 1 else 0 end), 0) as collected";

    private final JdbcClient jdbc;

    CollectedRows(JdbcTemplate template) {
        this.jdbc = JdbcClient.create(template);
    }

    /** When a paper was handed over, and who ticked it; {@code version} is that of the paper. */
    record Tick(int version, Instant at, String by) {}

    /** Papers in force, and how many of them were collected. */
    record Count(int papers, int collected) {

        public int left() {
            return papers - collected;
        }
    }

    /** Ticks the version in force; answers false when it was ticked before, or is no longer in force. */
    boolean tick(long certificate, String by, Instant at) {
        return jdbc.sql("insert into certificate_collected (certificate_id, version_number, collected_at, ticked_by)"
                                + " select c.id, c.version_number, cast(:at as timestamp with time zone),"
                                + " cast(:by as varchar(80)) from certificate c where c.id = :id and c.state = 'ISSUED'"
                                + " and not c.erased and not " + COLLECTED)
                        .param("at", OffsetDateTime.ofInstant(at, ZoneOffset.UTC))
                        .param("by", by)
                        .param("id", certificate)
                        .update()
                == 1;
    }

    /** Takes the tick of the version in force away; answers false when there is none. */
    boolean untick(long certificate) {
        return jdbc.sql("delete from certificate_collected where certificate_id = :id and version_number ="
                                + " (select version_number from certificate where id = :id)")
                        .param("id", certificate)
                        .update()
                == 1;
    }

    /** The last tick of each of these certificates. */
    Map<Long, Tick> ticks(Collection<Long> certificates) {
        var ticks = new HashMap<Long, Tick>();
        if (!certificates.isEmpty()) {
            jdbc.sql("select certificate_id, version_number, collected_at, ticked_by from certificate_collected"
                            + " where certificate_id in (:ids) order by version_number")
                    .param("ids", certificates)
                    .query(row -> {
                        ticks.put(
                                row.getLong("certificate_id"),
                                new Tick(
                                        row.getInt("version_number"),
                                        row.getObject("collected_at", OffsetDateTime.class)
                                                .toInstant(),
                                        row.getString("ticked_by")));
                    });
        }
        return ticks;
    }

    /** Counts by province. */
    Map<String, Count> byProvince(MeetingId meeting) {
        var counts = new LinkedHashMap<String, Count>();
        jdbc.sql("select c.province, " + COUNTS + IN_FORCE + " group by c.province order by c.province")
                .param("meeting", meeting.value())
                .query(row -> {
                    counts.put(row.getString("province"), new Count(row.getInt("papers"), row.getInt("collected")));
                });
        return counts;
    }

    /** Counts by institution in a province, for these institutions. */
    Map<Long, Count> byInstitution(MeetingId meeting, String province, Collection<Long> institutions) {
        var counts = new HashMap<Long, Count>();
        if (!institutions.isEmpty()) {
            jdbc.sql("select c.institution_id, " + COUNTS + IN_FORCE + " and c.province = :province"
                            + " and c.institution_id in (:ids) group by c.institution_id")
                    .param("meeting", meeting.value())
                    .param("province", province)
                    .param("ids", institutions)
                    .query(row -> {
                        counts.put(
                                row.getLong("institution_id"),
                                new Count(row.getInt("papers"), row.getInt("collected")));
                    });
        }
        return counts;
    }

    int count(MeetingId meeting, String province, LifeRows.Query query, @Nullable Boolean collected) {
        return query.isOfNothing()
                ? 0
                : select("select count(*) from certificate c ", meeting, province, query, collected, "")
                        .query(Integer.class)
                        .single();
    }

    /** Papers in force in the order of the hand-over list: institution by institution. */
    List<Certificate> page(
            MeetingId meeting, String province, LifeRows.Query query, @Nullable Boolean collected, int from, int size) {
        return query.isOfNothing()
                ? List.of()
                : select(
                                CertificateRows.SELECT + "c ",
                                meeting,
                                province,
                                query,
                                collected,
                                " order by institution_id, ordinal offset :from rows fetch next :size rows only")
                        .param("from", from)
                        .param("size", size)
                        .query(CertificateRows::row)
                        .list();
    }

    private JdbcClient.StatementSpec select(
            String head,
            MeetingId meeting,
            String province,
            LifeRows.Query query,
            @Nullable Boolean collected,
            String tail) {
        var sql = new StringBuilder(head)
                .append("where meeting_id = :meeting and province = :province and state = 'ISSUED' and not erased");
        var values = new HashMap<String, Object>();
        values.put("meeting", meeting.value());
        values.put("province", province);
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
        if (collected != null) {
            sql.append(collected ? " and " : " and not ").append(COLLECTED);
        }
        return jdbc.sql(sql.append(tail).toString()).params(values);
    }
}
