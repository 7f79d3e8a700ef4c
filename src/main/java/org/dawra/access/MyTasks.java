package org.dawra.access;

import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.dawra.engine.Actor;
import org.dawra.engine.HumanTask;
import org.dawra.engine.HumanTasks;
import org.dawra.web.ChosenLanguage;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.MessageSource;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;

/** The tasks that wait for the person who has logged in, each with the way to its page. */
@Controller
class MyTasks {

    private final HumanTasks tasks;
    private final ObjectProvider<TaskPage> pages;
    private final ObjectProvider<TaskSubject> subjects;
    private final Accounts accounts;
    private final MessageSource messages;
    private final Clock clock;

    MyTasks(
            HumanTasks tasks,
            ObjectProvider<TaskPage> pages,
            ObjectProvider<TaskSubject> subjects,
            Accounts accounts,
            MessageSource messages,
            Clock clock) {
        this.tasks = tasks;
        this.pages = pages;
        this.subjects = subjects;
        this.accounts = accounts;
        this.messages = messages;
        this.clock = clock;
    }

    /** One task as the page shows it. */
    record Entry(
            String name,
            String about,
            @Nullable Instant due,
            boolean late,
            @Nullable String path) {}

    @GetMapping("/my-tasks")
    String list(Actor actor, Model model) {
        Map<List<String>, TaskPage> byPlace =
                pages.stream().collect(Collectors.toMap(p -> List.of(p.process(), p.element()), Function.identity()));
        var now = clock.instant();
        model.addAttribute(
                "tasks",
                tasks.openTo(actor).stream()
                        .map(task ->
                                entry(task, byPlace.get(List.of(task.processKey(), task.definitionKey())), actor, now))
                        .toList());
        model.addAttribute("account", accounts.find(actor.userId()).orElse(null));
        model.addAttribute("tasklist", usesTasklist(actor));
        return "access/my-tasks";
    }

    private Entry entry(HumanTask task, @Nullable TaskPage page, Actor actor, Instant now) {
        var key = task.processKey() + "." + task.definitionKey() + ".name";
        var name = messages.getMessage(
                key, null, task.name(), ChosenLanguage.current().locale());
        var due = task.due();
        return new Entry(
                name == null ? task.name() : name,
                about(task, page),
                due,
                due != null && due.isBefore(now),
                page == null ? tasklistPath(task, actor) : page.path(task));
    }

    private String about(HumanTask task, @Nullable TaskPage page) {
        var said = page == null ? "" : page.about(task);
        if (!said.isEmpty()) {
            return said;
        }
        return subjects.stream()
                .filter(subject -> subject.process().equals(task.processKey()))
                .map(subject -> subject.about(task))
                .findFirst()
                .orElse("");
    }

    private static @Nullable String tasklistPath(HumanTask task, Actor actor) {
        return usesTasklist(actor) ? "/camunda/app/tasklist/default/#/?task=" + task.id() : null;
    }

    private static boolean usesTasklist(Actor actor) {
        Set<String> groups = AccessRoutes.groups(AccessRoutes.TASKLIST);
        return groups.stream().anyMatch(actor::in);
    }
}
