package org.dawra.report;

import java.nio.charset.StandardCharsets;
import java.util.NoSuchElementException;
import org.dawra.cycle.TrainingCycle;
import org.dawra.cycle.TrainingCycles;
import org.dawra.document.DocumentStore;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;

/** {@code /reports/{cycle}}: the published report, for anyone; {@code /report-drafts/{cycle}}: the version to approve. */
@Controller
class ReportPages {

    private final ReportDesk desk;
    private final TrainingCycles cycles;
    private final DocumentStore store;

    ReportPages(ReportDesk desk, TrainingCycles cycles, DocumentStore store) {
        this.desk = desk;
        this.cycles = cycles;
        this.store = store;
    }

    @GetMapping("/reports/{slug}")
    String page(@PathVariable String slug, Model model) {
        var cycle = cycle(slug);
        var published = published(cycle);
        model.addAttribute("cycle", cycle);
        model.addAttribute("report", published);
        model.addAttribute("figures", desk.figures(desk.find(cycle.id()).orElseThrow()));
        return "report/report";
    }

    @GetMapping("/reports/{slug}/report.pdf")
    ResponseEntity<byte[]> pdf(@PathVariable String slug) {
        return file(published(cycle(slug)).document(), true);
    }

    @GetMapping("/reports/{slug}/press.ar.txt")
    ResponseEntity<byte[]> pressAr(@PathVariable String slug) {
        return file(published(cycle(slug)).pressAr(), true);
    }

    @GetMapping("/reports/{slug}/press.fr.txt")
    ResponseEntity<byte[]> pressFr(@PathVariable String slug) {
        return file(published(cycle(slug)).pressFr(), true);
    }

    @GetMapping("/reports/{slug}/figures.xlsx")
    ResponseEntity<byte[]> figures(@PathVariable String slug) {
        return file(published(cycle(slug)).figures(), false);
    }

    @GetMapping("/report-drafts/{slug}")
    ResponseEntity<byte[]> draft(@PathVariable String slug) {
        var document = desk.find(cycle(slug).id())
                .map(ReportRows.Report::document)
                .orElseThrow(() -> new NoSuchElementException("no version yet: " + slug));
        return file(document, true);
    }

    private Reports.PublishedReport published(TrainingCycle cycle) {
        return desk.of(cycle.id()).orElseThrow(() -> new NoSuchElementException("not published: " + cycle.slug()));
    }

    private TrainingCycle cycle(String slug) {
        return cycles.bySlug(slug).orElseThrow(() -> new NoSuchElementException("no cycle " + slug));
    }

    private ResponseEntity<byte[]> file(long id, boolean inline) {
        var document = store.find(id).orElseThrow();
        var bytes = document.bytes();
        if (bytes == null) {
            throw new NoSuchElementException("erased: " + id);
        }
        var disposition = inline ? ContentDisposition.inline() : ContentDisposition.attachment();
        return ResponseEntity.ok()
                .header(
                        HttpHeaders.CONTENT_DISPOSITION,
                        disposition
                                .filename(document.fileName(), StandardCharsets.UTF_8)
                                .build()
                                .toString())
                .contentType(MediaType.parseMediaType(document.mime()))
                .body(bytes);
    }
}
