package org.dawra.engine;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Automatic steps that failed: those that wait for a person, and those that the engine is still trying by itself. */
public interface FailedSteps {

    /**
     * A step that failed. What it had changed when it failed was rolled back.
     *
     * @param id of this one failure: the same step that fails once more has another
     * @param step stays the same however often the step is tried
     * @param processName the Arabic name of the process
     * @param businessKey id of the aggregate the process instance is about
     * @param variables the process variables the step sees: ids, counts, dates
     * @param since when the step was first due
     * @param tries how often the engine has tried it by itself
     * @param gaveUp when it failed for the last time and was left to a person, or null while it is still tried
     * @param nextTry when the engine tries it again, or null when it has given up and waits for a person
     * @param lastTry when the engine tries it for the last time, or null when it has given up
     */
    record FailedStep(
            String id,
            String step,
            String processKey,
            String processName,
            String element,
            String businessKey,
            Map<String, Object> variables,
            Instant since,
            int tries,
            @Nullable Instant gaveUp,
            @Nullable Instant nextTry,
            @Nullable Instant lastTry,
            Fault fault) {

        /** Whether the engine does nothing more by itself. */
        public boolean givenUp() {
            return gaveUp != null;
        }
    }

    /** All failed steps, oldest first; at most 200. */
    List<FailedStep> all();

    /** How many steps wait for a person. */
    long waiting();

    /** Where a step stands that was failing. */
    enum Standing {
        /** It has passed, or its process has ended. */
        PASSED,
        /** It is being tried. */
        BEING_TRIED,
        /** It has failed again. */
        FAILED
    }

    /** Where the step stands now. */
    Standing standing(String step);

    /**
     * Has the engine try a failed step once more at once, for the actor who may. Whoever asks twice about the same failure
     * is answered by nothing the second time.
     *
     * @return the step as it was, or empty when this failure is over: tried again, or passed
     * @throws Meanwhile when somebody else does the same at this moment; the caller's transaction is lost
     */
    Optional<FailedStep> retry(String id, Actor actor);

    /** Somebody else was faster. */
    final class Meanwhile extends RuntimeException {
        Meanwhile(Throwable cause) {
            super("somebody else has the step tried again", cause);
        }
    }
}
