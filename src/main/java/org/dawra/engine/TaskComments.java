package org.dawra.engine;

import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;

/**
 * What people write to each other about a task, for Tasklist's comments. Implemented outside the engine, whose own comments
 * would keep for good what may name a person. Whoever may read the task may read and write; asked again with every call.
 */
public interface TaskComments extends FreeTexts {

    /**
     * A comment.
     *
     * @param by user id of the author
     * @param author the author's name and duty in the reader's language
     * @param mayErase whether the reader may erase it
     */
    record Comment(long id, String taskId, String by, String author, Instant at, String message, boolean mayErase) {}

    /** The comments on a task, oldest first. Throws {@link HumanTasks.NoSuchTask} when the reader may not read the task. */
    List<Comment> of(String taskId, Actor reader);

    /** How many comments there are on each of these tasks that has any; the caller knows that the reader may read them. */
    Map<String, Integer> counts(Collection<String> taskIds);

    /**
     * Writes a comment; the same text sent twice in a row is one comment.
     *
     * @throws Refused when there is no text, or too much
     * @throws HumanTasks.NoSuchTask when the author may not read the task
     */
    Comment write(String taskId, Actor author, String message);

    /** Erases a comment. Throws {@link HumanTasks.NoSuchTask} when there is none that the actor may erase. */
    void erase(String taskId, long id, Actor by);
}
