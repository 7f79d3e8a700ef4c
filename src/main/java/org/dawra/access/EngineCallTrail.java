package org.dawra.access;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Set;
import java.util.regex.Pattern;
import org.dawra.audit.AuditTrail;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Records what is changed in the engine through its web apps besides completed tasks: a task taken or handed back, a
 * failed step tried again, a filter. Questions that travel by POST change nothing.
 */
class EngineCallTrail extends OncePerRequestFilter {

    private static final Set<String> READING = Set.of("GET", "HEAD", "OPTIONS");
    private static final Pattern CALL = Pattern.compile("/camunda/api/engine/engine/[^/]+(/.*)");
    private static final Pattern QUESTION = Pattern.compile("/[a-z-]+(/count)?|/history/[a-z-]+(/count)?"
            + "|/filter/[^/]+/(list|count|singleResult)|/authorization/check");

    /** Recorded where they are done, in their own transaction; a draft is no deed yet. */
    private static final Pattern DEED = Pattern.compile(
            "/(task|process-definition)/.*/(complete|submit-form|start|draft)|/task/[^/]+/comment/[^/]+");

    private final AuditTrail audit;
    private final CurrentActor current;

    EngineCallTrail(AuditTrail audit, CurrentActor current) {
        this.audit = audit;
        this.current = current;
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        var actor = current.find();
        chain.doFilter(request, response);
        var call = CALL.matcher(request.getRequestURI());
        if (actor.isPresent()
                && !READING.contains(request.getMethod())
                && response.getStatus() < 300
                && call.matches()
                && !QUESTION.matcher(call.group(1)).matches()
                && !DEED.matcher(call.group(1)).matches()) {
            audit.record(actor.get().userId(), "engine.changed", request.getMethod() + " " + call.group(1));
        }
    }
}
