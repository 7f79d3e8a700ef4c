package org.dawra.engine;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** All process contracts of the application. */
@Component
class Contracts {

    private final Map<String, ProcessContract> byKey;

    Contracts(List<ProcessContract> all) {
        this.byKey = all.stream().collect(Collectors.toMap(ProcessContract::key, Function.identity()));
    }

    void refuseUndeclared(String processKey, String element, Set<String> names) {
        var contract = byKey.get(processKey);
        refuse(contract == null ? null : contract.taskFields().get(element), names);
    }

    /** The input fields of a task; none when there is no such task. */
    Set<String> fields(String processKey, String element) {
        var contract = byKey.get(processKey);
        var declared = contract == null ? null : contract.taskFields().get(element);
        return declared == null ? Set.of() : declared;
    }

    void refuseUndeclaredStart(String processKey, Set<String> names) {
        var contract = byKey.get(processKey);
        refuse(contract == null ? null : contract.startFields(), names);
    }

    void requireStartForm(String processKey) {
        var contract = byKey.get(processKey);
        if (contract == null || contract.startFields() == null) {
            throw new HumanTasks.NoSuchTask();
        }
    }

    Set<String> keptVariables() {
        return byKey.values().stream().flatMap(c -> c.keptVariables().stream()).collect(Collectors.toUnmodifiableSet());
    }

    private static void refuse(@Nullable Set<String> declared, Set<String> names) {
        if (declared == null) {
            throw new HumanTasks.NoSuchTask();
        }
        if (names.isEmpty() && !declared.isEmpty()) {
            throw new Refused("", "form.empty");
        }
        var undeclared = new TreeSet<>(names);
        undeclared.removeAll(declared);
        if (!undeclared.isEmpty()) {
            throw new Refused(undeclared.stream()
                    .map(name -> new Refused.Finding(name, "form.undeclared", List.of()))
                    .toList());
        }
    }
}
