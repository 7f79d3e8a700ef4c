package org.dawra.overview;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Locale;
import java.util.regex.Pattern;
import org.dawra.document.Codes;
import org.dawra.web.FormErrors;
import org.jspecify.annotations.Nullable;
import org.springframework.context.MessageSource;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;

/**
 * {@code /verify}: anyone asks whether a paper is genuine, by its code or by the file itself, or by its fingerprint alone
 * where the browser has worked that out. Programs ask the same way and accept JSON. Nothing is changed by asking, so a POST
 * needs no token, and nothing is kept.
 */
@Controller
class VerificationPages {

    private static final Pattern SHA256 = Pattern.compile("[0-9a-fA-F]{64}");

    private static final long SOON = 10;

    private final VerificationDesk desk;
    private final VerificationThrottle throttle;
    private final MessageSource messages;

    VerificationPages(VerificationDesk desk, VerificationThrottle throttle, MessageSource messages) {
        this.desk = desk;
        this.throttle = throttle;
        this.messages = messages;
    }

    @GetMapping("/verify")
    String form(@RequestParam(required = false) String code, Locale locale, Model model, HttpServletResponse response) {
        model.addAttribute("errors", FormErrors.none());
        if (code == null) {
            return "overview/verify";
        }
        var canonical = Codes.canonical(code);
        if (canonical.length() != Codes.length()) {
            response.setStatus(HttpStatus.UNPROCESSABLE_ENTITY.value());
            var key = canonical.isEmpty() ? "overview.verify.code.none" : "overview.verify.code.length";
            model.addAttribute(
                    "errors",
                    FormErrors.of(
                            "code",
                            messages.getMessage(key, new Object[] {Codes.length(), canonical.length()}, locale)));
            model.addAttribute("typed", code);
            return "overview/verify";
        }
        return "redirect:/verify/" + Codes.grouped(canonical);
    }

    @GetMapping(value = "/verify/{code}", produces = MediaType.TEXT_HTML_VALUE)
    ModelAndView page(
            @PathVariable String code, Locale locale, HttpServletRequest request, HttpServletResponse response) {
        var found = desk.code(code, locale);
        var wait = throttle.asked(request.getRemoteAddr(), found.isPresent());
        var page = new ModelAndView("overview/verification");
        page.addObject("answer", found.orElse(null));
        page.addObject("wait", wait);
        page.addObject("typed", Codes.grouped(code));
        page.setStatus(
                found.isPresent() ? HttpStatus.OK : wait > 0 ? HttpStatus.TOO_MANY_REQUESTS : HttpStatus.NOT_FOUND);
        retryAfter(wait, response);
        return page;
    }

    @GetMapping(value = "/verify/{code}", produces = MediaType.APPLICATION_JSON_VALUE)
    ResponseEntity<VerificationAnswer> json(@PathVariable String code, Locale locale, HttpServletRequest request) {
        var found = desk.code(code, locale);
        var wait = throttle.asked(request.getRemoteAddr(), found.isPresent());
        return found.map(known -> ResponseEntity.ok(VerificationAnswer.of(known)))
                .orElseGet(() -> unknown(wait));
    }

    /** By fingerprint alone: what a browser sends that has worked it out itself. */
    @PostMapping(
            value = "/verify",
            consumes = MediaType.APPLICATION_FORM_URLENCODED_VALUE,
            produces = MediaType.TEXT_HTML_VALUE)
    ModelAndView fingerprint(
            @RequestParam(defaultValue = "") String sha256,
            Locale locale,
            HttpServletRequest request,
            HttpServletResponse response) {
        return page(presented(sha256, locale, request), response);
    }

    @PostMapping(
            value = "/verify",
            consumes = MediaType.APPLICATION_FORM_URLENCODED_VALUE,
            produces = MediaType.APPLICATION_JSON_VALUE)
    ResponseEntity<VerificationAnswer> fingerprintForPrograms(
            @RequestParam(defaultValue = "") String sha256, Locale locale, HttpServletRequest request) {
        return json(presented(sha256, locale, request));
    }

    /** By the file: a form with the field {@code file}, or the bytes as they are. */
    @PostMapping(value = "/verify", produces = MediaType.TEXT_HTML_VALUE)
    ModelAndView file(Locale locale, HttpServletRequest request, HttpServletResponse response) throws IOException {
        return page(presented(locale, request), response);
    }

