package org.dawra.engine;

import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import javax.xml.XMLConstants;
import org.camunda.bpm.engine.ProcessEngineException;
import org.camunda.bpm.engine.impl.bpmn.parser.AbstractBpmnParseListener;
import org.camunda.bpm.engine.impl.persistence.entity.ProcessDefinitionEntity;
import org.camunda.bpm.engine.impl.util.xml.Element;
import org.jspecify.annotations.Nullable;

/**
 * Refuses, before it is deployed, a model that brings code along: scripts anywhere, classes, connectors, shell and mail
 * tasks, other expression languages, and expressions that do more than name a bean or compare a variable.
 */
class PlainModels extends AbstractBpmnParseListener {

    private static final Set<String> CODE = Set.of("scriptTask", "script", "connector", "field");
    private static final Set<String> CODE_ATTRIBUTES = Set.of("class", "connectorId", "resource", "scriptFormat");
    /** What modelling tools write and the engine never reads. */
    private static final String UNUSED_DEFAULT = "http://www.w3.org/1999/XPath";

    private static final Set<String> TASK_TYPES = Set.of("external");
    private static final Pattern EXPRESSION =
            Pattern.compile("[a-z-]{0,40}\\$\\{(execution\\.processBusinessKey|[a-z][A-Za-z0-9]{0,60}"
                    + "( (==|!=|<|>|<=|>=) ('[A-Za-z_-]{0,40}'|\\d{1,9}|true|false))?)}");

    @Override
    public void parseRootElement(Element root, List<ProcessDefinitionEntity> definitions) {
        var language = root.attribute("expressionLanguage");
        if (language != null && !language.equals(UNUSED_DEFAULT)) {
            throw refused("expressionLanguage", root);
        }
        check(root);
    }

    private void check(Element element) {
        if (CODE.contains(element.getTagName())) {
            throw refused(element.getTagName(), element);
        }
        for (var key : element.attributes()) {
            var name = key.substring(key.lastIndexOf(':') + 1);
            var value = element.attribute(key);
            if (CODE_ATTRIBUTES.contains(name)
                    || name.equals("language")
                    || name.equals("type") && isOfTheEngine(key) && !TASK_TYPES.contains(value)) {
                throw refused(name, element);
            }
            if (!isPlain(value)) {
                throw refused(name, element);
            }
        }
        if (!element.getTagName().equals("documentation") && !isPlain(element.getText())) {
            throw refused("text", element);
        }
        element.elements().forEach(this::check);
    }

    /** {@code xsi:type} tells the type of an element, not of a task. */
    private static boolean isOfTheEngine(String key) {
        return key.contains(":") && !key.startsWith(XMLConstants.W3C_XML_SCHEMA_INSTANCE_NS_URI);
    }

    private static boolean isPlain(@Nullable String text) {
        return text == null
                || !text.contains("${") && !text.contains("#{")
                || EXPRESSION.matcher(text.strip()).matches();
    }

    private static ProcessEngineException refused(String what, Element element) {
        return new ProcessEngineException("Models bring no code along: " + what + " in <" + element.getTagName()
                + "> at line " + element.getLine() + ".");
    }
}
