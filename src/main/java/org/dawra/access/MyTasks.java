package org.dawra.access;

import jakarta.servlet.http.HttpServletResponse;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.dawra.engine.Actor;
import org.dawra.engine.HumanTask;
import org.dawra.engine.HumanTasks;
import org.dawra.engine.Refused;
import org.dawra.engine.TaskComments;
import org.dawra.web.ChosenLanguage;
import org.dawra.web.FormErrors;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.MessageSource;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseBody;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** The tasks that wait for the person who has logged in, each with the way to its page. */
@Controller
class MyTasks {

    private final HumanTasks tasks;
    private final TaskSubjects subjects;
    private final Accounts accounts;
    private final ObjectProvider<TaskComments> comments;
    private final ComingTasks coming;
    private final Findings findings;
    private final MessageSource messages;
    private final Clock clock;

    MyTasks(
            HumanTasks tasks,
            TaskSubjects subjects,
            Accounts accounts,
            ObjectProvider<TaskComments> comments,
            ComingTasks coming,
            Findings findings,
            MessageSource messages,
            Clock clock) {
        this.tasks = tasks;
        this.subjects = subjects;
        this.accounts = accounts;
        this.comments = comments;
        this.coming = coming;
        this.findings = findings;
        this.messages = messages;
        this.clock = clock;
    }

    /** One task as the page shows it. */
    record Entry(
            String id,
            String name,
            String about,
            @Nullable Instant due,
            boolean late,
            @Nullable String path,
            List<TaskComments.Comment> comments) {}

    @GetMapping("/my-tasks")
    String list(Actor actor, Model model) {
        return list(actor, model, FormErrors.none(), null, "");
    }

    private String list(Actor actor, Model model, FormErrors errors, @Nullable String refused, String message) {
        model.addAttribute("errors", errors);
        model.addAttribute("refused", refused);
        model.addAttribute("message", message);
        model.addAttribute("mayComment", comments.stream().findAny().isPresent());
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
        if (open.isEmpty()) {
            model.addAttribute("coming", coming.to(actor));
        }
        return "access/my-tasks";
    }

    /** A comment on a task of one's own, or an answer to one: who does tasks here has no Tasklist to write it in. */
    @PostMapping("/my-tasks/{task}/comment")
    String comment(
            Actor actor,
            @PathVariable("task") String id,
            @RequestParam(defaultValue = "") String message,
            HttpServletResponse response,
            Model model,
            RedirectAttributes after) {
        if (tasks.find(id, actor).isEmpty()) {
            throw new HumanTasks.NoSuchTask();
        }
        try {
            comments.stream().forEach(kept -> kept.write(id, actor, message));
        } catch (Refused refusal) {
            response.setStatus(HttpStatus.UNPROCESSABLE_ENTITY.value());
            return list(actor, model, findings.of(refusal), id, message);
        }
        after.addFlashAttribute("commented", id);
        return "redirect:/my-tasks#task-" + id;
    }

    @PostMapping("/my-tasks/{task}/comment/{comment}/erase")
    String erase(
            Actor actor,
            @PathVariable("task") String id,
            @PathVariable("comment") long comment,
            RedirectAttributes after) {
        comments.stream().forEach(kept -> kept.erase(id, comment, actor));
        after.addFlashAttribute("commented", id);
        return "redirect:/my-tasks#task-" + id;
    }

    /** The same for Tasklist, whose list says of itself only that it is empty. */
    @GetMapping("/my-tasks/coming")
    @ResponseBody
    ComingTasks.Told coming(Actor actor) {
        return coming.to(actor);
    }

    private Entry entry(HumanTask task, Actor actor, Instant now, boolean commented) {
        var page = subjects.page(task);
        var key = task.processKey() + "." + task.definitionKey() + ".name";
        var name = messages.getMessage(
                key, null, task.name(), ChosenLanguage.current().locale());
        var due = task.due();
        return new Entry(
                task.id(),
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
