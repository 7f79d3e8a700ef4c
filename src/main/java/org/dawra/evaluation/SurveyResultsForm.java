package org.dawra.evaluation;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import org.dawra.cycle.Edition.QuestionKind;
import org.dawra.cycle.MeetingId;
import org.dawra.cycle.Programmes;
import org.dawra.cycle.TrainingCycles;
import org.dawra.document.MoroccanText;
import org.dawra.engine.Actor;
import org.dawra.engine.HumanTask;
import org.dawra.engine.TaskForm;
import org.dawra.web.ChosenLanguage;
import org.jspecify.annotations.Nullable;
import org.springframework.context.MessageSource;
import org.springframework.stereotype.Component;

/** Shows the programme manager the results to be reviewed. */
@Component
class SurveyResultsForm implements TaskForm {

    private static final Pattern MARKUP = Pattern.compile("[\\\\`*_{}\\[\\]()#+.!<>&|~-]");
    private static final Pattern LINES = Pattern.compile("\\s+");

    private final SurveyRun run;
    private final Programmes programmes;
    private final TrainingCycles cycles;
    private final MessageSource messages;

    SurveyResultsForm(SurveyRun run, Programmes programmes, TrainingCycles cycles, MessageSource messages) {
        this.run = run;
        this.programmes = programmes;
        this.cycles = cycles;
        this.messages = messages;
    }

    @Override
    public String process() {
        return CycleEvaluation.KEY;
    }

    @Override
    public String element() {
        return CycleEvaluation.REVIEW_RESULTS;
    }

    @Override
    public Map<String, Object> facts(HumanTask task, Actor actor) {
        var id = MeetingId.of(task.businessKey());
        var meeting = programmes.meeting(id);
        var language = ChosenLanguage.current();
        var locale = language.locale();
        var results = run.of(id).orElseThrow();
        var questions = new ArrayList<String>();
        var texts = new ArrayList<String>();
        for (var figures : results.questions()) {
            var text = escaped(figures.question().text().in(language));
            if (figures.question().kind() == QuestionKind.TEXT) {
                texts.add("**" + text + "**");
                figures.texts().forEach(words -> texts.add("- " + escaped(words)));
            } else {
                questions.add("- " + text + " — **" + result(figures, locale) + "**");
            }
        }
        var edition = cycles.get(meeting.cycle()).edition();
        var provinces = new ArrayList<String>();
        results.byProvince()
                .forEach((code, figures) -> provinces.add("- "
                        + escaped(edition.province(code)
                                .map(p -> p.name().in(language))
                                .orElse(code)) + " — "
                        + of(figures.answered(), figures.asked(), locale) + " — **" + mean(figures.mean(), locale)
                        + "**"));
        var facts = new LinkedHashMap<String, Object>();
        facts.put("intro", text("intro", locale));
        facts.put(
                "overview",
                "**" + escaped(meeting.title().in(language)) + "**\n\n- " + text("rate", locale) + " — **"
                        + MoroccanText.percent(results.responseRate(), locale) + "** ("
                        + of(results.answered(), results.asked(), locale) + ")\n- " + text("mean", locale) + " — **"
                        + mean(results.mean(), locale) + "**");
        facts.put("questions", section("questions", questions, locale));
        facts.put("provinces", section("provinces", provinces, locale));
        facts.put("texts", section("texts", texts, locale));
        return facts;
    }

    private String section(String key, List<String> lines, Locale locale) {
        var body = lines.isEmpty()
                ? messages.getMessage("evaluation.results.tooFew", null, locale)
                : String.join("\n", lines);
        return "### " + text(key, locale) + "\n\n" + body;
    }

    /** In words: a slash between two figures reads the other way round from right to left. */
    private String of(int part, int whole, Locale locale) {
        return messages.getMessage(
                "evaluation.of",
                new Object[] {MoroccanText.number(part, locale), MoroccanText.number(whole, locale)},
                locale);
    }

    private String text(String key, Locale locale) {
        return messages.getMessage("survey-results." + key + ".label", null, locale);
    }

    /** What people wrote is text, whatever signs it has. */
    private static String escaped(String text) {
        return MARKUP.matcher(LINES.matcher(text).replaceAll(" ")).replaceAll("\\\\$0");
    }

    private String result(SurveyResults.QuestionFigures figures, Locale locale) {
        if (figures.question().kind() == QuestionKind.SCALE) {
            return mean(figures.mean(), locale);
        }
        var parts = new ArrayList<String>();
        List<Integer> counts = figures.counts();
        for (var i = 0; i < counts.size(); i++) {
            parts.add(figures.question().options().get(i).in(locale) + ": " + counts.get(i));
        }
        return String.join(" · ", parts);
    }

    private String mean(@Nullable Double mean, Locale locale) {
        return mean == null
                ? messages.getMessage("evaluation.results.hidden", null, locale)
                : messages.getMessage(
                        "evaluation.of", new Object[] {MoroccanText.decimal(mean, 2, locale), Answer.BEST}, locale);
    }
}
