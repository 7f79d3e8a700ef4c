package org.dawra.access;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Locale;
import org.dawra.engine.Refused;
import org.dawra.web.ChosenLanguage;
import org.dawra.web.FormErrors;
import org.dawra.web.Language;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** Where a link to set a password leads. Looking changes nothing: messengers and mail scanners look before people do. */
@Controller
class WelcomePage {

    private final Welcoming welcoming;
    private final Entrance entrance;
    private final Duties duties;
    private final Findings findings;

    WelcomePage(Welcoming welcoming, Entrance entrance, Duties duties, Findings findings) {
        this.welcoming = welcoming;
        this.entrance = entrance;
        this.duties = duties;
        this.findings = findings;
    }

    @GetMapping("/welcome/{token}")
    String look(@PathVariable String token, Model model, HttpServletRequest request, HttpServletResponse response) {
        welcoming
                .guest(token)
                .ifPresent(guest -> ChosenLanguage.suggest(
                        Language.of(Locale.forLanguageTag(guest.account().language())), request, response));
        return form(token, FormErrors.none(), model, response);
    }

    @PostMapping("/welcome/{token}")
    String accept(
            @PathVariable String token,
            @RequestParam(required = false) @Nullable String password,
            @RequestParam(required = false) @Nullable String again,
            Model model,
            HttpServletRequest request,
            HttpServletResponse response) {
        try {
            Passwords.refuseDifferent(password, again);
            var user = welcoming.accept(token, password);
            if (user.isEmpty()) {
                return form(token, FormErrors.none(), model, response);
            }
            var admitted = entrance.admit(user.get());
            entrance.open(admitted, request, response);
            return "redirect:" + LoginOutcome.home(CurrentActor.actor(admitted));
        } catch (Refused refused) {
            response.setStatus(HttpStatus.UNPROCESSABLE_ENTITY.value());
            return form(token, findings.of(refused), model, response);
        }
    }

    private String form(String token, FormErrors errors, Model model, HttpServletResponse response) {
        response.setHeader("X-Robots-Tag", "noindex, nofollow");
        var guest = welcoming.guest(token);
        if (guest.isEmpty()) {
            response.setStatus(HttpServletResponse.SC_GONE);
            return "access/welcome-gone";
        }
        var account = guest.get().account();
        model.addAttribute("account", account);
        model.addAttribute("duty", duties.name(Duty.of(account), ChosenLanguage.current()));
        model.addAttribute("first", guest.get().first());
        model.addAttribute("until", guest.get().link().expires());
        model.addAttribute("errors", errors);
        model.addAttribute("shortest", PasswordRules.SHORTEST);
        model.addAttribute("token", token);
        return "access/welcome";
    }
}
