package org.dawra.engine;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import java.util.Map;
import org.camunda.bpm.engine.delegate.VariableScope;
import org.camunda.bpm.engine.variable.Variables;

/**
 * What a person submits with a task or a start form. It travels to the listener as one transient variable: the engine
 * never stores it, nor writes it as JSON, which it tries with transient objects too. A completion that did not come
 * through {@link HumanTasks} has none and is refused.
 *
 * @param actor who submits
 * @param fields the form's declared fields
 */
@JsonIgnoreProperties({"actor", "fields"})
public record Submission(Actor actor, Fields fields) {

    static final String VARIABLE = "submission";

    /** The submission that completes this task or starts this process. Throws {@link Refused} when there is none. */
    public static Submission of(VariableScope scope) {
        if (scope.getVariable(VARIABLE) instanceof Submission submission) {
            return submission;
        }
        throw new Refused("", "form.door");
    }

    /** For process tests on a bare engine: the variables that carry a submission. */
    public static Map<String, Object> variables(Actor actor, Map<String, ?> fields) {
        return Variables.putValueTyped(
                VARIABLE, Variables.untypedValue(new Submission(actor, Fields.of(fields)), true));
    }
}
