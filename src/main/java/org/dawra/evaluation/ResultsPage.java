package org.dawra.evaluation;

import java.util.ArrayList;
import java.util.List;
import java.util.NoSuchElementException;
import org.dawra.access.Reach;
import org.dawra.access.Role;
import org.dawra.cycle.MeetingId;
import org.dawra.cycle.Programmes;
import org.dawra.cycle.TrainingCycle;
import org.dawra.cycle.TrainingCycles;
import org.dawra.cycle.TrainingMeeting;
import org.dawra.document.MoroccanText;
import org.dawra.engine.Actor;
import org.dawra.evaluation.SurveyResults.QuestionFigures;
import org.dawra.evaluation.SurveyResults.Results;
import org.dawra.web.ChosenLanguage;
import org.dawra.web.Language;
import org.jspecify.annotations.Nullable;
import org.springframework.context.MessageSource;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;

/** The results for the staff, as bars that are a table at the same time. */
@Controller
class ResultsPage {

    private static final String XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

    private final SurveyRun run;
    private final SurveyPapers papers;
    private final Programmes programmes;
    private final TrainingCycles cycles;
    private final MessageSource messages;

    ResultsPage(
            SurveyRun run, SurveyPapers papers, Programmes programmes, TrainingCycles cycles, MessageSource messages) {
        this.run = run;
        this.papers = papers;
        this.programmes = programmes;
        this.cycles = cycles;
        this.messages = messages;
    }

    /** A survey in the list. */
    record Line(
            long meeting,
            String title,
            String cycle,
            String state,
            @Nullable Results results,
            @Nullable String mean) {}

    /** A bar; {@code share} of the answers, 0 to 1. */
    record Bar(String label, String lang, int count, double share) {

        /** For the bar itself. */
        public int percent() {
            return (int) Math.round(share * 100);
        }
    }

    /** A question as it is drawn. */
    record Chart(
            String text,
            String lang,
            String kind,
            int answered,
            @Nullable String mean,
            List<Bar> bars,
            List<String> texts) {}

    /** A province's line. */
    record ProvinceLine(
            String name,
            int asked,
            int answered,
            double share,
            @Nullable String mean) {

        /** For the bar itself. */
        public int percent() {
            return (int) Math.round(share * 100);
        }
    }

    @GetMapping("/surveys")
    String list(Actor actor, Model model) {
        var lines = new ArrayList<Line>();
        cycles.all().forEach(cycle -> lines.addAll(lines(cycle)));
        model.addAttribute("lines", lines);
        model.addAttribute(
                "mayRead",
                actor.in(Role.PROGRAMME_MANAGER.group()) || actor.in(Role.PRESIDENT.group()) || Reach.readsAll(actor));
        return "evaluation/surveys";
    }

    /** {@code which} is a meeting's id, or a cycle's slug for all its meetings. */
    @GetMapping("/surveys/{which}/results")
    String results(@PathVariable String which, Model model) {
        var cycle = cycles.bySlug(which);
        if (cycle.isPresent()) {
            model.addAttribute("lines", lines(cycle.get()));
            model.addAttribute("mayRead", true);
            return "evaluation/surveys";
        }
        var meeting = programmes.meeting(meeting(which));
        var results = run.of(meeting.id()).orElse(null);
        var language = ChosenLanguage.current();
        model.addAttribute("meeting", meeting.id().value());
        model.addAttribute("meetingTitle", meeting.title().in(language));
        model.addAttribute("from", meeting.startsOn());
        model.addAttribute("to", meeting.endsOn());
        model.addAttribute("results", results);
        model.addAttribute("smallest", SurveyResults.SMALLEST_GROUP);
        if (results != null) {
            model.addAttribute(
                    "charts",
                    results.questions().stream().map(q -> chart(q, language)).toList());
            model.addAttribute("provinces", provinces(meeting, results, language));
            model.addAttribute("mean", mean(results.mean(), language));
        }
        return "evaluation/results";
    }

    @GetMapping("/surveys/{meeting}/results.xlsx")
    ResponseEntity<byte[]> workbook(@PathVariable long meeting) {
        var id = new MeetingId(meeting);
        var results = run.of(id).orElseThrow(NoSuchElementException::new);
        return file(
                papers.workbook(results, ChosenLanguage.current()),
                "survey-" + meeting + ".xlsx",
                XLSX,
                ContentDisposition.attachment());
    }

    @GetMapping("/surveys/{meeting}/poster.pdf")
    ResponseEntity<byte[]> poster(@PathVariable long meeting) {
        return file(
                papers.poster(new MeetingId(meeting)),
                "survey-poster-" + meeting + ".pdf",
                MediaType.APPLICATION_PDF_VALUE,
                ContentDisposition.inline());
    }

    private List<Line> lines(TrainingCycle cycle) {
        var language = ChosenLanguage.current();
        var lines = new ArrayList<Line>();
        for (var meeting : programmes.meetings(cycle.id())) {
            run.survey(meeting.id()).ifPresent(survey -> {
                var results = run.of(meeting.id()).orElse(null);
                lines.add(new Line(
                        meeting.id().value(),
                        meeting.title().in(language),
                        cycle.edition().title().in(language),
                        survey.state().name(),
                        results,
                        results == null ? null : mean(results.mean(), language)));
            });
        }
        return lines;
    }

    private Chart chart(QuestionFigures figures, Language language) {
        var question = figures.question();
        var textLang = language == Language.AR ? "ar" : "fr";
        var bars = new ArrayList<Bar>();
        for (var i = 0; i < figures.counts().size(); i++) {
            var count = figures.counts().get(i);
            var share = figures.answered() == 0 ? 0 : (double) count / figures.answered();
            bars.add(
                    question.options().isEmpty()
                            ? new Bar(
                                    messages.getMessage("evaluation.grade." + (i + 1), null, language.locale()),
                                    language.code(),
                                    count,
                                    share)
                            : new Bar(question.options().get(i).in(language), textLang, count, share));
        }
        return new Chart(
                question.text().in(language),
                textLang,
                question.kind().name(),
                figures.answered(),
                mean(figures.mean(), language),
                bars,
                figures.texts());
    }

    private List<ProvinceLine> provinces(TrainingMeeting meeting, Results results, Language language) {
        var edition = cycles.get(meeting.cycle()).edition();
        var lines = new ArrayList<ProvinceLine>();
        results.byProvince()
                .forEach((code, figures) -> lines.add(new ProvinceLine(
                        edition.province(code).map(p -> p.name().in(language)).orElse(code),
                        figures.asked(),
                        figures.answered(),
                        figures.responseRate(),
                        mean(figures.mean(), language))));
        return lines;
    }

    private static @Nullable String mean(@Nullable Double mean, Language language) {
        return mean == null ? null : MoroccanText.decimal(mean, 2, language.locale());
    }

    private static MeetingId meeting(String text) {
        try {
            return MeetingId.of(text);
        } catch (NumberFormatException e) {
            throw new NoSuchElementException();
        }
    }

    private static ResponseEntity<byte[]> file(
            byte[] bytes, String name, String mime, ContentDisposition.Builder disposition) {
        return ResponseEntity.ok()
                .contentType(MediaType.parseMediaType(mime))
                .header(
                        HttpHeaders.CONTENT_DISPOSITION,
                        disposition.filename(name).build().toString())
                .body(bytes);
    }
}
