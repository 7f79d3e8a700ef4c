package org.dawra.engine;

import java.time.Instant;
import java.util.Optional;

/** Timers, for those who wait for no clock: the headless year and tests. */
public interface Timers {

    /**
     * Makes the waiting timers of one event due now, in the instance of {@code processKey} about {@code businessKey}.
     *
     * @return how many timers were made due; 0 when none waits
     */
    int fire(String processKey, String businessKey, String activityId);

    /** When the next waiting timer becomes due; empty when none waits. */
    Optional<Instant> nextDue();

    /** Whether a step of the engine is ready to run or running now; steps that failed for good do not count. */
    boolean workPending();
}
