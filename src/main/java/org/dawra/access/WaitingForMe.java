package org.dawra.access;

import jakarta.servlet.http.HttpServletResponse;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.dawra.engine.Actor;
import org.dawra.engine.Fields;
import org.dawra.engine.HumanTask;
import org.dawra.engine.HumanTasks;
import org.dawra.engine.Refused;
import org.dawra.web.ChosenLanguage;
import org.dawra.web.Counted;
import org.dawra.web.FormErrors;
import org.dawra.web.Formats;
import org.dawra.web.NavigationEntry;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.MessageSource;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/**
 * {@code /waiting-for-me}: the decisions that wait for the president, each a card with what is asked, why now, the document
 * and two buttons. Completes the same user tasks as Tasklist does, through {@link HumanTasks#submit}.
 */
@Controller
class WaitingForMe {

    static final String PATH = "/waiting-for-me";

    private static final String DONE = "done";
    private static final int UNPROCESSABLE = 422;

    private final HumanTasks tasks;
    private final TaskSubjects subjects;
    private final ObjectProvider<DecisionCard> cards;
    private final Findings findings;
    private final Counted counted;
    private final Formats formats;
    private final MessageSource messages;
    private final Clock clock;

    WaitingForMe(
            HumanTasks tasks,
            TaskSubjects subjects,
            ObjectProvider<DecisionCard> cards,
            Findings findings,
            Counted counted,
            Formats formats,
            MessageSource messages,
            Clock clock) {
        this.tasks = tasks;
        this.subjects = subjects;
        this.cards = cards;
        this.findings = findings;
        this.counted = counted;
        this.formats = formats;
        this.messages = messages;
        this.clock = clock;
    }

    /** Who decides here, and where the page stands in the navigation: before everything else. */
    @Configuration(proxyBeanMethods = false)
    static class Routes {

        private static final Set<Role> DECIDING = Set.of(Role.PRESIDENT);

        @Bean
        RouteRule waitingForMeRoute() {
            return RouteRule.roles(DECIDING, PATH);
        }

        @Bean
        NavigationEntry waitingForMeEntry() {
            return new NavigationEntry("access.waiting.title", PATH, AccessRoutes.groups(DECIDING), 5);
        }
    }

    /** Whether a login leads here. */
    static boolean isFor(Actor actor) {
        return actor.in(Role.PRESIDENT.group());
    }

    /**
     * A task on the page.
     *
     * @param decision null for a task that has no card: it is done elsewhere
     * @param path where such a task is done
     */
    record Card(
            String id,
            String name,
            String about,
            @Nullable Instant due,
            boolean late,
            String when,
            String since,
            @Nullable Decision decision,
            @Nullable String path) {}

    /** What was sent and refused, so that nothing typed is lost. */
    record Typed(String task, String deed, @Nullable String reason, boolean consent, List<String> chosen) {

        static final Typed NOTHING = new Typed("", "", null, false, List.of());

        /** Whether this choice of this card was ticked. */
        public boolean chose(String card, String choice) {
            return task.equals(card) && chosen.contains(choice);
        }

        /** Whether this deed of this card was refused. */
        public boolean was(String card, String which) {
            return task.equals(card) && deed.equals(which);
        }
    }

    @GetMapping(PATH)
    String list(Actor actor, Model model) {
        return show(actor, Typed.NOTHING, FormErrors.none(), model);
    }

    @PostMapping(PATH)
    String decide(
            @RequestParam String task,
            @RequestParam String deed,
            @RequestParam(required = false) @Nullable String reason,
            @RequestParam(defaultValue = "false") boolean consent,
            @RequestParam(required = false) @Nullable List<String> chosen,
            Actor actor,
            Model model,
            HttpServletResponse response,
            RedirectAttributes after) {
        var typed = new Typed(task, deed, reason, consent, chosen == null ? List.of() : chosen);
        try {
            after.addFlashAttribute(DONE, done(typed, actor));
        } catch (Refused refused) {
            response.setStatus(UNPROCESSABLE);
            return show(actor, typed, findings.of(refused), model);
        } catch (HumanTasks.NoSuchTask alreadyDone) {
            // A second tap, or a page that stood open while things moved on: the page shows what still waits.
            after.addFlashAttribute("already", true);
        }
        return "redirect:" + PATH;
    }

