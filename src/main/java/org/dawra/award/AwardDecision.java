package org.dawra.award;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.dawra.access.Decision;
import org.dawra.access.DecisionCard;
import org.dawra.cycle.CycleId;
import org.dawra.cycle.Province;
import org.dawra.document.MoroccanText;
import org.dawra.engine.Actor;
import org.dawra.engine.HumanTask;
import org.dawra.registration.Institutions;
import org.dawra.web.ChosenLanguage;
import org.jspecify.annotations.Nullable;
import org.springframework.context.MessageSource;
import org.springframework.stereotype.Component;

/** The confirmation of the award as a card: whom the jury proposes and why, confirm or return. */
@Component
class AwardDecision implements DecisionCard {

    private final Awards awards;
    private final AwardRules rules;
    private final Institutions institutions;
    private final MessageSource messages;

    AwardDecision(Awards awards, AwardRules rules, Institutions institutions, MessageSource messages) {
        this.awards = awards;
        this.rules = rules;
        this.institutions = institutions;
        this.messages = messages;
    }

    @Override
    public String process() {
        return AwardSelection.KEY;
    }

    @Override
    public String element() {
        return AwardSelection.CONFIRM_AWARD;
    }

    @Override
    public Decision of(HumanTask task, Actor actor) {
        var cycle = rules.cycle(CycleId.of(task.businessKey()));
        var locale = ChosenLanguage.current().locale();
        var proposal = awards.proposal(cycle.id()).orElseThrow();
        var reason = proposal.reason();
        var facts = new ArrayList<Decision.Fact>();
        facts.add(new Decision.Fact(
                say("award.shield"), rules.of(cycle.id()).name().in(locale)));
        facts.add(new Decision.Fact(say("award.decide.source"), say("award.source." + proposal.source())));
        if (proposal.round() > 1) {
            facts.add(new Decision.Fact(say("award.decide.round"), MoroccanText.number(proposal.round(), locale)));
        }
        return new Decision(
                say("award.decide.ask", proposal.places().size()),
                say("award.decide.behind"),
                facts,
                reason == null ? List.of() : List.of(reason),
                List.of(new Decision.Table(
                        say("award.decide.laureates"),
                        List.of(
                                say("award.institution"),
                                say("award.decide.place"),
                                say("award.province"),
                                say("award.citation"),
                                say(cycle.sample() ? "award.sampleScores" : "award.mean")),
                        rows(cycle.id()))),
                List.of(new Decision.Paper(say("award.decide.paper"), "/awards/" + cycle.slug() + "/nominations", 0)),
                null,
                Decision.Deed.of(
                        say("award.decide.yes"),
                        Map.of("decision", Proposal.Decision.CONFIRM.name()),
                        next(cycle.id(), task.get(AwardSelection.CONFIRMER), "award.decide.confirmed")),
                Decision.Deed.of(
                                say("award.decide.no"),
                                Map.of("decision", Proposal.Decision.RETURN.name()),
                                next(cycle.id(), task.get(AwardSelection.CONFIRMER), "award.decide.returned"))
                        .because("note", say("award.decide.why")));
    }

    /** What follows once this answer is there: the other's answer, or the end of the round. */
    private String next(CycleId cycle, String confirmer, String key) {
        var answered = awards.confirmations(awards.proposal(cycle).orElseThrow().id()).stream()
                .map(Proposal.Confirmation::confirmer)
                .collect(Collectors.toSet());
        var others = rules.cycle(cycle).edition().confirmers().stream()
                .filter(group -> !group.equals(confirmer) && !answered.contains(group))
                .map(this::role)
                .toList();
        return others.isEmpty() ? say(key) : say(key + ".waits", String.join(" · ", others));
    }

    private String role(String group) {
        return java.util.Arrays.stream(org.dawra.access.Role.values())
                .filter(role -> role.group().equals(group))
                .findFirst()
                .map(role -> say("access.role." + role.name()))
                .orElse(group);
    }

    private List<List<String>> rows(CycleId cycle) {
        var locale = ChosenLanguage.current().locale();
        var nominations =
                awards.nominations(cycle).stream().collect(Collectors.toMap(Nomination::id, Function.identity()));
        var standings = awards.ranking(cycle).standings().stream()
                .collect(Collectors.toMap(Ranking.Standing::nomination, Function.identity()));
        var rows = new ArrayList<List<String>>();
        for (var place : awards.proposal(cycle).orElseThrow().places()) {
            var nomination = nominations.get(place.nomination());
            if (nomination != null) {
                rows.add(List.of(
                        institutions
                                .find(nomination.institution())
                                .map(i -> i.nameIn(locale))
                                .orElse(""),
                        MoroccanText.number(place.place(), locale),
                        rules.cycle(cycle)
                                .edition()
                                .province(nomination.province())
                                .map(Province::name)
                                .map(name -> name.in(locale))
                                .orElse(nomination.province()),
                        JuryPages.citation(nomination, locale),
                        mean(standings.get(place.nomination()))));
            }
        }
        return rows;
    }

    private static String mean(Ranking.@Nullable Standing standing) {
        return standing == null || !standing.mean().isKnown()
                ? "—"
                : MoroccanText.decimal(
                        standing.mean().value(), 2, ChosenLanguage.current().locale());
    }

    private String say(String key, Object... arguments) {
        return messages.getMessage(key, arguments, ChosenLanguage.current().locale());
    }
}
