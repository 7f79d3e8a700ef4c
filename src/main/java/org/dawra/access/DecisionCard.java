package org.dawra.access;

import java.time.Instant;
import java.util.Optional;
import org.dawra.engine.Actor;
import org.dawra.engine.Fields;
import org.dawra.engine.HumanTask;

/**
 * Shows a user task as a decision on {@code /waiting-for-me}. Modules publish one bean a task. The deeds complete the same
 * task as Tasklist's form, so the module's service decides by the same rules.
 */
public interface DecisionCard {

    /** Key of the process. */
    String process();

    /** Element id of the user task. */
    String element();

    /** What is to be decided, from our tables as they are now. */
    Decision of(HumanTask task, Actor actor);

    /**
     * Whether the second deed leaves the task open: who does not sign today may sign tomorrow. {@link #putOff} then takes it.
     */
    default boolean secondDeedPutsOff() {
        return false;
    }

    /** Takes the second deed where it leaves the task open. */
    default void putOff(HumanTask task, Fields fields, Actor actor) {
        throw new UnsupportedOperationException(process() + "/" + element() + " cannot be put off");
    }

    /** What will be asked next and until when, where that is known; for the page on which nothing waits. */
    default Optional<Expected> expected() {
        return Optional.empty();
    }

    /** A decision to come. */
    record Expected(String what, Instant due) {}
}
