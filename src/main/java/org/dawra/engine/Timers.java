package org.dawra.engine;

/** Timers by name, for those who wait for no clock: the headless year and tests. */
public interface Timers {

    /**
     * Makes the waiting timers of one event due now, in the instance of {@code processKey} about {@code businessKey}.
     *
     * @return how many timers were made due; 0 when none waits
     */
    int fire(String processKey, String businessKey, String activityId);

    /** Whether a step of the engine is ready to run or running now; steps that failed for good do not count. */
    boolean workPending();
}
