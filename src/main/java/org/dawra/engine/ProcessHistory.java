package org.dawra.engine;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What the engine remembers: ids and times, no persons' data. */
public interface ProcessHistory {

    /** A step of a finished or running process instance. */
    record Step(
            String processKey,
            String businessKey,
            String element,
            String type,
            Instant started,
            @Nullable Instant ended) {}

    /** Steps of all instances of {@code processKey} about {@code businessKey}, oldest first. */
    List<Step> steps(String processKey, String businessKey);

    /**
     * How often an element was entered by the instances about one thing, in all rounds together.
     *
     * @param begun how often
     * @param open how many of these go on
     * @param first when it was entered first
     * @param last when it was left last; null while it never was
     */
    record Passage(
            String processKey,
            String businessKey,
            String element,
            int begun,
            int open,
            Instant first,
            @Nullable Instant last) {}

    /**
     * Where the instances of {@code processKey} about {@code businessKey} have passed, with all that they called, at
     * whatever depth: one line an element, in one query however long the history is.
     */
    List<Passage> passages(String processKey, String businessKey);

    /**
     * A task that waits for somebody.
     *
     * @param name Arabic name from the model
     * @param assignee user id of the one person it waits for
     * @param group candidate group it waits for
     */
    record OpenTask(
            String processKey,
            String businessKey,
            String element,
            String name,
            Instant created,
            @Nullable Instant due,
            @Nullable String assignee,
            @Nullable String group) {}

    /**
     * The tasks that wait in the instances of {@code processKey} about {@code businessKey} and in all that they called,
     * oldest first and in one query; one for several groups stands there once a group.
     */
    List<OpenTask> openTasks(String processKey, String businessKey);

    /** Whether an instance of the process about {@code businessKey} is running. */
    boolean isRunning(String processKey, String businessKey);

    /** Engine rows: runtime and history, all tables together. */
    RowCount rows();

    /** Rows in {@code ACT_RU_*} and in {@code ACT_HI_*}. */
    record RowCount(long runtime, long history) {}

    /** Steps that failed for good and wait for a person (incidents), as {@code process:element: message}. */
    List<String> incidents();

    /** The Arabic name that an element bears in the deployed model of a process. */
    Optional<String> elementName(String processKey, String elementId);
}
