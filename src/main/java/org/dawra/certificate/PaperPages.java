package org.dawra.certificate;

import jakarta.servlet.http.HttpServletResponse;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import org.dawra.access.Findings;
import org.dawra.access.Reach;
import org.dawra.access.Role;
import org.dawra.cycle.MeetingId;
import org.dawra.cycle.Programmes;
import org.dawra.cycle.Province;
import org.dawra.cycle.TrainingCycle;
import org.dawra.cycle.TrainingCycles;
import org.dawra.document.DocumentStore;
import org.dawra.engine.Actor;
import org.dawra.engine.Fields;
import org.dawra.engine.Refused;
import org.dawra.web.ChosenLanguage;
import org.dawra.web.FormErrors;
import org.jspecify.annotations.Nullable;
import org.springframework.core.io.InputStreamResource;
import org.springframework.core.io.Resource;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** {@code /certificates/papers}: the certificates one by one, and what may happen to each; see {@link CertificateLife}. */
@Controller
class PaperPages {

    private static final MediaType ZIP = MediaType.parseMediaType("application/zip");

    private final CertificateLists lists;
    private final CertificateLife deeds;
    private final LifeRows life;
    private final TrainingCycles cycles;
    private final Programmes programmes;
    private final DocumentStore store;
    private final Findings findings;

    PaperPages(
            CertificateLists lists,
            CertificateLife deeds,
            LifeRows life,
            TrainingCycles cycles,
            Programmes programmes,
            DocumentStore store,
            Findings findings) {
        this.lists = lists;
        this.deeds = deeds;
        this.life = life;
        this.cycles = cycles;
        this.programmes = programmes;
        this.store = store;
        this.findings = findings;
    }

    /** A meeting to choose. */
    record MeetingChoice(long id, String title) {}

    /** A province to choose. */
    record ProvinceChoice(String code, String name) {}

    @GetMapping("/certificates/papers")
    String list(
            @RequestParam(required = false) @Nullable Long meeting,
            @RequestParam(defaultValue = "") String province,
            @RequestParam(defaultValue = "") String q,
            @RequestParam(defaultValue = "false") boolean asked,
            @RequestParam(defaultValue = "0") int page,
            Actor actor,
            Model model) {
        var choices = cycles.all().stream()
                .flatMap(cycle -> programmes.meetings(cycle.id()).stream())
                .toList();
        model.addAttribute(
                "meetings",
                choices.stream()
                        .map(m -> new MeetingChoice(m.id().value(), m.title().in(ChosenLanguage.current())))
                        .toList());
        model.addAttribute("q", q);
        model.addAttribute("asked", asked);
        model.addAttribute("decides", CertificateLife.decides(actor));
        if (choices.isEmpty()) {
            return "certificate/papers";
        }
        var chosen = meeting == null
                ? choices.get(0)
                : choices.stream()
                        .filter(m -> m.id().value() == meeting)
                        .findFirst()
                        .orElseThrow(CertificateLife::nothing);
        var cycle = cycles.get(chosen.cycle());
        var provinces = provinces(cycle, actor);
        if (provinces.isEmpty()
                || (!province.isEmpty()
                        && provinces.stream().noneMatch(p -> p.code().equals(province)))) {
            throw CertificateLife.nothing();
        }
        var only =
                province.isEmpty() && provinces.size() == 1 ? provinces.get(0).code() : province;
        var found =
                lists.find(chosen.id(), only.isEmpty() ? null : only, q, asked, Math.min(Math.max(0, page), 100_000));
        model.addAttribute("meeting", chosen.id().value());
        model.addAttribute("provinces", provinces);
        model.addAttribute("province", only);
        model.addAttribute("found", found);
        model.addAttribute("page", Math.max(0, page));
        model.addAttribute(
                "path",
                "/certificates/papers?meeting=" + chosen.id().value() + "&province=" + only + "&asked=" + asked + "&q="
                        + URLEncoder.encode(q, StandardCharsets.UTF_8));
        return "certificate/papers";
    }

    private static List<ProvinceChoice> provinces(TrainingCycle cycle, Actor actor) {
        return cycle.edition().provinces().stream()
                .filter(p -> CertificateLife.reads(actor, p.code()))
                .map(p -> new ProvinceChoice(p.code(), p.name().in(ChosenLanguage.current())))
                .toList();
    }

    /** All papers in force of one province, packed as they are read. */
    @GetMapping("/certificates/papers.zip")
    ResponseEntity<Resource> zip(@RequestParam long meeting, @RequestParam String province, Actor actor) {
        if (!CertificateLife.reads(actor, province)) {
            throw CertificateLife.nothing();
        }
        var found = programmes.meeting(new MeetingId(meeting));
        var cycle = cycles.get(found.cycle());
        if (cycle.edition().province(province).isEmpty()) {
            throw CertificateLife.nothing();
        }
        return ResponseEntity.ok()
                .header(
                        HttpHeaders.CONTENT_DISPOSITION,
                        ContentDisposition.attachment()
                                .filename("certificates-%d-%d-%s.zip"
                                        .formatted(cycle.number(), found.ordinal(), province))
                                .build()
                                .toString())
                .header(HttpHeaders.CACHE_CONTROL, "private, no-store")
                .contentType(ZIP)
                .body(new InputStreamResource(new ZipStream(lists.papers(found.id(), province))));
    }

