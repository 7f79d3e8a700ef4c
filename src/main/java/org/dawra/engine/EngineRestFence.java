package org.dawra.engine;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletInputStream;
import jakarta.servlet.ServletOutputStream;
import jakarta.servlet.WriteListener;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpServletResponseWrapper;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.InvalidMediaTypeException;
import org.springframework.http.MediaType;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Looks into what the engine's REST API is asked, after the doors have said who may ask it: plain JSON of modest size and
 * depth, no expression but the harmless ones, never more rows than a screen can use. Refuses with 400 before the engine
 * reads it; what the engine itself refuses as an expression is answered with 400 as well.
 */
class EngineRestFence extends OncePerRequestFilter {

    private static final int LARGEST_BODY = 256 * 1024;
    private static final int DEEPEST = 20;
    private static final int MOST_RETRIES = 10;

    /** As many as Cockpit and Tasklist ask for at most. */
    static final int MOST_RESULTS = 2000;

    private static final Set<String> READING = Set.of("GET", "HEAD", "OPTIONS");

    private final ObjectMapper json = new ObjectMapper(JsonFactory.builder()
                    .streamReadConstraints(StreamReadConstraints.builder()
                            .maxNestingDepth(DEEPEST)
                            .maxStringLength(LARGEST_BODY)
                            .maxNumberLength(40)
                            .build())
                    .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                    .build())
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        if (!plainParameters(request)) {
            refuse(response, HttpServletResponse.SC_BAD_REQUEST);
            return;
        }
        byte[] body = null;
        if (!READING.contains(request.getMethod())) {
            body = request.getInputStream().readNBytes(LARGEST_BODY + 1);
            if (body.length > LARGEST_BODY) {
                refuse(response, HttpServletResponse.SC_REQUEST_ENTITY_TOO_LARGE);
                return;
            }
            if (body.length > 0 && !isJson(request)) {
                refuse(response, HttpServletResponse.SC_UNSUPPORTED_MEDIA_TYPE);
                return;
            }
            if (!isPlain(request, body)) {
                refuse(response, HttpServletResponse.SC_BAD_REQUEST);
                return;
            }
        }
        QueryExpressionGuard.forgetRefusals();
        var answer = new Honest(response, json);
        try {
            chain.doFilter(new Limited(request, body), answer);
            answer.finish();
        } finally {
            QueryExpressionGuard.forgetRefusals();
        }
    }

    private static boolean plainParameters(HttpServletRequest request) {
        for (var parameter : request.getParameterMap().entrySet()) {
            for (var value : parameter.getValue()) {
                if (isForbidden(parameter.getKey(), value)) {
                    return false;
                }
                var counts = parameter.getKey().equals("maxResults")
                        || parameter.getKey().equals("firstResult");
                if (counts && !value.matches("\\d{1,9}")) {
                    return false;
                }
            }
        }
        return true;
    }

    /** In UTF-8: the engine decodes some bodies as their type says, and would read another text than was looked into. */
    private static boolean isJson(HttpServletRequest request) {
        try {
            var type = MediaType.parseMediaType(String.valueOf(request.getContentType()));
            return type.equalsTypeAndSubtype(MediaType.APPLICATION_JSON)
                    && (type.getCharset() == null || type.getCharset().equals(StandardCharsets.UTF_8));
        } catch (InvalidMediaTypeException e) {
            return false;
        }
    }

    private boolean isPlain(HttpServletRequest request, byte[] body) throws IOException {
        if (body.length == 0) {
            return !request.getRequestURI().endsWith("/claim");
        }
        try {
            var root = json.readTree(new String(body, StandardCharsets.UTF_8));
            if (request.getRequestURI().endsWith("/retries")) {
                var retries = root.path("retries");
                if (!retries.isInt() || retries.asInt() < 0 || retries.asInt() > MOST_RETRIES) {
                    return false;
                }
            }
            if (request.getRequestURI().endsWith("/claim")
                    && !root.path("userId").asText().equals(request.getRemoteUser())) {
                // The engine lets whoever may do a task claim it for anybody, who could then do it instead.
                return false;
            }
            return isPlain("", root);
        } catch (JsonProcessingException e) {
            return false;
        }
    }

    private static boolean isPlain(String name, JsonNode node) {
        if (node.isTextual()) {
            return !isForbidden(name, node.asText());
        }
        if (node.isObject() && name.equals("value")) {
            return false;
        }
        for (var entry : node.properties()) {
            if (isForbidden("", entry.getKey()) || !isPlain(entry.getKey(), entry.getValue())) {
                return false;
            }
        }
        if (node.isArray()) {
            for (var element : node) {
                if (!isPlain(name, element)) {
                    return false;
                }
            }
        }
        return true;
    }

    /** A field that the engine would evaluate, or a text that looks as if it should be. */
    private static boolean isForbidden(String name, String value) {
        var evaluated = name.toLowerCase(Locale.ROOT).contains("expression");
        return (evaluated || value.contains("${") || value.contains("#{")) && !QueryExpressionGuard.allows(value);
    }

    private static void refuse(HttpServletResponse response, int status) throws IOException {
        response.setStatus(status);
        response.setContentType(MediaType.APPLICATION_JSON_VALUE);
        var text = "{\"type\":\"RestException\",\"message\":\""
                + HttpStatus.valueOf(status).getReasonPhrase() + "\"}";
        var bytes = text.getBytes(StandardCharsets.UTF_8);
        response.setContentLength(bytes.length);
        response.getOutputStream().write(bytes);
    }

    /** Asks for no more rows than allowed, and hands on the body that has been read. */
    private static final class Limited extends HttpServletRequestWrapper {

        private final byte @Nullable [] body;

        Limited(HttpServletRequest request, byte @Nullable [] body) {
            super(request);
            this.body = body;
        }

        @Override
        public String getQueryString() {
            var asked = super.getQueryString();
            var kept = new StringBuilder();
            var most = MOST_RESULTS;
            for (var part : asked == null ? new String[0] : asked.split("&")) {
                var name = URLDecoder.decode(part.split("=", 2)[0], StandardCharsets.UTF_8);
                if (name.equals("maxResults")) {
                    most = Math.min(most, Integer.parseInt(getRequest().getParameter("maxResults")));
                } else {
                    kept.append(part).append('&');
                }
            }
            return kept.append("maxResults=").append(most).toString();
        }

        @Override
        public ServletInputStream getInputStream() throws IOException {
            return body == null ? super.getInputStream() : new ReplayedBody(body);
        }
    }

    /**
     * The engine answers with a failure of the server, and with the words of its exception, what the asker did wrong: an
     * expression that is refused, an id that does not exist, a field that is missing. It has logged each of them.
     */
    private static final class Honest extends HttpServletResponseWrapper {

        private final ObjectMapper json;
        private @Nullable FailureText failure;

        Honest(HttpServletResponse response, ObjectMapper json) {
            super(response);
            this.json = json;
        }

        @Override
        public void setStatus(int status) {
            super.setStatus(status);
            failure = status >= SC_INTERNAL_SERVER_ERROR ? new FailureText() : null;
        }

        @Override
        public ServletOutputStream getOutputStream() throws IOException {
            return failure != null ? failure : super.getOutputStream();
        }

        @Override
        public void flushBuffer() throws IOException {
            if (failure == null) {
                super.flushBuffer();
            }
        }

        void finish() throws IOException {
            var kept = failure;
            if (kept == null) {
                return;
            }
            var status = QueryExpressionGuard.hasRefused() ? SC_BAD_REQUEST : blame(kept.bytes.toByteArray());
            failure = null;
            refuse((HttpServletResponse) getResponse(), status);
        }

        private int blame(byte[] text) {
            try {
                return switch (json.readTree(text).path("type").asText()) {
                    case "NullValueException" -> SC_NOT_FOUND;
                    case "TaskAlreadyClaimedException" -> SC_CONFLICT;
                    case "NullPointerException" -> SC_BAD_REQUEST;
                    default -> SC_INTERNAL_SERVER_ERROR;
                };
            } catch (IOException notJson) {
                return SC_INTERNAL_SERVER_ERROR;
            }
        }
    }

    private static final class FailureText extends ServletOutputStream {

        private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();

        @Override
        public void write(int octet) {
            bytes.write(octet);
        }

        @Override
        public boolean isReady() {
            return true;
        }

        @Override
        public void setWriteListener(WriteListener listener) {
            throw new UnsupportedOperationException("written at once");
        }
    }
}
