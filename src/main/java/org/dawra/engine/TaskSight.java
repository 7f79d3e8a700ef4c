package org.dawra.engine;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Set;
import java.util.regex.Pattern;
import org.camunda.bpm.engine.IdentityService;
import org.camunda.bpm.engine.TaskService;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * A task that the caller may neither do nor read does not exist. The engine answers by itself with 403 and the id's
 * process where there is such a task, and with 404, 400 or 500 where there is none: that tells which ids there are.
 */
class TaskSight extends OncePerRequestFilter {

    private static final Pattern TASK = Pattern.compile("/camunda/api/engine/engine/[^/]+/task/([^/]+)(/.*)?");

    /** What stands in an id's place and is none. */
    private static final Set<String> WORDS = Set.of("count", "create", "report");

    private final TaskService tasks;
    private final IdentityService identity;
    private final ActorSource actors;

    TaskSight(TaskService tasks, IdentityService identity, ActorSource actors) {
        this.tasks = tasks;
        this.identity = identity;
        this.actors = actors;
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        var path = TASK.matcher(request.getRequestURI());
        var actor = actors.current().orElse(null);
        if (actor != null && path.matches() && !WORDS.contains(path.group(1)) && !isSeen(path.group(1), actor)) {
            response.setStatus(HttpServletResponse.SC_NOT_FOUND);
            return;
        }
        chain.doFilter(request, response);
    }

    private boolean isSeen(String task, Actor actor) {
        return EngineAuthentication.with(
                identity, actor, () -> tasks.createTaskQuery().taskId(task).count() > 0);
    }
}
