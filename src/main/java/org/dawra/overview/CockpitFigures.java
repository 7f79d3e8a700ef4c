package org.dawra.overview;

import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.dawra.access.CurrentActor;
import org.dawra.access.Role;
import org.dawra.access.RouteRule;
import org.dawra.cycle.AnnualCycle;
import org.dawra.cycle.TrainingCycle;
import org.dawra.cycle.TrainingCycles;
import org.dawra.engine.FailedSteps;
import org.dawra.engine.FailedSteps.FailedStep;
import org.dawra.engine.HumanTask;
import org.dawra.engine.HumanTasks;
import org.dawra.engine.ProcessHistory;
import org.dawra.overview.Whereabouts.Where;
import org.dawra.web.ChosenLanguage;
import org.dawra.web.Formats;
import org.jspecify.annotations.Nullable;
import org.springframework.context.MessageSource;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/**
 * {@code /progress/figures}: what Cockpit shows besides the engine's tokens, in the reader's language: how far it is at
 * which element, who is late and since when, what has failed. Counts and roles, no person.
 */
@RestController
class CockpitFigures {

    private static final int MOST_LATE = 30;
    private static final String PROGRESS = "/progress";
    private static final List<String> WORDS = List.of(
            "figures",
            "nothing",
            "late",
            "noLate",
            "task",
            "who",
            "due",
            "failures",
            "toFailures",
            "toProgress",
            "years",
            "noYears",
            "toDiagram",
            "lateCount");

    private final TrainingCycles cycles;
    private final YearCounting counting;
    private final StepFigures stepFigures;
    private final Whereabouts whereabouts;
    private final HumanTasks tasks;
    private final LateWords lateWords;
    private final FailedSteps steps;
    private final FailureWords failureWords;
    private final ProcessHistory history;
    private final MessageSource texts;
    private final Formats formats;
    private final CurrentActor current;
    private final Clock clock;

    CockpitFigures(
            TrainingCycles cycles,
            YearCounting counting,
            StepFigures stepFigures,
            Whereabouts whereabouts,
            HumanTasks tasks,
            LateWords lateWords,
            FailedSteps steps,
            FailureWords failureWords,
            ProcessHistory history,
            MessageSource texts,
            Formats formats,
            CurrentActor current,
            Clock clock) {
        this.cycles = cycles;
        this.counting = counting;
        this.stepFigures = stepFigures;
        this.whereabouts = whereabouts;
        this.tasks = tasks;
        this.lateWords = lateWords;
        this.steps = steps;
        this.failureWords = failureWords;
        this.history = history;
        this.texts = texts;
        this.formats = formats;
        this.current = current;
        this.clock = clock;
    }

    /** Who uses Cockpit. */
    @Configuration(proxyBeanMethods = false)
    static class Routes {

        @Bean
        RouteRule cockpitFiguresRoute() {
            return RouteRule.roles(Set.of(Role.PROGRAMME_MANAGER, Role.PRESIDENT, Role.AUDITOR), "/progress/figures");
        }
    }

    /** How far it is at one element: {@code 5/8}, and the same in words. */
    record Shown(String element, String text, String title, int done, int of) {}

    /** A task that is late, for whom, and since when. */
    record Late(String task, String who, String since) {}

    /** A step that failed. */
    record Failed(String name, String failed) {}

    /**
     * A process instance, or all running ones of a process.
     *
     * @param about which year
     * @param words of the headings
     * @param mayRetry whether the reader may have a failed step tried again
     */
    record Answer(
            String about,
            String page,
            List<Shown> figures,
            List<Late> late,
            List<Failed> failures,
            Map<String, String> words,
            boolean mayRetry) {}

    /** A year that is running. */
    record Year(String about, String page, String businessKey, List<Shown> figures, int late, int failures) {}

    /** All years that are running. */
    record Years(List<Year> years, Map<String, String> words, boolean mayRetry) {}

    @GetMapping(value = "/progress/figures", produces = "application/json")
    ResponseEntity<?> figures(
            @RequestParam(required = false) @Nullable String process,
            @RequestParam(required = false) @Nullable String key) {
        if (process == null) {
            return ResponseEntity.ok(years());
        }
        if (!Whereabouts.isKnown(process)) {
            return ResponseEntity.notFound().build();
        }
        if (key == null) {
            return ResponseEntity.ok(answer(process));
        }
        return whereabouts
                .of(process, key)
                .<ResponseEntity<?>>map(where -> ResponseEntity.ok(answer(process, key, where)))
                .orElseGet(() -> ResponseEntity.notFound().build());
    }

    private Years years() {
        var late = late();
        var failed = steps.all().stream().filter(FailedStep::givenUp).toList();
        var places = new HashMap<List<String>, Optional<Where>>();
        var years = new ArrayList<Year>();
        for (var cycle : running()) {
            var year = new Where(cycle, null);
            years.add(new Year(
                    title(cycle),
                    page(cycle),
                    cycle.id().key(),
                    shown(figures(cycle, AnnualCycle.KEY)),
                    (int) late.stream()
                            .filter(task -> lies(task.processKey(), task.businessKey(), year, places))
                            .count(),
                    (int) failed.stream()
                            .filter(step -> lies(step.processKey(), step.businessKey(), year, places))
                            .count()));
        }
        return new Years(years, words(), mayRetry());
    }

