package org.dawra.access;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import org.dawra.engine.HumanTasks;
import org.dawra.engine.Refused;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.dao.ConcurrencyFailureException;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.ControllerAdvice;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.multipart.MaxUploadSizeExceededException;
import org.springframework.web.multipart.MultipartException;
import org.springframework.web.servlet.ModelAndView;

/** What no page has dealt with itself: a refusal is told, what does not exist is not found, and neither is a fault. */
@ControllerAdvice
@Order(Ordered.LOWEST_PRECEDENCE)
class RefusalAdvice {

    private final Findings findings;

    RefusalAdvice(Findings findings) {
        this.findings = findings;
    }

    @ExceptionHandler(Refused.class)
    Object refused(Refused refused, HttpServletRequest request) {
        var errors = findings.of(refused);
        var accept = request.getHeader("Accept");
        if (accept != null && accept.contains(MediaType.TEXT_HTML_VALUE)) {
            return new ModelAndView("access/refused", Map.of("errors", errors), HttpStatus.UNPROCESSABLE_ENTITY);
        }
        List<Map<String, String>> body = errors.byField().entrySet().stream()
                .flatMap(entry ->
                        entry.getValue().stream().map(text -> Map.of("field", entry.getKey(), "message", text)))
                .toList();
        return ResponseEntity.unprocessableEntity().body(body);
    }

    /** Two did the same at once, and the database let one of them. */
    @ExceptionHandler({DuplicateKeyException.class, ConcurrencyFailureException.class})
    void overtaken(HttpServletResponse response) throws IOException {
        response.sendError(HttpServletResponse.SC_CONFLICT);
    }

    /** A page that takes files was sent something else, or a form that ends in the middle. */
    @ExceptionHandler(MultipartException.class)
    void notAForm(MultipartException e, HttpServletResponse response) throws IOException {
        response.sendError(
                e instanceof MaxUploadSizeExceededException
                        ? HttpServletResponse.SC_REQUEST_ENTITY_TOO_LARGE
                        : HttpServletResponse.SC_BAD_REQUEST);
    }

    @ExceptionHandler({NoSuchElementException.class, HumanTasks.NoSuchTask.class})
    void notFound(HttpServletResponse response) throws IOException {
        response.sendError(HttpServletResponse.SC_NOT_FOUND);
    }
}
