package org.dawra.access;

import java.time.Clock;
import java.time.Instant;
import java.util.Set;
import org.dawra.engine.Actor;
import org.dawra.engine.HumanTask;
import org.dawra.engine.HumanTasks;
import org.dawra.web.ChosenLanguage;
import org.jspecify.annotations.Nullable;
import org.springframework.context.MessageSource;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;

/** The tasks that wait for the person who has logged in, each with the way to its page. */
@Controller
class MyTasks {

    private final HumanTasks tasks;
    private final TaskSubjects subjects;
    private final Accounts accounts;
    private final MessageSource messages;
    private final Clock clock;

    MyTasks(HumanTasks tasks, TaskSubjects subjects, Accounts accounts, MessageSource messages, Clock clock) {
        this.tasks = tasks;
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
        var now = clock.instant();
        model.addAttribute(
                "tasks",
                tasks.openTo(actor).stream()
                        .map(task -> entry(task, actor, now))
                        .toList());
        model.addAttribute("account", accounts.find(actor.userId()).orElse(null));
        model.addAttribute("tasklist", usesTasklist(actor));
        return "access/my-tasks";
    }

    private Entry entry(HumanTask task, Actor actor, Instant now) {
        var page = subjects.page(task);
        var key = task.processKey() + "." + task.definitionKey() + ".name";
        var name = messages.getMessage(
                key, null, task.name(), ChosenLanguage.current().locale());
        var due = task.due();
        return new Entry(
                name == null ? task.name() : name,
                subjects.about(task),
                due,
                due != null && due.isBefore(now),
                page == null ? tasklistPath(task, actor) : page.path(task));
    }

    private static @Nullable String tasklistPath(HumanTask task, Actor actor) {
        return usesTasklist(actor) ? "/camunda/app/tasklist/default/#/?task=" + task.id() : null;
    }

    private static boolean usesTasklist(Actor actor) {
        Set<String> groups = AccessRoutes.groups(AccessRoutes.TASKLIST);
        return groups.stream().anyMatch(actor::in);
    }
}
