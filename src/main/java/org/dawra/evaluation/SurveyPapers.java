package org.dawra.evaluation;

import static org.dawra.document.Block.Style.NORMAL;

import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.dawra.cycle.MeetingId;
import org.dawra.cycle.Programmes;
import org.dawra.cycle.TrainingCycles;
import org.dawra.document.Block;
import org.dawra.document.Block.Align;
import org.dawra.document.Block.Colour;
import org.dawra.document.Block.Paragraph;
import org.dawra.document.Block.QrCode;
import org.dawra.document.Decoration;
import org.dawra.document.Documents;
import org.dawra.document.MoroccanText;
import org.dawra.document.Paper;
import org.dawra.document.PaperLanguage;
import org.dawra.document.SheetSpec;
import org.dawra.document.Sheets;
import org.dawra.evaluation.SurveyResults.Results;
import org.dawra.web.Language;
import org.dawra.web.PublicUrl;
import org.jspecify.annotations.Nullable;
import org.springframework.context.MessageSource;
import org.springframework.stereotype.Component;

/** The poster for the hall, and the results as a workbook. */
@Component
class SurveyPapers {

    private static final double QR_MILLIMETRES = 95;

    private final Programmes programmes;
    private final TrainingCycles cycles;
    private final Documents documents;
    private final Sheets sheets;
    private final PublicUrl publicUrl;
    private final MessageSource messages;

    SurveyPapers(
            Programmes programmes,
            TrainingCycles cycles,
            Documents documents,
            Sheets sheets,
            PublicUrl publicUrl,
            MessageSource messages) {
        this.programmes = programmes;
        this.cycles = cycles;
        this.documents = documents;
        this.sheets = sheets;
        this.publicUrl = publicUrl;
        this.messages = messages;
    }

    /** One page to hang up: what to scan and which code to type, in Arabic and French. */
    byte[] poster(MeetingId id) {
        var meeting = programmes.meeting(id);
        var cycle = cycles.get(meeting.cycle());
        var address = publicUrl.of("/surveys/hall/" + id.key());
        var dates = MoroccanText.dateRange(meeting.printedFrom(), meeting.printedTo(), Language.AR.locale());
        return documents.render(Paper.in(PaperLanguage.AR, text("evaluation.poster.title", Language.AR))
                .sample(cycle.sample())
                .decoration(Decoration.PLAIN)
                .header(cycle.edition().network().name().ar())
                .space(6)
                .add(new Block.Heading(1, text("evaluation.poster.title", Language.AR), Align.CENTER))
                .paragraph(
                        meeting.title().ar(), NORMAL.size(18).strong().centred().in(Colour.GREEN))
                .paragraph(
                        dates + " – " + meeting.place().ar(),
                        NORMAL.size(13).centred().in(Colour.MUTED))
                .space(4)
                .add(new QrCode(address, QR_MILLIMETRES))
                .add(new Paragraph(address, NORMAL.size(12).centred(), PaperLanguage.FR))
                .space(4)
                .paragraph(
                        text("evaluation.poster.how", Language.AR),
                        NORMAL.size(18).centred())
                .add(new Paragraph(
                        text("evaluation.poster.how", Language.FR),
                        NORMAL.size(14).centred().in(Colour.MUTED),
                        PaperLanguage.FR))
                .space(2)
                .paragraph(
                        text("evaluation.poster.anonymous", Language.AR),
                        NORMAL.size(12).centred().in(Colour.MUTED))
                .build());
    }

    /** The aggregates that the page shows, and nothing finer. */
    byte[] workbook(Results results, Language language) {
        var meeting = programmes.meeting(results.meeting());
        var edition = cycles.get(meeting.cycle()).edition();
        var questions = new ArrayList<List<? extends @Nullable Object>>();
        var texts = new ArrayList<List<? extends @Nullable Object>>();
        for (var figures : results.questions()) {
            var question = figures.question();
            var text = question.text().in(language);
            for (var i = 0; i < figures.counts().size(); i++) {
                var option = question.options().isEmpty()
                        ? text("evaluation.grade." + (i + 1), language)
                        : question.options().get(i).in(language);
                questions.add(row(text, option, figures.counts().get(i), i == 0 ? figures.mean() : null));
            }
            figures.texts().forEach(words -> texts.add(List.of(text, words)));
        }
        var provinces = new ArrayList<List<? extends @Nullable Object>>();
        results.byProvince()
                .forEach((code, figures) -> provinces.add(row(
                        edition.province(code).map(p -> p.name().in(language)).orElse(code),
                        figures.asked(),
                        figures.answered(),
                        figures.mean())));
        var rightToLeft = language == Language.AR;
        var out = new ByteArrayOutputStream();
        sheets.write(
                List.of(
                        new SheetSpec(
                                text("evaluation.results.questions", language),
                                rightToLeft,
                                List.of(
                                        column("evaluation.results.question", 60, language),
                                        column("evaluation.results.answer", 30, language),
                                        column("evaluation.results.count", 12, language),
                                        column("evaluation.results.mean", 12, language)),
                                questions),
                        new SheetSpec(
                                text("evaluation.results.provinces", language),
                                rightToLeft,
                                List.of(
                                        column("evaluation.results.province", 30, language),
                                        column("evaluation.results.asked", 12, language),
                                        column("evaluation.results.answered", 12, language),
                                        column("evaluation.results.mean", 12, language)),
                                provinces),
                        new SheetSpec(
                                text("evaluation.results.texts", language),
                                rightToLeft,
                                List.of(
                                        column("evaluation.results.question", 50, language),
                                        column("evaluation.results.words", 90, language)),
                                texts)),
                out);
        return out.toByteArray();
    }

    private static List<@Nullable Object> row(@Nullable Object... cells) {
        return Arrays.asList(cells);
    }

    private SheetSpec.Column column(String key, int width, Language language) {
        return new SheetSpec.Column(text(key, language), width);
    }

    private String text(String key, Language language) {
        return messages.getMessage(key, null, language.locale());
    }
}
