package org.dawra.certificate;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.dawra.cycle.Programmes;
import org.dawra.cycle.Province;
import org.dawra.cycle.TrainingCycles;
import org.dawra.cycle.TrainingMeeting;
import org.dawra.engine.Actor;
import org.dawra.web.ChosenLanguage;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** {@code /certificates/collected}: ticked on a phone in the hall while paper certificates are handed over. */
@Controller
class CollectedPages {

    private final Collecting collecting;
    private final CollectedRows collected;
    private final TrainingCycles cycles;
    private final Programmes programmes;

    CollectedPages(Collecting collecting, CollectedRows collected, TrainingCycles cycles, Programmes programmes) {
        this.collecting = collecting;
        this.collected = collected;
        this.cycles = cycles;
        this.programmes = programmes;
    }

    /** A meeting to choose. */
    record MeetingChoice(long id, String title) {}

    /** A province to choose, with its counts. */
    record ProvinceChoice(String code, String name, CollectedRows.Count count) {}

    @GetMapping("/certificates/collected")
    String list(
            @RequestParam(required = false) @Nullable Long meeting,
            @RequestParam(defaultValue = "") String province,
            @RequestParam(defaultValue = "") String q,
            @RequestParam(defaultValue = "false") boolean done,
            @RequestParam(defaultValue = "0") int page,
            Actor actor,
            Model model) {
        var meetings = cycles.all().stream()
                .flatMap(cycle -> programmes.meetings(cycle.id()).stream())
                .toList();
        model.addAttribute(
                "meetings",
                meetings.stream()
                        .map(m -> new MeetingChoice(m.id().value(), m.title().in(ChosenLanguage.current())))
                        .toList());
        model.addAttribute("q", q);
        model.addAttribute("which", done);
        if (meetings.isEmpty()) {
            return "certificate/collected";
        }
        var chosen = chosen(meetings, meeting);
        var provinces = provinces(chosen, actor);
        var one = provinces.stream()
                .filter(p -> province.isEmpty() || p.code().equals(province))
                .findFirst()
                .orElseThrow(CertificateLife::nothing);
        var at = Math.min(Math.max(0, page), 100_000);
        model.addAttribute("meeting", chosen.id().value());
        model.addAttribute("meetingTitle", chosen.title().in(ChosenLanguage.current()));
        model.addAttribute("provinces", provinces);
        model.addAttribute("province", one);
        model.addAttribute("found", collecting.find(chosen.id(), one.code(), q, done, at));
        model.addAttribute("hands", Collecting.hands(actor, one.code()));
        model.addAttribute("page", at);
        model.addAttribute("path", path(chosen.id().value(), one.code(), q, done));
        return "certificate/collected";
    }

    /** The meeting asked for; otherwise the first with papers to hand over, otherwise the first. */
    private TrainingMeeting chosen(List<TrainingMeeting> meetings, @Nullable Long asked) {
        if (asked != null) {
            return meetings.stream()
                    .filter(m -> m.id().value() == asked)
                    .findFirst()
                    .orElseThrow(CertificateLife::nothing);
        }
        return meetings.stream()
                .filter(m -> !collected.byProvince(m.id()).isEmpty())
                .findFirst()
                .orElse(meetings.get(0));
    }

    private List<ProvinceChoice> provinces(TrainingMeeting meeting, Actor actor) {
        var counts = collected.byProvince(meeting.id());
        return cycles.get(meeting.cycle()).edition().provinces().stream()
                .filter(p -> CertificateLife.reads(actor, p.code()))
                .map(p -> choice(p, counts.getOrDefault(p.code(), new CollectedRows.Count(0, 0))))
                .toList();
    }

    private static ProvinceChoice choice(Province province, CollectedRows.Count count) {
        return new ProvinceChoice(province.code(), province.name().in(ChosenLanguage.current()), count);
    }

    private static String path(long meeting, String province, String q, boolean done) {
        return "/certificates/collected?meeting=" + meeting + "&province="
                + URLEncoder.encode(province, StandardCharsets.UTF_8) + "&done=" + done + "&q="
                + URLEncoder.encode(q, StandardCharsets.UTF_8);
    }

    @PostMapping("/certificates/collected/{paper}")
    String tick(
            @PathVariable("paper") long id,
            @RequestParam(defaultValue = "0") long meeting,
            @RequestParam(defaultValue = "") String province,
            @RequestParam(defaultValue = "") String q,
            @RequestParam(defaultValue = "false") boolean done,
            @RequestParam(defaultValue = "0") int page,
            Actor actor,
            RedirectAttributes after) {
        try {
            collecting.tick(id, actor);
        } catch (DuplicateKeyException e) {
            // Ticked by somebody else at the same moment: it is ticked.
        }
        after.addFlashAttribute("ticked", id);
        return back(meeting, province, q, done, page);
    }

    @PostMapping("/certificates/collected/{paper}/undo")
    String undo(
            @PathVariable("paper") long id,
            @RequestParam(defaultValue = "0") long meeting,
            @RequestParam(defaultValue = "") String province,
            @RequestParam(defaultValue = "") String q,
            @RequestParam(defaultValue = "false") boolean done,
            @RequestParam(defaultValue = "0") int page,
            Actor actor,
            RedirectAttributes after) {
        collecting.undo(id, actor);
        after.addFlashAttribute("unticked", true);
        return back(meeting, province, q, done, page);
    }

    private static String back(long meeting, String province, String q, boolean done, int page) {
        return meeting == 0
                ? "redirect:/certificates/collected"
                : "redirect:" + path(meeting, province, q, done) + "&page=" + Math.max(0, page);
    }
}
