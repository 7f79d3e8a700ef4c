package org.dawra.certificate;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.dawra.cycle.Bilingual;
import org.dawra.cycle.Edition;
import org.dawra.cycle.Edition.SessionKind;
import org.dawra.cycle.TrainingCycle;
import org.dawra.cycle.TrainingMeeting;
import org.dawra.document.Block;
import org.dawra.document.Block.Align;
import org.dawra.document.Block.Colour;
import org.dawra.document.Block.Style;
import org.dawra.document.Codes;
import org.dawra.document.Decoration;
import org.dawra.document.MoroccanText;
import org.dawra.document.Paper;
import org.dawra.document.PaperLanguage;
import org.dawra.training.TrainingSession;
import org.dawra.web.Language;

/**
 * The sheet of a meeting's certificates: everything but the holder is the same on each. Arabic leads, French stands
 * beside it.
 */
final class CertificatePaper {

    private static final Style LINE = Style.NORMAL.size(12.5).centred();
    private static final Style SMALL = Style.NORMAL.size(9).in(Colour.MUTED);

    private static final double LOGO_HEIGHT = 15;

    /** Of what serials and codes are made. */
    private static final String CODES = Codes.ALPHABET + "/-";

    private final TrainingCycle cycle;
    private final TrainingMeeting meeting;
    private final Edition.CertificateTexts texts;
    private final String datesAr;
    private final String datesFr;
    private final String topics;
    private final String hours;

    CertificatePaper(TrainingCycle cycle, TrainingMeeting meeting, List<TrainingSession> sessions) {
        this.cycle = cycle;
        this.meeting = meeting;
        this.texts = cycle.edition().certificate();
        this.datesAr = datesAr(meeting);
        this.datesFr = MoroccanText.dateRange(meeting.printedFrom(), meeting.printedTo(), Language.FR.locale());
        this.topics = String.join(
                " · ",
                sessions.stream()
                        .filter(s -> s.kind() != SessionKind.OPENING && s.kind() != SessionKind.CLOSING)
                        .map(TrainingSession::titleAr)
                        .toList());
        this.hours = TrainingHours.of(sessions.stream()
                        .map(s -> Duration.between(s.starts(), s.ends()))
                        .reduce(Duration.ZERO, Duration::plus))
                .inArabic();
    }

    /** The holder as the sheet names them. */
    record Holder(String name, String institution) {}

    /** The certificate of one holder. */
    Paper of(Holder holder, String serial, String code, String address) {
        var edition = cycle.edition();
        var paper = Paper.in(PaperLanguage.AR, texts.title().ar() + " " + serial)
                .landscape()
                .decoration(Decoration.CERTIFICATE)
                .letters(CODES)
                .palette(texts.palette())
                .sample(cycle.sample());
        paper.addAll(Block.Logos.around(
                texts.printedLogos(),
                LOGO_HEIGHT,
                List.of(
                        new Block.Paragraph(
                                edition.network().name().ar(),
                                Style.NORMAL
                                        .size(15)
                                        .strong()
                                        .centred()
                                        .in(texts.palette().frame())),
                        french(edition.network().name().fr(), SMALL.centred()))));
        paper.space(2);
        paper.add(new Block.Heading(1, texts.title().ar(), Align.CENTER));
        paper.add(french(
                texts.title().fr(),
                Style.NORMAL.size(12).centred().in(texts.palette().ornamentAsText())));
        paper.space(2);
        paper.paragraph("تشهد " + edition.network().name().ar() + " أن", LINE);
        paper.paragraph(
                holder.name(),
                Style.NORMAL
                        .size(26)
                        .strong()
                        .centred()
                        .in(texts.palette().frame())
                        .shrinking()
                        .varying());
        paper.paragraph(holder.institution(), LINE.strong().shrinking().varying());
        paper.paragraph(texts.body().ar(), LINE);
        paper.paragraph(meeting.title().ar(), LINE.size(14).strong());
        slogan(edition, paper);
        paper.paragraph(datesAr + " · " + meeting.place().ar() + " · " + hours, LINE);
        paper.add(french(
                texts.body().fr() + " « " + meeting.title().fr() + " », " + datesFr + ", "
                        + meeting.place().fr(),
                Style.NORMAL.size(10.5).centred()));
        if (!topics.isEmpty()) {
            paper.paragraph("المحاور: " + topics, SMALL.centred());
        }
        paper.space(1);
        paper.add(new Block.Columns(List.of(1.0, 2.4), List.of(proof(serial, code, address), signatures())));
        return paper.build();
    }

    /** "المنظم من 27 إلى 29 دجنبر 2024", "المنظم يوم 1 فبراير 2026". */
    static String datesAr(TrainingMeeting meeting) {
        var range = MoroccanText.dateRange(meeting.printedFrom(), meeting.printedTo(), Language.AR.locale());
        return meeting.printedFrom().equals(meeting.printedTo()) ? "يوم " + range : range;
    }

    private void slogan(Edition edition, Paper.Builder paper) {
        var slogan = edition.slogan();
        if (!slogan.ar().isBlank() && !meeting.title().ar().contains(slogan.ar())) {
            paper.paragraph(
                    "تحت شعار «" + slogan.ar() + "»",
                    LINE.size(11.5).in(texts.palette().ornamentAsText()).shrinking());
        }
    }

    private List<Block> proof(String serial, String code, String address) {
        return List.of(
                new Block.QrCode(address, 22, Align.CENTER, address),
                new Block.Paragraph("الرقم " + serial, SMALL.centred()),
                new Block.Paragraph(code, SMALL.size(7).centred(), PaperLanguage.FR));
    }

    private List<Block> signatures() {
        var signatories = new ArrayList<Block.Signatory>();
        for (Bilingual function : texts.signatories()) {
            signatories.add(new Block.Signatory(function.ar(), cycle.sample() ? "الموقّع (نموذج)" : null));
        }
        return List.of(new Block.SignatureLines(signatories, 16));
    }

    private static Block french(String text, Style style) {
        return new Block.Paragraph(text, style, PaperLanguage.FR);
    }
}
