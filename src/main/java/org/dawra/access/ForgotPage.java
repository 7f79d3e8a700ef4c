package org.dawra.access;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.dawra.web.ChosenLanguage;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** For who has forgotten a password. The answer is the same whether there is such an account or not. */
@Controller
class ForgotPage {

    private final Welcoming welcoming;
    private final WaitingTime waiting;

    ForgotPage(Welcoming welcoming, WaitingTime waiting) {
        this.welcoming = welcoming;
        this.waiting = waiting;
    }

    @GetMapping("/forgot")
    String form(@RequestParam(required = false) @Nullable String sent, Model model) {
        model.addAttribute("sent", sent != null);
        model.addAttribute(
                "hours",
                waiting.hours(
                        AccessLinks.Purpose.RESET.holds(),
                        ChosenLanguage.current().locale()));
        return "access/forgot";
    }

    @PostMapping("/forgot")
    String ask(
            @RequestParam(required = false) @Nullable String who,
            HttpServletRequest request,
            HttpServletResponse response,
            Model model) {
        try {
            welcoming.forgotten(who, request.getRemoteAddr());
            return "redirect:/forgot?sent";
        } catch (LoginThrottle.Wait wait) {
            response.setStatus(HttpStatus.TOO_MANY_REQUESTS.value());
            response.setHeader("Retry-After", Long.toString(wait.seconds()));
            model.addAttribute(
                    "wait", waiting.of(wait.seconds(), ChosenLanguage.current().locale()));
            return form(null, model);
        }
    }
}
