package org.dawra.report;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import org.dawra.cycle.CycleId;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The tables of the module. */
@Repository
class ReportRows {

    private static final String SELECT =
            "select id, cycle_id, figures, narrative_ar, narrative_fr, version_number, state, document_id,"
                    + " press_ar_id, press_fr_id, figures_id, published_at from general_report ";

    private final JdbcClient jdbc;

    ReportRows(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** Where a report stands. */
    enum State {
        GATHERED,
        WRITTEN,
        RENDERED,
        RETURNED,
        APPROVED,
        PUBLISHED
    }

    /** A report in the making, or published. */
    record Report(
            long id,
            CycleId cycle,
            String figures,
            @Nullable String narrativeAr,
            @Nullable String narrativeFr,
            int version,
            State state,
            @Nullable Long document,
            @Nullable Long pressAr,
            @Nullable Long pressFr,
            @Nullable Long workbook,
            @Nullable Instant publishedAt) {}

    /** A decision about one version. */
    record Approval(
            String confirmer,
            String actor,
            boolean approved,
            @Nullable String note) {}

    /** Keeps the figures; those of a report that has been published stay as they are. */
    void gathered(CycleId cycle, String figures, Instant at) {
        var found = find(cycle);
        if (found.isEmpty()) {
            jdbc.sql("insert into general_report (cycle_id, figures, gathered_at, version_number, state)"
                            + " values (?, ?, ?, 0, 'GATHERED')")
                    .params(cycle.value(), figures, utc(at))
                    .update();
        } else {
            jdbc.sql(
                            "update general_report set figures = ?, gathered_at = ? where cycle_id = ? and state <> 'PUBLISHED'")
                    .params(figures, utc(at), cycle.value())
                    .update();
        }
    }

    /** The published report that is this document. */
    Optional<Report> publishedAs(long document) {
        return jdbc.sql(SELECT + "where document_id = ? and state = 'PUBLISHED'")
                .param(document)
                .query(ReportRows::row)
                .optional();
    }

    Optional<Report> find(CycleId cycle) {
        return jdbc.sql(SELECT + "where cycle_id = ?")
                .param(cycle.value())
                .query(ReportRows::row)
                .optional();
    }

    Report get(CycleId cycle) {
        return find(cycle).orElseThrow();
    }

    void written(long id, String narrativeAr, @Nullable String narrativeFr) {
        jdbc.sql("update general_report set narrative_ar = ?, narrative_fr = ?, state = 'WRITTEN' where id = ?")
                .params(narrativeAr, narrativeFr, id)
                .update();
    }

    void rendered(long id, int version, long document) {
        jdbc.sql("update general_report set version_number = ?, document_id = ?, state = 'RENDERED' where id = ?")
                .params(version, document, id)
                .update();
    }

    /** All reports, of whatever year. */
    List<Report> all() {
        return jdbc.sql("select id, cycle_id, figures, narrative_ar, narrative_fr, version_number, state, document_id,"
                        + " press_ar_id, press_fr_id, figures_id, published_at from general_report order by id")
                .query(ReportRows::row)
                .list();
    }

    /** Takes something out of figures and narrative without a new version. */
    void corrected(long id, String figures, @Nullable String narrativeAr, @Nullable String narrativeFr) {
        jdbc.sql("update general_report set figures = ?, narrative_ar = ?, narrative_fr = ? where id = ?")
                .params(figures, narrativeAr, narrativeFr, id)
                .update();
    }

    void replaced(long id, long document) {
        jdbc.sql("update general_report set document_id = ? where id = ?")
                .params(document, id)
                .update();
    }

    void pressReplaced(long id, long pressAr, long pressFr) {
        jdbc.sql("update general_report set press_ar_id = ?, press_fr_id = ? where id = ?")
                .params(pressAr, pressFr, id)
                .update();
    }

    void concluded(long id, State state) {
        jdbc.sql("update general_report set state = ? where id = ?")
                .params(state.name(), id)
                .update();
    }

    void published(long id, long pressAr, long pressFr, long workbook, Instant at) {
        jdbc.sql("update general_report set press_ar_id = ?, press_fr_id = ?, figures_id = ?, published_at = ?,"
                        + " state = 'PUBLISHED' where id = ?")
                .params(pressAr, pressFr, workbook, utc(at), id)
                .update();
    }

    void approve(Report report, Approval approval, Instant at) {
        jdbc.sql("insert into report_approval (report_id, version_number, confirmer, actor, decision, note, decided_at)"
                        + " values (?, ?, ?, ?, ?, ?, ?)")
                .params(
                        report.id(),
                        report.version(),
                        approval.confirmer(),
                        approval.actor(),
                        approval.approved() ? "APPROVE" : "RETURN",
                        approval.note(),
                        utc(at))
                .update();
    }

    /** The decisions about the report's present version, oldest first. */
    List<Approval> approvals(Report report) {
        return jdbc.sql("select confirmer, actor, decision, note from report_approval"
                        + " where report_id = ? and version_number = ? order by id")
                .params(report.id(), report.version())
                .query((row, n) -> new Approval(
                        row.getString(1), row.getString(2), "APPROVE".equals(row.getString(3)), row.getString(4)))
                .list();
    }

    private static Report row(ResultSet row, int n) throws SQLException {
        var published = row.getObject("published_at", OffsetDateTime.class);
        return new Report(
                row.getLong("id"),
                new CycleId(row.getLong("cycle_id")),
                row.getString("figures"),
                row.getString("narrative_ar"),
                row.getString("narrative_fr"),
                row.getInt("version_number"),
                State.valueOf(row.getString("state")),
                id(row, "document_id"),
                id(row, "press_ar_id"),
                id(row, "press_fr_id"),
                id(row, "figures_id"),
                published == null ? null : published.toInstant());
    }

    private static @Nullable Long id(ResultSet row, String column) throws SQLException {
        var id = row.getLong(column);
        return row.wasNull() ? null : id;
    }

    private static OffsetDateTime utc(Instant at) {
        return OffsetDateTime.ofInstant(at, ZoneOffset.UTC);
    }
}
