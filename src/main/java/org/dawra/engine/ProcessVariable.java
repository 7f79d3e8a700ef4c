package org.dawra.engine;

import java.util.List;
import java.util.Map;
import org.camunda.bpm.engine.delegate.VariableScope;
import org.jspecify.annotations.Nullable;

/**
 * A typed variable of a process: an id, a count, a date or a fact that a gateway needs, never personal data.
 *
 * @param name the name in models and expressions
 * @param type {@code String}, {@code Integer}, {@code Long}, {@code Boolean}, {@code java.util.Date} or {@code List} of strings
 * @param kept whether the engine's history records its values
 */
public record ProcessVariable<T>(String name, Class<T> type, boolean kept) {

    /** A variable whose values leave no trace in history. */
    public static <T> ProcessVariable<T> of(String name, Class<T> type) {
        return new ProcessVariable<>(name, type, false);
    }

    /** A variable whose values history keeps. */
    public static <T> ProcessVariable<T> kept(String name, Class<T> type) {
        return new ProcessVariable<>(name, type, true);
    }

    /** A list of ids or codes, as multi-instance elements walk it; its values leave no trace in history. */
    @SuppressWarnings({"unchecked", "rawtypes"})
    public static ProcessVariable<List<String>> list(String name) {
        return new ProcessVariable<>(name, (Class) List.class, false);
    }

    /** The value. Throws {@link IllegalStateException} when the scope has none: a missing variable fails at once. */
    public T get(VariableScope scope) {
        var value = find(scope);
        if (value == null) {
            throw new IllegalStateException("Process variable missing: " + name);
        }
        return value;
    }

    /** The value, or null when the scope has none. */
    public @Nullable T find(VariableScope scope) {
        return type.cast(scope.getVariable(name));
    }

    /** Sets the value in the scope that already has the variable, or in the process instance. */
    public void set(VariableScope scope, T value) {
        scope.setVariable(name, value);
    }

    /** A one-entry map to start a process with. */
    public Map<String, Object> with(T value) {
        return Map.of(name, value);
    }
}
