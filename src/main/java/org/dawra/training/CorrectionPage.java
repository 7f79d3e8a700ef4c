package org.dawra.training;

import java.util.Map;
import java.util.NoSuchElementException;
import org.dawra.access.Findings;
import org.dawra.cycle.MeetingId;
import org.dawra.cycle.Programmes;
import org.dawra.cycle.TrainingCycles;
import org.dawra.engine.Actor;
import org.dawra.engine.Fields;
import org.dawra.engine.Refused;
import org.dawra.web.FormErrors;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** One person's half-day, after it was confirmed: what the sheet said, and what it ought to say. */
@Controller
class CorrectionPage {

    private final AttendanceCorrections corrections;
    private final Roster roster;
    private final AttendanceBook book;
    private final Programmes programmes;
    private final TrainingCycles cycles;
    private final Findings findings;

    CorrectionPage(
            AttendanceCorrections corrections,
            Roster roster,
            AttendanceBook book,
            Programmes programmes,
            TrainingCycles cycles,
            Findings findings) {
        this.corrections = corrections;
        this.roster = roster;
        this.book = book;
        this.programmes = programmes;
        this.cycles = cycles;
        this.findings = findings;
    }

    @GetMapping("/attendance/{meeting}/half-days/{half}/seats/{seat}")
    String form(@PathVariable long meeting, @PathVariable String half, @PathVariable long seat, Model model) {
        show(new MeetingId(meeting), half, seat, "", FormErrors.none(), model);
        return "training/correction";
    }

    @PostMapping("/attendance/{meeting}/half-days/{half}/seats/{seat}")
    Object correct(
            @PathVariable long meeting,
            @PathVariable String half,
            @PathVariable long seat,
            @RequestParam(defaultValue = "") String present,
            @RequestParam(defaultValue = "") String reason,
            Actor actor,
            Model model,
            RedirectAttributes after) {
        var id = new MeetingId(meeting);
        try {
            var fields = Fields.of(Map.of("present", present, "reason", reason));
            corrections.correct(id, half, seat, fields, actor);
        } catch (Refused refused) {
            show(id, half, seat, reason, findings.of(refused), model);
            return new ModelAndView("training/correction", model.asMap(), HttpStatus.UNPROCESSABLE_ENTITY);
        }
        after.addFlashAttribute("done", "training.correction.done");
        return "redirect:/attendance/" + meeting + "#corrections";
    }

    private void show(MeetingId id, String half, long seat, String reason, FormErrors errors, Model model) {
        model.addAttribute("meeting", MeetingView.of(id, programmes, cycles));
        model.addAttribute("halfDay", book.halfDay(id, half).orElseThrow().halfDay());
        model.addAttribute(
                "line",
                roster.of(id).stream()
                        .filter(line -> line.seat().id() == seat)
                        .findFirst()
                        .orElseThrow(() -> new NoSuchElementException("no such seat")));
        model.addAttribute("present", corrections.present(id, half, seat));
        model.addAttribute("reason", reason);
        model.addAttribute("errors", errors);
    }
}
