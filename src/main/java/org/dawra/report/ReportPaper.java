package org.dawra.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.dawra.cycle.Bilingual;
import org.dawra.cycle.Edition;
import org.dawra.cycle.TrainingCycle;
import org.dawra.document.Block;
import org.dawra.document.Block.Align;
import org.dawra.document.Block.Colour;
import org.dawra.document.Block.Style;
import org.dawra.document.MoroccanText;
import org.dawra.document.Paper;
import org.dawra.document.PaperLanguage;
import org.dawra.web.Language;
import org.jspecify.annotations.Nullable;
import org.springframework.context.MessageSource;

/** The general report on paper, in one language; the file carries the Arabic part and then the French one. */
final class ReportPaper {

    private static final Style BODY = Style.NORMAL.size(11.5).aligned(Align.JUSTIFY);
    private static final Style NOTE = Style.NORMAL.size(9.5).in(Colour.MUTED);

    private final TrainingCycle cycle;
    private final Figures figures;
    private final Language language;
    private final MessageSource texts;
    private final Paper.Builder paper;

    private ReportPaper(TrainingCycle cycle, Figures figures, Language language, MessageSource texts) {
        this.cycle = cycle;
        this.figures = figures;
        this.language = language;
        this.texts = texts;
        this.paper = Paper.in(
                language == Language.AR ? PaperLanguage.AR : PaperLanguage.FR,
                text("report.paper.title", Integer.toString(cycle.number())));
    }

    static Paper of(
            TrainingCycle cycle,
            Figures figures,
            @Nullable String narrative,
            Language language,
            MessageSource texts,
            String address,
            @Nullable String key) {
        return new ReportPaper(cycle, figures, language, texts).write(narrative, address, key);
    }

    private Paper write(@Nullable String narrative, String address, @Nullable String key) {
        var edition = cycle.edition();
        paper.sample(cycle.sample()).header(in(edition.network().name())).pageNumbers();
        paper.space(8);
        paper.paragraph(
                in(edition.network().name()),
                Style.NORMAL.size(15).strong().centred().in(Colour.GREEN));
        paper.paragraph(in(edition.network().region()), Style.NORMAL.centred().in(Colour.MUTED));
        paper.space(6);
        paper.add(new Block.Heading(1, text("report.paper.title", Integer.toString(cycle.number())), Align.CENTER));
        paper.paragraph(in(edition.title()), Style.NORMAL.size(14).strong().centred());
        paper.paragraph(quoted(in(edition.slogan())), Style.NORMAL.centred().in(Colour.DARK_GOLD));
        paper.add(new Block.Rule());
        paper.space(3);
        section("report.paper.introduction");
        body(edition.report().introduction());
        body(edition.context());
        if (edition.report().consultation() != null) {
            section("report.paper.consultation");
            body(edition.report().consultation());
            if (!edition.consultationAgenda().isEmpty()) {
                paper.add(new Block.BulletList(
                        edition.consultationAgenda().stream().map(this::in).toList()));
            }
        }
        if (narrative != null) {
            section("report.paper.narrative");
            narrative.lines().filter(line -> !line.isBlank()).forEach(line -> paper.paragraph(line, BODY));
        }
        figures();
        figures.meetings().forEach(this::meeting);
        award(edition);
        draw(edition);
        agreements();
        recommendations();
        section("report.paper.closing");
        body(edition.report().closing());
        body(edition.report().thanks());
        paper.space(4);
        paper.add(new Block.QrCode(address, 24, Align.CENTER, address));
        paper.paragraph(text("report.paper.online", address), NOTE.centred());
        if (key != null) {
            paper.paragraph(text("report.paper.key"), NOTE.centred());
            paper.add(new Block.Paragraph(key, NOTE.size(7).centred(), PaperLanguage.FR));
        }
        return paper.build();
    }

    private String quoted(String text) {
        return language == Language.FR ? "«\u00a0" + text + "\u00a0»" : "«" + text + "»";
    }

    private void figures() {
        var facts = new ArrayList<Block.KeyValue>();
        facts.add(fact("report.figure.registered", figures.registered()));
        facts.add(fact("report.figure.meetings", figures.meetings().size()));
        facts.add(fact("report.figure.participants", figures.participants()));
        facts.add(fact("report.figure.certificates", figures.certificates()));
        facts.add(fact("report.figure.agreements", figures.agreements().size()));
        facts.add(
                fact("report.figure.recommendations", figures.recommendations().size()));
        together(text("report.paper.figures"), facts);
        paper.space(2);
        chart("report.chart.registrations", provinces(figures.registrations()));
        var kinds = new ArrayList<Block.Bar>();
        figures.kinds().forEach((kind, count) -> kinds.add(bar(text("report.kind." + kind), count)));
        chart("report.chart.kinds", kinds);
    }

