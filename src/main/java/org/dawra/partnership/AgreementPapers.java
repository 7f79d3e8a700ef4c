package org.dawra.partnership;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.dawra.cycle.Bilingual;
import org.dawra.cycle.Edition;
import org.dawra.cycle.Edition.Signing;
import org.dawra.cycle.TrainingCycle;
import org.dawra.cycle.TrainingCycles;
import org.dawra.document.Block;
import org.dawra.document.Block.Align;
import org.dawra.document.Block.Colour;
import org.dawra.document.Block.Columns;
import org.dawra.document.Block.Heading;
import org.dawra.document.Block.KeyValue;
import org.dawra.document.Block.KeyValues;
import org.dawra.document.Block.PageBreak;
import org.dawra.document.Block.Paragraph;
import org.dawra.document.Block.QrCode;
import org.dawra.document.Block.Rule;
import org.dawra.document.Block.Signatory;
import org.dawra.document.Block.SignatureLines;
import org.dawra.document.Block.Spacer;
import org.dawra.document.Block.Style;
import org.dawra.document.Block.Together;
import org.dawra.document.MoroccanText;
import org.dawra.document.Paper;
import org.dawra.document.PaperLanguage;
import org.dawra.web.Language;
import org.dawra.web.PublicUrl;
import org.jspecify.annotations.Nullable;
import org.springframework.context.MessageSource;
import org.springframework.stereotype.Component;

/**
 * What an agreement looks like on paper: each article in Arabic at the right and in French at the left, the Arabic being
 * the text that holds.
 */
@Component
class AgreementPapers {

    private static final Style TEXT = Style.NORMAL.size(11.5);
    private static final Style FRENCH = Style.NORMAL.size(10).in(Colour.MUTED);
    private static final Style SMALL = Style.NORMAL.size(9).in(Colour.MUTED);
    private static final double QR = 26;
    private static final List<Double> WIDTHS = List.of(1.1, 1.0);

    private final MessageSource messages;
    private final PublicUrl publicUrl;
    private final TrainingCycles cycles;

    AgreementPapers(MessageSource messages, PublicUrl publicUrl, TrainingCycles cycles) {
        this.messages = messages;
        this.publicUrl = publicUrl;
        this.cycles = cycles;
    }

    /** A version to be read, approved and signed: places to sign stay empty. */
    Paper version(
            TrainingCycle cycle,
            Agreement agreement,
            List<AgreementParty> parties,
            AgreementVersion version,
            String code) {
        var paper = begin(cycle, version);
        addBody(paper, cycle.edition(), agreement, parties, version);
        paper.add(new Together(signaturePlaces(cycle, agreement, parties)));
        addCode(paper, code, text(Language.AR, "partnership.paper.version", version.number()));
        return paper.build();
    }

    /** The final file: the text of the version that all approved, and the page with the signatures. */
    Paper signed(
            TrainingCycle cycle,
            Agreement agreement,
            List<AgreementParty> parties,
            AgreementVersion version,
            String code,
            List<AgreementSignature> signatures,
            LocalDate signedOn) {
        var paper = begin(cycle, version);
        addBody(paper, cycle.edition(), agreement, parties, version);
        var city = cycle.edition().network().city();
        paper.space(4)
                .paragraph(
                        text(
                                Language.AR,
                                "partnership.paper.doneOn",
                                city.ar(),
                                MoroccanText.date(signedOn, Language.AR.locale())),
                        TEXT)
                .add(new Paragraph(
                        text(
                                Language.FR,
                                "partnership.paper.doneOn",
                                city.fr(),
                                MoroccanText.date(signedOn, Language.FR.locale())),
                        FRENCH,
                        PaperLanguage.FR))
                .add(new PageBreak());
        var heading = both("partnership.paper.signatures");
        paper.add(columns(
                new Heading(2, heading.ar()),
                new Paragraph(heading.french(), FRENCH.size(13).strong(), PaperLanguage.FR)));
        for (var signature : signatures) {
            paper.add(new Together(describe(cycle, parties, signature)));
        }
        if (signatures.stream().anyMatch(signature -> signature.scan() != null)) {
            addBoth(paper, "partnership.paper.scanAttached");
        }
        addBoth(paper, "partnership.paper.fingerprint", version.number());
        paper.add(new Paragraph(
                version.seal().sha256(), SMALL.aligned(Align.CENTER).in(Colour.INK), PaperLanguage.FR));
        addBoth(
                paper,
                agreement.signing() == Signing.ELECTRONIC
                        ? "partnership.paper.lawElectronic"
                        : "partnership.paper.lawPaper");
        addCode(paper, code, text(Language.AR, "partnership.paper.final"));
        return paper.build();
    }

