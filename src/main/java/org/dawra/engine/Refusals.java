package org.dawra.engine;

import java.util.function.Supplier;
import org.camunda.bpm.engine.ProcessEngineException;
import org.jspecify.annotations.Nullable;

/** Finds the domain's refusal under the engine's exception: the engine wraps what a listener throws. */
final class Refusals {

    private Refusals() {}

    static <T extends @Nullable Object> T surface(Supplier<T> work) {
        try {
            return work.get();
        } catch (ProcessEngineException e) {
            for (Throwable cause = e; cause != null; cause = cause.getCause()) {
                if (cause instanceof Refused refused) {
                    throw refused;
                }
            }
            throw e;
        }
    }
}
