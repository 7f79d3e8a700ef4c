package org.dawra.engine;

import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;

/** The modules' forms, found by process and element; looked up late because modules use the engine's doors themselves. */
@Component
class TaskForms {

    private final ObjectProvider<TaskForm> all;

    TaskForms(ObjectProvider<TaskForm> all) {
        this.all = all;
    }

    Map<String, Object> facts(HumanTask task, Actor actor) {
        Map<List<String>, TaskForm> byPlace =
                all.stream().collect(Collectors.toMap(f -> List.of(f.process(), f.element()), Function.identity()));
        var form = byPlace.get(List.of(task.processKey(), task.definitionKey()));
        return form == null ? Map.of() : form.facts(task, actor);
    }
}
