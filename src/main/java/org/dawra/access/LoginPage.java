package org.dawra.access;

import jakarta.servlet.http.HttpServletRequest;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** The login form. */
@Controller
class LoginPage {

    @GetMapping("/login")
    String form(
            @RequestParam(required = false) @Nullable String error,
            @RequestParam(required = false) @Nullable String logout,
            @RequestParam(required = false) @Nullable String expired,
            @RequestParam(required = false) @Nullable Long wait,
            HttpServletRequest request,
            Model model) {
        model.addAttribute("error", error != null);
        model.addAttribute("logout", logout != null);
        model.addAttribute("expired", expired != null);
        model.addAttribute("wait", wait == null || wait < 1 || wait > 3600 ? null : wait);
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
