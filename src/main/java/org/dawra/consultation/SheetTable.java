package org.dawra.consultation;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.dawra.cycle.CycleId;
import org.dawra.cycle.Province;
import org.dawra.cycle.TrainingCycles;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Rows of sheets and workshops. */
@Repository
class SheetTable implements ConsultationCounts {

    private static final String SHEETS = "select cycle_id, province, state, places, proposed_dates, logistics,"
            + " expected_beneficiaries, remarks, filled_at from consultation_sheet";

    private final JdbcClient jdbc;
    private final TrainingCycles cycles;

    SheetTable(JdbcClient jdbc, TrainingCycles cycles) {
        this.jdbc = jdbc;
        this.cycles = cycles;
    }

    /** What a coordinator wrote. */
    record Filled(
            String places,
            String dates,
            @Nullable String logistics,
            int expectedBeneficiaries,
            @Nullable String remarks) {}

    /** What the workshop recorded besides the meetings, which the programme holds. */
    record Workshop(
            @Nullable String method,
            @Nullable String logistics,
            @Nullable String notes) {}

    /** The sheets of a cycle in the edition's order of provinces; empty before the consultation opens. */
    List<ConsultationSheet> sheets(CycleId cycle) {
        var order = cycles.get(cycle).edition().provinces().stream()
                .map(Province::code)
                .toList();
        return jdbc.sql(SHEETS + " where cycle_id = ?").param(cycle.value()).query(SheetTable::read).list().stream()
                .sorted(Comparator.comparingInt(s -> order.indexOf(s.province())))
                .toList();
    }

    @Override
    public Sheets counts(CycleId cycle) {
        return jdbc.sql("""
                        select coalesce(sum(case when state = 'OPEN' then 1 else 0 end), 0) as open_sheets,
                               coalesce(sum(case when state = 'FILLED' then 1 else 0 end), 0) as filled,
                               coalesce(sum(case when state = 'MISSING' then 1 else 0 end), 0) as missing
                          from consultation_sheet where cycle_id = ?
                        """)
                .param(cycle.value())
                .query((row, number) ->
                        new Sheets(row.getInt("open_sheets"), row.getInt("filled"), row.getInt("missing")))
                .single();
    }

    Optional<ConsultationSheet> sheet(CycleId cycle, String province) {
        return jdbc.sql(SHEETS + " where cycle_id = ? and province = ?")
                .params(cycle.value(), province)
                .query(SheetTable::read)
                .optional();
    }

    /** The coordinator's figure in the last year that is closed, if there was one. */
    Optional<Integer> lastYear(CycleId cycle, String province) {
        return jdbc
                .sql("select s.expected_beneficiaries from consultation_sheet s"
                        + " join training_cycle c on c.id = s.cycle_id"
                        + " where c.state = 'CLOSED' and s.state = 'FILLED' and s.cycle_id <> ? and s.province = ?"
                        + " order by c.first_meeting_day desc, c.id desc")
                .params(cycle.value(), province)
                .query(Integer.class)
                .list()
                .stream()
                .findFirst();
    }

    /** Adds the sheets that are not there yet. */
    void open(CycleId cycle, List<String> provinces) {
        provinces.forEach(province -> jdbc.sql("insert into consultation_sheet (cycle_id, province, state)"
                        + " select c.id, ?, 'OPEN' from training_cycle c where c.id = ? and not exists"
                        + " (select 1 from consultation_sheet s where s.cycle_id = c.id and s.province = ?)")
                .params(province, cycle.value(), province)
                .update());
    }

    /** Fills an open sheet; answers false when it is not open. */
    boolean fill(CycleId cycle, String province, Filled sheet, String by, Instant at) {
        return jdbc.sql("update consultation_sheet set state = 'FILLED', places = ?, proposed_dates = ?, logistics = ?,"
                                + " expected_beneficiaries = ?, remarks = ?, filled_by = ?, filled_at = ?"
                                + " where cycle_id = ? and province = ? and state = 'OPEN'")
                        .param(sheet.places())
                        .param(sheet.dates())
                        .param(sheet.logistics())
                        .param(sheet.expectedBeneficiaries())
                        .param(sheet.remarks())
                        .param(by)
                        .param(OffsetDateTime.ofInstant(at, ZoneOffset.UTC))
                        .param(cycle.value())
                        .param(province)
                        .update()
                == 1;
    }

    void markMissing(CycleId cycle, String province) {
        jdbc.sql(
                        "update consultation_sheet set state = 'MISSING' where cycle_id = ? and province = ? and state = 'OPEN'")
                .params(cycle.value(), province)
                .update();
    }

    void hold(CycleId cycle, Workshop workshop, String by, Instant at) {
        jdbc.sql("insert into consultation_workshop (cycle_id, working_method, logistics, notes, held_by, held_at)"
                        + " values (?, ?, ?, ?, ?, ?)")
                .param(cycle.value())
                .param(workshop.method())
                .param(workshop.logistics())
                .param(workshop.notes())
                .param(by)
                .param(OffsetDateTime.ofInstant(at, ZoneOffset.UTC))
                .update();
    }

    /** What the workshop decided, once it was held. */
    Optional<Workshop> workshop(CycleId cycle) {
        return jdbc.sql("select working_method, logistics, notes from consultation_workshop where cycle_id = ?")
                .param(cycle.value())
                .query((row, number) -> new Workshop(
                        row.getString("working_method"), row.getString("logistics"), row.getString("notes")))
                .optional();
    }

    private static ConsultationSheet read(ResultSet row, int number) throws SQLException {
        var expected = row.getInt("expected_beneficiaries");
        var filled = row.getObject("filled_at", OffsetDateTime.class);
        return new ConsultationSheet(
                new CycleId(row.getLong("cycle_id")),
                row.getString("province"),
                ConsultationSheet.State.valueOf(row.getString("state")),
                row.getString("places"),
                row.getString("proposed_dates"),
                row.getString("logistics"),
                row.getObject("expected_beneficiaries") == null ? null : expected,
                row.getString("remarks"),
                filled == null ? null : filled.toInstant());
    }
}
