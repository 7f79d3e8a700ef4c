package org.dawra.engine;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Answers the REST paths of a task's comments from {@link TaskComments}: nothing that people write freely reaches the
 * engine. The shape is the engine's, with the author's name besides.
 */
class TasklistComments extends OncePerRequestFilter {

    private static final Pattern COMMENTS =
            Pattern.compile("/camunda/api/engine/engine/[^/]+/task/([^/]+)/comment(?:/(create|\\d{1,18}))?");

    /** Well above the longest comment in any script. */
    private static final int LARGEST_BODY = 32_000;

    private static final Set<String> KNOWN = Set.of("GET", "POST create", "DELETE id");
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern(
                    "yyyy-MM-dd'T'HH:mm:ss.SSSxx", Locale.ROOT)
            .withZone(ZoneOffset.UTC);

    private final TaskComments comments;
    private final ActorSource actors;
    private final RestAnswers answers;
    private final ObjectMapper json;

    TasklistComments(TaskComments comments, ActorSource actors, RestAnswers answers, ObjectMapper json) {
        this.comments = comments;
        this.actors = actors;
        this.answers = answers;
        this.json = json;
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        var path = COMMENTS.matcher(request.getRequestURI());
        if (!path.matches()) {
            chain.doFilter(request, response);
            return;
        }
        var actor = actors.current().orElse(null);
        if (actor == null) {
            response.setStatus(HttpServletResponse.SC_UNAUTHORIZED);
            return;
        }
        var last = path.group(2);
        var call = request.getMethod() + (last == null ? "" : last.equals("create") ? " create" : " id");
        if (!KNOWN.contains(call)) {
            response.setStatus(HttpServletResponse.SC_METHOD_NOT_ALLOWED);
            return;
        }
        if (!call.equals("GET") && !RestAnswers.carriesToken(request)) {
            response.setStatus(HttpServletResponse.SC_FORBIDDEN);
            return;
        }
        var task = path.group(1);
        answers.give(request, response, () -> switch (call) {
            case "GET" ->
                comments.of(task, actor).stream().map(TasklistComments::told).toList();
            case "POST create" -> told(comments.write(task, actor, message(request)));
            default -> {
                comments.erase(task, Long.parseLong(String.valueOf(last)), actor);
                yield null;
            }
        });
    }

    private static Map<String, Object> told(TaskComments.Comment comment) {
        return Map.of(
                "id",
                String.valueOf(comment.id()),
                "taskId",
                comment.taskId(),
                "userId",
                comment.by(),
                "author",
                comment.author(),
                "time",
                TIME.format(comment.at()),
                "message",
                comment.message(),
                "mayErase",
                comment.mayErase());
    }

    private String message(HttpServletRequest request) {
        try {
            var bytes = request.getInputStream().readNBytes(LARGEST_BODY + 1);
            if (bytes.length > LARGEST_BODY) {
                throw new Refused("message", "form.tooLong", LARGEST_BODY);
            }
            var root = json.readTree(bytes);
            var message = root == null ? null : root.get("message");
            if (message == null || message.isNull()) {
                return "";
            }
            if (!message.isTextual()) {
                throw new Refused("message", "form.text");
            }
            return message.asText();
        } catch (JsonProcessingException e) {
            throw new Refused("message", "form.text");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
