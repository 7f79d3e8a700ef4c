package org.dawra.engine;

/**
 * Lets the engine rest at one step of a process, in all instances and versions of it, also those still to come. A step in
 * the middle of its work finishes it; tasks, messages and timers elsewhere go on. Cockpit shows the step as suspended. The
 * state is the engine's own row: it outlives a restart and holds for all nodes.
 */
public interface StepPauses {

    /** No job of this step is taken up from now on. */
    void pause(String processKey, String elementId);

    /** Jobs of this step are taken up again. */
    void resume(String processKey, String elementId);

    /** Whether every known version of the step rests. */
    boolean isPaused(String processKey, String elementId);
}
