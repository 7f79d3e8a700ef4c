package org.dawra.engine;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.camunda.bpm.engine.RepositoryService;
import org.jspecify.annotations.Nullable;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Answers the REST paths with which Tasklist reads and completes forms from {@link HumanTasks} and {@link ProcessStarts},
 * so that Tasklist has no write path of its own, and keeps its drafts in {@link Drafts}. A refusal is answered with 422 and {@code [{"field","message"}]} in the
 * user's language.
 */
class TasklistSubmissions extends OncePerRequestFilter {

    private static final String ENGINE = "/camunda/api/engine/engine/[^/]+";
    private static final Pattern TASK_SUBMIT = Pattern.compile(ENGINE + "/task/([^/]+)/(submit-form|complete)");
    private static final Pattern TASK_RELEASE = Pattern.compile(ENGINE + "/task/([^/]+)/unclaim");
    private static final Pattern TASK_FACTS = Pattern.compile(ENGINE + "/task/([^/]+)/form-variables");
    private static final Pattern TASK_DRAFT = Pattern.compile(ENGINE + "/task/([^/]+)/draft");

    /** With it Tasklist tells after each task which others the same person has in the process; we say who has what now. */
    private static final Pattern MORE_TASKS = Pattern.compile(ENGINE + "/task");

    private static final Pattern START_SUBMIT =
            Pattern.compile(ENGINE + "/process-definition/(key/)?([^/]+)/(submit-form|start)");
    private static final Pattern START_FACTS =
            Pattern.compile(ENGINE + "/process-definition/(key/)?([^/]+)/form-variables");
    /** Name under which a form is given its draft; no field bears it. */
    private static final String DRAFT = "dawraDraft";

    private static final int LARGEST_BODY = 2_000_000;

    private final HumanTasks tasks;
    private final ProcessStarts starts;
    private final Drafts drafts;
    private final Moments moments;
    private final RepositoryService repository;
    private final ActorSource actors;
    private final RestAnswers answers;
    private final ObjectMapper json;

    TasklistSubmissions(
            HumanTasks tasks,
            ProcessStarts starts,
            Drafts drafts,
            Moments moments,
            RepositoryService repository,
            ActorSource actors,
            RestAnswers answers,
            ObjectMapper json) {
        this.tasks = tasks;
        this.starts = starts;
        this.drafts = drafts;
        this.moments = moments;
        this.repository = repository;
        this.actors = actors;
        this.answers = answers;
        this.json = json;
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        var actor = actors.current().orElse(null);
        if (actor == null) {
            response.setStatus(HttpServletResponse.SC_UNAUTHORIZED);
            return;
        }
        var path = request.getRequestURI();
        var get = request.getMethod().equals("GET");
        var post = request.getMethod().equals("POST");
        var submit = TASK_SUBMIT.matcher(path);
        var start = START_SUBMIT.matcher(path);
        var release = TASK_RELEASE.matcher(path);
        var draft = TASK_DRAFT.matcher(path);
        if ((post && (submit.matches() || start.matches() || release.matches()) || draft.matches())
                && !RestAnswers.carriesToken(request)) {
            response.setStatus(HttpServletResponse.SC_FORBIDDEN);
            return;
        }
        if (post && submit.matches()) {
            answers.give(request, response, () -> {
                tasks.submit(submit.group(1), actor, body(request));
                return request.getAttribute(TaskDone.TOLD) instanceof List<?> told ? Map.of("next", told) : null;
            });
            return;
        }
        if (draft.matches()) {
            answers.give(request, response, () -> draft(request, draft.group(1), actor));
            return;
        }
        if (get && MORE_TASKS.matcher(path).matches()) {
            answers.write(
                    response, HttpServletResponse.SC_OK, Map.of("_embedded", Map.of("task", List.of()), "count", 0));
            return;
        }
        if (post && release.matches()) {
            answers.give(request, response, () -> {
                tasks.release(release.group(1), actor);
                return null;
            });
            return;
        }
        var facts = TASK_FACTS.matcher(path);
        if (get && facts.matches()) {
            answers.give(request, response, () -> typed(request, factsAndDraft(request, facts.group(1), actor)));
            return;
        }
        if (post && start.matches()) {
            answers.give(request, response, () -> {
                var key = processKey(start.group(1), start.group(2));
                var businessKey = starts.submit(key, actor, body(request));
                return Map.of("id", "", "definitionId", start.group(2), "businessKey", businessKey, "links", List.of());
            });
            return;
        }
        var startFacts = START_FACTS.matcher(path);
        if (get && startFacts.matches()) {
            answers.give(
                    request,
                    response,
                    () -> typed(request, starts.facts(processKey(startFacts.group(1), startFacts.group(2)), actor)));
            return;
        }
        chain.doFilter(request, response);
    }

