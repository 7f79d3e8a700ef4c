package org.dawra.award;

import java.time.Clock;
import java.util.List;
import java.util.Locale;
import org.dawra.cycle.Province;
import org.dawra.cycle.TrainingCycle;
import org.dawra.cycle.TrainingMeeting;
import org.dawra.document.Block;
import org.dawra.document.Block.Colour;
import org.dawra.document.Block.Style;
import org.dawra.document.Decoration;
import org.dawra.document.DocumentStore;
import org.dawra.document.Documents;
import org.dawra.document.MoroccanText;
import org.dawra.document.Paper;
import org.dawra.document.PaperLanguage;
import org.dawra.document.Seal;
import org.dawra.document.SealRequest;
import org.dawra.registration.Institution;
import org.dawra.web.PublicUrl;
import org.springframework.context.MessageSource;
import org.springframework.stereotype.Component;

/** The diploma of honour (شهادة تقديرية) that comes with the shield: Arabic, with its main lines in French. */
@Component
class DiplomaPaper {

    private static final double LOGO_HEIGHT = 14;
    private static final Locale AR = PaperLanguage.AR.locale();
    private static final Locale FR = PaperLanguage.FR.locale();

    private final Documents documents;
    private final Seal seal;
    private final DocumentStore store;
    private final PublicUrl url;
    private final MessageSource messages;
    private final Clock clock;

    DiplomaPaper(
            Documents documents, Seal seal, DocumentStore store, PublicUrl url, MessageSource messages, Clock clock) {
        this.documents = documents;
        this.seal = seal;
        this.store = store;
        this.url = url;
        this.messages = messages;
        this.clock = clock;
    }

    /** Renders, seals and keeps a diploma; answers the document's id. */
    long store(
            TrainingCycle cycle, TrainingMeeting meeting, Nomination nomination, Institution institution, String code) {
        var paper = paper(cycle, meeting, nomination, institution, code);
        var signatory = cycle.sample()
                ? say("award.diploma.sampleSignatory", AR)
                : cycle.edition().network().name().ar();
        var sealed = seal.seal(
                documents.render(paper), new SealRequest(paper.title(), signatory, cycle.sample(), clock.instant()));
        return store.store(
                "diploma",
                "diploma-" + cycle.slug() + "-" + institution.code() + ".pdf",
                "application/pdf",
                sealed,
                cycle.sample());
    }

    Paper paper(
            TrainingCycle cycle, TrainingMeeting meeting, Nomination nomination, Institution institution, String code) {
        var edition = cycle.edition();
        var award = edition.award();
        if (award == null) {
            throw new IllegalStateException("edition without an award");
        }
        var look = edition.certificate();
        var year = Integer.toString(edition.number());
        var province = edition.province(nomination.province());
        var paper = Paper.in(PaperLanguage.AR, say("award.diploma", AR))
                .landscape()
                .decoration(Decoration.DIPLOMA)
                .sample(cycle.sample())
                .palette(look.palette())
                .addAll(Block.Logos.around(
                        look.printedLogos(),
                        LOGO_HEIGHT,
                        List.of(new Block.Paragraph(
                                edition.network().name().ar(),
                                Style.NORMAL
                                        .size(13)
                                        .centred()
                                        .strong()
                                        .in(look.palette().frame())))))
                .space(2)
                .paragraph(
                        say("award.diploma", AR),
                        Style.NORMAL
                                .size(34)
                                .centred()
                                .strong()
                                .in(look.palette().ornamentAsText()))
                .add(french(
                        say("award.diploma", FR),
                        Style.NORMAL.size(12).centred().in(Colour.MUTED)))
                .space(2)
                .paragraph(
                        say("award.diploma.given", AR, award.name().ar(), year),
                        Style.NORMAL.size(15).centred())
                .paragraph(
                        institution.name(),
                        Style.NORMAL
                                .size(28)
                                .centred()
                                .strong()
                                .in(look.palette().frame())
                                .shrinking())
                .paragraph(
                        province.map(Province::name).map(n -> n.ar()).orElse(""),
                        Style.NORMAL.size(12).centred().in(Colour.MUTED))
                .space(1)
                .paragraph(nomination.citationAr(), Style.NORMAL.size(14).centred())
                .paragraph(
                        say("award.diploma.reason", AR, award.reason().ar()),
                        Style.NORMAL.size(11).centred().in(Colour.MUTED))
                .space(1)
                .add(french(
                        say("award.diploma.given", FR, award.name().fr(), year)
                                + (institution.nameFr() == null ? "" : " — " + institution.nameFr()),
                        Style.NORMAL.size(10).centred().in(Colour.MUTED)));
        var citationFr = nomination.citationFr();
        if (citationFr != null) {
            paper.add(french(citationFr, Style.NORMAL.size(10).centred().in(Colour.MUTED)));
        }
        var page = url.of("/verify/" + code);
        return paper.paragraph(
                        say(
                                "award.diploma.where",
                                AR,
                                meeting.title().ar(),
                                meeting.place().ar(),
                                MoroccanText.dateRange(meeting.printedFrom(), meeting.printedTo(), AR)),
                        Style.NORMAL.size(10.5).centred())
                .space(2)
                .add(new Block.Columns(
                        List.of(1.0, 4.0),
                        List.of(
                                List.of(
                                        new Block.QrCode(page, 24),
                                        french(
                                                code,
                                                Style.NORMAL.size(6.5).centred().in(Colour.MUTED))),
                                List.of(new Block.SignatureLines(signatories(cycle), 18)))))
                .build();
    }

    private List<Block.Signatory> signatories(TrainingCycle cycle) {
        return cycle.edition().certificate().signatories().stream()
                .map(s -> new Block.Signatory(s.ar(), cycle.sample() ? say("award.diploma.sampleSignatory", AR) : null))
                .toList();
    }

    private static Block french(String text, Style style) {
        return new Block.Paragraph(text, style, PaperLanguage.FR);
    }

    private String say(String key, Locale locale, Object... args) {
        return messages.getMessage(key, args, locale);
    }
}
