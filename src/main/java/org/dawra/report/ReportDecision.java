package org.dawra.report;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.dawra.access.Decision;
import org.dawra.access.DecisionCard;
import org.dawra.access.Role;
import org.dawra.cycle.CycleId;
import org.dawra.cycle.TrainingCycles;
import org.dawra.document.DocumentStore;
import org.dawra.engine.Actor;
import org.dawra.engine.HumanTask;
import org.dawra.web.ChosenLanguage;
import org.dawra.web.Formats;
import org.springframework.context.MessageSource;
import org.springframework.stereotype.Component;

/** The approval of the general report as a card: the version at hand as a PDF, the year in brief, approve or return. */
@Component
class ReportDecision implements DecisionCard {

    private final ReportDesk desk;
    private final TrainingCycles cycles;
    private final DocumentStore store;
    private final Formats formats;
    private final MessageSource messages;

    ReportDecision(
            ReportDesk desk, TrainingCycles cycles, DocumentStore store, Formats formats, MessageSource messages) {
        this.desk = desk;
        this.cycles = cycles;
        this.store = store;
        this.formats = formats;
        this.messages = messages;
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
    public Decision of(HumanTask task, Actor actor) {
        var cycle = cycles.get(CycleId.of(task.businessKey()));
        var report = desk.find(cycle.id()).orElseThrow();
        var figures = desk.figures(report);
        var meetings = figures.meetings();
        return new Decision(
                say("report.decide.ask", cycle.number()),
                say("report.decide.behind"),
                List.of(
                        fact("report.decide.version", report.version()),
                        fact("report.figure.meetings", meetings.size()),
                        fact(
                                "report.figure.participants",
                                meetings.stream()
                                        .mapToInt(Figures.Meeting::participants)
                                        .sum()),
                        fact(
                                "report.figure.certificates",
                                meetings.stream()
                                        .mapToInt(Figures.Meeting::certificates)
                                        .sum()),
                        fact("report.figure.agreements", figures.agreements().size()),
                        fact(
                                "report.figure.recommendations",
                                figures.recommendations().size())),
                desk.notes(report),
                List.of(),
                List.of(new Decision.Paper(
                        say("report.decide.paper"), "/report-drafts/" + cycle.slug(), kilobytes(report))),
                null,
                Decision.Deed.of(
                        say("report.decide.yes"),
                        Map.of("decision", ReportDesk.Decision.APPROVE.name()),
                        next(report, task, "report.decide.approved")),
                Decision.Deed.of(
                                say("report.decide.no"),
                                Map.of("decision", ReportDesk.Decision.RETURN.name()),
                                next(report, task, "report.decide.returned"))
                        .because("note", say("report.decide.why")));
    }

    /** What follows once this answer is there: the other's answer, or the end of the round. */
    private String next(ReportRows.Report report, HumanTask task, String key) {
        var answered = desk.answered(report);
        var others = cycles.get(report.cycle()).edition().confirmers().stream()
                .filter(group -> !group.equals(task.get(GeneralReport.CONFIRMER)) && !answered.contains(group))
                .map(this::role)
                .collect(Collectors.joining(" · "));
        return others.isEmpty() ? say(key) : say(key + ".waits", others);
    }

    private String role(String group) {
        return Arrays.stream(Role.values())
                .filter(role -> role.group().equals(group))
                .findFirst()
                .map(role -> say("access.role." + role.name()))
                .orElse(group);
    }

    private long kilobytes(ReportRows.Report report) {
        var document = report.document();
        return document == null
                ? 0
                : store.find(document)
                        .map(stored -> stored.bytes() == null ? 0L : (stored.bytes().length + 1023) / 1024L)
                        .orElse(0L);
    }

    private Decision.Fact fact(String key, long number) {
        return new Decision.Fact(say(key), formats.number(number));
    }

    private String say(String key, Object... arguments) {
        return messages.getMessage(key, arguments, ChosenLanguage.current().locale());
    }
}
