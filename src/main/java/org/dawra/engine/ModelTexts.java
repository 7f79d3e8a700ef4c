package org.dawra.engine;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.context.MessageSource;
import org.springframework.web.util.HtmlUtils;

/**
 * Puts the texts of another language into what the engine answers: models and forms carry Arabic, the modules' bundles
 * hold the others under {@code <processId>.<elementId>.name} and {@code <formId>.<fieldKey>.label|help|option.<value>}.
 * What has no translation stays Arabic.
 */
class ModelTexts {

    private static final Pattern NAMED_ELEMENT =
            Pattern.compile("(<(?:\\w+:)?\\w+ [^>]*?\\bid=\"([^\"]+)\"[^>]*?\\bname=\")([^\"]*)(\")");
    private static final Pattern PROCESS = Pattern.compile("<(?:\\w+:)?process [^>]*?\\bid=\"([^\"]+)\"");
    private static final Pattern TEXT_ELEMENT = Pattern.compile("(<\\w+[^>]*?\\bdata-text=\"([^\"]+)\"[^>]*>)([^<]*)");
    private static final Pattern FORM_BEGINS = Pattern.compile("<form\\b[^>]*>");
    private static final Pattern HEADING = Pattern.compile("^(#+ )?.*", Pattern.DOTALL);

    private final MessageSource messages;
    private final ObjectMapper json;

    ModelTexts(MessageSource messages, ObjectMapper json) {
        this.messages = messages;
        this.json = json;
    }

    /** An answer of the REST API: names of tasks, elements, processes and diagrams, and of filters that name their text. */
    String answer(String body, Locale locale) {
        try {
            var root = json.readTree(body);
            walk(root, locale);
            return json.writeValueAsString(root);
        } catch (JsonProcessingException e) {
            return body;
        }
    }

    /** A form: a Camunda Form's JSON, or embedded HTML whose elements name their text in {@code data-text}. */
    String form(String formId, String body, Locale locale) {
        if (!body.stripLeading().startsWith("{")) {
            return TEXT_ELEMENT
                    .matcher(body)
                    .replaceAll(match -> Matcher.quoteReplacement(match.group(1)
                            + text(formId + "." + match.group(2), locale)
                                    .map(ModelTexts::escaped)
                                    .orElse(match.group(3))));
        }
        try {
            var root = json.readTree(body);
            components(formId, root.path("components"), locale);
            return json.writeValueAsString(root);
        } catch (JsonProcessingException e) {
            return body;
        }
    }

    /** The form of a task, begun by what is asked and why, where the task's process says so. */
    String explained(String process, String element, String body, Locale locale) {
        var why = text(process + "." + element + ".why", locale).orElse(null);
        if (why == null) {
            return body;
        }
        if (!body.stripLeading().startsWith("{")) {
            return FORM_BEGINS
                    .matcher(body)
                    .replaceFirst(match -> Matcher.quoteReplacement(
                            match.group() + "<p class=\"dawra-why\">" + escaped(why) + "</p>"));
        }
        try {
            var root = json.readTree(body);
            if (root.path("components") instanceof ArrayNode components) {
                components
                        .insertObject(0)
                        .put("type", "text")
                        .put("id", "Text_why")
                        .put("text", why);
            }
            return json.writeValueAsString(root);
        } catch (JsonProcessingException e) {
            return body;
        }
    }

    /** A model: the names of its elements. */
    String diagram(String xml, Locale locale) {
        var process = PROCESS.matcher(xml);
        if (!process.find()) {
            return xml;
        }
        var key = process.group(1);
        return NAMED_ELEMENT
                .matcher(xml)
                .replaceAll(match -> Matcher.quoteReplacement(match.group(1)
                        + name(key, match.group(2), locale)
                                .map(ModelTexts::escaped)
                                .orElse(match.group(3))
                        + match.group(4)));
    }

    private static String escaped(String text) {
        return HtmlUtils.htmlEscape(text, "UTF-8");
    }

    private void walk(JsonNode node, Locale locale) {
        if (node instanceof ObjectNode object) {
            rename(object, locale);
        }
        for (var child : node) {
            walk(child, locale);
        }
    }

    private void rename(ObjectNode object, Locale locale) {
        var process = processOf(object);
        if (process != null) {
            replace(
                    object,
                    "name",
                    name(process, object.path("taskDefinitionKey").asText(""), locale));
            replace(
                    object,
                    "activityName",
                    name(process, object.path("activityId").asText(""), locale));
            replace(object, "processDefinitionName", name(process, process, locale));
        }
        if (object.has("key") && object.has("resource")) {
            replace(object, "name", text(object.path("key").asText() + ".name", locale));
        }
        var textKey = object.path("properties").path("textKey").asText("");
        if (!textKey.isEmpty()) {
            replace(object, "name", text(textKey, locale));
            replace((ObjectNode) object.path("properties"), "description", text(textKey + ".help", locale));
        }
        if (object.path("bpmn20Xml").isTextual()) {
            object.put("bpmn20Xml", diagram(object.get("bpmn20Xml").asText(), locale));
        }
    }

    private static @Nullable String processOf(JsonNode object) {
        var definition = object.path("processDefinitionId").asText("");
        var end = definition.indexOf(':');
        return end > 0 ? definition.substring(0, end) : null;
    }

    private void components(String formId, JsonNode components, Locale locale) {
        for (var component : components) {
            if (component instanceof ObjectNode field) {
                var key = field.path("key").asText("");
                var id = field.path("id").asText("");
                var name = formId + "." + (key.isEmpty() ? id.substring(id.indexOf('_') + 1) : key);
                replace(field, "label", text(name + ".label", locale));
                replace(field, "description", text(name + ".help", locale));
                var shown = field.path("text").asText("");
                if (!shown.startsWith("=") && !shown.contains("{{")) {
                    replace(
                            field,
                            "text",
                            text(name + ".label", locale)
                                    .map(t -> HEADING.matcher(shown).replaceFirst("$1") + t));
                }
                for (var option : field.path("values")) {
                    var value = option.path("value").asText("");
                    replace((ObjectNode) option, "label", text(name + ".option." + value, locale));
                }
                for (var column : field.path("columns")) {
                    var value = column.path("key").asText("");
                    replace((ObjectNode) column, "label", text(name + ".option." + value, locale));
                }
                components(formId, field.path("components"), locale);
            }
        }
    }

    private static void replace(ObjectNode object, String field, Optional<String> text) {
        if (object.path(field).isTextual()) {
            text.ifPresent(t -> object.put(field, t));
        }
    }

    private Optional<String> name(String process, String element, Locale locale) {
        if (element.isEmpty()) {
            return Optional.empty();
        }
        return text(element.equals(process) ? process + ".name" : process + "." + element + ".name", locale);
    }

    private Optional<String> text(String key, Locale locale) {
        return Optional.ofNullable(messages.getMessage(key, null, null, locale));
    }
}
