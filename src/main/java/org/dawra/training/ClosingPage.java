package org.dawra.training;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.dawra.access.DraftButtons;
import org.dawra.access.Findings;
import org.dawra.cycle.MeetingId;
import org.dawra.cycle.Programmes;
import org.dawra.cycle.TrainingCycles;
import org.dawra.engine.Actor;
import org.dawra.engine.Drafts;
import org.dawra.engine.Drafts.Draft;
import org.dawra.engine.HumanTask;
import org.dawra.engine.HumanTasks;
import org.dawra.engine.Refused;
import org.dawra.web.ChosenLanguage;
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

/** The closing in the hall: what is read aloud and handed over, ticked off as it happens. */
@Controller
class ClosingPage {

    private static final List<String> FIELDS =
            List.of("summariesRead", "certificatesHanded", "shieldsGiven", "remarks");

    private final MeetingDelivery delivery;
    private final StoredSessions sessions;
    private final StoredRecommendations recommendations;
    private final AttendanceBook book;
    private final Programmes programmes;
    private final TrainingCycles cycles;
    private final HumanTasks tasks;
    private final Drafts drafts;
    private final DraftButtons buttons;
    private final Findings findings;

    ClosingPage(
            MeetingDelivery delivery,
            StoredSessions sessions,
            StoredRecommendations recommendations,
            AttendanceBook book,
            Programmes programmes,
            TrainingCycles cycles,
            HumanTasks tasks,
            Drafts drafts,
            DraftButtons buttons,
            Findings findings) {
        this.delivery = delivery;
        this.sessions = sessions;
        this.recommendations = recommendations;
        this.book = book;
        this.programmes = programmes;
        this.cycles = cycles;
        this.tasks = tasks;
        this.drafts = drafts;
        this.buttons = buttons;
        this.findings = findings;
    }

    /** A session as it is read aloud. */
    record Reading(String title, String summary, List<String> recommendations) {}

    @GetMapping("/closing/{meeting}")
    String checklist(@PathVariable long meeting, Actor actor, Model model) {
        var id = new MeetingId(meeting);
        var draft = waiting(id, actor).flatMap(task -> drafts.find(task.id(), actor));
        var typed = new LinkedHashMap<String, String>();
        draft.ifPresent(found -> FIELDS.forEach(name -> typed.put(name, found.text(name))));
        model.addAttribute(DraftButtons.NAME, draft.map(Draft::savedAt).orElse(null));
        show(id, actor, typed, FormErrors.none(), model);
        return "training/closing";
    }

    @PostMapping("/closing/{meeting}")
    Object close(
            @PathVariable long meeting,
            @RequestParam Map<String, String> form,
            Actor actor,
            Model model,
            RedirectAttributes after) {
        var id = new MeetingId(meeting);
        var task = waiting(id, actor);
        if (task.isPresent()) {
            var fields = new LinkedHashMap<String, String>();
            for (var name : FIELDS) {
                var value = form.get(name);
                if (value != null) {
                    fields.put(name, value);
                }
            }
            try {
                if (buttons.pressed(form.getOrDefault(DraftButtons.NAME, ""), task.get(), actor, fields)) {
                    return "redirect:/closing/" + meeting;
                }
                tasks.submit(task.get().id(), actor, fields);
            } catch (Refused refused) {
                show(id, actor, fields, findings.of(refused), model);
                return new ModelAndView("training/closing", model.asMap(), HttpStatus.UNPROCESSABLE_ENTITY);
            }
            after.addFlashAttribute("done", "training.closing.held");
        }
        return "redirect:/closing/" + meeting;
    }

    private void show(MeetingId id, Actor actor, Map<String, String> typed, FormErrors errors, Model model) {
        var language = ChosenLanguage.current();
        var texts = recommendations.of(id).stream()
                .collect(Collectors.groupingBy(
                        Recommendation::session, Collectors.mapping(Recommendation::textAr, Collectors.toList())));
        var readings = sessions.of(id).stream()
                .filter(TrainingSession::summarised)
                .map(session -> {
                    var summary = session.summaryAr();
                    return new Reading(
                            session.title(language),
                            summary == null ? "" : summary,
                            texts.getOrDefault(session.id(), List.of()));
                })
                .toList();
        model.addAttribute("meeting", MeetingView.of(id, programmes, cycles));
        model.addAttribute("readings", readings);
        model.addAttribute("shields", delivery.givesShields(id));
        model.addAttribute("participants", book.of(id).size());
        model.addAttribute("open", waiting(id, actor).isPresent());
        model.addAttribute("closing", delivery.closing(id).orElse(null));
        model.addAttribute("typed", typed);
        model.addAttribute("errors", errors);
    }

    private Optional<HumanTask> waiting(MeetingId id, Actor actor) {
        return tasks.waiting(TrainingDelivery.KEY, id.key()).stream()
                .filter(task -> task.definitionKey().equals(TrainingDelivery.HOLD_CLOSING) && task.openTo(actor))
                .findFirst();
    }
}