    /** Does it; answers what happens next. */
    private String done(Typed typed, Actor actor) {
        var task = tasks.find(typed.task(), actor).orElseThrow(HumanTasks.NoSuchTask::new);
        var card = card(task).orElseThrow(HumanTasks.NoSuchTask::new);
        var decision = card.of(task, actor);
        var deed = deed(typed.deed(), decision);
        var fields = fields(typed, decision, deed, deed == decision.yes());
        if (deed == decision.no() && card.secondDeedPutsOff()) {
            card.putOff(task, Fields.of(fields), actor);
        } else {
            tasks.submit(task.id(), actor, fields);
        }
        return deed.next();
    }

    private static Decision.Deed deed(String which, Decision decision) {
        var deed = switch (which) {
            case "yes" -> decision.yes();
            case "no" -> decision.no();
            default -> which.equals("end") ? decision.end() : null;
        };
        if (deed == null) {
            throw new HumanTasks.NoSuchTask();
        }
        return deed;
    }

    private static Map<String, Object> fields(Typed typed, Decision decision, Decision.Deed deed, boolean yes) {
        var fields = new LinkedHashMap<String, Object>(deed.fields());
        if (deed.reason() != null && typed.reason() != null) {
            fields.put(deed.reason(), typed.reason());
        }
        if (deed.consent() != null) {
            fields.put("consent", typed.consent());
        }
        var choices = decision.choices();
        if (choices != null) {
            var rows = new ArrayList<Map<String, Object>>();
            for (var choice : choices.all()) {
                rows.add(Map.of(
                        "id",
                        choice.id(),
                        choices.field(),
                        yes && typed.chosen().contains(choice.id())));
            }
            if (yes && rows.stream().noneMatch(row -> Boolean.TRUE.equals(row.get(choices.field())))) {
                throw new Refused(choices.field(), "access.waiting.noneChosen");
            }
            fields.put(choices.field(), rows);
        }
        return fields;
    }

    private String show(Actor actor, Typed typed, FormErrors errors, Model model) {
        if (model.containsAttribute(DONE)) {
            model.asMap().remove(WhatNext.MODEL); // the card's own words say it nearer to what was decided
        }
        var waiting =
                tasks.openTo(actor).stream().map(task -> describe(task, actor)).toList();
        model.addAttribute("cards", waiting);
        model.addAttribute("late", waiting.stream().filter(Card::late).count());
        model.addAttribute("typed", typed);
        model.addAttribute("errors", errors);
        if (waiting.isEmpty()) {
            var now = clock.instant();
            cards.stream()
                    .flatMap(card -> card.expected().stream())
                    .filter(expected -> expected.due().isAfter(now))
                    .min(Comparator.comparing(DecisionCard.Expected::due))
                    .ifPresent(expected -> model.addAttribute("expected", expected));
        }
        return "access/waiting-for-me";
    }

    private Card describe(HumanTask task, Actor actor) {
        var locale = ChosenLanguage.current().locale();
        var now = clock.instant();
        var due = task.due();
        var late = due != null && due.isBefore(now);
        var name = messages.getMessage(
                task.processKey() + "." + task.definitionKey() + ".name", null, task.name(), locale);
        var since = formats.daysBetween(task.created(), now);
        return new Card(
                task.id(),
                name == null ? task.name() : name,
                subjects.about(task),
                due,
                late,
                due == null ? "" : when(due, now, late),
                since == 0
                        ? messages.getMessage("access.waiting.sinceToday", null, locale)
                        : messages.getMessage(
                                "access.waiting.since", new Object[] {counted.of("access.days", since)}, locale),
                card(task).map(card -> card.of(task, actor)).orElse(null),
                elsewhere(task));
    }

    private String when(Instant due, Instant now, boolean late) {
        var locale = ChosenLanguage.current().locale();
        var between = late ? formats.daysBetween(due, now) : formats.daysBetween(now, due);
        if (between == 0) {
            return messages.getMessage(late ? "access.waiting.lateToday" : "access.waiting.dueToday", null, locale);
        }
        return messages.getMessage(
                late ? "access.waiting.lateBy" : "access.waiting.dueIn",
                new Object[] {counted.of("access.days", between), formats.day(due)},
                locale);
    }

    private String elsewhere(HumanTask task) {
        var page = subjects.page(task);
        return page == null ? "/camunda/app/tasklist/default/#/?task=" + task.id() : page.path(task);
    }

    private Optional<DecisionCard> card(HumanTask task) {
        return cards.stream()
                .filter(card -> card.process().equals(task.processKey()))
                .filter(card -> card.element().equals(task.definitionKey()))
                .findFirst();
    }
}
