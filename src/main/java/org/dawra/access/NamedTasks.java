package org.dawra.access;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Pattern;
import org.dawra.engine.Actor;
import org.dawra.engine.HumanTask;
import org.dawra.engine.HumanTasks;
import org.dawra.engine.TaskComments;
import org.dawra.web.ChosenLanguage;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.web.filter.OncePerRequestFilter;
import org.springframework.web.util.ContentCachingResponseWrapper;

/**
 * Tells tasks of one kind apart in Tasklist, as {@code /my-tasks} does: "draft the agreement · the region". The engine
 * itself keeps the model's name only; the subject is added to what it answers, with the number of comments, and, where
 * the task waits for somebody else than the reader, for whom.
 */
class NamedTasks extends OncePerRequestFilter {

    private static final String ENGINE = "/camunda/api/engine/engine/[^/]+";
    private static final Pattern TASKS = Pattern.compile(ENGINE + "/(?:task(?:/[0-9a-f-]+)?|filter/[^/]+/list)");

    private final HumanTasks tasks;
    private final TaskSubjects subjects;
    private final TaskHolders holders;
    private final ObjectProvider<TaskComments> comments;
    private final CurrentActor current;
    private final ObjectMapper json;

    NamedTasks(
            HumanTasks tasks,
            TaskSubjects subjects,
            TaskHolders holders,
            ObjectProvider<TaskComments> comments,
            CurrentActor current,
            ObjectMapper json) {
        this.tasks = tasks;
        this.subjects = subjects;
        this.holders = holders;
        this.comments = comments;
        this.current = current;
        this.json = json;
    }

    @Override
    protected boolean shouldNotFilter(HttpServletRequest request) {
        return !TASKS.matcher(request.getRequestURI()).matches()
                || !request.getMethod().equals("GET") && !request.getMethod().equals("POST");
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        var actor = current.find();
        if (actor.isEmpty()) {
            chain.doFilter(request, response);
            return;
        }
        var answer = new ContentCachingResponseWrapper(response);
        chain.doFilter(request, answer);
        if (answer.getStatus() == HttpServletResponse.SC_OK
                && String.valueOf(answer.getContentType()).contains("json")) {
            var root = json.readTree(answer.getContentAsByteArray());
            complete(root, actor.get());
            answer.resetBuffer();
            answer.getOutputStream().write(json.writeValueAsBytes(root));
        }
        answer.copyBodyToResponse();
    }

    private void complete(JsonNode root, Actor actor) {
        var found = new LinkedHashMap<String, ObjectNode>();
        collect(root, found);
        // The engine has decided that the actor may read them.
        var written = comments.stream()
                .findFirst()
                .map(kept -> kept.counts(found.keySet()))
                .orElse(Map.of());
        found.forEach((id, object) -> {
            tasks.waiting(id).ifPresent(task -> name(object, task, actor));
            if (written.containsKey(id)) {
                object.put("comments", written.get(id));
            }
        });
    }

    private static void collect(JsonNode node, Map<String, ObjectNode> found) {
        if (node instanceof ObjectNode object
                && object.path("taskDefinitionKey").isTextual()
                && object.path("name").isTextual()) {
            found.put(object.path("id").asText(), object);
        }
        for (var child : node) {
            collect(child, found);
        }
    }

    private void name(ObjectNode object, HumanTask task, Actor actor) {
        var about = subjects.about(task);
        if (!about.isEmpty()) {
            object.put("name", object.path("name").asText() + " · " + about);
        }
        if (!task.openTo(actor)) {
            object.put("waitsFor", holders.of(task, ChosenLanguage.current()));
        }
    }
}
