package org.dawra.engine;

import java.time.Instant;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A task that waits for a person.
 *
 * @param id the engine's id of the task
 * @param processKey the process it belongs to
 * @param definitionKey its element id in the model
 * @param businessKey id of the aggregate the process instance is about
 * @param name Arabic name from the model
 * @param created when it began to wait
 * @param due when it should be done
 * @param assignee user id of the one person it waits for
 * @param groups candidate groups it waits for
 * @param variables the process variables the task sees: ids, counts, dates
 * @param users user ids it was offered to besides its groups
 */
public record HumanTask(
        String id,
        String processKey,
        String definitionKey,
        String businessKey,
        String name,
        Instant created,
        @Nullable Instant due,
        @Nullable String assignee,
        Set<String> groups,
        Map<String, Object> variables,
        Set<String> users) {

    /** A task that was offered to nobody besides its groups. */
    public HumanTask(
            String id,
            String processKey,
            String definitionKey,
            String businessKey,
            String name,
            Instant created,
            @Nullable Instant due,
            @Nullable String assignee,
            Set<String> groups,
            Map<String, Object> variables) {
        this(id, processKey, definitionKey, businessKey, name, created, due, assignee, groups, variables, Set.of());
    }

    /** The value of a contract variable. Throws {@link IllegalStateException} when the task does not see it. */
    public <T> T get(ProcessVariable<T> variable) {
        var value = variables.get(variable.name());
        if (value == null) {
            throw new IllegalStateException("Process variable missing: " + variable.name());
        }
        return variable.type().cast(value);
    }

    /**
     * Whether {@code actor} may do the task: the assignee, or while nobody is assigned a member of a candidate group and
     * whoever it was offered to.
     */
    public boolean openTo(Actor actor) {
        if (assignee != null) {
            return assignee.equals(actor.userId());
        }
        return isFor(actor);
    }

    /** Whether the task may be the actor's: a member of a candidate group, or somebody it was offered to. */
    public boolean isFor(Actor actor) {
        return users.contains(actor.userId()) || groups.stream().anyMatch(actor::in);
    }
}
