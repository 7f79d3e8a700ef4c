package org.dawra.overview;

import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import org.dawra.access.Role;
import org.dawra.access.RouteRule;
import org.dawra.audit.AuditEntry;
import org.dawra.audit.AuditLog;
import org.dawra.document.SheetSpec;
import org.dawra.document.Sheets;
import org.dawra.web.ChosenLanguage;
import org.dawra.web.Formats;
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
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.util.UriComponentsBuilder;

/** {@code /audit}: who did what when, and the head of the chain, for those who answer for the year or look after it. */
@Controller
class AuditPage {

    private static final int PAGE = 50;
    private static final int HEADS = 14;
    private static final int MOST_IN_A_SHEET = 50_000;
    private static final MediaType XLSX =
            MediaType.parseMediaType("application/vnd.openxmlformats-officedocument.spreadsheetml.sheet");

    private final AuditLog log;
    private final DeedWords words;
    private final Sheets sheets;
    private final Formats formats;
    private final MessageSource texts;

    AuditPage(AuditLog log, DeedWords words, Sheets sheets, Formats formats, MessageSource texts) {
        this.log = log;
        this.words = words;
        this.sheets = sheets;
        this.formats = formats;
        this.texts = texts;
    }

    /** Who may open the page: the administrator looks after accounts and sees no programme data, so not here either. */
    @Configuration(proxyBeanMethods = false)
    static class Routes {

        static final Set<Role> READERS = Set.of(Role.AUDITOR, Role.PRESIDENT, Role.PROGRAMME_MANAGER);

        @Bean
        RouteRule auditRoutes() {
            return RouteRule.roles(READERS, "/audit", "/audit/entries.xlsx");
        }

        @Bean
        NavigationEntry auditNavigation() {
            return new NavigationEntry(
                    "overview.audit.title",
                    "/audit",
                    Set.of(Role.AUDITOR.group(), Role.PRESIDENT.group(), Role.PROGRAMME_MANAGER.group()),
                    85);
        }
    }

    /** A row on the page. */
    record Line(AuditEntry entry, String when, String who, String what) {}

    /** A kind of deed in the filter. */
    record Kind(String code, String text) {}

    @GetMapping("/audit")
    String page(
            @RequestParam(required = false) @Nullable String actor,
            @RequestParam(required = false) @Nullable String deed,
            @RequestParam(required = false) @Nullable String day,
            @RequestParam(required = false) @Nullable String verify,
            @RequestParam(defaultValue = "0") int page,
            Model model) {
        if (verify != null) {
            verify(verify, model);
        }
        var filter = filter(actor, deed, day);
        var locale = ChosenLanguage.current().locale();
        var count = log.count(filter);
        var pages = (int) Math.max(1, (count + PAGE - 1) / PAGE);
        var at = Math.min(Math.max(page, 0), pages - 1);
        model.addAttribute("lines", lines(filter, (long) at * PAGE, PAGE));
        model.addAttribute("count", count);
        model.addAttribute("page", at);
        model.addAttribute("pages", pages);
        model.addAttribute("path", path("/audit", filter));
        model.addAttribute("sheet", path("/audit/entries.xlsx", filter));
        model.addAttribute("filter", filter);
        model.addAttribute(
                "kinds",
                log.deeds().stream()
                        .map(code -> new Kind(code, words.deed(code, "…", locale)))
                        .sorted(Comparator.comparing(Kind::text))
                        .toList());
        model.addAttribute("head", log.head());
        model.addAttribute("heads", log.dayHeads(HEADS));
        return "overview/audit";
    }

    /** Verifies now; what was typed is a head, or nothing. */
    private void verify(String head, Model model) {
        model.addAttribute("typedHead", head);
        try {
            model.addAttribute("verdict", log.verify(head.isBlank() ? null : head));
        } catch (IllegalArgumentException noHead) {
            model.addAttribute("noHead", true);
        }
    }

    @GetMapping("/audit/entries.xlsx")
    ResponseEntity<byte[]> sheet(
            @RequestParam(required = false) @Nullable String actor,
            @RequestParam(required = false) @Nullable String deed,
            @RequestParam(required = false) @Nullable String day) {
        var language = ChosenLanguage.current();
        var columns = List.of(
                column("position", 10, language),
                column("when", 24, language),
                column("who", 28, language),
                column("actorId", 24, language),
                column("what", 60, language),
                column("code", 30, language),
                column("subject", 50, language));
        var rows = new ArrayList<List<? extends @Nullable Object>>();
        for (var line : lines(filter(actor, deed, day), 0, MOST_IN_A_SHEET)) {
            var entry = line.entry();
            var row = new ArrayList<@Nullable Object>();
            row.add(entry.position());
            row.add(entry.at().toString());
            row.add(line.who());
            row.add(entry.actor());
            row.add(line.what());
            row.add(entry.deed());
            row.add(entry.subject());
            rows.add(row);
        }
        var title = texts.getMessage("overview.audit.title", null, language.locale());
        return ResponseEntity.ok()
                .contentType(XLSX)
                .header(
                        HttpHeaders.CONTENT_DISPOSITION,
                        ContentDisposition.attachment()
                                .filename("audit.xlsx")
                                .build()
                                .toString())
                .body(sheets.write(new SheetSpec(title, language == Language.AR, columns, rows)));
    }

    private List<Line> lines(AuditLog.Filter filter, long offset, int limit) {
        var locale = ChosenLanguage.current().locale();
        return log.page(filter, offset, limit).stream()
                .map(entry -> new Line(
                        entry,
                        formats.dateTime(entry.at()),
                        words.actor(entry.actor(), locale),
                        words.deed(entry, locale)))
                .toList();
    }

    private SheetSpec.Column column(String key, int width, Language language) {
        return new SheetSpec.Column(texts.getMessage("overview.audit." + key, null, language.locale()), width);
    }

    private static AuditLog.Filter filter(@Nullable String actor, @Nullable String deed, @Nullable String day) {
        return new AuditLog.Filter(given(actor), given(deed), day(day));
    }

    private static @Nullable String given(@Nullable String text) {
        return text == null || text.isBlank() || text.length() > 80 ? null : text.strip();
    }

    /** What is no day filters nothing. */
    private static @Nullable LocalDate day(@Nullable String text) {
        try {
            var day = text == null || text.isBlank() ? null : LocalDate.parse(text.strip());
            return day == null || day.getYear() < 2000 || day.getYear() > 3000 ? null : day;
        } catch (DateTimeParseException e) {
            return null;
        }
    }

    private static String path(String path, AuditLog.Filter filter) {
        var built = UriComponentsBuilder.fromPath(path);
        if (filter.actor() != null) {
            built.queryParam("actor", "{actor}");
        }
        if (filter.deed() != null) {
            built.queryParam("deed", "{deed}");
        }
        if (filter.day() != null) {
            built.queryParam("day", filter.day());
        }
        var variables = new java.util.HashMap<String, Object>();
        variables.put("actor", filter.actor() == null ? "" : filter.actor());
        variables.put("deed", filter.deed() == null ? "" : filter.deed());
        return built.encode().buildAndExpand(variables).toUriString();
    }
}
