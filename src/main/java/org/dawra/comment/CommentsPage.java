package org.dawra.comment;

import java.util.Map;
import java.util.Set;
import org.dawra.access.Reach;
import org.dawra.access.Role;
import org.dawra.access.RouteRule;
import org.dawra.access.TaskHolders;
import org.dawra.access.TaskSubjects;
import org.dawra.engine.Actor;
import org.dawra.engine.HumanTask;
import org.dawra.engine.HumanTasks;
import org.dawra.engine.ProcessHistory;
import org.dawra.web.ChosenLanguage;
import org.dawra.web.NavigationEntry;
import org.jspecify.annotations.Nullable;
import org.springframework.context.MessageSource;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** {@code /comments}: all comments, also on tasks that are done, for those who answer for the year or look after it. */
@Controller
class CommentsPage {

    private static final int PAGE = 50;

    private final CommentRows rows;
    private final StoredComments comments;
    private final HumanTasks tasks;
    private final TaskHolders people;
    private final TaskSubjects subjects;
    private final ProcessHistory history;
    private final MessageSource texts;

    CommentsPage(
            CommentRows rows,
            StoredComments comments,
            HumanTasks tasks,
            TaskHolders people,
            TaskSubjects subjects,
            ProcessHistory history,
            MessageSource texts) {
        this.rows = rows;
        this.comments = comments;
        this.tasks = tasks;
        this.people = people;
        this.subjects = subjects;
        this.history = history;
        this.texts = texts;
    }

    /** Who may read, and who may erase. */
    @Configuration(proxyBeanMethods = false)
    static class Routes {

        private static final Set<Role> READERS = Set.of(Role.PROGRAMME_MANAGER, Role.PRESIDENT, Role.AUDITOR);

        @Bean
        RouteRule commentRoutes() {
            return RouteRule.roles(READERS, "/comments");
        }

        @Bean
        RouteRule commentDeedRoutes() {
            return RouteRule.roles(Set.of(Role.PROGRAMME_MANAGER), "/comments/{id}/erase");
        }

        @Bean
        NavigationEntry commentsEntry() {
            return new NavigationEntry(
                    "comment.nav",
                    "/comments",
                    Set.of(Role.PROGRAMME_MANAGER.group(), Role.PRESIDENT.group(), Role.AUDITOR.group()),
                    72);
        }
    }

    /**
     * A comment as the page shows it.
     *
     * @param about the meeting, session or agreement of the task, or an empty text
     * @param duty whose task it is or was, as the coordinator of a province; empty where one person was named for it
     */
    record Line(
            CommentRows.Row row, @Nullable String task, String about, String duty, String author, boolean waiting) {}

    @GetMapping("/comments")
    String page(Actor actor, @RequestParam(defaultValue = "0") int page, Model model) {
        var count = rows.count();
        var pages = (int) Math.max(1, (count + PAGE - 1) / PAGE);
        var at = Math.min(Math.max(page, 0), pages - 1);
        model.addAttribute(
                "lines",
                rows.page((long) at * PAGE, PAGE).stream().map(this::line).toList());
        model.addAttribute("page", at);
        model.addAttribute("pages", pages);
        model.addAttribute("mayErase", Reach.keepsAll(actor));
        return "comment/comments";
    }

    @PostMapping("/comments/{id}/erase")
    String erase(Actor actor, @PathVariable long id, @RequestParam(defaultValue = "0") int page) {
        comments.erase(id, actor);
        return "redirect:/comments?page=" + Math.max(page, 0);
    }

    private Line line(CommentRows.Row row) {
        var language = ChosenLanguage.current();
        var waiting = tasks.waiting(row.taskId());
        var task = waiting.orElseGet(() -> asItWas(row));
        return new Line(
                row,
                name(row),
                subjects.known(task),
                people.groups(task.groups(), language),
                people.person(row.author(), language),
                waiting.isPresent());
    }

    /** A task that is done, with what its comment still knows of it. */
    private static HumanTask asItWas(CommentRows.Row row) {
        var group = row.waitedFor();
        return new HumanTask(
                row.taskId(),
                row.processKey(),
                row.elementId(),
                row.businessKey(),
                "",
                row.writtenAt(),
                null,
                null,
                group == null ? Set.of() : Set.of(group),
                Map.of());
    }

    private @Nullable String name(CommentRows.Row row) {
        var drawn = history.elementName(row.processKey(), row.elementId()).orElse(row.elementId());
        var key = row.processKey() + "." + row.elementId() + ".name";
        return texts.getMessage(key, null, drawn, ChosenLanguage.current().locale());
    }
}
