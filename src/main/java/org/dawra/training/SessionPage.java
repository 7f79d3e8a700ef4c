package org.dawra.training;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Optional;
import org.dawra.access.DraftButtons;
import org.dawra.access.Findings;
import org.dawra.cycle.Programmes;
import org.dawra.cycle.TrainingCycles;
import org.dawra.document.MoroccanText;
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
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** A session for the one facilitator who runs it, or who stands in for them: the count, then summary and recommendations. */
@Controller
class SessionPage {

    private static final int ROWS_AT_FIRST = 4;

    private final StoredSessions sessions;
    private final SessionConduct conduct;
    private final StoredRecommendations recommendations;
    private final Programmes programmes;
    private final TrainingCycles cycles;
    private final HumanTasks tasks;
    private final Drafts drafts;
    private final DraftButtons buttons;
    private final Findings findings;

    SessionPage(
            StoredSessions sessions,
            SessionConduct conduct,
            StoredRecommendations recommendations,
            Programmes programmes,
            TrainingCycles cycles,
            HumanTasks tasks,
            Drafts drafts,
            DraftButtons buttons,
            Findings findings) {
        this.sessions = sessions;
        this.conduct = conduct;
        this.recommendations = recommendations;
        this.programmes = programmes;
        this.cycles = cycles;
        this.tasks = tasks;
        this.drafts = drafts;
        this.buttons = buttons;
        this.findings = findings;
    }

    /** A recommendation as typed. */
    record Row(String textAr, String textFr) {

        private boolean blank() {
            return textAr.isBlank() && textFr.isBlank();
        }
    }

    @GetMapping("/sessions/{id}")
    String session(@PathVariable long id, Actor actor, Model model) {
        own(id, actor);
        var draft = waiting(id, actor, SessionDelivery.CONFIRM_ATTENDANCE)
                .or(() -> waiting(id, actor, SessionDelivery.WRITE_SUMMARY))
                .flatMap(task -> drafts.find(task.id(), actor));
        model.addAttribute(DraftButtons.NAME, draft.map(Draft::savedAt).orElse(null));
        show(
                id,
                actor,
                draft.map(SessionPage::typed).orElse(Map.of()),
                draft.map(SessionPage::rows).orElseGet(() -> blanks(ROWS_AT_FIRST)),
                FormErrors.none(),
                model);
        return "training/session";
    }

    private static Map<String, String> typed(Draft draft) {
        var typed = new LinkedHashMap<String, String>();
        for (var name : List.of("headcount", "remarks", "summaryAr", "summaryFr")) {
            typed.put(name, draft.text(name));
        }
        return typed;
    }

    private static List<Row> rows(Draft draft) {
        var rows = new ArrayList<Row>();
        draft.rows("recommendations")
                .forEach(row -> rows.add(new Row(row.getOrDefault("textAr", ""), row.getOrDefault("textFr", ""))));
        rows.addAll(blanks(Math.max(0, ROWS_AT_FIRST - rows.size())));
        return rows;
    }

    @PostMapping("/sessions/{id}/headcount")
    Object confirm(
            @PathVariable long id,
            @RequestParam(defaultValue = "") String headcount,
            @RequestParam(defaultValue = "") String remarks,
            @RequestParam(defaultValue = "") String draft,
            Actor actor,
            Model model,
            RedirectAttributes after) {
        own(id, actor);
        var task = waiting(id, actor, SessionDelivery.CONFIRM_ATTENDANCE);
        if (task.isEmpty()) {
            return "redirect:/sessions/" + id;
        }
        var fields = Map.of("headcount", headcount, "remarks", remarks);
        try {
            if (buttons.pressed(draft, task.get(), actor, fields)) {
                return "redirect:/sessions/" + id;
            }
            tasks.submit(task.get().id(), actor, fields);
        } catch (Refused refused) {
            show(id, actor, fields, blanks(ROWS_AT_FIRST), findings.of(refused), model);
            return new ModelAndView("training/session", model.asMap(), HttpStatus.UNPROCESSABLE_ENTITY);
        }
        after.addFlashAttribute("done", "training.session.counted");
        return "redirect:/sessions/" + id;
    }

