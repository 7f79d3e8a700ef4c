package org.dawra.comment;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Objects;
import org.dawra.access.Reach;
import org.dawra.access.TaskHolders;
import org.dawra.audit.AuditTrail;
import org.dawra.engine.Actor;
import org.dawra.engine.FreeTexts;
import org.dawra.engine.HumanTask;
import org.dawra.engine.HumanTasks;
import org.dawra.engine.Refused;
import org.dawra.engine.TaskComments;
import org.dawra.web.ChosenLanguage;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * Comments in a table of ours. They stay when the task is done, for those who answer for the year; the author may erase
 * one while the task waits, the programme manager at any time, and the erasure of a person takes those that name the person.
 */
@Component
class StoredComments implements TaskComments {

    static final int LONGEST = 2000;
    private static final int MOST_ON_A_TASK = 200;

    /** Within it the same text of the same author is a form that was sent twice. */
    private static final Duration TWICE = Duration.ofMinutes(1);

    /** Who erases a comment that names a person who is erased. */
    private static final String ERASURE = "installation";

    private final CommentRows rows;
    private final HumanTasks tasks;
    private final TaskHolders people;
    private final AuditTrail audit;
    private final Clock clock;

    StoredComments(CommentRows rows, HumanTasks tasks, TaskHolders people, AuditTrail audit, Clock clock) {
        this.rows = rows;
        this.tasks = tasks;
        this.people = people;
        this.audit = audit;
        this.clock = clock;
    }

    @Override
    public List<Comment> of(String taskId, Actor reader) {
        seen(taskId, reader);
        return rows.of(taskId).stream().map(row -> told(row, reader)).toList();
    }

    @Override
    public Map<String, Integer> counts(Collection<String> taskIds) {
        return taskIds.isEmpty() ? Map.of() : rows.counts(taskIds);
    }

    @Override
    @Transactional
    public Comment write(String taskId, Actor author, String message) {
        var task = seen(taskId, author);
        var text = plain(message);
        var now = clock.instant().truncatedTo(ChronoUnit.MICROS);
        var before = rows.of(taskId);
        if (!before.isEmpty() && isSame(before.get(before.size() - 1), author, text, now)) {
            return told(before.get(before.size() - 1), author);
        }
        if (before.size() >= MOST_ON_A_TASK) {
            throw new Refused("message", "comment.tooMany", MOST_ON_A_TASK);
        }
        var row = rows.insert(task, author.userId(), text, now);
        audit.record(author.userId(), "task.commented", subject(row));
        return told(row, author);
    }

    private static boolean isSame(CommentRows.Row last, Actor author, String text, Instant now) {
        return last.author().equals(author.userId())
                && text.equals(last.message())
                && now.isBefore(last.writtenAt().plus(TWICE));
    }

    @Override
    @Transactional
    public void erase(String taskId, long id, Actor by) {
        seen(taskId, by);
        var row = rows.find(id)
                .filter(found -> found.taskId().equals(taskId) && mayErase(found, by))
                .orElseThrow(HumanTasks.NoSuchTask::new);
        erase(row, by);
    }

    /** Erases any comment, also of a task that is done. Throws {@link NoSuchElementException} for an unknown id or actor. */
    @Transactional
    public void erase(long id, Actor by) {
        erase(rows.find(id).filter(row -> Reach.keepsAll(by)).orElseThrow(NoSuchElementException::new), by);
    }

    @Override
    @Transactional
    public void forgetNaming(Collection<String> words) {
        rows.written().stream()
                .filter(row -> FreeTexts.naming(words, Objects.requireNonNullElse(row.message(), "")))
                .forEach(row -> erase(row, ERASURE));
    }

    private void erase(CommentRows.Row row, Actor by) {
        erase(row, by.userId());
    }

    private void erase(CommentRows.Row row, String by) {
        if (rows.erase(row.id(), by, clock.instant().truncatedTo(ChronoUnit.MICROS))) {
            audit.record(by, "task.commentErased", subject(row));
        }
    }

    private HumanTask seen(String taskId, Actor actor) {
        return tasks.seen(taskId, actor).orElseThrow(HumanTasks.NoSuchTask::new);
    }

    private static boolean mayErase(CommentRows.Row row, Actor by) {
        return row.author().equals(by.userId()) || Reach.keepsAll(by);
    }

    private static String subject(CommentRows.Row row) {
        return row.processKey() + "/" + row.elementId() + ":" + row.businessKey() + ", comment:" + row.id();
    }

    /** Lines and tabs stay; whatever else steers a screen or a direction of writing is no text. */
    private static String plain(String message) {
        var text = message.strip();
        if (text.isEmpty()) {
            throw new Refused("message", "comment.empty");
        }
        if (text.length() > LONGEST) {
            throw new Refused("message", "form.tooLong", LONGEST);
        }
        if (text.chars().anyMatch(c -> Character.isISOControl(c) && c != '\n' && c != '\r' && c != '\t')) {
            throw new Refused("message", "form.text");
        }
        return text.replace("\r\n", "\n").replace('\r', '\n');
    }

    private Comment told(CommentRows.Row row, Actor reader) {
        return new Comment(
                row.id(),
                row.taskId(),
                row.author(),
                people.person(row.author(), ChosenLanguage.current()),
                row.writtenAt(),
                Objects.requireNonNullElse(row.message(), ""),
                mayErase(row, reader));
    }
}
