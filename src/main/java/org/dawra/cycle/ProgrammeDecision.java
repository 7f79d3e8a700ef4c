package org.dawra.cycle;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.dawra.access.Decision;
import org.dawra.access.DecisionCard;
import org.dawra.engine.Actor;
import org.dawra.engine.HumanTask;
import org.dawra.web.ChosenLanguage;
import org.dawra.web.Formats;
import org.springframework.context.MessageSource;
import org.springframework.stereotype.Component;

/** The approval of the programme as a card: the meetings and the provinces' seats as tables, approve or send back. */
@Component
class ProgrammeDecision implements DecisionCard {

    private final TrainingCycles cycles;
    private final Programmes programmes;
    private final MeetingFacts meetings;
    private final ProgrammeApproval approval;
    private final Formats formats;
    private final MessageSource messages;

    ProgrammeDecision(
            TrainingCycles cycles,
            Programmes programmes,
            MeetingFacts meetings,
            ProgrammeApproval approval,
            Formats formats,
            MessageSource messages) {
        this.cycles = cycles;
        this.programmes = programmes;
        this.meetings = meetings;
        this.approval = approval;
        this.formats = formats;
        this.messages = messages;
    }

    @Override
    public String process() {
        return AnnualCycle.KEY;
    }

    @Override
    public String element() {
        return AnnualCycle.APPROVE_PROGRAMME;
    }

    @Override
    public Decision of(HumanTask task, Actor actor) {
        var cycle = cycles.get(CycleId.of(task.businessKey()));
        var all = programmes.meetings(cycle.id());
        var seats = all.stream().mapToInt(TrainingMeeting::capacity).sum();
        var facts = new ArrayList<Decision.Fact>();
        facts.add(new Decision.Fact(
                say("cycle.decide.season"), cycle.edition().title().in(ChosenLanguage.current())));
        facts.add(new Decision.Fact(say("cycle.decide.meetings"), formats.number(all.size())));
        facts.add(new Decision.Fact(say("cycle.decide.seats"), formats.number(seats)));
        return new Decision(
                say("cycle.decide.programme.ask", cycle.number()),
                say("cycle.decide.programme.behind"),
                facts,
                approval.lastNote(cycle.id()).map(note -> say("cycle.decide.programme.before", note)).stream()
                        .toList(),
                List.of(
                        table(
                                say("cycle.decide.programme.meetings"),
                                List.of("title", "days", "place", "capacity"),
                                meetings.all(cycle.id())),
                        table(
                                say("cycle.decide.programme.quotas"),
                                List.of("province", "quota"),
                                meetings.quotas(cycle.id()))),
                List.of(),
                null,
                Decision.Deed.of(
                        say("cycle.decide.programme.yes"),
                        Map.of("decision", ProgrammeApproval.Decision.APPROVE.name()),
                        say("cycle.decide.programme.approved")),
                Decision.Deed.of(
                                say("cycle.decide.programme.no"),
                                Map.of("decision", ProgrammeApproval.Decision.SEND_BACK.name()),
                                say("cycle.decide.programme.sentBack"))
                        .because("note", say("cycle.decide.programme.why")));
    }

    /** The columns are named by their texts; a row of {@link MeetingFacts} gives the cells in its own names. */
    private Decision.Table table(String caption, List<String> columns, List<Map<String, Object>> rows) {
        return new Decision.Table(
                caption,
                columns.stream()
                        .map(column -> say("cycle.decide.column." + column))
                        .toList(),
                rows.stream()
                        .map(row -> columns.stream()
                                .map(column -> String.valueOf(row.get(column.equals("quota") ? "seats" : column)))
                                .toList())
                        .toList());
    }

    @Override
    public Optional<Expected> expected() {
        return cycles.all().stream()
                .filter(cycle -> cycle.state() == TrainingCycle.State.OPEN)
                .filter(cycle -> programmes.state(cycle.id()) != Programmes.State.APPROVED)
                .map(cycle -> due(cycle))
                .min(Instant::compareTo)
                .map(due -> new Expected(say("cycle.decide.programme.expected"), due));
    }

    private Instant due(TrainingCycle cycle) {
        return cycles.timetable(cycle.id()).programmeDue();
    }

    private String say(String key, Object... arguments) {
        return messages.getMessage(key, arguments, ChosenLanguage.current().locale());
    }
}
