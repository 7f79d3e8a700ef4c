package org.dawra.access;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletInputStream;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.regex.Pattern;
import org.camunda.bpm.engine.FilterService;
import org.dawra.engine.HumanTasks;
import org.dawra.engine.ReplayedBody;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Completes what Tasklist asks of a filter that shows what waits for others: a query of the engine can say "open to me",
 * and not the contrary. The ids of those tasks go into the question; it still shows nobody a task that is out of sight.
 */
class ElsewhereQuestions extends OncePerRequestFilter {

    /** Property of a filter that shows nothing that the reader could do. */
    static final String PROPERTY = "elsewhere";

    private static final Pattern QUESTION =
            Pattern.compile("/camunda/api/engine/engine/[^/]+/filter/([^/]+)/(?:list|count)/?");

    /** The fence, which comes later, takes no larger body; what is larger is left to it. */
    private static final int LARGEST_BODY = 256 * 1024;

    /** An empty list of ids would be no condition. */
    private static final String NO_TASK = "none";

    private final FilterService filters;
    private final HumanTasks tasks;
    private final CurrentActor current;
    private final ObjectMapper json;

    ElsewhereQuestions(FilterService filters, HumanTasks tasks, CurrentActor current, ObjectMapper json) {
        this.filters = filters;
        this.tasks = tasks;
        this.current = current;
        this.json = json;
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        var question = QUESTION.matcher(request.getRequestURI());
        var actor = current.find();
        if (!request.getMethod().equals("POST")
                || actor.isEmpty()
                || !question.matches()
                || !isElsewhere(question.group(1))) {
            chain.doFilter(request, response);
            return;
        }
        var body = request.getInputStream().readNBytes(LARGEST_BODY + 1);
        try {
            var asked = body.length == 0 ? json.createObjectNode() : json.readTree(body);
            if (body.length <= LARGEST_BODY && asked instanceof ObjectNode query) {
                var ids = query.putArray("taskIdIn");
                tasks.elsewhere(actor.get()).forEach(ids::add);
                if (ids.isEmpty()) {
                    ids.add(NO_TASK);
                }
                body = json.writeValueAsBytes(query);
            }
        } catch (JsonProcessingException notJson) {
            // The fence refuses it.
        }
        chain.doFilter(new Completed(request, body), response);
    }

    /** As the reader sees it: a filter out of sight is answered by the engine. */
    private boolean isElsewhere(String id) {
        return filters.createTaskFilterQuery().filterId(id).list().stream()
                .anyMatch(filter -> Boolean.TRUE.equals(filter.getProperties().get(PROPERTY)));
    }

    private static final class Completed extends HttpServletRequestWrapper {

        private final byte[] body;

        Completed(HttpServletRequest request, byte[] body) {
            super(request);
            this.body = body;
        }

        @Override
        public int getContentLength() {
            return body.length;
        }

        @Override
        public long getContentLengthLong() {
            return body.length;
        }

        @Override
        public ServletInputStream getInputStream() {
            return new ReplayedBody(body);
        }
    }
}
