package org.dawra;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.camunda.bpm.model.bpmn.Bpmn;
import org.camunda.bpm.model.bpmn.BpmnModelInstance;

/** Element ids for tests: "did not happen" is worth nothing about an element that no model has. */
public final class ModelElements {

    private static final Map<String, BpmnModelInstance> MODELS = new ConcurrentHashMap<>();

    private ModelElements() {}

    /** The id itself; fails when the process has no such element. For assertions that something was not passed. */
    public static String element(String process, String id) {
        assertThat((Object) model(process).getModelElementById(id))
                .as("%s has no element %s", process, id)
                .isNotNull();
        return id;
    }

    /** The model of a process. */
    public static BpmnModelInstance model(String process) {
        return MODELS.computeIfAbsent(
                process,
                key -> Bpmn.readModelFromFile(Path.of("bpmn", key + ".bpmn").toFile()));
    }
}
