package org.dawra.demo;

import java.util.Map;
import org.dawra.cycle.AnnualCycle;
import org.dawra.report.GeneralReport;
import org.springframework.context.annotation.Profile;
import org.springframework.stereotype.Component;

/** The end of a sample year: the general report, and what it recommends for the next. */
@Component
@Profile("demo")
class SampleReport implements Chapter {

    private static final int DAYS_TO_WRITE = 3;

    @Override
    public void write(Year year, Script script) {
        var narrative = year.edition().samples().narrative();
        script.task(
                GeneralReport.KEY,
                GeneralReport.WRITE_NARRATIVE,
                Timing.afterDays(DAYS_TO_WRITE),
                (task, facts) -> Map.of(
                        "narrativeAr", narrative == null ? "نص التقرير (نموذج)" : narrative.ar(),
                        "narrativeFr", narrative == null ? "Texte du rapport (spécimen)" : narrative.fr()));
        script.task(
                GeneralReport.KEY,
                GeneralReport.APPROVE_REPORT,
                Timing.afterDays(1),
                (task, facts) -> Map.of("decision", "APPROVE", "note", ""));
        script.task(AnnualCycle.KEY, AnnualCycle.ADOPT_RECOMMENDATIONS, Timing.afterDays(1), (task, facts) -> {
            var all = Rows.of(facts, "adopted").stream()
                    .map(row -> Map.of("id", row.get("id"), "adopted", true))
                    .toList();
            return Map.of("adopted", all, "note", "");
        });
    }
}
