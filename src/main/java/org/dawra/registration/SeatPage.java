package org.dawra.registration;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Locale;
import java.util.NoSuchElementException;
import org.dawra.access.Findings;
import org.dawra.cycle.Programmes;
import org.dawra.cycle.TrainingCycles;
import org.dawra.engine.Refused;
import org.dawra.web.ChosenLanguage;
import org.dawra.web.FormErrors;
import org.dawra.web.Language;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** The invitation behind a personal link: what, when, where, and the answer. Opening it changes nothing. */
@Controller
class SeatPage {

    private final SeatBook seats;
    private final Registrations registrations;
    private final TrainingCycles cycles;
    private final Programmes programmes;
    private final Findings findings;

    SeatPage(
            SeatBook seats,
            Registrations registrations,
            TrainingCycles cycles,
            Programmes programmes,
            Findings findings) {
        this.seats = seats;
        this.registrations = registrations;
        this.cycles = cycles;
        this.programmes = programmes;
        this.findings = findings;
    }

    @GetMapping("/seats/{token}")
    String seat(
            @PathVariable("token") String token,
            Model model,
            HttpServletRequest request,
            HttpServletResponse response) {
        var seat = seats.open(token);
        var entry = entry(seat);
        ChosenLanguage.suggest(Language.of(Locale.forLanguageTag(entry.language())), request, response);
        return show(seat, entry, token, FormErrors.none(), model);
    }

    @PostMapping("/seats/{token}")
    String answer(
            @PathVariable("token") String token,
            @RequestParam(name = "answer", defaultValue = "") String answer,
            Model model,
            HttpServletResponse response) {
        var seat = seats.open(token);
        try {
            seats.answer(seat.id(), parse(answer), SeatAnswers.holder(seat.id()));
            return "redirect:/seats/" + token;
        } catch (Refused refused) {
            response.setStatus(HttpStatus.UNPROCESSABLE_ENTITY.value());
            return show(seat, entry(seat), token, findings.of(refused), model);
        }
    }

    static SeatAnswers.Answer parse(String answer) {
        for (var one : SeatAnswers.Answer.values()) {
            if (one.name().equals(answer)) {
                return one;
            }
        }
        throw new Refused("", "form.option");
    }

    private Entry entry(Seat seat) {
        return registrations
                .find(seat.registrationId())
                .filter(e -> !e.erased())
                .orElseThrow(() -> new NoSuchElementException("no such link"));
    }

    private String show(Seat seat, Entry entry, String token, FormErrors errors, Model model) {
        model.addAttribute("cycle", cycles.get(seat.cycle()));
        model.addAttribute("meeting", programmes.meeting(seat.meeting()));
        model.addAttribute("seat", seat);
        model.addAttribute("entry", entry);
        model.addAttribute("open", seats.isOpen(seat.meeting()));
        model.addAttribute("path", "/seats/" + token);
        model.addAttribute("errors", errors);
        model.addAttribute("language", ChosenLanguage.current());
        return "registration/seat";
    }
}
