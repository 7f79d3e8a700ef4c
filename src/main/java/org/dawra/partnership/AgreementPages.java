package org.dawra.partnership;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Set;
import java.util.UUID;
import org.dawra.access.Role;
import org.dawra.access.RouteRule;
import org.dawra.cycle.LocalTimes;
import org.dawra.cycle.TrainingCycle;
import org.dawra.cycle.TrainingCycles;
import org.dawra.document.SheetSpec;
import org.dawra.document.Sheets;
import org.dawra.engine.Actor;
import org.dawra.engine.Refused;
import org.dawra.web.ChosenLanguage;
import org.dawra.web.Language;
import org.dawra.web.NavigationEntry;
import org.jspecify.annotations.Nullable;
import org.springframework.context.MessageSource;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.security.web.csrf.CsrfToken;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseBody;
import org.springframework.web.multipart.MultipartFile;

/** The network's own pages: all agreements of a year, one with its whole history, the scans of signed sheets. */
@Controller
class AgreementPages {

    private static final MediaType XLSX =
            MediaType.parseMediaType("application/vnd.openxmlformats-officedocument.spreadsheetml.sheet");

    private final AgreementDesk desk;
    private final AgreementScans scans;
    private final TrainingCycles cycles;
    private final Sheets sheets;
    private final MessageSource messages;

    AgreementPages(
            AgreementDesk desk, AgreementScans scans, TrainingCycles cycles, Sheets sheets, MessageSource messages) {
        this.desk = desk;
        this.scans = scans;
        this.cycles = cycles;
        this.sheets = sheets;
        this.messages = messages;
    }

    /** Readers and writers of these pages. */
    @Configuration(proxyBeanMethods = false)
    static class Routes {

        private static final Set<Role> READERS = Set.of(Role.PROGRAMME_MANAGER, Role.PRESIDENT, Role.AUDITOR);

        @Bean
        RouteRule agreementReadRoutes() {
            return RouteRule.roles(
                    READERS,
                    "/agreements",
                    "/agreements/list.xlsx",
                    "/agreements/detail/{id}",
                    "/agreements/detail/{id}/final",
                    "/agreements/detail/{id}/scan",
                    "/agreements/detail/{id}/versions/{number}");
        }

        @Bean
        RouteRule agreementDeedRoutes() {
            return RouteRule.roles(
                    Set.of(Role.PROGRAMME_MANAGER),
                    "/agreements/scans",
                    "/agreements/detail/{id}/links",
                    "/agreements/detail/{id}/handed");
        }

        @Bean
        NavigationEntry agreementsEntry() {
            var groups = new HashSet<String>();
            READERS.forEach(role -> groups.add(role.group()));
            return new NavigationEntry("partnership.nav", "/agreements", groups, 40);
        }
    }

    @GetMapping("/agreements")
    String list(@RequestParam(required = false) @Nullable String cycle, Model model) {
        var chosen = chosen(cycle);
        model.addAttribute("cycles", cycles.all());
        model.addAttribute("chosen", chosen);
        model.addAttribute(
                "rows",
                chosen == null
                        ? List.of()
                        : desk.list(chosen.id(), ChosenLanguage.current().locale()));
        return "partnership/list";
    }

    @GetMapping("/agreements/list.xlsx")
    ResponseEntity<byte[]> sheet(@RequestParam(required = false) @Nullable String cycle) {
        var chosen = chosen(cycle);
        if (chosen == null) {
            throw new NoSuchElementException("no cycle");
        }
        var language = ChosenLanguage.current();
        var times = cycles.localTimes(chosen.id());
        var columns = List.of(
                column("title", 60, language),
                column("parties", 50, language),
                column("kind", 24, language),
                column("state", 22, language),
                column("version", 10, language),
                column("waitsFor", 44, language),
                column("since", 18, language),
                column("signing", 18, language),
                column("signedOn", 16, language));
        var rows = desk.list(chosen.id(), language.locale()).stream()
                .map(row -> cells(row, times, language))
                .toList();
        var name = text("partnership.list.title", language);
        var bytes = sheets.write(new SheetSpec(name, language == Language.AR, columns, rows));
        return ResponseEntity.ok()
                .contentType(XLSX)
                .header(
                        HttpHeaders.CONTENT_DISPOSITION,
                        ContentDisposition.attachment()
                                .filename("agreements-" + chosen.slug() + ".xlsx")
                                .build()
                                .toString())
                .body(bytes);
    }