    /** All running instances of a process together. */
    private Answer answer(String process) {
        var sums = new LinkedHashMap<List<Object>, Figure>();
        var goesOn = new HashMap<String, Boolean>();
        for (var cycle : running()) {
            for (var figure : figures(cycle, process)) {
                if (goesOn.computeIfAbsent(figure.businessKey(), key -> history.isRunning(process, key))) {
                    sums.merge(List.of(figure.element(), figure.measure()), figure, CockpitFigures::plus);
                }
            }
        }
        var whole = process.equals(AnnualCycle.KEY);
        return new Answer(
                "",
                PROGRESS,
                shown(List.copyOf(sums.values())),
                late().stream()
                        .filter(task -> whole || task.processKey().equals(process))
                        .map(this::shown)
                        .limit(MOST_LATE)
                        .toList(),
                failed(steps.all().stream()
                        .filter(step -> whole || step.processKey().equals(process))
                        .toList()),
                words(),
                mayRetry());
    }

    private Answer answer(String process, String key, Where where) {
        var places = new HashMap<List<String>, Optional<Where>>();
        var broad = Whereabouts.isBroad(process);
        return new Answer(
                title(where.cycle()),
                page(where.cycle()),
                shown(figures(where.cycle(), process).stream()
                        .filter(figure -> figure.businessKey().equals(key))
                        .toList()),
                late().stream()
                        .filter(task -> task.processKey().equals(process)
                                        && task.businessKey().equals(key)
                                || broad && lies(task.processKey(), task.businessKey(), where, places))
                        .map(this::shown)
                        .limit(MOST_LATE)
                        .toList(),
                failed(steps.all().stream()
                        .filter(step -> step.processKey().equals(process)
                                        && step.businessKey().equals(key)
                                || broad && lies(step.processKey(), step.businessKey(), where, places))
                        .toList()),
                words(),
                mayRetry());
    }

    /** Whether Cockpit's buttons that try a step again are the reader's to press. */
    private boolean mayRetry() {
        return current.find()
                .filter(actor -> FailureDesk.RETRYING.stream().anyMatch(role -> actor.in(role.group())))
                .isPresent();
    }

    private boolean lies(String process, String key, Where within, Map<List<String>, Optional<Where>> places) {
        return places.computeIfAbsent(List.of(process, key), unused -> whereabouts.of(process, key))
                .filter(within::holds)
                .isPresent();
    }

    private List<TrainingCycle> running() {
        return cycles.all().stream()
                .filter(cycle -> cycle.state() != TrainingCycle.State.CLOSED)
                .toList();
    }

    private List<Figure> figures(TrainingCycle cycle, String process) {
        return Stream.concat(
                        counting.of(cycle).figures().stream()
                                .filter(figure -> figure.processKey().equals(process)),
                        stepFigures.of(cycle, process).stream())
                .toList();
    }

    private static Figure plus(Figure one, Figure other) {
        return new Figure(
                one.measure(),
                one.processKey(),
                one.businessKey(),
                one.element(),
                one.done() + other.done(),
                one.of() + other.of());
    }

    private List<Shown> shown(List<Figure> figures) {
        return figures.stream()
                .map(figure -> new Shown(
                        figure.element(),
                        formats.number(figure.done()) + "/" + formats.number(figure.of()),
                        measured(figure),
                        figure.done(),
                        figure.of()))
                .toList();
    }

    private String measured(Figure figure) {
        var key = "overview.measure." + figure.measure().name();
        var locale = ChosenLanguage.current().locale();
        return texts.getMessage(key, new Object[] {figure.done(), figure.of()}, locale);
    }

    /** What is late, the longest first. */
    private List<HumanTask> late() {
        var now = clock.instant();
        return tasks.all().stream()
                .filter(task -> due(task).isBefore(now))
                .sorted(Comparator.comparing(CockpitFigures::due))
                .toList();
    }

    private static Instant due(HumanTask task) {
        return Objects.requireNonNullElse(task.due(), Instant.MAX);
    }

    private Late shown(HumanTask task) {
        return new Late(
                lateWords.task(task, ChosenLanguage.current()),
                lateWords.who(task, ChosenLanguage.current()),
                formats.day(due(task)));
    }

    private List<Failed> failed(List<FailedStep> failed) {
        var locale = ChosenLanguage.current().locale();
        return failed.stream()
                .filter(FailedStep::givenUp)
                .map(step -> failureWords.tell(step, 0, locale))
                .map(told -> new Failed(told.name(), told.failed()))
                .toList();
    }

    private Map<String, String> words() {
        var locale = ChosenLanguage.current().locale();
        return WORDS.stream()
                .collect(Collectors.toMap(
                        word -> word,
                        word -> Objects.requireNonNullElse(texts.getMessage("cockpit." + word, null, "", locale), "")));
    }

    private static String title(TrainingCycle cycle) {
        return cycle.edition().title().in(ChosenLanguage.current()) + " · " + cycle.number();
    }

    private static String page(TrainingCycle cycle) {
        return PROGRESS + "/" + cycle.slug();
    }
}
