package org.dawra.overview;

import jakarta.servlet.http.HttpServletResponse;
import java.time.Clock;
import java.util.Comparator;
import org.dawra.cycle.TrainingCycle;
import org.dawra.cycle.TrainingCycles;
import org.dawra.engine.FailedSteps;
import org.dawra.web.ChosenLanguage;
import org.dawra.web.Formats;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;

/**
 * {@code /progress}: where the years stand. {@code /progress/{slug}}: one year as a picture. Counts and roles only, no
 * person's name. With {@code ?part=picture} each answers its changing part alone, by which an open page renews itself.
 */
@Controller
class ProgressPage {

    /** When the picture was drawn: beside it, not in it, or it would never stay the same. */
    static final String DRAWN_AT = "Dawra-Drawn-At";

    private final TrainingCycles cycles;
    private final YearPictures pictures;
    private final YearCounting counting;
    private final FailedSteps failures;
    private final Formats formats;
    private final Clock clock;

    ProgressPage(
            TrainingCycles cycles,
            YearPictures pictures,
            YearCounting counting,
            FailedSteps failures,
            Formats formats,
            Clock clock) {
        this.cycles = cycles;
        this.pictures = pictures;
        this.counting = counting;
        this.failures = failures;
        this.formats = formats;
        this.clock = clock;
    }

    @GetMapping("/progress")
    String years(Model model, HttpServletResponse response) {
        drawYears(model, response);
        return "overview/progress";
    }

    @GetMapping(path = "/progress", params = "part=picture")
    String yearsAlone(Model model, HttpServletResponse response) {
        drawYears(model, response);
        return "overview/progress :: picture";
    }

    @GetMapping("/progress/{slug}")
    String year(@PathVariable String slug, Model model, HttpServletResponse response) {
        drawYear(slug, model, response);
        return "overview/progress-year";
    }

    @GetMapping(path = "/progress/{slug}", params = "part=picture")
    String yearAlone(@PathVariable String slug, Model model, HttpServletResponse response) {
        drawYear(slug, model, response);
        return "overview/progress-year :: picture";
    }

    private void drawYears(Model model, HttpServletResponse response) {
        var all = cycles.all();
        var open = all.stream()
                .filter(cycle -> cycle.state() == TrainingCycle.State.OPEN)
                .map(pictures::of)
                .toList();
        var over = all.stream()
                .filter(cycle -> cycle.state() == TrainingCycle.State.CLOSED)
                .sorted(Comparator.comparing(TrainingCycle::firstMeetingDay))
                .map(counting::of)
                .toList();
        model.addAttribute("years", open);
        model.addAttribute("over", over);
        model.addAttribute("history", Panel.years(over, rightToLeft()));
        model.addAttribute("busy", open.stream().anyMatch(YearPicture::busy));
        drawn(model, response);
    }

    private void drawYear(String slug, Model model, HttpServletResponse response) {
        var year = pictures.of(cycles.bySlug(slug).orElseThrow());
        model.addAttribute("year", year);
        model.addAttribute("busy", year.busy());
        drawn(model, response);
    }

    private void drawn(Model model, HttpServletResponse response) {
        var now = formats.time(clock.instant());
        model.addAttribute("failed", failures.waiting());
        model.addAttribute("now", now);
        response.setHeader(DRAWN_AT, now);
    }

    private static boolean rightToLeft() {
        return "rtl".equals(ChosenLanguage.current().direction());
    }
}
