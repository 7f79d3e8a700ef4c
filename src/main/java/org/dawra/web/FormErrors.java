package org.dawra.web;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What is wrong with a submitted form, in the user's words, by field key; the empty key is the whole form. Templates show
 * it with the fragments of {@code web/parts}.
 */
public record FormErrors(Map<String, List<String>> byField) {

    public FormErrors {
        byField = new LinkedHashMap<>(byField);
    }

    /** Nothing is wrong. */
    public static FormErrors none() {
        return new FormErrors(Map.of());
    }

    /** One finding. */
    public static FormErrors of(String field, String text) {
        return new FormErrors(Map.of(field, List.of(text)));
    }

    /** Whether nothing is wrong. */
    public boolean isEmpty() {
        return byField.isEmpty();
    }

    /** Whether something is wrong at this field. */
    public boolean has(String field) {
        return byField.containsKey(field);
    }

    /** What is wrong at this field. */
    public List<String> at(String field) {
        return byField.getOrDefault(field, List.of());
    }

    /** Everything, in the order of the form. */
    public List<String> all() {
        return byField.values().stream().flatMap(List::stream).toList();
    }
}
