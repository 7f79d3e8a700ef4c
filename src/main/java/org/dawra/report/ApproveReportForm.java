package org.dawra.report;

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
        var draft = "/report-drafts/" + cycles.get(id).slug();
        return Map.of(
                "intro",
                texts.getMessage(
                        "report.approval.intro",
                        new Object[] {draft},
                        ChosenLanguage.current().locale()),
                "narrative",
                report.narrativeAr() == null ? "" : report.narrativeAr());
    }
}