    @PostMapping("/sessions/{id}/summary")
    Object summarise(
            @PathVariable long id,
            @RequestParam MultiValueMap<String, String> form,
            Actor actor,
            Model model,
            RedirectAttributes after) {
        own(id, actor);
        var task = waiting(id, actor, SessionDelivery.WRITE_SUMMARY);
        if (task.isEmpty()) {
            return "redirect:/sessions/" + id;
        }
        var rows = rows(form);
        var shown = Map.of("summaryAr", first(form, "summaryAr"), "summaryFr", first(form, "summaryFr"));
        if (form.containsKey("more")) {
            rows.addAll(blanks(2));
            show(id, actor, shown, rows, FormErrors.none(), model);
            return new ModelAndView("training/session", model.asMap());
        }
        var fields = new LinkedHashMap<String, Object>(shown);
        fields.put(
                "recommendations",
                rows.stream()
                        .map(row -> Map.of("textAr", row.textAr(), "textFr", row.textFr()))
                        .toList());
        try {
            if (buttons.pressed(first(form, DraftButtons.NAME), task.get(), actor, fields)) {
                return "redirect:/sessions/" + id;
            }
            tasks.submit(task.get().id(), actor, fields);
        } catch (Refused refused) {
            show(id, actor, shown, rows, findings.of(refused), model);
            return new ModelAndView("training/session", model.asMap(), HttpStatus.UNPROCESSABLE_ENTITY);
        }
        after.addFlashAttribute("done", "training.session.summarised");
        return "redirect:/sessions/" + id;
    }

    private void show(long id, Actor actor, Map<String, String> typed, List<Row> rows, FormErrors errors, Model model) {
        var session = own(id, actor);
        var language = ChosenLanguage.current();
        var step = waiting(id, actor, SessionDelivery.CONFIRM_ATTENDANCE).isPresent()
                ? "count"
                : waiting(id, actor, SessionDelivery.WRITE_SUMMARY).isPresent() ? "summary" : "none";
        model.addAttribute("meeting", MeetingView.of(session.meeting(), programmes, cycles));
        model.addAttribute("theSession", session);
        model.addAttribute("sessionTime", MoroccanText.timeRange(session.starts(), session.ends(), language.locale()));
        model.addAttribute("sessionTitle", session.title(language));
        model.addAttribute("step", step);
        model.addAttribute("typed", typed);
        model.addAttribute("rows", rows);
        model.addAttribute("mayAdd", rows.size() < SessionConduct.MOST_RECOMMENDATIONS);
        model.addAttribute("recommendations", recommendations.ofSession(id));
        model.addAttribute("errors", errors);
    }

    /** Somebody else's session is answered as one that does not exist. */
    private TrainingSession own(long id, Actor actor) {
        return sessions.find(id)
                .filter(session -> conduct.isFor(session, actor))
                .orElseThrow(NoSuchElementException::new);
    }

    private Optional<HumanTask> waiting(long id, Actor actor, String element) {
        return tasks.waiting(SessionDelivery.KEY, Long.toString(id)).stream()
                .filter(task -> task.definitionKey().equals(element) && task.openTo(actor))
                .findFirst();
    }

    private static List<Row> rows(MultiValueMap<String, String> form) {
        var arabic = form.getOrDefault("textAr", List.of());
        var french = form.getOrDefault("textFr", List.of());
        var rows = new ArrayList<Row>();
        for (var i = 0; i < Math.max(arabic.size(), french.size()); i++) {
            rows.add(new Row(i < arabic.size() ? arabic.get(i) : "", i < french.size() ? french.get(i) : ""));
        }
        while (rows.size() > ROWS_AT_FIRST && rows.get(rows.size() - 1).blank()) {
            rows.remove(rows.size() - 1);
        }
        return rows;
    }

    private static List<Row> blanks(int count) {
        var rows = new ArrayList<Row>();
        for (var i = 0; i < count; i++) {
            rows.add(new Row("", ""));
        }
        return rows;
    }

    private static String first(MultiValueMap<String, String> form, String name) {
        var value = form.getFirst(name);
        return value == null ? "" : value;
    }
}
