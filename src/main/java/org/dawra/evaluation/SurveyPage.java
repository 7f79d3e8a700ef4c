package org.dawra.evaluation;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.NoSuchElementException;
import org.dawra.access.Findings;
import org.dawra.cycle.Edition.Question;
import org.dawra.cycle.MeetingId;
import org.dawra.cycle.Programmes;
import org.dawra.cycle.TrainingCycles;
import org.dawra.engine.Fields;
import org.dawra.engine.Refused;
import org.dawra.evaluation.StoredSurveys.State;
import org.dawra.evaluation.SurveyRun.Form;
import org.dawra.registration.Persons;
import org.dawra.registration.Seats;
import org.dawra.web.ChosenLanguage;
import org.dawra.web.FormErrors;
import org.dawra.web.Language;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;

/** The survey as its participants see it: by personal link, or in the hall by QR code and short code. */
@Controller
class SurveyPage {

    private final SurveyRun run;
    private final Seats seats;
    private final Persons persons;
    private final Programmes programmes;
    private final TrainingCycles cycles;
    private final WrongCodes wrongCodes;
    private final Findings findings;

    SurveyPage(
            SurveyRun run,
            Seats seats,
            Persons persons,
            Programmes programmes,
            TrainingCycles cycles,
            WrongCodes wrongCodes,
            Findings findings) {
        this.run = run;
        this.seats = seats;
        this.persons = persons;
        this.programmes = programmes;
        this.cycles = cycles;
        this.wrongCodes = wrongCodes;
        this.findings = findings;
    }

    /** A question in the reader's language; {@code lang} is that of the text. */
    record Asked(String code, String kind, String text, String lang, List<String> options) {

        static Asked of(Question question, Language language) {
            return new Asked(
                    question.code(),
                    question.kind().name(),
                    question.text().in(language),
                    language == Language.AR ? "ar" : "fr",
                    question.options().stream()
                            .map(option -> option.in(language))
                            .toList());
        }
    }

    @GetMapping("/surveys/{token}")
    String form(
            @PathVariable String token,
            @RequestParam(required = false) @Nullable String done,
            HttpServletRequest request,
            HttpServletResponse response,
            Model model) {
        var form = run.form(token).orElseThrow(NoSuchElementException::new);
        var person = persons.ofSeats(List.of(form.response().seat()))
                .get(form.response().seat());
        if (person != null) {
            ChosenLanguage.suggest(Language.of(Locale.forLanguageTag(person.language())), request, response);
        }
        var typed = new HashMap<String, String>();
        for (var answer : run.answers(form)) {
            var words = answer.words();
            var mark = answer.grade() == null ? answer.choice() : answer.grade();
            typed.put(answer.question(), words != null ? words : String.valueOf(mark));
        }
        show(form, token, typed, FormErrors.none(), model);
        if (done != null && form.response().answered()) {
            model.addAttribute("step", "thanks");
        }
        return "evaluation/survey";
    }

    @PostMapping("/surveys/{token}")
    Object answer(@PathVariable String token, @RequestParam Map<String, String> typed, Model model) {
        var form = run.form(token).orElseThrow(NoSuchElementException::new);
        var answers = new LinkedHashMap<String, String>();
        for (var question : run.questions(form.survey())) {
            var value = typed.get(question.code());
            if (value != null) {
                answers.put(question.code(), value);
            }
        }
        try {
            run.answer(form, Fields.of(answers));
        } catch (Refused refused) {
            show(form, token, answers, findings.of(refused), model);
            return new ModelAndView("evaluation/survey", model.asMap(), HttpStatus.UNPROCESSABLE_ENTITY);
        }
        return "redirect:/surveys/" + token + "?done";
    }

    @GetMapping("/surveys/hall/{meeting}")
    String hall(@PathVariable long meeting, Model model) {
        door(new MeetingId(meeting), "", FormErrors.none(), model);
        return "evaluation/hall";
    }

    @PostMapping("/surveys/hall/{meeting}")
    Object enter(
            @PathVariable long meeting,
            @RequestParam(defaultValue = "") String code,
            HttpServletRequest request,
            Model model) {
        var id = new MeetingId(meeting);
        var address = request.getRemoteAddr();
        if (wrongCodes.tooMany(address)) {
            return refused(id, code, "evaluation.tooManyCodes", HttpStatus.TOO_MANY_REQUESTS, model);
        }
        if (!run.isOpen(id)) {
            door(id, code, FormErrors.none(), model);
            return "evaluation/hall";
        }
        var form = seats.byShortCode(id, code.strip()).flatMap(seat -> run.form(id, seat.id()));
        if (form.isEmpty()) {
            wrongCodes.count(address);
            return refused(id, code, "evaluation.wrongCode", HttpStatus.UNPROCESSABLE_ENTITY, model);
        }
        return "redirect:/surveys/" + form.get().token();
    }

    private ModelAndView refused(MeetingId id, String code, String key, HttpStatus status, Model model) {
        door(id, code, findings.of(new Refused("code", key)), model);
        return new ModelAndView("evaluation/hall", model.asMap(), status);
    }

    private void door(MeetingId id, String code, FormErrors errors, Model model) {
        var survey = run.survey(id).orElseThrow(NoSuchElementException::new);
        heading(id, model);
        model.addAttribute("state", survey.state().name());
        model.addAttribute("code", code.length() > 40 ? "" : code);
        model.addAttribute("errors", errors);
    }

    private void show(Form form, String token, Map<String, String> typed, FormErrors errors, Model model) {
        var language = ChosenLanguage.current();
        heading(form.survey().meeting(), model);
        var questions = new ArrayList<Asked>();
        for (var question : run.questions(form.survey())) {
            questions.add(Asked.of(question, language));
        }
        model.addAttribute("step", form.survey().state() == State.OPEN ? "form" : "closed");
        model.addAttribute("answered", form.response().answered());
        model.addAttribute("token", token);
        model.addAttribute("questions", questions);
        model.addAttribute("typed", typed);
        model.addAttribute("errors", errors);
    }

    private void heading(MeetingId id, Model model) {
        var meeting = programmes.meeting(id);
        var language = ChosenLanguage.current();
        model.addAttribute("meetingId", id.value());
        model.addAttribute("meetingTitle", meeting.title().in(language));
        model.addAttribute("place", meeting.place().in(language));
        model.addAttribute("from", meeting.startsOn());
        model.addAttribute("to", meeting.endsOn());
        model.addAttribute("sample", cycles.get(meeting.cycle()).sample());
    }
}
