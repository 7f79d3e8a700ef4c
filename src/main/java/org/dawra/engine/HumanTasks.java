package org.dawra.engine;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The one write path of people: Tasklist's forms, our own pages and the headless year complete tasks here. */
public interface HumanTasks {

    /** The tasks that wait for {@code actor}, those due first in front. */
    List<HumanTask> openTo(Actor actor);

    /** The tasks of one process instance, by process and business key. */
    List<HumanTask> waiting(String processKey, String businessKey);

    /** All tasks that wait for anybody, oldest first: for overviews and the headless year, never for a person's screen. */
    List<HumanTask> all();

    /** The task while it waits for anybody: where the caller has decided who may look at it, as {@link #all()}. */
    Optional<HumanTask> waiting(String taskId);

    /** The task, when {@code actor} may read it, were it only to do it: what the engine's authorizations let through. */
    Optional<HumanTask> seen(String taskId, Actor actor);

    /** Ids of the tasks that {@code actor} may read and not do: they wait for others. */
    Set<String> elsewhere(Actor actor);

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

    /**
     * Gives the task to one of those who may do it, or back to all of them, whoever has it now; who may give it is for the
     * caller to ask.
     *
     * @param to a member of one of the task's groups, or null
     * @throws Refused when the task is none that is given, or not to this person
     * @throws NoSuchTask when the task does not exist or is done
     */
    void assign(String taskId, @Nullable Actor to);

    /**
     * What the form of the task shows: {@link TaskForm#facts} of the module that owns it; empty when it shows none, or to
     * somebody who may read the task and not do it.
     */
    Map<String, Object> facts(String taskId, Actor actor);

    /** No such task for this person: unknown, done, or somebody else's, which are answered alike. */
    final class NoSuchTask extends RuntimeException {
        public NoSuchTask() {
            super("no such task");
        }
    }
}