    /** What the scan inside the final file is called. */
    String scanDescription() {
        return text(Language.AR, "partnership.paper.scan");
    }

    private Paper.Builder begin(TrainingCycle cycle, AgreementVersion version) {
        var network = cycle.edition().network();
        var title = version.content().title();
        var paper = Paper.in(PaperLanguage.AR, title.ar())
                .sample(cycle.sample())
                .header(network.name().ar())
                .footer(text(Language.AR, "partnership.paper.footer", version.number()))
                .pageNumbers()
                .paragraph(
                        network.name().ar(),
                        Style.NORMAL.size(16).strong().centred().in(Colour.GREEN))
                .add(new Paragraph(network.name().fr(), FRENCH.centred(), PaperLanguage.FR))
                .add(new Paragraph(
                        String.join(" · ", network.city().fr(), "+" + network.phone(), network.email()),
                        SMALL.centred(),
                        PaperLanguage.FR))
                .add(new Rule(), new Spacer(4))
                .add(new Heading(1, title.ar(), Align.CENTER));
        if (title.fr() != null) {
            paper.add(new Paragraph(title.fr(), FRENCH.size(11.5).centred(), PaperLanguage.FR));
        }
        return paper.space(4);
    }

    private void addBody(
            Paper.Builder paper,
            Edition edition,
            Agreement agreement,
            List<AgreementParty> parties,
            AgreementVersion version) {
        addBoth(paper, "partnership.paper.between");
        var names = new ArrayList<AgreementText>();
        if (agreement.kind() == AgreementKind.PARTNER) {
            names.add(AgreementText.of(edition.network().name()));
        }
        parties.forEach(party -> names.add(party.name()));
        numbered(names).forEach(paper::add);
        if (agreement.kind() == AgreementKind.INSTITUTIONS) {
            addBoth(paper, "partnership.paper.witness", edition.network().name());
        }
        addBoth(paper, "partnership.paper.agreed");

        var content = version.content();
        var article = 1;
        addArticle(paper, article++, both("partnership.paper.object"), List.of(columns(content.object())));
        if (agreement.kind() == AgreementKind.PARTNER) {
            article = addCommitments(
                    paper, article, AgreementText.of(edition.network().name()), content.by(Commitment.NETWORK));
        }
        for (var party : parties) {
            article = addCommitments(paper, article, party.name(), content.by(party.code()));
        }
        var joint = content.by(Commitment.ALL);
        if (!joint.isEmpty()) {
            addArticle(paper, article++, both("partnership.paper.joint"), commitments(joint));
        }
        for (var clause : List.of("term", "followUp", "changes")) {
            var text = both("partnership.paper." + clause + ".text", Integer.toString(edition.number()));
            addArticle(paper, article++, both("partnership.paper." + clause), List.of(columns(text)));
        }
    }

    private int addCommitments(Paper.Builder paper, int article, AgreementText side, List<Commitment> commitments) {
        if (commitments.isEmpty()) {
            return article;
        }
        var heading = new AgreementText(
                text(Language.AR, "partnership.paper.commitments", side.ar()),
                text(Language.FR, "partnership.paper.commitments", side.french()));
        addArticle(paper, article, heading, commitments(commitments));
        return article + 1;
    }

    private static List<Block> commitments(List<Commitment> commitments) {
        return numbered(commitments.stream().map(Commitment::text).toList());
    }

    private static List<Block> numbered(List<AgreementText> texts) {
        var lines = new ArrayList<Block>();
        for (var text : texts) {
            var number = (lines.size() + 1) + ". ";
            lines.add(columns(new AgreementText(number + text.ar(), text.fr() == null ? null : number + text.fr())));
        }
        return lines;
    }

    /** The heading stays with the first line of its article. */
    private void addArticle(Paper.Builder paper, int number, AgreementText heading, List<? extends Block> lines) {
        var french = new Paragraph(
                text(Language.FR, "partnership.paper.article", number) + " " + heading.french(),
                FRENCH.strong(),
                PaperLanguage.FR);
        var arabic = new Heading(2, text(Language.AR, "partnership.paper.article", number) + " " + heading.ar());
        var headings = new Columns(WIDTHS, List.of(List.of(arabic), List.of(new Spacer(3), french)));
        paper.add(new Together(List.of(headings, lines.get(0))));
        paper.addAll(lines.subList(1, lines.size()));
    }

