package org.dawra.engine;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The one write path of people: Tasklist's forms, our own pages and the headless year complete tasks here. */
public interface HumanTasks {

    /** The tasks that wait for {@code actor}, those due first in front. */
    List<HumanTask> openTo(Actor actor);

    /** The tasks of one process instance, by process and business key. */
    List<HumanTask> waiting(String processKey, String businessKey);

    /** All tasks that wait for anybody, oldest first: for overviews and the headless year, never for a person's screen. */
    List<HumanTask> all();

    /** The task, when it exists and {@code actor} may do it. */
    Optional<HumanTask> find(String taskId, Actor actor);

    /**
     * Completes the task with the fields of its form, in one transaction with what the module's service writes.
     *
     * @throws Refused when a field is undeclared or the domain refuses one; nothing has changed then
     * @throws NoSuchTask when the task does not exist, is done, or is not open to the actor
     */
    void submit(String taskId, Actor actor, Map<String, ?> fields);

    /**
     * Hands the task back to those who may do it, when the actor has taken it from among them.
     *
     * @throws NoSuchTask when the task does not exist, is not the actor's, or would then be nobody's
     */
    void release(String taskId, Actor actor);

    /** What the form of the task shows: {@link TaskForm#facts} of the module that owns it; empty when it shows none. */
    Map<String, Object> facts(String taskId, Actor actor);

    /** No such task for this person: unknown, done, or somebody else's, which are answered alike. */
    final class NoSuchTask extends RuntimeException {
        public NoSuchTask() {
            super("no such task");
        }
    }
}
