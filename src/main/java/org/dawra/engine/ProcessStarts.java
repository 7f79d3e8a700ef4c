package org.dawra.engine;

import java.util.Map;

/** Starts processes. */
public interface ProcessStarts {

    /**
     * Starts a process as a person does, with the fields of its start form. The start listener gives the instance its
     * business key.
     *
     * @return the business key
     * @throws Refused when a field is undeclared or the domain refuses one; nothing has been created then
     */
    String submit(String processKey, Actor actor, Map<String, ?> fields);

    /** Starts a process about the aggregate {@code businessKey} with contract variables. */
    void start(String processKey, String businessKey, Map<String, ?> variables);

    /** What the start form shows. */
    Map<String, Object> facts(String processKey, Actor actor);
}
