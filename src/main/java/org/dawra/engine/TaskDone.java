package org.dawra.engine;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A person has done a task, and this comes of it. Published in the transaction that does it, so that whoever serves the
 * person can say what happens next and who has it now. Names roles and tasks, never a person or another's province.
 *
 * @param actor who has done it
 * @param task what was done
 * @param waiting tasks that came of it and wait already
 * @param system what the engine does or waits for by itself now
 * @param later tasks that come when the engine has done that, or when others have done theirs: one of them where the result decides
 * @param others how many people still have the same task to do before it goes on
 * @param joined whether it goes on only when others have done their part
 * @param ended whether nothing more comes in this process or those that called it
 */
public record TaskDone(
        Actor actor,
        HumanTask task,
        List<Step> waiting,
        List<Step> system,
        List<Step> later,
        int others,
        boolean joined,
        boolean ended) {

    /** Attribute of the request that did the task, with what is to be told: a list of sentences. */
    public static final String TOLD = TaskDone.class.getName();

    public TaskDone {
        waiting = List.copyOf(waiting);
        system = List.copyOf(system);
        later = List.copyOf(later);
    }

    /**
     * One step of a model.
     *
     * @param name Arabic name from the model
     * @param who whom the model names for it: a role as {@code coordinator}, or what the assignee is as {@code juror}; empty
     *     for the engine
     * @param due until when, for a task that waits
     * @param own whether the task waits for the one who has just done the other
     */
    public record Step(
            String process,
            String element,
            String name,
            String who,
            @Nullable Instant due,
            boolean own) {}
}
