package org.dawra.award;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.dawra.access.DraftButtons;
import org.dawra.access.Findings;
import org.dawra.access.Role;
import org.dawra.access.RouteRule;
import org.dawra.access.TaskPage;
import org.dawra.cycle.CycleId;
import org.dawra.cycle.Edition;
import org.dawra.cycle.Province;
import org.dawra.cycle.TrainingCycle;
import org.dawra.cycle.TrainingCycles;
import org.dawra.document.MoroccanText;
import org.dawra.engine.Actor;
import org.dawra.engine.Drafts;
import org.dawra.engine.Drafts.Draft;
import org.dawra.engine.HumanTask;
import org.dawra.engine.HumanTasks;
import org.dawra.engine.Refused;
import org.dawra.registration.Institutions;
import org.dawra.web.ChosenLanguage;
import org.dawra.web.FormErrors;
import org.jspecify.annotations.Nullable;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;

/** The jurors' pages: whatever of the award waits for this juror now, and nothing of a nominee with an own conflict. */
@Controller
class JuryPages {

    private static final Set<String> DONE = Set.of("conflicts", "scores", "deliberation");

    private static final Set<String> STEPS =
            Set.of(AwardSelection.DECLARE_CONFLICTS, AwardSelection.SCORE_NOMINEES, AwardSelection.DELIBERATE);

    private final HumanTasks tasks;
    private final TrainingCycles cycles;
    private final Awards awards;
    private final Judging judging;
    private final Institutions institutions;
    private final Drafts drafts;
    private final DraftButtons buttons;
    private final Findings findings;

    JuryPages(
            HumanTasks tasks,
            TrainingCycles cycles,
            Awards awards,
            Judging judging,
            Institutions institutions,
            Drafts drafts,
            DraftButtons buttons,
            Findings findings) {
        this.tasks = tasks;
        this.cycles = cycles;
        this.awards = awards;
        this.judging = judging;
        this.institutions = institutions;
        this.drafts = drafts;
        this.buttons = buttons;
        this.findings = findings;
    }

    /** A nominee as jurors see it; the citation is null until conflicts are declared. */
    record Nominee(
            long id, String name, String province, @Nullable String citation) {}

    /** A nominee's line in the two rankings. */
    record Line(
            String name,
            Ranking.Standing standing,
            String mean,
            long meanTenths,
            String comparisons,
            long comparisonPercent) {}

    @GetMapping("/jury/{slug}")
    ModelAndView show(@PathVariable String slug, @RequestParam(required = false) @Nullable String done, Actor actor) {
        var cycle = cycle(slug);
        var draft = task(cycle.id(), actor, STEPS).flatMap(task -> drafts.find(task.id(), actor));
        var page = page(cycle, actor, draft.map(JuryPages::typed).orElse(Map.of()), FormErrors.none());
        page.addObject(DraftButtons.NAME, draft.map(Draft::savedAt).orElse(null));
        page.addObject("done", done != null && DONE.contains(done) ? done : null);
        return page;
    }

    /** The boxes of the page as the draft's rows fill them; a task has but one of the three kinds of rows. */
    private static Map<String, String> typed(Draft draft) {
        var typed = new LinkedHashMap<String, String>();
        for (var row : draft.rows("conflicts")) {
            typed.put("conflict_" + row.get("nomination"), "true");
            typed.put("reason_" + row.get("nomination"), row.getOrDefault("reason", ""));
        }
        for (var row : draft.rows("scores")) {
            typed.put("score_" + row.get("nomination") + "_" + row.get("criterion"), row.getOrDefault("score", ""));
        }
        var place = 1;
        for (var row : draft.rows("laureates")) {
            typed.put("laureate_" + place++, row.getOrDefault("nomination", ""));
        }
        typed.put("reason", draft.text("reason"));
        return typed;
    }

    @PostMapping("/jury/{slug}/conflicts")
    ModelAndView declare(@PathVariable String slug, @RequestParam Map<String, String> typed, Actor actor) {
        var cycle = cycle(slug);
        var chosen = awards.nominees(cycle.id()).stream()
                .map(Nomination::id)
                .filter(id -> typed.containsKey("conflict_" + id))
                .toList();
        List<Map<String, String>> rows = chosen.stream()
                .map(id -> Map.of("nomination", Long.toString(id), "reason", typed.getOrDefault("reason_" + id, "")))
                .toList();
        return submit(
                cycle,
                actor,
                AwardSelection.DECLARE_CONFLICTS,
                Map.of("conflicts", rows),
                typed,
                "conflicts",
                (field, i, cell) -> cell + "_" + chosen.get(i));
    }

