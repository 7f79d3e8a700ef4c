package org.dawra.engine;

import java.util.Map;

/**
 * What the form of a user task (or a start form) shows. A module publishes one bean a form that shows facts, defaults or
 * options; the values come from our own tables at the moment of reading, so the engine stores none of them.
 */
public interface TaskForm {

    /** The process the task belongs to. */
    String process();

    /** Element id of the user task, or of the start event. */
    String element();

    /**
     * Facts by field key of the form: text, numbers, booleans, lists of maps (options as {@code {"label","value"}}).
     *
     * @param task the task; for a start form a task without id
     */
    Map<String, Object> facts(HumanTask task, Actor actor);
}
