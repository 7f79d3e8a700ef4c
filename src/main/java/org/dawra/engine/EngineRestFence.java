package org.dawra.engine;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.List;
import java.util.regex.Pattern;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Closes the engine's REST paths that change something, but for those that Tasklist and Cockpit need: no deployment, no
 * modification, no variables, no user set-up. Reading goes on to the engine's own authorizations.
 */
class EngineRestFence extends OncePerRequestFilter {

    private static final String ENGINE = "/camunda/api/engine/engine/[^/]+";
    private static final List<Pattern> WRITES = List.of(
            // queries that travel as POST
            Pattern.compile(ENGINE + "/(task|filter|process-instance|execution|incident|job|job-definition"
                    + "|variable-instance|external-task|decision-definition|process-definition|batch)(/count)?"),
            Pattern.compile(ENGINE + "/history/[a-z-]+(/count)?"),
            Pattern.compile(ENGINE + "/filter/[^/]+/(list|count|singleResult)"),
            Pattern.compile(ENGINE + "/authorization/check"),
            // Tasklist
            Pattern.compile(ENGINE + "/task/[^/]+/(claim|unclaim|assignee|comment/create)"),
            Pattern.compile(ENGINE + "/task/[^/]+"),
            // Cockpit: retry of a failed step
            Pattern.compile(ENGINE + "/job/[^/]+/(retries|duedate)"),
            Pattern.compile(ENGINE + "/job-definition/[^/]+/retries"),
            Pattern.compile("/camunda/api/cockpit/plugin/base/.*"),
            // Admin: users and groups
            Pattern.compile(ENGINE + "/(user|group|tenant|authorization)(/.*)?"),
            Pattern.compile("/camunda/api/admin/auth/user/[^/]+/(login/(tasklist|cockpit|admin|welcome)|logout)"));

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        var reads = request.getMethod().equals("GET")
                || request.getMethod().equals("HEAD")
                || request.getMethod().equals("OPTIONS");
        var path = request.getRequestURI();
        if (!reads && WRITES.stream().noneMatch(p -> p.matcher(path).matches())) {
            response.setStatus(HttpServletResponse.SC_FORBIDDEN);
            return;
        }
        chain.doFilter(request, response);
    }
}
