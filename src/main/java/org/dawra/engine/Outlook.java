package org.dawra.engine;

import java.time.Instant;
import java.util.List;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** What a person who has nothing to do may expect, read from the models and from where the engine stands in them. */
public interface Outlook {

    /**
     * A task that will be the person's.
     *
     * @param step the task, with the day by which it will have to be done where that is known
     * @param begins the last day on the way to it that the engine waits for, where that is known
     * @param now where the things that lead to it stand, the nearest to it first
     */
    record Expected(TaskDone.Step step, @Nullable Instant begins, List<Now> now) {
        public Expected {
            now = List.copyOf(now);
        }
    }

    /**
     * Where something stands: a task of people, a day that the engine waits for, or a step of its own.
     *
     * @param step what; {@link TaskDone.Step#due} until when
     * @param times how many of this kind are open
     */
    record Now(TaskDone.Step step, int times) {

        /** Whether it waits for people. */
        public boolean isTask() {
            return !step.who().isEmpty();
        }
    }

    /**
     * The tasks that come to the actor next, one on each way that the models leave open, those due first in front. Names
     * tasks and roles, never a person or another's province.
     *
     * @param mayBe whether the actor may be whom a model names for a task by a variable that is not set yet, as
     *     {@code juror} or {@code coordinator}
     */
    List<Expected> of(Actor actor, Predicate<String> mayBe);
}
