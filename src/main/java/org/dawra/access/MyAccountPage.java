package org.dawra.access;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.dawra.engine.Actor;
import org.dawra.engine.Refused;
import org.dawra.web.ChosenLanguage;
import org.dawra.web.FormErrors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** One's own account: what is known about one, and another password. */
@Controller
class MyAccountPage {

    private final AccountRows rows;
    private final EngineUsers users;
    private final Welcoming welcoming;
    private final Entrance entrance;
    private final LoginThrottle throttle;
    private final WaitingTime waiting;
    private final Duties duties;
    private final Findings findings;

    MyAccountPage(
            AccountRows rows,
            EngineUsers users,
            Welcoming welcoming,
            Entrance entrance,
            LoginThrottle throttle,
            WaitingTime waiting,
            Duties duties,
            Findings findings) {
        this.rows = rows;
        this.users = users;
        this.welcoming = welcoming;
        this.entrance = entrance;
        this.throttle = throttle;
        this.waiting = waiting;
        this.duties = duties;
        this.findings = findings;
    }

    @GetMapping("/my-account")
    String show(Actor me, Model model) {
        return show(me, FormErrors.none(), model);
    }

    private String show(Actor me, FormErrors errors, Model model) {
        var row = rows.find(me.userId()).orElseThrow();
        model.addAttribute("row", row);
        model.addAttribute("duty", duties.name(Duty.of(row.account()), ChosenLanguage.current()));
        model.addAttribute("shortest", PasswordRules.SHORTEST);
        model.addAttribute("errors", errors);
        return "access/my-account";
    }

    /** Whoever finds a session open must know the password to set another; guessing is slowed as at the login. */
    @PostMapping("/my-account")
    String change(
            Actor me,
            @RequestParam(defaultValue = "") String current,
            @RequestParam(required = false) @Nullable String password,
            @RequestParam(required = false) @Nullable String again,
            HttpServletRequest request,
            HttpServletResponse response,
            Model model,
            RedirectAttributes after) {
        try {
            Passwords.refuseDifferent(password, again);
            users.refuseWeak(me.userId(), password);
            throttle.attempt(me.userId(), request.getRemoteAddr());
            if (current.length() > 2 * PasswordRules.LONGEST || !users.passwordMatches(me.userId(), current)) {
                throw new Refused("current", "access.myAccount.wrong");
            }
            throttle.succeeded(me.userId(), request.getRemoteAddr());
            welcoming.change(me.userId(), String.valueOf(password));
            entrance.open(entrance.admit(me.userId()), request, response);
            after.addFlashAttribute("done", true);
            return "redirect:/my-account";
        } catch (Refused refused) {
            return show(me, findings.of(refused), model);
        } catch (LoginThrottle.Wait wait) {
            var time = waiting.of(wait.seconds(), ChosenLanguage.current().locale());
            return show(me, findings.of(new Refused("current", "access.login.wait", time)), model);
        }
    }
}