    @GetMapping("/agreements/detail/{id}")
    String detail(@PathVariable long id, Actor actor, Model model) {
        var mayHandOver = actor.in(Role.PROGRAMME_MANAGER.group());
        model.addAttribute(
                "sheet", desk.sheet(id, mayHandOver, ChosenLanguage.current().locale()));
        model.addAttribute("mayHandOver", mayHandOver);
        return "partnership/detail";
    }

    @GetMapping("/agreements/detail/{id}/versions/{number}")
    ResponseEntity<byte[]> version(@PathVariable long id, @PathVariable int number) {
        return PartyPages.file(desk.version(id, number).orElseThrow(), false);
    }

    @GetMapping("/agreements/detail/{id}/final")
    ResponseEntity<byte[]> signed(@PathVariable long id) {
        return PartyPages.file(desk.signed(id).orElseThrow(), false);
    }

    @GetMapping("/agreements/detail/{id}/scan")
    ResponseEntity<byte[]> scan(@PathVariable long id) {
        return PartyPages.file(desk.scan(id).orElseThrow(), true);
    }

    @PostMapping("/agreements/detail/{id}/links")
    String handOver(@PathVariable long id, @RequestParam long party, Actor actor) {
        desk.handOver(id, party, actor);
        return "redirect:/agreements/detail/" + id + "#party-" + party;
    }

    @PostMapping("/agreements/detail/{id}/handed")
    String handed(@PathVariable long id, @RequestParam long line, Actor actor) {
        desk.handed(line, actor);
        return "redirect:/agreements/detail/" + id;
    }

    /** Takes the scan of a signed sheet; the recording form sends its id. */
    @PostMapping(path = "/agreements/scans", produces = MediaType.APPLICATION_JSON_VALUE)
    @ResponseBody
    Map<String, UUID> upload(@RequestParam(name = "scan", required = false) @Nullable MultipartFile scan)
            throws IOException {
        if (scan == null) {
            throw new Refused("scan", "partnership.refused.scanEmpty");
        }
        return Map.of("uuid", scans.keep(scan.getBytes(), false));
    }

    /** What a script of the recording form sends along with the upload; other sites cannot read it. */
    @GetMapping(path = "/agreements/scans", produces = MediaType.APPLICATION_JSON_VALUE)
    @ResponseBody
    Map<String, String> uploadToken(CsrfToken token) {
        return Map.of("header", token.getHeaderName(), "token", token.getToken());
    }

    private @Nullable TrainingCycle chosen(@Nullable String slug) {
        if (slug != null) {
            return cycles.bySlug(slug).orElseThrow();
        }
        return cycles.all().stream().findFirst().orElse(null);
    }

    private List<@Nullable Object> cells(AgreementDesk.Row row, LocalTimes times, Language language) {
        var cells = new ArrayList<@Nullable Object>();
        cells.add(row.title());
        cells.add(row.parties());
        cells.add(text("partnership.kind." + row.kind(), language));
        cells.add(text("partnership.state." + row.state(), language));
        cells.add(row.version());
        cells.add(row.waitsFor());
        cells.add(times.local(row.since()));
        cells.add(row.signing() == null ? null : text("partnership.signing." + row.signing(), language));
        cells.add(row.signedOn());
        return cells;
    }

    private SheetSpec.Column column(String key, int width, Language language) {
        return new SheetSpec.Column(text("partnership.list." + key, language), width);
    }

    private String text(String key, Language language) {
        return messages.getMessage(key, null, language.locale());
    }
}
