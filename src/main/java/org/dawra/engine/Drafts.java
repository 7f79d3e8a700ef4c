package org.dawra.engine;

import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What a person has begun to write into a task's form and not sent yet. It lies in our table, never in the engine's nor in
 * the browser, follows its writer from one device to the next, is read by nobody else, and goes with the task in the same
 * transaction, however the task ends.
 */
public interface Drafts extends FreeTexts {

    /**
     * A draft.
     *
     * @param fields the form's fields by name, as they would be submitted
     */
    record Draft(Instant savedAt, Map<String, Object> fields) {

        /** A field that is a text; empty while there is none. */
        public String text(String name) {
            var value = fields.get(name);
            return value == null ? "" : value.toString();
        }

        /** The rows of a field that has rows. */
        public List<Map<String, String>> rows(String name) {
            var rows = new ArrayList<Map<String, String>>();
            if (fields.get(name) instanceof Iterable<?> all) {
                for (var row : all) {
                    var cells = new LinkedHashMap<String, String>();
                    if (row instanceof Map<?, ?> found) {
                        found.forEach((cell, value) ->
                                cells.put(String.valueOf(cell), value == null ? "" : String.valueOf(value)));
                    }
                    rows.add(cells);
                }
            }
            return rows;
        }
    }

    /** The actor's own draft of a task that is open to the actor; of any other there is none. */
    Optional<Draft> find(String taskId, Actor actor);

    /**
     * Keeps what is written so far in place of what was kept before. Nothing is judged but that the form has these fields.
     *
     * @return when it was kept
     * @throws Refused when a field is undeclared or no plain value, or all together is too large
     * @throws HumanTasks.NoSuchTask when the task does not exist, is done, or is not open to the actor
     */
    Instant save(String taskId, Actor actor, Map<String, ?> fields);

    /** Throws the actor's own draft away. */
    void discard(String taskId, Actor actor);

    /** Throws away all that this person has begun to write. */
    void forgetOf(String userId);
}
