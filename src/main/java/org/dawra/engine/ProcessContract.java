package org.dawra.engine;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What code and model of one process agree on: key, variables, the input fields of each human task, message names, error
 * and escalation codes, timers. The model contract test compares it with the model in both directions.
 *
 * @param key process id and file name
 * @param startFields fields of the start form; null when a person cannot start the process
 * @param taskFields input fields by element id of the user task
 * @param tasksOfTheDay user tasks that belong to an hour of one day, as what is done in the hall: however late they come,
 *     they are due on it
 * @param variables variables by name
 * @param messages message names, unique to the process
 * @param errors BPMN error codes
 * @param escalations escalation codes
 */
public record ProcessContract(
        String key,
        @Nullable Set<String> startFields,
        Map<String, Set<String>> taskFields,
        Set<String> tasksOfTheDay,
        Map<String, ProcessVariable<?>> variables,
        Set<String> messages,
        Set<String> errors,
        Set<String> escalations) {

    /** Begins the contract of the process {@code key}. */
    public static Builder process(String key) {
        return new Builder(key);
    }

    /** Collects a contract. */
    public static final class Builder {
        private final String key;
        private @Nullable Set<String> startFields;
        private final Map<String, Set<String>> taskFields = new LinkedHashMap<>();
        private final Set<String> tasksOfTheDay = new LinkedHashSet<>();
        private final Map<String, ProcessVariable<?>> variables = new LinkedHashMap<>();
        private final Set<String> messages = new LinkedHashSet<>();
        private final Set<String> errors = new LinkedHashSet<>();
        private final Set<String> escalations = new LinkedHashSet<>();

        private Builder(String key) {
            this.key = key;
        }

        /** The process is started by a person through a form with these fields. */
        public Builder startForm(String... fields) {
            this.startFields = new LinkedHashSet<>(List.of(fields));
            return this;
        }

        /** A user task and the fields it takes. */
        public Builder task(String elementId, String... fields) {
            taskFields.put(elementId, new LinkedHashSet<>(List.of(fields)));
            return this;
        }

        /** A user task that belongs to an hour of one day, and the fields it takes. */
        public Builder taskOfTheDay(String elementId, String... fields) {
            tasksOfTheDay.add(elementId);
            return task(elementId, fields);
        }

        /** Variables of the process. */
        public Builder variables(ProcessVariable<?>... all) {
            for (var variable : all) {
                variables.put(variable.name(), variable);
            }
            return this;
        }

        /** A message that the process waits for. */
        public Builder message(String name) {
            messages.add(name);
            return this;
        }

        /** A BPMN error that a delegate of the process throws. */
        public Builder error(String code) {
            errors.add(code);
            return this;
        }

        /** An escalation of the process. */
        public Builder escalation(String code) {
            escalations.add(code);
            return this;
        }

        /** The finished contract. */
        public ProcessContract build() {
            return new ProcessContract(
                    key,
                    startFields,
                    Map.copyOf(taskFields),
                    Set.copyOf(tasksOfTheDay),
                    Map.copyOf(variables),
                    Set.copyOf(messages),
                    Set.copyOf(errors),
                    Set.copyOf(escalations));
        }
    }

    /** The names of the variables that history keeps. */
    public List<String> keptVariables() {
        var kept = new ArrayList<String>();
        variables.values().stream().filter(ProcessVariable::kept).forEach(v -> kept.add(v.name()));
        return kept;
    }
}
