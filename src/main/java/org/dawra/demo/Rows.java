package org.dawra.demo;

import java.util.List;
import java.util.Map;

/** Tables among the facts of a form. */
final class Rows {

    private Rows() {}

    /** The rows of a table; none where the form has no such table. */
    @SuppressWarnings("unchecked")
    static List<Map<String, Object>> of(Map<String, Object> facts, String name) {
        return facts.get(name) instanceof List<?> list ? (List<Map<String, Object>>) list : List.of();
    }
}