    /** Keeps what is written so far, or throws it away. */
    private @Nullable Object draft(HttpServletRequest request, String task, Actor actor) {
        if (request.getMethod().equals("DELETE")) {
            drafts.discard(task, actor);
            return null;
        }
        return Map.of("savedAt", moments.say(drafts.save(task, actor, body(request))));
    }

    /** A form that asks for its draft joins it with the facts itself; in any other the draft stands in for the defaults. */
    private Map<String, Object> factsAndDraft(HttpServletRequest request, String task, Actor actor) {
        var facts = new LinkedHashMap<>(tasks.facts(task, actor));
        drafts.find(task, actor).ifPresent(draft -> {
            if (request.getParameter("variableNames") == null) {
                facts.putAll(draft.fields());
            }
            var told = new HashMap<String, Object>();
            told.put("savedAt", moments.say(draft.savedAt()));
            told.put("fields", draft.fields());
            facts.put(DRAFT, told);
        });
        return facts;
    }

    private String processKey(@Nullable String byKey, String id) {
        if (byKey != null) {
            return id;
        }
        var definition = repository
                .createProcessDefinitionQuery()
                .processDefinitionId(id)
                .singleResult();
        if (definition == null) {
            throw new HumanTasks.NoSuchTask();
        }
        return definition.getKey();
    }

    /** Reads {@code {"variables": {name: {"value", "type"}}}} into plain values; JSON typed text is parsed. */
    private Map<String, @Nullable Object> body(HttpServletRequest request) {
        try {
            var bytes = request.getInputStream().readNBytes(LARGEST_BODY + 1);
            if (bytes.length > LARGEST_BODY) {
                throw new Refused("", "form.tooLong", LARGEST_BODY);
            }
            var fields = new LinkedHashMap<String, @Nullable Object>();
            var root = json.readTree(bytes);
            var variables = root == null ? null : root.get("variables");
            if (variables == null || variables.isNull()) {
                return fields;
            }
            if (!variables.isObject()) {
                throw new Refused("", "form.rows");
            }
            for (var entry : variables.properties()) {
                fields.put(entry.getKey(), plain(entry.getValue()));
            }
            return fields;
        } catch (JsonProcessingException e) {
            throw new Refused("", "form.text");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private @Nullable Object plain(JsonNode entry) throws JsonProcessingException {
        var value = entry.isObject() && entry.has("value") ? entry.get("value") : entry;
        var type = entry.isObject() ? entry.path("type").asText("") : "";
        if (value.isTextual() && (type.equalsIgnoreCase("json") || type.equalsIgnoreCase("object"))) {
            return json.treeToValue(json.readTree(value.asText()), Object.class);
        }
        return json.treeToValue(value, Object.class);
    }

    /** Facts as the engine's REST API would give variables; lists and maps travel as JSON text. */
    private Map<String, Object> typed(HttpServletRequest request, Map<String, Object> facts) {
        var wanted = request.getParameter("variableNames");
        var names = wanted == null || wanted.isBlank() ? null : List.of(wanted.split(","));
        var result = new LinkedHashMap<String, Object>();
        facts.forEach((name, value) -> {
            if (names == null || names.contains(name)) {
                result.put(name, typed(value));
            }
        });
        return result;
    }

    private Map<String, Object> typed(Object value) {
        try {
            if (value instanceof Boolean) {
                return Map.of("value", value, "type", "Boolean", "valueInfo", Map.of());
            }
            if (value instanceof Integer || value instanceof Long) {
                return Map.of("value", value, "type", "Long", "valueInfo", Map.of());
            }
            if (value instanceof LocalDate date) {
                return Map.of(
                        "value",
                        DateTimeFormatter.ISO_LOCAL_DATE.format(date),
                        "type",
                        "String",
                        "valueInfo",
                        Map.of());
            }
            if (value instanceof List<?> || value instanceof Map<?, ?>) {
                return Map.of("value", json.writeValueAsString(value), "type", "Json", "valueInfo", Map.of());
            }
            return Map.of("value", value.toString(), "type", "String", "valueInfo", Map.of());
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("Facts of a form must be plain values.", e);
        }
    }
}