    private void meeting(Figures.Meeting meeting) {
        together(
                in(meeting.title()),
                List.of(
                        new Block.KeyValue(
                                text("report.meeting.dates"),
                                MoroccanText.dateRange(meeting.from(), meeting.to(), language.locale())),
                        new Block.KeyValue(text("report.meeting.place"), in(meeting.place())),
                        fact("report.figure.participants", meeting.participants()),
                        fact("report.figure.institutions", meeting.institutions()),
                        fact("report.figure.certificates", meeting.certificates())));
        if (meeting.sample()) {
            paper.paragraph(text("report.meeting.sample"), NOTE);
        }
        var summaries = new ArrayList<List<String>>();
        for (var session : meeting.sessions()) {
            var summary =
                    language == Language.AR || session.summaryFr() == null ? session.summaryAr() : session.summaryFr();
            summaries.add(List.of(in(session.title()), summary == null ? "—" : summary));
        }
        if (!summaries.isEmpty()) {
            paper.space(2);
            paper.add(Block.Table.of(
                    List.of(2.0, 4.0),
                    List.of(text("report.meeting.session"), text("report.meeting.summary")),
                    summaries));
        }
        paper.space(2);
        chart("report.chart.participants", provinces(meeting.byProvince()));
        survey(meeting);
    }

    private void survey(Figures.Meeting meeting) {
        if (meeting.asked() == 0) {
            return;
        }
        paper.heading(3, text("report.paper.survey"));
        paper.paragraph(
                text(
                        "report.survey.rate",
                        meeting.answered(),
                        meeting.asked(),
                        MoroccanText.percent((double) meeting.answered() / meeting.asked(), language.locale())),
                BODY);
        chart(
                "report.chart.grades",
                meeting.grades().stream()
                        .map(g -> new Block.Bar(
                                in(g.question()), g.mean(), MoroccanText.decimal(g.mean(), 1, language.locale())))
                        .toList());
        var conclusion = meeting.conclusion();
        if (conclusion != null && language == Language.AR) {
            paper.paragraph(text("report.survey.conclusion", conclusion), BODY);
        }
    }

    private void award(Edition edition) {
        var award = edition.award();
        if (award == null || figures.laureates().isEmpty()) {
            return;
        }
        section("report.paper.award");
        paper.paragraph(in(award.name()) + " – " + in(award.reason()), BODY);
        paper.add(Block.Table.of(
                List.of(2.2, 1.6, 4.0),
                List.of(text("report.award.institution"), text("report.award.province"), text("report.award.citation")),
                figures.laureates().stream()
                        .map(w -> List.of(in(w.name()), province(w.province()), in(w.citation())))
                        .toList()));
        if (cycle.sample()) {
            paper.paragraph(text("report.award.sampleScores"), NOTE);
        }
    }

    private void draw(Edition edition) {
        var draw = edition.draw();
        var drawn = figures.draw();
        if (draw == null || drawn == null) {
            return;
        }
        section("report.paper.draw");
        paper.paragraph(text("report.draw.pool", drawn.poolSize(), in(draw.prize())), BODY);
        paper.add(new Block.BulletList(drawn.winners().stream().map(this::in).toList()));
        if (!drawn.reserves().isEmpty()) {
            paper.paragraph(
                    text("report.draw.reserves") + " "
                            + String.join(
                                    language == Language.AR ? "، " : ", ",
                                    drawn.reserves().stream().map(this::in).toList()),
                    NOTE);
        }
        if (cycle.sample()) {
            paper.paragraph(text("report.draw.sample"), NOTE);
        }
    }

    private void agreements() {
        if (figures.agreements().isEmpty()) {
            return;
        }
        section("report.paper.agreements");
        paper.add(Block.Table.of(
                List.of(3.0, 4.0),
                List.of(text("report.agreement.title"), text("report.agreement.parties")),
                figures.agreements().stream()
                        .map(a -> List.of(
                                in(a.title()),
                                String.join("\n", language == Language.AR ? a.partiesAr() : a.partiesFr())))
                        .toList()));
    }

    private void recommendations() {
        if (figures.recommendations().isEmpty()) {
            return;
        }
        section("report.paper.recommendations");
        body(cycle.edition().report().recommendations());
        paper.add(Block.BulletList.numbered(
                figures.recommendations().stream().map(this::in).toList()));
    }

    private void chart(String key, List<Block.Bar> bars) {
        if (bars.isEmpty()) {
            return;
        }
        var told = new ArrayList<String>();
        bars.forEach(bar -> told.add(bar.label() + " " + bar.shown()));
        paper.add(new Block.Together(
                List.of(new Block.BarChart(text(key), bars, text(key) + ": " + String.join("، ", told)))));
        paper.space(2);
    }

    private List<Block.Bar> provinces(Map<String, Integer> counts) {
        return counts.entrySet().stream()
                .map(e -> bar(province(e.getKey()), e.getValue()))
                .toList();
    }

    private Block.Bar bar(String label, int count) {
        return new Block.Bar(label, count, MoroccanText.number(count, language.locale()));
    }

    private Block.KeyValue fact(String key, int count) {
        return new Block.KeyValue(text(key), MoroccanText.number(count, language.locale()));
    }

    private String province(String code) {
        return cycle.edition().province(code).map(p -> in(p.name())).orElse(code);
    }

    /** A heading and its figures on one page. */
    private void together(String heading, List<Block.KeyValue> facts) {
        paper.add(new Block.Together(List.of(new Block.Heading(2, heading), new Block.KeyValues(facts))));
    }

    private void section(String key) {
        paper.heading(2, text(key));
    }

    private void body(@Nullable Bilingual text) {
        if (text != null) {
            paper.paragraph(in(text), BODY);
        }
    }

    private String in(Bilingual text) {
        return text.in(language);
    }

    private String text(String key, Object... args) {
        return texts.getMessage(key, args, language.locale());
    }
}
