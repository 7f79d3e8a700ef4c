package org.dawra.demo;

import java.util.List;
import java.util.Map;
import org.dawra.award.Laureate;
import org.dawra.award.Laureates;
import org.dawra.cycle.CycleId;
import org.dawra.cycle.Edition;
import org.dawra.draw.DrawRecord;
import org.dawra.draw.DrawResults;
import org.dawra.engine.ProcessHistory;
import org.dawra.partnership.AgreementState;
import org.dawra.partnership.Agreements;
import org.jspecify.annotations.Nullable;
import org.springframework.context.annotation.Profile;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Counts what a year has produced, for {@code summary.json}. */
@Component
@Profile("demo")
class YearSummary {

    /** The fields of {@code summary.json}; {@code phases} in seconds. */
    record Summary(
            String edition,
            int beneficiaries,
            long eligible,
            long certificatesIssued,
            long certificateStepRuns,
            long mailsPlanned,
            long mailsSent,
            long mailsUnknown,
            long handed,
            int agreementsSigned,
            List<String> awards,
            List<String> drawWinners,
            List<String> drawReserves,
            @Nullable String reportFile,
            Map<String, Double> phases,
            ProcessHistory.RowCount engineRows,
            Map<String, Boolean> invariants) {}

    private final JdbcClient jdbc;
    private final Agreements agreements;
    private final Laureates laureates;
    private final DrawResults draws;
    private final ProcessHistory history;
    private final Invariants invariants;

    YearSummary(
            JdbcClient jdbc,
            Agreements agreements,
            Laureates laureates,
            DrawResults draws,
            ProcessHistory history,
            Invariants invariants) {
        this.jdbc = jdbc;
        this.agreements = agreements;
        this.laureates = laureates;
        this.draws = draws;
        this.history = history;
        this.invariants = invariants;
    }

    Summary of(CycleId cycle, Edition edition, int beneficiaries, Map<String, Double> phases) {
        var draw = draws.of(cycle);
        return new Summary(
                edition.key(),
                beneficiaries,
                count("select count(*) from attended_seat"),
                count("select count(*) from certificate where state = 'ISSUED'"),
                count("select coalesce(sum(step_runs), 0) from certificate"),
                count("select count(*) from outbox where channel = 'EMAIL'"),
                count("select count(*) from outbox where state = 'SENT'"),
                count("select count(*) from outbox where state = 'UNKNOWN'"),
                count("select count(*) from outbox where state = 'HANDED'"),
                agreements.counts(cycle).getOrDefault(AgreementState.SIGNED, 0),
                laureates.of(cycle).stream().map(Laureate::name).toList(),
                draw.map(d -> d.winners().stream().map(DrawRecord.Line::name).toList())
                        .orElse(List.of()),
                draw.map(d -> d.reserves().stream().map(DrawRecord.Line::name).toList())
                        .orElse(List.of()),
                jdbc.sql("select file_name from document where kind = 'report' order by id desc limit 1")
                        .query(String.class)
                        .optional()
                        .map(name -> "report/" + name)
                        .orElse(null),
                phases,
                history.rows(),
                invariants.check(cycle));
    }

    private long count(String query) {
        return jdbc.sql(query).query(Long.class).single();
    }
}