    @PostMapping(value = "/verify", produces = MediaType.APPLICATION_JSON_VALUE)
    ResponseEntity<VerificationAnswer> fileForPrograms(Locale locale, HttpServletRequest request) throws IOException {
        return json(presented(locale, request));
    }

    /** What is to be answered; {@code file} is null when none was presented. */
    private record Presented(VerificationDesk.@Nullable FileAnswer file, long limited) {

        /** How long to wait before the same is asked again. */
        long seconds() {
            return file != null && file.state() == VerificationDesk.FileState.BUSY ? SOON : limited;
        }
    }

    private Presented presented(String sha256, Locale locale, HttpServletRequest request) {
        if (!SHA256.matcher(sha256.strip()).matches()) {
            return new Presented(null, 0);
        }
        var found = desk.fingerprint(sha256.strip(), locale);
        var wait = throttle.presented(request.getRemoteAddr(), found.isPresent());
        return new Presented(
                found.orElseGet(() -> VerificationDesk.FileAnswer.of(VerificationDesk.FileState.UNKNOWN)), wait);
    }

    /** Whose fingerprint is known is told whatever came before; only then is it worth the look at the seal. */
    private Presented presented(Locale locale, HttpServletRequest request) throws IOException {
        return PresentedFile.of(request, presented -> {
            if (presented.state() == PresentedFile.State.MISSING) {
                return new Presented(null, 0);
            }
            var found = desk.fingerprint(presented.sha256(), locale);
            var wait = throttle.presented(request.getRemoteAddr(), found.isPresent());
            if (found.isPresent() || wait > 0) {
                return new Presented(
                        found.orElseGet(() -> VerificationDesk.FileAnswer.of(VerificationDesk.FileState.UNKNOWN)),
                        wait);
            }
            var bytes = presented.bytes();
            if (bytes == null) {
                return new Presented(
                        VerificationDesk.FileAnswer.of(
                                presented.state() == PresentedFile.State.TOO_LARGE
                                        ? VerificationDesk.FileState.TOO_LARGE
                                        : VerificationDesk.FileState.BUSY),
                        0);
            }
            return new Presented(desk.seal(bytes, locale), 0);
        });
    }

    private static ModelAndView page(Presented presented, HttpServletResponse response) {
        var page = new ModelAndView("overview/verify");
        page.addObject("errors", FormErrors.none());
        page.addObject("file", presented.file());
        page.addObject("wait", presented.limited());
        page.addObject("missing", presented.file() == null);
        page.setStatus(status(presented));
        retryAfter(presented.seconds(), response);
        return page;
    }

    private static void retryAfter(long seconds, HttpServletResponse response) {
        if (seconds > 0) {
            response.setHeader(HttpHeaders.RETRY_AFTER, Long.toString(seconds));
        }
    }

    private static ResponseEntity<VerificationAnswer> json(Presented presented) {
        var file = presented.file();
        if (presented.limited() > 0) {
            return unknown(presented.limited());
        }
        var answer = ResponseEntity.status(status(presented));
        if (presented.seconds() > 0) {
            answer.header(HttpHeaders.RETRY_AFTER, Long.toString(presented.seconds()));
        }
        return answer.body(file == null ? VerificationAnswer.missing() : VerificationAnswer.of(file));
    }

    private static HttpStatus status(Presented presented) {
        var file = presented.file();
        if (file == null) {
            return HttpStatus.UNPROCESSABLE_ENTITY;
        }
        if (presented.limited() > 0) {
            return HttpStatus.TOO_MANY_REQUESTS;
        }
        return switch (file.state()) {
            case TOO_LARGE -> HttpStatus.PAYLOAD_TOO_LARGE;
            case BUSY -> HttpStatus.SERVICE_UNAVAILABLE;
            default -> HttpStatus.OK;
        };
    }

    private static ResponseEntity<VerificationAnswer> unknown(long wait) {
        return wait > 0
                ? ResponseEntity.status(HttpStatus.TOO_MANY_REQUESTS)
                        .header(HttpHeaders.RETRY_AFTER, Long.toString(wait))
                        .body(VerificationAnswer.limited(wait))
                : ResponseEntity.status(HttpStatus.NOT_FOUND).body(VerificationAnswer.unknown());
    }
}
