package org.dawra.report;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.dawra.cycle.CycleId;
import org.dawra.cycle.TrainingCycles;
import org.dawra.engine.Actor;
import org.dawra.engine.HumanTask;
import org.dawra.engine.TaskForm;
import org.dawra.web.ChosenLanguage;
import org.springframework.context.MessageSource;
import org.springframework.stereotype.Component;

/** Shows the narrative and the way to the version at hand. */
@Component
class ApproveReportForm implements TaskForm {

    private final ReportDesk desk;
    private final TrainingCycles cycles;
    private final MessageSource texts;

    ApproveReportForm(ReportDesk desk, TrainingCycles cycles, MessageSource texts) {
        this.desk = desk;
        this.cycles = cycles;
        this.texts = texts;
    }

    @Override
    public String process() {
        return GeneralReport.KEY;
    }

    @Override
    public String element() {
        return GeneralReport.APPROVE_REPORT;
    }

    @Override
    public Map<String, Object> facts(HumanTask task, Actor actor) {
        var id = CycleId.of(task.businessKey());
        var report = desk.find(id).orElseThrow();
        var facts = new HashMap<String, Object>();
        facts.put("draft", "/report-drafts/" + cycles.get(id).slug());
        facts.put("narrative", report.narrativeAr() == null ? "" : report.narrativeAr());
        facts.put("decisions", List.of(option(ReportDesk.Decision.APPROVE), option(ReportDesk.Decision.RETURN)));
        return facts;
    }

    private Map<String, Object> option(ReportDesk.Decision decision) {
        return Map.of(
                "value",
                decision.name(),
                "label",
                texts.getMessage(
                        "report.decision." + decision,
                        null,
                        ChosenLanguage.current().locale()));
    }
}
