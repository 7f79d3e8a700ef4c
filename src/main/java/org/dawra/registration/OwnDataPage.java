package org.dawra.registration;

import jakarta.servlet.http.HttpServletResponse;
import java.util.Locale;
import java.util.NoSuchElementException;
import org.dawra.access.Findings;
import org.dawra.cycle.TrainingCycle;
import org.dawra.cycle.TrainingCycles;
import org.dawra.engine.Actor;
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

/** What law 09-08 gives everybody: see, correct and erase one's own data, through the personal link one has anyway. */
@Controller
class OwnDataPage {

    private final TrainingCycles cycles;
    private final Registrations registrations;
    private final ProvinceLists lists;
    private final PersonalLinks links;
    private final SeatBook seats;
    private final Intake intake;
    private final ListKeeping keeping;
    private final Findings findings;

    OwnDataPage(
            TrainingCycles cycles,
            Registrations registrations,
            ProvinceLists lists,
            PersonalLinks links,
            SeatBook seats,
            Intake intake,
            ListKeeping keeping,
            Findings findings) {
        this.cycles = cycles;
        this.registrations = registrations;
        this.lists = lists;
        this.links = links;
        this.seats = seats;
        this.intake = intake;
        this.keeping = keeping;
        this.findings = findings;
    }

    /** Whose data, by which link. */
    private record Own(TrainingCycle cycle, Entry entry, Actor holder, String back) {}

    @GetMapping("/register/{cycle}/confirm/{token}/data")
    String byRegistration(@PathVariable("cycle") String slug, @PathVariable("token") String token, Model model) {
        return show(ofRegistration(slug, token), model);
    }

    @PostMapping("/register/{cycle}/confirm/{token}/data")
    String correctByRegistration(
            @PathVariable("cycle") String slug,
            @PathVariable("token") String token,
            @ModelAttribute("form") PersonForm form,
            Model model,
            HttpServletResponse response) {
        return correct(ofRegistration(slug, token), form, model, response);
    }

    @PostMapping("/register/{cycle}/confirm/{token}/erase")
    String eraseByRegistration(
            @PathVariable("cycle") String slug,
            @PathVariable("token") String token,
            @RequestParam(name = "sure", defaultValue = "false") boolean sure,
            Model model,
            HttpServletResponse response) {
        return erase(ofRegistration(slug, token), sure, model, response);
    }

    @GetMapping("/seats/{token}/data")
    String bySeat(@PathVariable("token") String token, Model model) {
        return show(ofSeat(token), model);
    }

    @PostMapping("/seats/{token}/data")
    String correctBySeat(
            @PathVariable("token") String token,
            @ModelAttribute("form") PersonForm form,
            Model model,
            HttpServletResponse response) {
        return correct(ofSeat(token), form, model, response);
    }

    @PostMapping("/seats/{token}/erase")
    String eraseBySeat(
            @PathVariable("token") String token,
            @RequestParam(name = "sure", defaultValue = "false") boolean sure,
            Model model,
            HttpServletResponse response) {
        return erase(ofSeat(token), sure, model, response);
    }

    private Own ofRegistration(String slug, String token) {
        var cycle = cycles.bySlug(slug).orElseThrow();
        var entry = links.open(cycle.id(), token);
        return new Own(cycle, entry, PersonalLinks.holder(entry.id()), "/register/" + slug + "/confirm/" + token);
    }

    private Own ofSeat(String token) {
        var seat = seats.open(token);
        var entry = registrations
                .find(seat.registrationId())
                .filter(e -> !e.erased())
                .orElseThrow(() -> new NoSuchElementException("no such link"));
        return new Own(cycles.get(seat.cycle()), entry, SeatAnswers.holder(seat.id()), "/seats/" + token);
    }

    private String correct(Own own, PersonForm form, Model model, HttpServletResponse response) {
        var fallback = Language.of(Locale.forLanguageTag(own.entry().language()));
        try {
            intake.correct(
                    own.cycle().id(),
                    own.entry(),
                    form.person(fallback),
                    own.holder().userId());
            return "redirect:" + own.back() + "/data?saved";
        } catch (Refused refused) {
            response.setStatus(HttpStatus.UNPROCESSABLE_ENTITY.value());
            return show(own, form, findings.of(refused), model);
        }
    }

    private String erase(Own own, boolean sure, Model model, HttpServletResponse response) {
        if (!sure) {
            response.setStatus(HttpStatus.UNPROCESSABLE_ENTITY.value());
            var errors = findings.of(new Refused("sure", "registration.erase.sure"));
            return show(own, PersonForm.of(own.entry()), errors, model);
        }
        keeping.erase(own.entry(), own.holder());
        return "redirect:/register/" + own.cycle().slug() + "/erased";
    }

    private String show(Own own, Model model) {
        return show(own, PersonForm.of(own.entry()), FormErrors.none(), model);
    }

    private String show(Own own, PersonForm form, FormErrors errors, Model model) {
        model.addAttribute("cycle", own.cycle());
        model.addAttribute("entry", own.entry());
        model.addAttribute(
                "province", lists.province(own.cycle().id(), own.entry().province()));
        model.addAttribute("back", own.back());
        model.addAttribute("form", form);
        model.addAttribute("errors", errors);
        model.addAttribute("kinds", Institution.Kind.values());
        model.addAttribute("languages", Language.values());
        model.addAttribute("language", ChosenLanguage.current());
        return "registration/own-data";
    }
}
