package org.dawra.report;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.dawra.cycle.CycleId;
import org.dawra.engine.Actor;
import org.dawra.engine.HumanTask;
import org.dawra.engine.TaskForm;
import org.dawra.web.ChosenLanguage;
import org.springframework.context.MessageSource;
import org.springframework.stereotype.Component;

/** Shows the gathered figures, the narrative so far, and why the version before was returned. */
@Component
class WriteNarrativeForm implements TaskForm {

    private final ReportDesk desk;
    private final MessageSource texts;

    WriteNarrativeForm(ReportDesk desk, MessageSource texts) {
        this.desk = desk;
        this.texts = texts;
    }

    @Override
    public String process() {
        return GeneralReport.KEY;
    }

    @Override
    public String element() {
        return GeneralReport.WRITE_NARRATIVE;
    }

    @Override
    public Map<String, Object> facts(HumanTask task, Actor actor) {
        var report = desk.find(CycleId.of(task.businessKey())).orElseThrow();
        var figures = desk.figures(report);
        var facts = new HashMap<String, Object>();
        facts.put(
                "figures",
                List.of(
                        row("report.figure.registered", figures.registered()),
                        row("report.figure.meetings", figures.meetings().size()),
                        row("report.figure.participants", figures.participants()),
                        row("report.figure.certificates", figures.certificates()),
                        row("report.figure.agreements", figures.agreements().size()),
                        row(
                                "report.figure.recommendations",
                                figures.recommendations().size())));
        facts.put("narrativeAr", report.narrativeAr() == null ? "" : report.narrativeAr());
        facts.put("narrativeFr", report.narrativeFr() == null ? "" : report.narrativeFr());
        facts.put("notes", String.join("\n", desk.notes(report)));
        return facts;
    }

    private Map<String, Object> row(String key, int value) {
        return Map.of(
                "item", texts.getMessage(key, null, ChosenLanguage.current().locale()), "value", value);
    }
}
