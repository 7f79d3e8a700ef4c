package org.dawra.engine;

import java.util.List;
import java.util.Map;

/** Evaluates decision tables. */
public interface Decisions {

    /** The rules that matched, each as its outputs by name. */
    List<Map<String, Object>> evaluate(String decisionKey, Map<String, ?> inputs);
}