    @PostMapping("/jury/{slug}/scores")
    ModelAndView score(@PathVariable String slug, @RequestParam Map<String, String> typed, Actor actor) {
        var cycle = cycle(slug);
        record Box(long nomination, String criterion) {}
        var boxes = judging.scorable(cycle.id(), actor.userId()).stream()
                .flatMap(n -> criteria(cycle).stream().map(c -> new Box(n.id(), c.code())))
                .toList();
        var rows = boxes.stream()
                .map(box -> Map.of(
                        "nomination", Long.toString(box.nomination()),
                        "criterion", box.criterion(),
                        "score", typed.getOrDefault("score_" + box.nomination() + "_" + box.criterion(), "")))
                .toList();
        // A box that this juror was not shown is sent on as it came, to be refused like any other wrong input.
        var foreign = typed.entrySet().stream()
                .filter(e -> e.getKey().startsWith("score_"))
                .filter(e -> boxes.stream()
                        .noneMatch(b -> e.getKey().equals("score_" + b.nomination() + "_" + b.criterion())))
                .map(e -> {
                    var parts = e.getKey().split("_", 3);
                    return Map.of(
                            "nomination",
                            parts[1],
                            "criterion",
                            parts.length > 2 ? parts[2] : "",
                            "score",
                            e.getValue());
                })
                .toList();
        var all = new ArrayList<>(rows);
        all.addAll(foreign);
        return submit(
                cycle,
                actor,
                AwardSelection.SCORE_NOMINEES,
                Map.of("scores", all),
                typed,
                "scores",
                (field, i, cell) -> {
                    return i < boxes.size()
                            ? "score_" + boxes.get(i).nomination() + "_"
                                    + boxes.get(i).criterion()
                            : "";
                });
    }

    @PostMapping("/jury/{slug}/deliberation")
    ModelAndView deliberate(@PathVariable String slug, @RequestParam Map<String, String> typed, Actor actor) {
        var cycle = cycle(slug);
        var filled = IntStream.rangeClosed(1, laureates(cycle))
                .filter(place -> !typed.getOrDefault("laureate_" + place, "").isBlank())
                .boxed()
                .toList();
        List<Map<String, String>> rows = filled.stream()
                .map(place -> Map.of("nomination", typed.getOrDefault("laureate_" + place, "")))
                .toList();
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("laureates", rows);
        fields.put("reason", typed.getOrDefault("reason", ""));
        return submit(
                cycle,
                actor,
                AwardSelection.DELIBERATE,
                fields,
                typed,
                "deliberation",
                (field, i, cell) -> "laureate_" + filled.get(i));
    }

    /** Where a finding at a cell of a row belongs on the page. */
    private interface Cells {
        String name(String field, int row, String cell);
    }

    private ModelAndView submit(
            TrainingCycle cycle,
            Actor actor,
            String element,
            Map<String, ?> fields,
            Map<String, String> typed,
            String done,
            Cells cells) {
        var task = task(cycle.id(), actor, Set.of(element));
        if (task.isEmpty()) {
            return new ModelAndView("redirect:/jury/" + cycle.slug());
        }
        try {
            if (buttons.pressed(typed.getOrDefault(DraftButtons.NAME, ""), task.get(), actor, fields)) {
                return new ModelAndView("redirect:/jury/" + cycle.slug());
            }
            tasks.submit(task.get().id(), actor, fields);
            return new ModelAndView("redirect:/jury/" + cycle.slug() + "?done=" + done);
        } catch (HumanTasks.NoSuchTask sentTwice) {
            return new ModelAndView("redirect:/jury/" + cycle.slug());
        } catch (Refused refused) {
            var page = page(cycle, actor, typed, renamed(findings.of(refused), field -> place(field, cells)));
            page.setStatus(HttpStatus.UNPROCESSABLE_ENTITY);
            return page;
        }
    }

    private static String place(String field, Cells cells) {
        var open = field.indexOf('[');
        var close = field.indexOf("].");
        return open < 0 || close < open
                ? field
                : cells.name(
                        field.substring(0, open),
                        Integer.parseInt(field.substring(open + 1, close)),
                        field.substring(close + 2));
    }

    private static FormErrors renamed(FormErrors errors, UnaryOperator<String> name) {
        Map<String, List<String>> byField = new LinkedHashMap<>();
        errors.byField()
                .forEach((field, texts) -> byField.computeIfAbsent(name.apply(field), f -> new ArrayList<>())
                        .addAll(texts));
        return new FormErrors(byField);
    }

    private ModelAndView page(TrainingCycle cycle, Actor actor, Map<String, String> typed, FormErrors errors) {
        var task = task(cycle.id(), actor, STEPS);
        var page = new ModelAndView("award/jury");
        page.addObject("cycle", cycle);
        page.addObject("award", cycle.edition().award());
        page.addObject("typed", typed);
        page.addObject("errors", errors);
        page.addObject("summary", summary(errors));
        page.addObject("step", task.map(HumanTask::definitionKey).orElse(""));
        switch (task.map(HumanTask::definitionKey).orElse("")) {
            case AwardSelection.DECLARE_CONFLICTS ->
                page.addObject("nominees", nominees(cycle, awards.nominees(cycle.id()), false));
            case AwardSelection.SCORE_NOMINEES -> {
                page.addObject("nominees", nominees(cycle, judging.scorable(cycle.id(), actor.userId()), true));
                page.addObject("criteria", criteria(cycle));
            }
            case AwardSelection.DELIBERATE -> deliberation(cycle, actor, page);
            default -> page.addObject("nominees", List.of());
        }
        return page;
    }

