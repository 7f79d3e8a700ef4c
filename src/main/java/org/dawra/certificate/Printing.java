package org.dawra.certificate;

import java.text.Collator;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.dawra.access.Reach;
import org.dawra.audit.AuditTrail;
import org.dawra.cycle.MeetingId;
import org.dawra.cycle.Programmes;
import org.dawra.cycle.Province;
import org.dawra.cycle.TrainingCycle;
import org.dawra.cycle.TrainingCycles;
import org.dawra.cycle.TrainingMeeting;
import org.dawra.document.Block;
import org.dawra.document.Block.Colour;
import org.dawra.document.Block.Style;
import org.dawra.document.DocumentStore;
import org.dawra.document.Documents;
import org.dawra.document.Paper;
import org.dawra.document.PaperLanguage;
import org.dawra.document.SheetSpec;
import org.dawra.document.Sheets;
import org.dawra.engine.Actor;
import org.dawra.engine.Refused;
import org.dawra.registration.Person;
import org.dawra.registration.Persons;
import org.dawra.training.TrainingSessions;
import org.dawra.web.Language;
import org.dawra.web.PublicUrl;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.ConcurrencyFailureException;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Print files a province, sorted by institution as they are handed over, each with the list to sign; and the staff's list. */
@Component
class Printing {

    static final String PRINT_KIND = "certificate-print";
    static final String HAND_OVER_KIND = "hand-over-list";
    private static final String PDF = "application/pdf";
    private static final double SIGNING_ROOM = 9;

    /** What a file holds at most: as many sheets as a printer's tray takes, and memory that does not grow. */
    static final int COPIES = 500;

    private final CertificateRows rows;
    private final PrintRows prints;
    private final LifeRows life;
    private final Issuing issuing;
    private final TrainingCycles cycles;
    private final Programmes programmes;
    private final TrainingSessions sessions;
    private final Persons persons;
    private final Documents documents;
    private final DocumentStore store;
    private final Sheets sheets;
    private final PublicUrl publicUrl;
    private final AuditTrail audit;
    private final Clock clock;

    Printing(
            CertificateRows rows,
            PrintRows prints,
            LifeRows life,
            Issuing issuing,
            TrainingCycles cycles,
            Programmes programmes,
            TrainingSessions sessions,
            Persons persons,
            Documents documents,
            DocumentStore store,
            Sheets sheets,
            PublicUrl publicUrl,
            AuditTrail audit,
            Clock clock) {
        this.rows = rows;
        this.prints = prints;
        this.life = life;
        this.issuing = issuing;
        this.cycles = cycles;
        this.programmes = programmes;
        this.sessions = sessions;
        this.persons = persons;
        this.documents = documents;
        this.store = store;
        this.sheets = sheets;
        this.publicUrl = publicUrl;
        this.audit = audit;
        this.clock = clock;
    }

    /** A certificate with its number and holder as its paper in force names them. */
    private record Line(Certificate certificate, String number, CertificatePaper.Holder holder) {}

    /** Ids of the two stored documents of a printing. */
    private record Files(long copies, long handOver) {}

    /**
     * Prints the next of what has been issued since the last time: one file and one hand-over list for one province, or
     * for the next {@link #COPIES} of its certificates where there are more; answers whether anything is left.
     */
    @Transactional
    boolean print(MeetingId id) {
        var meeting = programmes.meeting(id);
        var cycle = cycles.get(meeting.cycle());
        var paper = new CertificatePaper(cycle, meeting, sessions.of(id));
        var next = prints.unprinted(id, COPIES);
        byProvince(cycle, meeting, next).forEach((province, lines) -> {
            if (lines.size() < next.size()) {
                throw new ConcurrencyFailureException("somebody's data was erased meanwhile");
            }
            var files = files(cycle, meeting, paper, province, lines);
            prints.printed(
                    id,
                    province,
                    lines.stream().map(line -> line.certificate().id()).toList(),
                    files.copies(),
                    files.handOver(),
                    clock.instant());
        });
        return prints.hasUnprinted(id);
    }

    /** Makes a print file anew that was emptied with somebody's data: with all the others, as they are today. */
    @Transactional
    void again(long id, Actor actor) {
        Reach.requireOneOf(actor, CertificateRoutes.KEEPERS);
        var print = prints.print(id).orElseThrow();
        if (!print.erased()) {
            throw new Refused("", "certificate.print.there");
        }
        var meeting = programmes.meeting(print.meeting());
        var cycle = cycles.get(meeting.cycle());
        var lines = byProvince(cycle, meeting, prints.printable(print)).getOrDefault(print.province(), List.of());
        if (lines.isEmpty()) {
            throw new Refused("", "certificate.print.nobody");
        }
        var paper = new CertificatePaper(cycle, meeting, sessions.of(meeting.id()));
        var files = files(cycle, meeting, paper, print.province(), lines);
        if (!prints.reprinted(print, lines.size(), files.copies(), files.handOver(), clock.instant())) {
            throw new ConcurrencyFailureException("made anew by somebody else");
        }
        audit.record(actor.userId(), "certificate.print.renewed", "certificate-print:" + id);
    }

