package org.dawra.demo;

import java.util.Map;
import org.dawra.engine.HumanTask;
import org.jspecify.annotations.Nullable;

/** What a sample person does with a task. */
@FunctionalInterface
interface Play {

    /**
     * The fields the person submits.
     *
     * @param facts what the form shows them
     * @return null when the person does the task later
     */
    @Nullable
    Map<String, ?> fields(HumanTask task, Map<String, Object> facts);
}
