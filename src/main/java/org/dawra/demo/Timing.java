package org.dawra.demo;

import java.time.Duration;
import java.time.Instant;
import org.dawra.engine.HumanTask;

/** When a sample person gets round to a task. */
@FunctionalInterface
interface Timing {

    /** Nobody is so late that a reminder has to be sent. */
    Duration AHEAD_OF_DUE = Duration.ofHours(1);

    /** Not before this; what lies in the past means at once. */
    Instant of(HumanTask task);

    /** As soon as the task is there. */
    static Timing atOnce() {
        return HumanTask::created;
    }

    /** So many days after it came, or before it is due where that is sooner. */
    static Timing afterDays(int days) {
        return task -> {
            var then = task.created().plus(Duration.ofDays(days));
            var due = task.due();
            return due != null && due.isBefore(then) ? due.minus(AHEAD_OF_DUE) : then;
        };
    }

    /** So long after the instant for which it is due: for what takes place then; with a negative time before it. */
    static Timing fromDue(Duration time) {
        return task -> {
            var due = task.due();
            return due == null ? task.created() : due.plus(time);
        };
    }
}
