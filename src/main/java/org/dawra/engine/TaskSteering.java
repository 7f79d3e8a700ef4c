package org.dawra.engine;

import java.time.Instant;
import java.util.Optional;

/**
 * Steers tasks that wait for others: who else may do them, and until when. The caller has asked whether the actor may; each method
 * throws {@link HumanTasks.NoSuchTask} when the task has been done meanwhile.
 */
public interface TaskSteering {

    /** Lets one more person do the task, and takes it out of the hands of whoever has taken it from among its groups. */
    void offer(String taskId, String userId);

    /**
     * Moves the due date. What the model does on the way without ending the task (reminders, escalation) moves by the same
     * time, as far as it has not happened yet.
     */
    void postpone(String taskId, Instant due);

    /** When a timer takes the task away, on its own boundary or around it; empty when none does. */
    Optional<Instant> closes(String taskId);

    /** Business key of the instance with which everything began, when that is one of {@code processKey}. */
    Optional<String> origin(String taskId, String processKey);
}
