package org.dawra.report;

import java.util.HashMap;
import java.util.Map;
import org.dawra.cycle.CycleId;
import org.dawra.engine.Actor;
import org.dawra.engine.HumanTask;
import org.dawra.engine.TaskForm;
import org.dawra.web.ChosenLanguage;
import org.dawra.web.Formats;
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
                text("report.narrative.figures")
                        + "\n\n"
                        + line("report.figure.registered", figures.registered())
                        + line("report.figure.meetings", figures.meetings().size())
                        + line("report.figure.participants", figures.participants())
                        + line("report.figure.certificates", figures.certificates())
                        + line("report.figure.agreements", figures.agreements().size())
                        + line(
                                "report.figure.recommendations",
                                figures.recommendations().size()));
        var notes = desk.notes(report);
        facts.put(
                "notes", notes.isEmpty() ? "" : text("report.narrative.notes") + "\n\n- " + String.join("\n- ", notes));
        facts.put("narrativeAr", report.narrativeAr() == null ? "" : report.narrativeAr());
        facts.put("narrativeFr", report.narrativeFr() == null ? "" : report.narrativeFr());
        return facts;
    }

    private String line(String key, int value) {
        return "- " + text(key) + ": **" + Formats.number(value, ChosenLanguage.current()) + "**\n";
    }

    private String text(String key) {
        return texts.getMessage(key, null, ChosenLanguage.current().locale());
    }
}