    private Files files(
            TrainingCycle cycle, TrainingMeeting meeting, CertificatePaper paper, String province, List<Line> lines) {
        var file = "%d-%d-%s".formatted(cycle.number(), meeting.ordinal(), province);
        var copies = documents.render(
                lines.stream().map(line -> certificate(line, paper)).toList());
        var handOver = documents.render(handOver(cycle, meeting, province, lines));
        return new Files(
                store.store(PRINT_KIND, "certificates-" + file + ".pdf", PDF, copies, cycle.sample()),
                store.store(HAND_OVER_KIND, "hand-over-" + file + ".pdf", PDF, handOver, cycle.sample()));
    }

    /** The issued certificates of a meeting as a workbook. */
    @Transactional(readOnly = true)
    byte[] list(MeetingId id) {
        var meeting = programmes.meeting(id);
        var cycle = cycles.get(meeting.cycle());
        var lines = new ArrayList<List<?>>();
        byProvince(cycle, meeting, rows.issuedOf(id))
                .forEach((province, all) -> all.forEach(line -> {
                    var issued = line.certificate().issuedAt();
                    lines.add(List.of(
                            line.number(),
                            line.holder().name(),
                            line.holder().institution(),
                            provinceName(cycle, province),
                            issued == null
                                    ? ""
                                    : cycles.localTimes(cycle.id())
                                            .local(issued)
                                            .toLocalDate(),
                            line.certificate().state() == Certificate.State.REVOKED ? "ملغاة" : "صادرة"));
                }));
        return sheets.write(new SheetSpec(
                "شواهد المشاركة",
                true,
                List.of(
                        new SheetSpec.Column("الرقم", 14),
                        new SheetSpec.Column("الاسم الكامل", 30),
                        new SheetSpec.Column("المؤسسة", 40),
                        new SheetSpec.Column("الإقليم أو العمالة", 24),
                        new SheetSpec.Column("تاريخ الإصدار", 16),
                        new SheetSpec.Column("الحالة", 12)),
                lines));
    }

    private Paper certificate(Line line, CertificatePaper paper) {
        var code = line.certificate().code();
        if (code == null) {
            throw new IllegalStateException("Certificate " + line.certificate().id() + " has no code");
        }
        return paper.of(line.holder(), line.number(), code, publicUrl.of("/verify/" + code));
    }

    private static Paper handOver(TrainingCycle cycle, TrainingMeeting meeting, String province, List<Line> lines) {
        var signed = new ArrayList<List<String>>();
        for (var line : lines) {
            signed.add(List.of(
                    Integer.toString(signed.size() + 1),
                    line.number(),
                    line.holder().institution(),
                    line.holder().name(),
                    "",
                    ""));
        }
        return Paper.in(PaperLanguage.AR, "لائحة تسليم شواهد المشاركة")
                .landscape()
                .sample(cycle.sample())
                .header(cycle.edition().network().name().ar())
                .pageNumbers()
                .heading(1, "لائحة تسليم شواهد المشاركة – " + provinceName(cycle, province))
                .add(new Block.Paragraph(
                        "Liste de remise des attestations de participation",
                        Style.NORMAL.in(Colour.MUTED),
                        PaperLanguage.FR))
                .paragraph(meeting.title().ar() + " · " + CertificatePaper.datesAr(meeting) + " · "
                        + meeting.place().ar())
                .space(3)
                .add(Block.Table.of(
                                List.of(0.6, 1.5, 3.4, 3.0, 1.6, 2.6),
                                List.of("ر.ت", "رقم الشهادة", "المؤسسة", "الاسم الكامل", "تاريخ التسلم", "التوقيع"),
                                signed)
                        .rowsAtLeast(SIGNING_ROOM))
                .build();
    }

    private Map<String, List<Line>> byProvince(
            TrainingCycle cycle, TrainingMeeting meeting, List<Certificate> certificates) {
        var holders =
                persons.ofSeats(certificates.stream().map(Certificate::seat).toList());
        var lives = life.lives(certificates.stream().map(Certificate::id).toList());
        var arabic = Collator.getInstance(Language.AR.locale());
        var lines = new ArrayList<Line>();
        for (var certificate : certificates) {
            var holder = holders.get(certificate.seat());
            var became = lives.get(certificate.id());
            if (holder != null && became != null) {
                var serial = Issuing.serial(cycle, meeting, certificate.ordinal());
                lines.add(new Line(
                        certificate, issuing.number(serial, became.version()), asPrinted(holder, became.printed())));
            }
        }
        lines.sort(Comparator.comparing((Line line) -> line.holder().institution(), arabic)
                .thenComparing(line -> line.holder().name(), arabic));
        return lines.stream()
                .collect(Collectors.groupingBy(
                        line -> line.certificate().province(), TreeMap::new, Collectors.toList()));
    }

    private static CertificatePaper.Holder asPrinted(Person holder, LifeRows.@Nullable Printed printed) {
        return printed == null
                ? new CertificatePaper.Holder(holder.name(), holder.institution())
                : new CertificatePaper.Holder(printed.name(), printed.institution());
    }

    static String provinceName(TrainingCycle cycle, String code) {
        return cycle.edition()
                .province(code)
                .map(Province::name)
                .map(name -> name.ar())
                .orElse(code);
    }
}
