package org.dawra.access;

import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.dawra.engine.Actor;
import org.dawra.engine.HumanTask;
import org.dawra.engine.HumanTasks;
import org.dawra.engine.TaskComments;
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
    private final TaskSubjects subjects;
    private final Accounts accounts;
    private final ObjectProvider<TaskComments> comments;
    private final MessageSource messages;
    private final Clock clock;

    MyTasks(
            HumanTasks tasks,
            TaskSubjects subjects,
            Accounts accounts,
            ObjectProvider<TaskComments> comments,
            MessageSource messages,
            Clock clock) {
        this.tasks = tasks;
        this.subjects = subjects;
        this.accounts = accounts;
        this.comments = comments;
        this.messages = messages;
        this.clock = clock;
    }

    /** One task as the page shows it. */
    record Entry(
            String name,
            String about,
            @Nullable Instant due,
            boolean late,
            @Nullable String path,
            List<TaskComments.Comment> comments) {}

    @GetMapping("/my-tasks")
    String list(Actor actor, Model model) {
        var now = clock.instant();
        var open = tasks.openTo(actor);
        var ids = open.stream().map(HumanTask::id).toList();
        var commented = comments.stream()
                .flatMap(kept -> kept.counts(ids).keySet().stream())
                .collect(Collectors.toSet());
        model.addAttribute(
                "tasks",
                open.stream()
                        .map(task -> entry(task, actor, now, commented.contains(task.id())))
                        .toList());
        model.addAttribute("account", accounts.find(actor.userId()).orElse(null));
        model.addAttribute("tasklist", usesTasklist(actor));
        return "access/my-tasks";
    }

    private Entry entry(HumanTask task, Actor actor, Instant now, boolean commented) {
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
                page == null ? tasklistPath(task, actor) : page.path(task),
                commented
                        ? comments.stream()
                                .flatMap(kept -> kept.of(task.id(), actor).stream())
                                .toList()
                        : List.of());
    }

    private static @Nullable String tasklistPath(HumanTask task, Actor actor) {
        return usesTasklist(actor) ? "/camunda/app/tasklist/default/#/?task=" + task.id() : null;
    }

    private static boolean usesTasklist(Actor actor) {
        Set<String> groups = AccessRoutes.groups(AccessRoutes.TASKLIST);
        return groups.stream().anyMatch(actor::in);
    }
}
