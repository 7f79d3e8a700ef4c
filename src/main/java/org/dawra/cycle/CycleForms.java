package org.dawra.cycle;

import java.time.Clock;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;
import org.dawra.engine.Actor;
import org.dawra.engine.HumanTask;
import org.dawra.engine.TaskForm;
import org.dawra.web.ChosenLanguage;
import org.dawra.web.Formats;
import org.dawra.web.LocalClock;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.MessageSource;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** What the forms of the year show, and the wall clock that pages show. */
@Configuration(proxyBeanMethods = false)
class CycleForms {

    /** The wall clock of the newest edition. */
    @Bean
    LocalClock localClock(Editions editions) {
        return instant -> editions.all().stream()
                .findFirst()
                .map(edition -> new LocalTimes(edition.offsets()).local(instant))
                .orElseThrow();
    }

    @Bean
    TaskForm annualCycleStartForm(
            Editions editions, NextYear nextYear, MessageSource texts, Formats formats, Clock clock) {
        return form(AnnualCycle.START, (task, actor) -> {
            var language = ChosenLanguage.current();
            var facts = new LinkedHashMap<String, Object>();
            var all = editions.all();
            facts.put(
                    "editions",
                    all.stream()
                            .map(e -> {
                                var soonest = soonest(e, clock);
                                return Map.of(
                                        "label", e.number() + " — " + e.title().in(language),
                                        "value", e.key(),
                                        "soonest", soonest.toString(),
                                        "soonestText", formats.day(soonest));
                            })
                            .toList());
            all.stream().findFirst().ifPresent(edition -> {
                facts.put("edition", edition.key());
                facts.put("firstMeetingDay", soonest(edition, clock));
            });
            facts.put(
                    "broken",
                    editions.broken().stream()
                            .flatMap(b -> b.messages(texts, language.locale()).stream())
                            .map(text -> Map.of("text", text))
                            .toList());
            facts.put(
                    "recommendations",
                    nextYear.adoptedLast().stream()
                            .map(text -> Map.of("text", text.in(language)))
                            .toList());
            return facts;
        });
    }

    @Bean
    TaskForm programmeApprovalForm(
            MeetingFacts meetings, ProgrammeApproval approval, ObjectProvider<RegisteredCounts> counts) {
        return form(AnnualCycle.APPROVE_PROGRAMME, (task, actor) -> {
            var cycle = CycleId.of(task.businessKey());
            var facts = new LinkedHashMap<String, Object>();
            facts.put("programme", meetings.all(cycle));
            facts.put("quotas", meetings.quotas(cycle, registered(counts, cycle)));
            approval.lastNote(cycle).ifPresent(note -> facts.put("presidentNote", note));
            approval.lastChanges(cycle).ifPresent(note -> facts.put("changes", note));
            return facts;
        });
    }

    @Bean
    TaskForm programmeRevisionForm(MeetingFacts meetings, ProgrammeApproval approval) {
        return form(AnnualCycle.REVISE_PROGRAMME, (task, actor) -> {
            var cycle = CycleId.of(task.businessKey());
            var facts = new LinkedHashMap<String, Object>();
            facts.put("fixedMeetings", meetings.fixed(cycle));
            facts.put("meetings", meetings.proposed(cycle));
            approval.lastNote(cycle).ifPresent(note -> facts.put("presidentNote", note));
            return facts;
        });
    }

    @Bean
    TaskForm recommendationsAdoptionForm(NextYear nextYear) {
        return form(AnnualCycle.ADOPT_RECOMMENDATIONS, (task, actor) -> {
            var language = ChosenLanguage.current();
            List<Map<String, Object>> rows = nextYear.recommendations(CycleId.of(task.businessKey())).stream()
                    .map(r -> Map.<String, Object>of(
                            "id", r.id(), "text", r.text().in(language), "adopted", false))
                    .toList();
            return Map.of("adopted", rows);
        });
    }

    private static LocalDate soonest(Edition edition, Clock clock) {
        return CalendarRules.soonest(edition, new LocalTimes(edition.offsets()).day(clock.instant()));
    }

    private static Map<String, Integer> registered(ObjectProvider<RegisteredCounts> counts, CycleId cycle) {
        var lists = counts.getIfAvailable();
        return lists == null ? Map.of() : lists.of(cycle);
    }

    private static TaskForm form(String element, BiFunction<HumanTask, Actor, Map<String, Object>> facts) {
        return new TaskForm() {
            @Override
            public String process() {
                return AnnualCycle.KEY;
            }

            @Override
            public String element() {
                return element;
            }

            @Override
            public Map<String, Object> facts(HumanTask task, Actor actor) {
                return facts.apply(task, actor);
            }
        };
    }
}
