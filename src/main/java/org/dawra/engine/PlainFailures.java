package org.dawra.engine;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import org.springframework.context.MessageSource;
import org.springframework.web.filter.OncePerRequestFilter;
import org.springframework.web.servlet.LocaleResolver;
import org.springframework.web.util.ContentCachingResponseWrapper;

/**
 * What the web apps tell of a failed step: in plain words instead of an exception's message, which may name a person; and
 * of its stack trace only what names nobody ({@link Fault}).
 */
class PlainFailures extends OncePerRequestFilter {

    private static final String ENGINE = "/camunda/api/engine/engine/[^/]+";
    private static final Pattern TRACE = Pattern.compile(ENGINE + "/job/[^/]+/stacktrace/?");
    private static final Pattern LISTED =
            Pattern.compile("(?:" + ENGINE + "|/camunda/api/cockpit/plugin/base/[^/]+)/(?:incident|job)(?:/[^/]+)?/?");
    private static final List<String> MESSAGES = List.of("incidentMessage", "rootCauseIncidentMessage");

    private final MessageSource messages;
    private final LocaleResolver locales;
    private final ObjectMapper json;

    PlainFailures(MessageSource messages, LocaleResolver locales, ObjectMapper json) {
        this.messages = messages;
        this.locales = locales;
        this.json = json;
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        var path = request.getRequestURI();
        var trace = TRACE.matcher(path).matches();
        if (!trace && !LISTED.matcher(path).matches()) {
            chain.doFilter(request, response);
            return;
        }
        var answer = new ContentCachingResponseWrapper(response);
        chain.doFilter(request, answer);
        if (answer.getStatus() == HttpServletResponse.SC_OK) {
            var body = new String(answer.getContentAsByteArray(), StandardCharsets.UTF_8);
            var plain = trace ? Fault.of(body).text() : plain(body, locales.resolveLocale(request));
            answer.resetBuffer();
            answer.getOutputStream().write(plain.getBytes(StandardCharsets.UTF_8));
        }
        answer.copyBodyToResponse();
    }

    private String plain(String body, Locale locale) {
        try {
            var root = json.readTree(body);
            walk(root, locale);
            return json.writeValueAsString(root);
        } catch (JsonProcessingException noJson) {
            return body;
        }
    }

    private void walk(JsonNode node, Locale locale) {
        if (node instanceof ObjectNode object) {
            for (var field : MESSAGES) {
                if (object.path(field).isTextual()) {
                    object.put(field, words(object, field.equals(MESSAGES.get(0)), locale));
                }
            }
            if (object.path("exceptionMessage").isTextual()) {
                object.put("exceptionMessage", words(object, true, locale));
            }
        }
        for (var child : node) {
            walk(child, locale);
        }
    }

    private String words(ObjectNode object, boolean own, Locale locale) {
        var prefix = own ? "" : "rootCauseIncident";
        var definition = object.path(own ? "processDefinitionId" : prefix + "ProcessDefinitionId")
                .asText("");
        var process = definition.contains(":") ? definition.substring(0, definition.indexOf(':')) : "";
        for (var field : own ? List.of("failedActivityId", "activityId") : List.of(prefix + "FailedActivityId")) {
            var text =
                    messages.getMessage(process + "." + object.path(field).asText("") + ".failed", null, null, locale);
            if (text != null) {
                return text;
            }
        }
        var other = messages.getMessage("failure.step.failed", null, "", locale);
        return other == null ? "" : other;
    }
}