    private List<Block> signaturePlaces(TrainingCycle cycle, Agreement agreement, List<AgreementParty> parties) {
        var places = new ArrayList<Signatory>();
        if (agreement.kind() == AgreementKind.PARTNER) {
            places.add(new Signatory(cycle.edition().network().name().ar(), sampleName(cycle)));
        }
        parties.forEach(party -> places.add(new Signatory(party.name().ar(), sampleName(cycle))));
        var city = cycle.edition().network().city();
        return List.of(
                new Spacer(4),
                new Paragraph(text(Language.AR, "partnership.paper.doneAt", city.ar()), TEXT),
                new Paragraph(text(Language.FR, "partnership.paper.doneAt", city.fr()), FRENCH, PaperLanguage.FR),
                new Spacer(3),
                new SignatureLines(places, 26));
    }

    private List<Block> describe(TrainingCycle cycle, List<AgreementParty> parties, AgreementSignature signature) {
        var facts = new ArrayList<KeyValue>();
        if (signature.kind() == Signing.PAPER) {
            facts.add(fact("partnership.paper.way", text(Language.AR, "partnership.signing.PAPER")));
            facts.add(fact("partnership.paper.date", MoroccanText.date(signature.signedOn(), Language.AR.locale())));
            if (signature.reference() != null) {
                facts.add(fact("partnership.paper.reference", signature.reference()));
            }
            return List.of(
                    new Heading(3, text(Language.AR, "partnership.paper.allParties")),
                    new KeyValues(facts),
                    new Rule());
        }
        var local = cycles.localTimes(cycle.id()).local(signature.at());
        var name = sampleName(cycle);
        if (!function(signature).equals(name)) {
            facts.add(fact("partnership.paper.function", function(signature)));
        }
        if (name != null) {
            facts.add(fact("partnership.paper.signatory", name));
        }
        facts.add(fact("partnership.paper.way", text(Language.AR, "partnership.signing.ELECTRONIC")));
        facts.add(fact("partnership.paper.date", MoroccanText.dateTime(local, Language.AR.locale())));
        return List.of(new Heading(3, side(cycle.edition(), parties, signature)), new KeyValues(facts), new Rule());
    }

    private String function(AgreementSignature signature) {
        var function = signature.function() == null ? "" : signature.function();
        return signature.party() == null ? text(Language.AR, "partnership.role." + function) : function;
    }

    private static String side(Edition edition, List<AgreementParty> parties, AgreementSignature signature) {
        return parties.stream()
                .filter(party -> signature.party() != null && party.id() == signature.party())
                .findFirst()
                .map(party -> party.name().ar())
                .orElse(edition.network().name().ar());
    }

    /** A sample never bears a person's name. */
    private @Nullable String sampleName(TrainingCycle cycle) {
        return cycle.sample() ? text(Language.AR, "partnership.paper.sampleSignatory") : null;
    }

    private void addCode(Paper.Builder paper, String code, String what) {
        var url = publicUrl.of("/verify/" + code);
        paper.space(6)
                .add(new Together(List.of(
                        new Rule(),
                        new Columns(
                                List.of(1.0, 4.0),
                                List.of(
                                        List.of(new QrCode(url, QR)),
                                        List.of(
                                                new Paragraph(what, TEXT.strong()),
                                                new Paragraph(text(Language.AR, "partnership.paper.verify"), SMALL),
                                                new Paragraph(code, SMALL.in(Colour.INK), PaperLanguage.FR),
                                                new Paragraph(url, SMALL, PaperLanguage.FR)))))));
    }

    private void addBoth(Paper.Builder paper, String key, Object... args) {
        paper.add(columns(both(key, args)));
    }

    private AgreementText both(String key, Object... args) {
        return new AgreementText(
                text(Language.AR, key, inLanguage(Language.AR, args)),
                text(Language.FR, key, inLanguage(Language.FR, args)));
    }

    private static Object[] inLanguage(Language language, Object... args) {
        return Arrays.stream(args)
                .map(arg -> arg instanceof Bilingual text ? text.in(language) : arg)
                .toArray();
    }

    private static Block columns(AgreementText text) {
        var french = text.fr();
        var arabic = new Paragraph(text.ar(), TEXT);
        return french == null ? arabic : columns(arabic, new Paragraph(french, FRENCH, PaperLanguage.FR));
    }

    private static Columns columns(Block arabic, Block french) {
        return new Columns(WIDTHS, List.of(List.of(arabic), List.of(french)));
    }

    private KeyValue fact(String key, String fact) {
        return new KeyValue(text(Language.AR, key), fact);
    }

    private String text(Language language, String key, Object... args) {
        return messages.getMessage(key, args, language.locale());
    }
}
