package org.dawra.access;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.EnumSet;
import java.util.Set;
import java.util.stream.IntStream;
import org.dawra.engine.Actor;
import org.dawra.engine.Refused;
import org.dawra.mail.Message;
import org.dawra.web.ChosenLanguage;
import org.dawra.web.FormErrors;
import org.dawra.web.Formats;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** One's own account: what is known about one, and another password. */
@Controller
class MyAccountPage {

    private static final Set<Role> WITHOUT_TASKS = EnumSet.of(Role.AUDITOR, Role.ADMINISTRATOR);

    private final AccountRows rows;
    private final EngineUsers users;
    private final Welcoming welcoming;
    private final Entrance entrance;
    private final LoginThrottle throttle;
    private final WaitingTime waiting;
    private final Duties duties;
    private final Findings findings;
    private final Preferences preferences;

    MyAccountPage(
            AccountRows rows,
            EngineUsers users,
            Welcoming welcoming,
            Entrance entrance,
            LoginThrottle throttle,
            WaitingTime waiting,
            Duties duties,
            Findings findings,
            Preferences preferences) {
        this.rows = rows;
        this.users = users;
        this.welcoming = welcoming;
        this.entrance = entrance;
        this.throttle = throttle;
        this.waiting = waiting;
        this.duties = duties;
        this.findings = findings;
        this.preferences = preferences;
    }

    @GetMapping("/my-account")
    String show(Actor me, Model model) {
        return show(me, FormErrors.none(), model);
    }

    private String show(Actor me, FormErrors errors, Model model) {
        return show(me, errors, preferences.of(me.userId()), model);
    }

    private String show(Actor me, FormErrors errors, Preferences.Choice choice, Model model) {
        var row = rows.find(me.userId()).orElseThrow();
        model.addAttribute("row", row);
        model.addAttribute("duty", duties.name(Duty.of(row.account()), ChosenLanguage.current()));
        model.addAttribute("shortest", PasswordRules.SHORTEST);
        model.addAttribute("errors", errors);
        model.addAttribute("choice", choice);
        model.addAttribute("isReachable", Message.isDeliverable(row.account().email()));
        model.addAttribute("hasTasks", !WITHOUT_TASKS.contains(row.account().role()));
        model.addAttribute(
                "mayNameDeputy", Preferences.isDeputised(row.account().role()));
        model.addAttribute(
                "deputies",
                preferences.possibleDeputies(row.account()).stream()
                        .map(other -> new Duties.Offer(
                                other.userId(),
                                Formats.isolated(other.displayName(), ChosenLanguage.current()) + " · "
                                        + duties.name(Duty.of(other), ChosenLanguage.current())))
                        .toList());
        model.addAttribute(
                "hours",
                IntStream.rangeClosed(Preferences.FIRST_HOUR, Preferences.LAST_HOUR)
                        .toArray());
        return "access/my-account";
    }

    /** When the day's list of tasks comes, and who stands in. */
    @PostMapping("/my-account/choices")
    String choose(
            Actor me,
            @RequestParam(defaultValue = "false") boolean digest,
            @RequestParam(defaultValue = "") String hour,
            @RequestParam(defaultValue = "") String deputy,
            HttpServletResponse response,
            Model model,
            RedirectAttributes after) {
        var named = deputy.isBlank() ? null : deputy;
        var before = preferences.of(me.userId());
        // Whoever wants no list is not asked for its hour.
        var at = !digest && hour.isBlank() ? before.hour() : hour.matches("[0-9]{1,2}") ? Integer.parseInt(hour) : -1;
        try {
            preferences.choose(
                    rows.find(me.userId()).orElseThrow().account(), new Preferences.Choice(digest, at, named));
            after.addFlashAttribute("chosen", true);
            return "redirect:/my-account";
        } catch (Refused refused) {
            response.setStatus(HttpStatus.UNPROCESSABLE_ENTITY.value());
            return show(me, findings.of(refused), new Preferences.Choice(digest, at, named), model);
        }
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
            response.setStatus(HttpStatus.UNPROCESSABLE_ENTITY.value());
            return show(me, findings.of(refused), model);
        } catch (LoginThrottle.Wait wait) {
            response.setStatus(HttpStatus.TOO_MANY_REQUESTS.value());
            response.setHeader("Retry-After", Long.toString(wait.seconds()));
            var time = waiting.of(wait.seconds(), ChosenLanguage.current().locale());
            return show(me, findings.of(new Refused("current", "access.login.wait", time)), model);
        }
    }
}
