package org.dawra.cycle;

import java.util.List;
import java.util.Map;
import org.dawra.access.Decision;
import org.dawra.access.DecisionCard;
import org.dawra.engine.Actor;
import org.dawra.engine.HumanTask;
import org.dawra.web.ChosenLanguage;
import org.dawra.web.Formats;
import org.springframework.context.MessageSource;
import org.springframework.stereotype.Component;

/** The choice of the year's recommendations as a card: those ticked are adopted, or none. */
@Component
class AdoptionDecision implements DecisionCard {

    private final TrainingCycles cycles;
    private final NextYear nextYear;
    private final Formats formats;
    private final MessageSource messages;

    AdoptionDecision(TrainingCycles cycles, NextYear nextYear, Formats formats, MessageSource messages) {
        this.cycles = cycles;
        this.nextYear = nextYear;
        this.formats = formats;
        this.messages = messages;
    }

    @Override
    public String process() {
        return AnnualCycle.KEY;
    }

    @Override
    public String element() {
        return AnnualCycle.ADOPT_RECOMMENDATIONS;
    }

    @Override
    public Decision of(HumanTask task, Actor actor) {
        var cycle = cycles.get(CycleId.of(task.businessKey()));
        var all = nextYear.recommendations(cycle.id()).stream()
                .map(r -> new Decision.Choice(Long.toString(r.id()), r.text().in(ChosenLanguage.current())))
                .toList();
        return new Decision(
                say("cycle.decide.adopt.ask"),
                say("cycle.decide.adopt.behind"),
                List.of(
                        new Decision.Fact(
                                say("cycle.decide.season"),
                                cycle.edition().title().in(ChosenLanguage.current())),
                        new Decision.Fact(say("cycle.decide.adopt.count"), formats.number(all.size()))),
                List.of(),
                List.of(),
                List.of(new Decision.Paper(say("cycle.decide.adopt.report"), "/reports/" + cycle.slug(), 0)),
                new Decision.Choices("adopted", say("cycle.decide.adopt.legend"), all),
                Decision.Deed.of(say("cycle.decide.adopt.yes"), Map.of(), say("cycle.decide.adopt.adopted")),
                Decision.Deed.of(say("cycle.decide.adopt.no"), Map.of(), say("cycle.decide.adopt.none"))
                        .because("note", say("cycle.decide.adopt.why")));
    }

    private String say(String key, Object... arguments) {
        return messages.getMessage(key, arguments, ChosenLanguage.current().locale());
    }
}