    @GetMapping("/certificates/papers/{paper}")
    String show(@PathVariable("paper") long id, Actor actor, Model model) {
        return show(id, FormErrors.none(), "", Map.of(), actor, model);
    }

    @GetMapping("/certificates/papers/{paper}/file")
    ResponseEntity<byte[]> file(@PathVariable("paper") long id, Actor actor) {
        var certificate = deeds.read(id, actor);
        var document = store.find(CertificateLife.paper(certificate)).orElseThrow();
        var bytes = document.bytes();
        if (bytes == null) {
            throw new NoSuchElementException("erased: " + id);
        }
        return ResponseEntity.ok()
                .header(
                        HttpHeaders.CONTENT_DISPOSITION,
                        ContentDisposition.attachment()
                                .filename(document.fileName(), StandardCharsets.UTF_8)
                                .build()
                                .toString())
                .header(HttpHeaders.CACHE_CONTROL, "private, no-store")
                .contentType(MediaType.parseMediaType(document.mime()))
                .body(bytes);
    }

    @PostMapping("/certificates/papers/{paper}/{deed}")
    String act(
            @PathVariable("paper") long id,
            @PathVariable String deed,
            @RequestParam Map<String, String> typed,
            Actor actor,
            Model model,
            HttpServletResponse response,
            RedirectAttributes after) {
        try {
            var fields = Fields.of(typed);
            switch (deed) {
                case "correct" -> deeds.correct(id, fields, actor);
                case "revoke" -> deeds.revoke(id, fields, actor);
                case "resend" -> deeds.resend(id, fields, actor);
                case "ask" -> deeds.ask(id, fields, actor);
                case "settle" -> deeds.settle(id, actor);
                case "handed" -> deeds.handed(id, fields, actor);
                default -> throw CertificateLife.nothing();
            }
            after.addFlashAttribute("done", "certificate.life.done." + deed);
            return "redirect:/certificates/papers/" + id;
        } catch (Refused refused) {
            response.setStatus(HttpStatus.UNPROCESSABLE_ENTITY.value());
            return show(id, findings.of(refused), deed, typed, actor, model);
        }
    }

    private String show(long id, FormErrors errors, String deed, Map<String, String> typed, Actor actor, Model model) {
        var certificate = deeds.read(id, actor);
        var meeting = programmes.meeting(certificate.meeting());
        var cycle = cycles.get(certificate.cycle());
        var line = lists.line(certificate);
        var now = life.life(id);
        var inForce = certificate.state() == Certificate.State.ISSUED && !certificate.erased();
        model.addAttribute("line", line);
        model.addAttribute("now", now);
        model.addAttribute("printed", otherwise(line, now));
        model.addAttribute("replaced", life.replaced(id));
        model.addAttribute("requests", life.openRequests(id));
        model.addAttribute("meetingTitle", meeting.title().in(ChosenLanguage.current()));
        model.addAttribute("meeting", meeting);
        model.addAttribute("province", provinceName(cycle, certificate.province()));
        model.addAttribute("sample", cycle.sample());
        model.addAttribute("decides", inForce && CertificateLife.decides(actor));
        model.addAttribute("sends", inForce && Reach.keeps(actor, certificate.province()));
        model.addAttribute(
                "asks",
                inForce && actor.in(Role.COORDINATOR.group(certificate.province())) && !CertificateLife.decides(actor));
        model.addAttribute("messages", deeds.toHandOver(certificate, actor));
        model.addAttribute("nextSending", life.sendings(id) + 1);
        model.addAttribute("nextRequest", life.requests(id) + 1);
        model.addAttribute("reasons", RevocationReason.values());
        model.addAttribute("kinds", LifeRows.Kind.values());
        model.addAttribute("errors", errors);
        model.addAttribute("deed", deed);
        model.addAttribute("typed", typed);
        return "certificate/paper";
    }

    /** How the paper names its holder, where the list says something else; null where they agree. */
    private static LifeRows.@Nullable Printed otherwise(CertificateLists.Line line, LifeRows.Life now) {
        var printed = now.printed();
        var holder = line.holder();
        return printed == null
                        || holder == null
                        || printed.equals(new LifeRows.Printed(holder.name(), holder.institution()))
                ? null
                : printed;
    }

    private static String provinceName(TrainingCycle cycle, String code) {
        return cycle.edition()
                .province(code)
                .map(Province::name)
                .map(name -> name.in(ChosenLanguage.current()))
                .orElse(code);
    }
}
