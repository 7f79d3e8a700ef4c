package org.dawra.access;

import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.dawra.audit.AuditTrail;
import org.jspecify.annotations.Nullable;
import org.springframework.core.MethodParameter;
import org.springframework.http.MediaType;
import org.springframework.http.converter.HttpMessageConverter;
import org.springframework.http.server.ServerHttpRequest;
import org.springframework.http.server.ServerHttpResponse;
import org.springframework.http.server.ServletServerHttpRequest;
import org.springframework.http.server.ServletServerHttpResponse;
import org.springframework.web.bind.annotation.ControllerAdvice;
import org.springframework.web.servlet.HandlerMapping;
import org.springframework.web.servlet.mvc.method.annotation.ResponseBodyAdvice;

/**
 * Records every file that somebody who has logged in takes away: workbooks, print files, papers. It stands where answers
 * are written, so that no page can forget it, and before the first byte: without the row there is no file.
 */
@ControllerAdvice
class DownloadTrail implements ResponseBodyAdvice<Object> {

    /** Secrets that stand in a path; the trail keeps the pattern instead. */
    private static final Set<String> SECRETS = Set.of("token", "code");

    private static final int LONGEST_SCOPE = 40;

    private final AuditTrail audit;
    private final CurrentActor current;

    DownloadTrail(AuditTrail audit, CurrentActor current) {
        this.audit = audit;
        this.current = current;
    }

    @Override
    public boolean supports(MethodParameter method, Class<? extends HttpMessageConverter<?>> converter) {
        return true;
    }

    @Override
    public @Nullable Object beforeBodyWrite(
            @Nullable Object body,
            MethodParameter method,
            MediaType type,
            Class<? extends HttpMessageConverter<?>> converter,
            ServerHttpRequest request,
            ServerHttpResponse response) {
        if (body != null
                && isFile(type)
                && request instanceof ServletServerHttpRequest asked
                && response instanceof ServletServerHttpResponse answer
                && answer.getServletResponse().getStatus() < 300) {
            current.find().ifPresent(actor -> audit.record(actor.userId(), "file.taken", subject(asked)));
        }
        return body;
    }

    private static boolean isFile(MediaType type) {
        return !type.isCompatibleWith(MediaType.APPLICATION_JSON)
                && !type.isCompatibleWith(MediaType.TEXT_HTML)
                && !type.getSubtype().endsWith("+json");
    }

    /** The path with its ids, and the province where one is asked for; never a search word or a secret. */
    private static String subject(ServletServerHttpRequest request) {
        var servlet = request.getServletRequest();
        var path = String.valueOf(servlet.getAttribute(HandlerMapping.BEST_MATCHING_PATTERN_ATTRIBUTE));
        if (servlet.getAttribute(HandlerMapping.URI_TEMPLATE_VARIABLES_ATTRIBUTE) instanceof Map<?, ?> variables) {
            for (var variable : new TreeMap<>(variables).entrySet()) {
                if (!SECRETS.contains(String.valueOf(variable.getKey()))) {
                    path = path.replace("{" + variable.getKey() + "}", String.valueOf(variable.getValue()));
                }
            }
        }
        var province = servlet.getParameter("province");
        return province == null || province.length() > LONGEST_SCOPE || !province.matches("[a-z0-9-]+")
                ? path
                : path + "?province=" + province;
    }
}
