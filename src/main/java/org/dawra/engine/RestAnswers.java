package org.dawra.engine;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.security.MessageDigest;
import java.util.Map;
import java.util.function.Supplier;
import org.camunda.bpm.webapp.impl.security.filter.util.CsrfConstants;
import org.jspecify.annotations.Nullable;
import org.springframework.context.MessageSource;
import org.springframework.context.i18n.LocaleContextHolder;
import org.springframework.http.MediaType;
import org.springframework.web.servlet.LocaleResolver;

/**
 * How the filters that answer in the place of the engine's REST API do it: a result as JSON, a refusal with 422 and
 * {@code [{"field","message"}]} in the user's language, what does not exist with 404.
 */
class RestAnswers {

    private static final int UNPROCESSABLE = 422;

    private final MessageSource messages;
    private final LocaleResolver locales;
    private final ObjectMapper json;

    RestAnswers(MessageSource messages, LocaleResolver locales, ObjectMapper json) {
        this.messages = messages;
        this.locales = locales;
        this.json = json;
    }

    /** The web apps' own token against forged requests: our filters answer before theirs is asked. */
    static boolean carriesToken(HttpServletRequest request) {
        var session = request.getSession(false);
        var given = request.getHeader(CsrfConstants.CSRF_TOKEN_HEADER_NAME);
        return session != null
                && given != null
                && session.getAttribute(CsrfConstants.CSRF_TOKEN_SESSION_ATTR_NAME) instanceof String expected
                && MessageDigest.isEqual(expected.getBytes(UTF_8), given.getBytes(UTF_8));
    }

    /** Does the work in the user's language and answers what comes of it; nothing when it is null. */
    void give(HttpServletRequest request, HttpServletResponse response, Supplier<@Nullable Object> work)
            throws IOException {
        var locale = locales.resolveLocale(request);
        LocaleContextHolder.setLocale(locale);
        try {
            var result = work.get();
            if (result == null) {
                response.setStatus(HttpServletResponse.SC_NO_CONTENT);
            } else {
                write(response, HttpServletResponse.SC_OK, result);
            }
        } catch (Refused refused) {
            write(
                    response,
                    UNPROCESSABLE,
                    refused.findings().stream()
                            .map(finding -> Map.of(
                                    "field",
                                    finding.field(),
                                    "message",
                                    messages.getMessage(
                                            finding.messageKey(), finding.args().toArray(), locale)))
                            .toList());
        } catch (HumanTasks.NoSuchTask none) {
            response.setStatus(HttpServletResponse.SC_NOT_FOUND);
        }
    }

    /** Answers this as JSON. */
    void write(HttpServletResponse response, int status, Object body) throws IOException {
        response.setStatus(status);
        response.setContentType(MediaType.APPLICATION_JSON_VALUE);
        response.setCharacterEncoding("UTF-8");
        json.writeValue(response.getOutputStream(), body);
    }
}