    /** Above the form each text once: thirty empty boxes say the same thirty times at their places. */
    private static FormErrors summary(FormErrors errors) {
        return errors.isEmpty()
                ? errors
                : new FormErrors(Map.of("", errors.all().stream().distinct().toList()));
    }

    private void deliberation(TrainingCycle cycle, Actor actor, ModelAndView page) {
        var may = judging.mayDeliberate(cycle.id(), actor);
        page.addObject("may", may);
        if (!may) {
            page.addObject("nominees", List.of());
            return;
        }
        var locale = ChosenLanguage.current().locale();
        var nominees = nominees(cycle, awards.nominees(cycle.id()), true);
        var names = nominees.stream().collect(Collectors.toMap(Nominee::id, Nominee::name));
        page.addObject("nominees", nominees);
        page.addObject(
                "places", IntStream.rangeClosed(1, laureates(cycle)).boxed().toList());
        page.addObject(
                "lines",
                awards.ranking(cycle.id()).standings().stream()
                        .map(s -> new Line(
                                names.getOrDefault(s.nomination(), ""),
                                s,
                                MoroccanText.decimal(s.mean().value(), 2, locale),
                                Math.round(s.mean().value() * 10),
                                MoroccanText.percent(s.comparisons().value(), locale),
                                Math.round(s.comparisons().value() * 100)))
                        .toList());
        page.addObject(
                "returned",
                awards.proposal(cycle.id()).stream()
                        .flatMap(p -> awards.confirmations(p.id()).stream())
                        .filter(c -> c.decision() == Proposal.Decision.RETURN)
                        .flatMap(c -> Optional.ofNullable(c.note()).stream())
                        .toList());
    }

    private List<Nominee> nominees(TrainingCycle cycle, List<Nomination> nominations, boolean withCitation) {
        var locale = ChosenLanguage.current().locale();
        Map<String, Province> provinces =
                cycle.edition().provinces().stream().collect(Collectors.toMap(Province::code, Function.identity()));
        return nominations.stream()
                .map(n -> new Nominee(
                        n.id(),
                        institutions
                                .find(n.institution())
                                .map(i -> i.nameIn(locale))
                                .orElse(""),
                        Optional.ofNullable(provinces.get(n.province()))
                                .map(p -> p.name().in(locale))
                                .orElse(n.province()),
                        withCitation ? citation(n, locale) : null))
                .toList();
    }

    static String citation(Nomination nomination, Locale locale) {
        var french = nomination.citationFr();
        return french == null || locale.getLanguage().equals("ar") ? nomination.citationAr() : french;
    }

    private Optional<HumanTask> task(CycleId cycle, Actor actor, Set<String> elements) {
        return tasks.waiting(AwardSelection.KEY, cycle.key()).stream()
                .filter(t -> elements.contains(t.definitionKey()) && t.openTo(actor))
                .findFirst();
    }

    private static List<Edition.Criterion> criteria(TrainingCycle cycle) {
        var award = cycle.edition().award();
        return award == null ? List.of() : award.criteria();
    }

    private static int laureates(TrainingCycle cycle) {
        var award = cycle.edition().award();
        return award == null ? 0 : award.laureates();
    }

    private TrainingCycle cycle(String slug) {
        return cycles.bySlug(slug).orElseThrow();
    }

    /** Who may open these pages, and which tasks are done here. */
    @Configuration(proxyBeanMethods = false)
    static class Routes {

        private static final String FOLDER = "/jury/";

        @Bean
        RouteRule juryRoutes() {
            return RouteRule.roles(Set.of(Role.JURY), "/jury/{cycle}", "/jury/{cycle}/*");
        }

        @Bean
        TaskPage conflictsPage(TrainingCycles cycles) {
            return page(AwardSelection.DECLARE_CONFLICTS, cycles);
        }

        @Bean
        TaskPage scoresPage(TrainingCycles cycles) {
            return page(AwardSelection.SCORE_NOMINEES, cycles);
        }

        @Bean
        TaskPage deliberationPage(TrainingCycles cycles) {
            return page(AwardSelection.DELIBERATE, cycles);
        }

        private static TaskPage page(String element, TrainingCycles cycles) {
            return TaskPage.of(
                    AwardSelection.KEY,
                    element,
                    task -> FOLDER + cycles.get(CycleId.of(task.businessKey())).slug());
        }
    }
}
