package org.dawra.registration;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import org.dawra.access.Findings;
import org.dawra.cycle.Province;
import org.dawra.cycle.TrainingCycle;
import org.dawra.cycle.TrainingCycles;
import org.dawra.engine.Refused;
import org.dawra.web.ChosenLanguage;
import org.dawra.web.FormErrors;
import org.dawra.web.Language;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** Public registration, and the personal link that confirms it. A link by itself (GET) changes nothing. */
@Controller
class RegisterPage {

    private final TrainingCycles cycles;
    private final ProvinceLists lists;
    private final RegistrationIntake intake;
    private final PersonalLinks links;
    private final ListKeeping keeping;
    private final AttemptLimit limit;
    private final Findings findings;

    RegisterPage(
            TrainingCycles cycles,
            ProvinceLists lists,
            RegistrationIntake intake,
            PersonalLinks links,
            ListKeeping keeping,
            AttemptLimit limit,
            Findings findings) {
        this.cycles = cycles;
        this.lists = lists;
        this.intake = intake;
        this.links = links;
        this.keeping = keeping;
        this.limit = limit;
        this.findings = findings;
    }

    @GetMapping("/register")
    String newest() {
        return "redirect:/register/"
                + cycles.all().stream()
                        .filter(c -> c.state() == TrainingCycle.State.OPEN)
                        .findFirst()
                        .orElseThrow()
                        .slug();
    }

    @GetMapping("/register/{cycle}")
    String form(@PathVariable("cycle") String slug, Model model) {
        return form(cycle(slug), PersonForm.empty(null), FormErrors.none(), model);
    }

    @PostMapping("/register/{cycle}")
    String register(
            @PathVariable("cycle") String slug,
            @ModelAttribute("form") PersonForm form,
            Model model,
            HttpServletRequest request,
            HttpServletResponse response) {
        var cycle = cycle(slug);
        if (form.isTrapped()) {
            return done(slug, "hand");
        }
        try {
            if (!limit.allows(request.getRemoteAddr())) {
                response.setStatus(HttpStatus.TOO_MANY_REQUESTS.value());
                return form(cycle, form, findings.of(new Refused("", "registration.tooMany")), model);
            }
            var answer = intake.request(
                    cycle.id(), form.province() == null ? "" : form.province(), form.person(ChosenLanguage.current()));
            return done(slug, answer.repeated() ? "again" : answer.byEmail() ? "mail" : "hand");
        } catch (Refused refused) {
            response.setStatus(HttpStatus.UNPROCESSABLE_ENTITY.value());
            return form(cycle, form, findings.of(refused), model);
        }
    }

    @GetMapping("/register/{cycle}/done")
    String done(
            @PathVariable("cycle") String slug,
            @RequestParam(name = "next", defaultValue = "hand") String next,
            Model model) {
        model.addAttribute("cycle", cycle(slug));
        model.addAttribute("language", ChosenLanguage.current());
        model.addAttribute("next", List.of("mail", "again").contains(next) ? next : "hand");
        return "registration/done";
    }

    @GetMapping("/register/{cycle}/confirm/{token}")
    String link(
            @PathVariable("cycle") String slug,
            @PathVariable("token") String token,
            Model model,
            HttpServletRequest request,
            HttpServletResponse response) {
        var cycle = cycle(slug);
        var entry = links.open(cycle.id(), token);
        ChosenLanguage.suggest(Language.of(Locale.forLanguageTag(entry.language())), request, response);
        return link(cycle, entry, token, FormErrors.none(), model);
    }

    @PostMapping("/register/{cycle}/confirm/{token}")
    String confirm(
            @PathVariable("cycle") String slug,
            @PathVariable("token") String token,
            Model model,
            HttpServletResponse response) {
        var cycle = cycle(slug);
        var entry = links.open(cycle.id(), token);
        try {
            keeping.confirm(cycle.id(), entry);
            return "redirect:/register/" + slug + "/confirm/" + token;
        } catch (Refused refused) {
            response.setStatus(HttpStatus.UNPROCESSABLE_ENTITY.value());
            return link(cycle, entry, token, findings.of(refused), model);
        }
    }

    @GetMapping("/register/{cycle}/erased")
    String erased(@PathVariable("cycle") String slug, Model model) {
        model.addAttribute("cycle", cycle(slug));
        model.addAttribute("language", ChosenLanguage.current());
        return "registration/erased";
    }

    private String link(TrainingCycle cycle, Entry entry, String token, FormErrors errors, Model model) {
        model.addAttribute("cycle", cycle);
        model.addAttribute("entry", entry);
        model.addAttribute("province", lists.province(cycle.id(), entry.province()));
        model.addAttribute("path", "/register/" + cycle.slug() + "/confirm/" + token);
        model.addAttribute("errors", errors);
        model.addAttribute("language", ChosenLanguage.current());
        return "registration/link";
    }

    private String form(TrainingCycle cycle, PersonForm form, FormErrors errors, Model model) {
        var states = lists.states(cycle.id());
        var open = cycle.edition().provinces().stream()
                .filter(p -> states.get(p.code()) == ListState.OPEN)
                .sorted(Comparator.comparing((Province p) -> p.name().ar()))
                .toList();
        model.addAttribute("cycle", cycle);
        model.addAttribute("language", ChosenLanguage.current());
        if (cycle.state() == TrainingCycle.State.CLOSED || open.isEmpty()) {
            var notYet = cycle.state() == TrainingCycle.State.OPEN && states.containsValue(ListState.NOT_YET);
            model.addAttribute("opens", notYet ? lists.dates(cycle.id()).open() : null);
            return "registration/closed";
        }
        model.addAttribute("form", form);
        model.addAttribute("errors", errors);
        model.addAttribute("provinces", open);
        model.addAttribute("kinds", Institution.Kind.values());
        return "registration/register";
    }

    private TrainingCycle cycle(String slug) {
        return cycles.bySlug(slug).orElseThrow();
    }

    private static String done(String slug, String next) {
        return "redirect:/register/" + slug + "/done?next=" + next;
    }
}
