package org.dawra.access;

import jakarta.servlet.http.HttpServletRequest;
import org.dawra.web.ChosenLanguage;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** The login form. */
@Controller
class LoginPage {

    private static final int LONGEST_WAIT = 3600;

    private final WaitingTime waiting;

    LoginPage(WaitingTime waiting) {
        this.waiting = waiting;
    }

    @GetMapping("/login")
    String form(
            @RequestParam(required = false) @Nullable String error,
            @RequestParam(required = false) @Nullable String logout,
            @RequestParam(required = false) @Nullable String expired,
            @RequestParam(required = false) @Nullable String disabled,
            @RequestParam(required = false) @Nullable Long wait,
            HttpServletRequest request,
            Model model) {
        model.addAttribute("error", error != null);
        model.addAttribute("logout", logout != null);
        model.addAttribute("expired", expired != null);
        model.addAttribute("disabled", disabled != null);
        model.addAttribute(
                "wait",
                wait == null || wait < 1 || wait > LONGEST_WAIT
                        ? null
                        : waiting.of(wait, ChosenLanguage.current().locale()));
        model.addAttribute("typed", typed(request));
        return "access/login";
    }

    private static String typed(HttpServletRequest request) {
        var session = request.getSession(false);
        if (session == null || !(session.getAttribute(LoginOutcome.TYPED_USER) instanceof String typed)) {
            return "";
        }
        session.removeAttribute(LoginOutcome.TYPED_USER);
        return typed;
    }
}
