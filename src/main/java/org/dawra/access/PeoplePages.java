package org.dawra.access;

import jakarta.servlet.http.HttpServletResponse;
import java.time.Instant;
import java.util.NoSuchElementException;
import java.util.UUID;
import org.dawra.engine.Actor;
import org.dawra.engine.Refused;
import org.dawra.mail.Outbox;
import org.dawra.web.ChosenLanguage;
import org.dawra.web.FormErrors;
import org.dawra.web.Language;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;
import org.springframework.web.util.UriComponentsBuilder;

/** Who has an account, for those who invite: the list, the invitation, one account. */
@Controller
@RequestMapping("/people")
class PeoplePages {

    private static final int PAGE = 50;

    private final People people;
    private final AccountRows rows;
    private final AccessLinks links;
    private final Duties duties;
    private final Outbox outbox;
    private final Findings findings;

    PeoplePages(People people, AccountRows rows, AccessLinks links, Duties duties, Outbox outbox, Findings findings) {
        this.people = people;
        this.rows = rows;
        this.links = links;
        this.duties = duties;
        this.outbox = outbox;
        this.findings = findings;
    }

    /** A row of the list. */
    record Line(
            Account account,
            String duty,
            AccountState state,
            @Nullable Instant lastLogin) {}

    @GetMapping
    String list(
            @RequestParam(required = false) @Nullable Role role,
            @RequestParam(required = false) @Nullable AccountState state,
            @RequestParam(defaultValue = "0") int page,
            Model model) {
        var all = rows.list(role, state);
        var pages = Math.max(1, (all.size() + PAGE - 1) / PAGE);
        var at = Math.min(Math.max(page, 0), pages - 1);
        model.addAttribute(
                "people",
                all.subList(at * PAGE, Math.min(all.size(), (at + 1) * PAGE)).stream()
                        .map(this::line)
                        .toList());
        model.addAttribute("count", all.size());
        model.addAttribute("role", role);
        model.addAttribute("state", state);
        model.addAttribute("roles", Role.values());
        model.addAttribute("states", AccountState.values());
        model.addAttribute("page", at);
        model.addAttribute("pages", pages);
        var path = UriComponentsBuilder.fromPath("/people");
        if (role != null) {
            path.queryParam("role", role);
        }
        if (state != null) {
            path.queryParam("state", state);
        }
        model.addAttribute("path", path.toUriString());
        return "access/people";
    }

    private Line line(AccountRows.Row row) {
        return new Line(
                row.account(),
                duties.name(Duty.of(row.account()), ChosenLanguage.current()),
                row.state(),
                row.lastLogin());
    }

    @GetMapping("/invite")
    String empty(@RequestParam(required = false) @Nullable String duty, Actor by, Model model) {
        return form(
                new InvitationForm(
                        null,
                        null,
                        null,
                        "ar",
                        duty,
                        null,
                        "mail",
                        UUID.randomUUID().toString()),
                FormErrors.none(),
                by,
                model);
    }

    @PostMapping("/invite")
    String invite(
            @ModelAttribute InvitationForm form,
            Actor by,
            HttpServletResponse response,
            Model model,
            RedirectAttributes after) {
        try {
            var invited = people.invite(by, form);
            tell(after, form.byMail() ? "access.people.mailed" : null, invited.shown());
            return back(invited.userId());
        } catch (Refused refused) {
            response.setStatus(HttpStatus.UNPROCESSABLE_ENTITY.value());
            return form(form, findings.of(refused), by, model);
        }
    }

    private String form(InvitationForm form, FormErrors errors, Actor by, Model model) {
        model.addAttribute("form", form);
        model.addAttribute("errors", errors);
        model.addAttribute("offers", duties.offers(Duties.givenBy(by), null, ChosenLanguage.current()));
        model.addAttribute("languages", Language.values());
        return "access/invite";
    }

    @GetMapping("/{user}")
    String one(@PathVariable String user, Actor by, Model model) {
        var row = people.find(by, user);
        return one(row, InvitationForm.of(row.account()), FormErrors.none(), by, model);
    }

    private String one(AccountRows.Row row, InvitationForm form, FormErrors errors, Actor by, Model model) {
        var account = row.account();
        var mine = account.userId().equals(by.userId());
        model.addAttribute("row", row);
        model.addAttribute("duty", duties.name(Duty.of(account), ChosenLanguage.current()));
        model.addAttribute("mine", mine);
        model.addAttribute("manageable", Duties.givenBy(by).contains(account.role()));
        model.addAttribute("openUntil", links.openUntil(account.userId()).orElse(null));
        model.addAttribute("mailable", LinkLetters.canBeMailed(account));
        model.addAttribute("mails", outbox.states(LinkLetters.groupOfInvitation(account.userId())));
        model.addAttribute("form", form);
        model.addAttribute("errors", errors);
        model.addAttribute("offers", duties.offers(Duties.givenBy(by), Duty.of(account), ChosenLanguage.current()));
        model.addAttribute("languages", Language.values());
        return "access/person";
    }

    @PostMapping("/{user}/{deed}")
    String act(
            @PathVariable String user,
            @PathVariable String deed,
            @ModelAttribute InvitationForm form,
            Actor by,
            HttpServletResponse response,
            Model model,
            RedirectAttributes after) {
        try {
            switch (deed) {
                case "edit" -> {
                    people.change(by, user, form);
                    tell(after, "access.people.changed", null);
                }
                case "link" -> {
                    var shown = people.link(by, user, form.byMail()).orElse(null);
                    tell(after, form.byMail() ? "access.people.mailed" : null, shown);
                }
                case "disable" -> {
                    people.disable(by, user);
                    tell(after, "access.people.disabled", null);
                }
                case "enable" -> {
                    people.enable(by, user);
                    tell(after, "access.people.enabled", null);
                }
                default -> throw new NoSuchElementException();
            }
            return back(user);
        } catch (Refused refused) {
            var row = people.find(by, user);
            response.setStatus(HttpStatus.UNPROCESSABLE_ENTITY.value());
            var shown = deed.equals("edit") ? form : InvitationForm.of(row.account());
            return one(row, shown, findings.of(refused), by, model);
        }
    }

    private static void tell(RedirectAttributes after, @Nullable String done, LinkLetters.@Nullable Shown shown) {
        if (done != null) {
            after.addFlashAttribute("done", done);
        }
        if (shown != null) {
            after.addFlashAttribute("shown", shown);
        }
    }

    private static String back(String user) {
        return "redirect:/people/" + user;
    }
}
