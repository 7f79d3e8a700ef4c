package org.dawra.certificate;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.NoSuchElementException;
import org.dawra.access.Role;
import org.dawra.cycle.MeetingId;
import org.dawra.cycle.Programmes;
import org.dawra.cycle.TrainingCycle;
import org.dawra.cycle.TrainingCycles;
import org.dawra.cycle.TrainingMeeting;
import org.dawra.document.DocumentStore;
import org.dawra.engine.Actor;
import org.dawra.training.Attendances;
import org.dawra.web.ChosenLanguage;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** {@code /certificates}: progress, print files, hand-over lists and the list as a workbook, for those who hand over. */
@Controller
class CertificatePages {

    static final String XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

    private final CertificateRows rows;
    private final PrintRows prints;
    private final Issuing issuing;
    private final IssuingWork work;
    private final Printing printing;
    private final Specimens specimens;
    private final TrainingCycles cycles;
    private final Programmes programmes;
    private final Attendances attendances;
    private final DocumentStore store;
    private final LifeRows life;

    CertificatePages(
            CertificateRows rows,
            PrintRows prints,
            Issuing issuing,
            IssuingWork work,
            Printing printing,
            Specimens specimens,
            TrainingCycles cycles,
            Programmes programmes,
            Attendances attendances,
            DocumentStore store,
            LifeRows life) {
        this.rows = rows;
        this.prints = prints;
        this.issuing = issuing;
        this.work = work;
        this.printing = printing;
        this.specimens = specimens;
        this.cycles = cycles;
        this.programmes = programmes;
        this.attendances = attendances;
        this.store = store;
        this.life = life;
    }

    /** A meeting on the page; {@code participants} are the seats that took part, {@code missing} those due a certificate. */
    record MeetingEntry(
            long id,
            String title,
            TrainingMeeting meeting,
            boolean sample,
            Certificates.Counts counts,
            int participants,
            int missing,
            List<PrintEntry> prints) {}

    /** An edition whose certificate can be looked at. */
    record EditionChoice(String key, String title) {}

    /** A print file on the page. */
    record PrintEntry(long id, String province, int round, int copies, long document, long handOver, boolean erased) {}

    @GetMapping("/certificates")
    String list(Model model, Actor actor) {
        var entries = new ArrayList<MeetingEntry>();
        for (var cycle : cycles.all()) {
            for (var meeting : programmes.meetings(cycle.id())) {
                entries.add(entry(cycle, meeting));
            }
        }
        model.addAttribute("meetings", entries);
        model.addAttribute(
                "editions",
                cycles.editions().stream()
                        .map(edition ->
                                new EditionChoice(edition.key(), edition.title().in(ChosenLanguage.current())))
                        .toList());
        var standing = work.standing();
        model.addAttribute("work", standing);
        model.addAttribute("underWay", standing.pause() != null || standing.isRunning());
        model.addAttribute("mayPause", actor.in(Role.PROGRAMME_MANAGER.group()));
        model.addAttribute("askedAbout", actor.in(Role.PROGRAMME_MANAGER.group()) ? life.askedAbout() : 0);
        return "certificate/certificates";
    }

    private MeetingEntry entry(TrainingCycle cycle, TrainingMeeting meeting) {
        var language = ChosenLanguage.current();
        var printed = prints.prints(meeting.id()).stream()
                .map(p -> new PrintEntry(
                        p.id(),
                        cycle.edition()
                                .province(p.province())
                                .map(province -> province.name().in(language))
                                .orElse(p.province()),
                        p.round(),
                        p.copies(),
                        p.document(),
                        p.handOver(),
                        p.erased()))
                .toList();
        return new MeetingEntry(
                meeting.id().value(),
                meeting.title().in(language),
                meeting,
                cycle.sample(),
                rows.counts(meeting.id()),
                attendances.of(meeting.id()).size(),
                rows.missing(meeting.id()),
                printed);
    }

    @GetMapping("/certificates/files/{document}")
    ResponseEntity<byte[]> file(@PathVariable long document) {
        if (!prints.isPrintDocument(document)) {
            throw new NoSuchElementException("no print file " + document);
        }
        var stored = store.find(document).orElseThrow();
        var bytes = stored.bytes();
        if (bytes == null) {
            throw new NoSuchElementException("erased: " + document);
        }
        return download(bytes, stored.fileName(), stored.mime());
    }

    /** The certificate to look at before any is issued: of a meeting, or of an edition whose year is not open yet. */
    @GetMapping("/certificates/preview.pdf")
    ResponseEntity<byte[]> preview(
            @RequestParam(required = false) @Nullable Long meeting, @RequestParam(defaultValue = "") String edition) {
        var pdf = meeting == null ? specimens.of(edition) : specimens.of(new MeetingId(meeting));
        return download(pdf, "specimen.pdf", MediaType.APPLICATION_PDF_VALUE);
    }

    @GetMapping("/certificates/{meeting}/list.xlsx")
    ResponseEntity<byte[]> workbook(@PathVariable long meeting) {
        return download(printing.list(new MeetingId(meeting)), "certificates-" + meeting + ".xlsx", XLSX);
    }

    /** Issues what is missing, for those who became eligible after the last issuing. */
    @PostMapping("/certificates/{meeting}/missing")
    String issueMissing(@PathVariable long meeting, Actor actor, RedirectAttributes after) {
        issuing.issueMissing(programmes.meeting(new MeetingId(meeting)).id(), actor);
        after.addFlashAttribute("done", "certificate.missing.started");
        return "redirect:/certificates";
    }

    /** Makes a print file anew that was emptied with somebody's data. */
    @PostMapping("/certificates/prints/{print}")
    String printAgain(@PathVariable long print, Actor actor, RedirectAttributes after) {
        printing.again(print, actor);
        after.addFlashAttribute("done", "certificate.print.renewed");
        return "redirect:/certificates";
    }

    private static ResponseEntity<byte[]> download(byte[] bytes, String file, String mime) {
        return ResponseEntity.ok()
                .header(
                        HttpHeaders.CONTENT_DISPOSITION,
                        ContentDisposition.attachment()
                                .filename(file, StandardCharsets.UTF_8)
                                .build()
                                .toString())
                .header(HttpHeaders.CACHE_CONTROL, "private, no-store")
                .contentType(MediaType.parseMediaType(mime))
                .body(bytes);
    }
}
