package org.dawra.draw;

import static java.nio.charset.StandardCharsets.UTF_8;

import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.NoSuchElementException;
import java.util.Set;
import java.util.stream.Collectors;
import org.dawra.access.Role;
import org.dawra.access.RouteRule;
import org.dawra.cycle.Programmes;
import org.dawra.cycle.TrainingCycle;
import org.dawra.cycle.TrainingCycles;
import org.dawra.document.SheetSpec;
import org.dawra.document.Sheets;
import org.dawra.web.NavigationEntry;
import org.jspecify.annotations.Nullable;
import org.springframework.context.MessageSource;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.io.ClassPathResource;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;

/** The draw in public, with everything needed to compute it again, and the staff's list of answers. */
@Controller
class DrawPages {

    private static final String XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

    private final Draws draws;
    private final DrawPapers papers;
    private final TrainingCycles cycles;
    private final Programmes programmes;
    private final Sheets sheets;
    private final MessageSource messages;
    private final String script;

    DrawPages(
            Draws draws,
            DrawPapers papers,
            TrainingCycles cycles,
            Programmes programmes,
            Sheets sheets,
            MessageSource messages) {
        this.draws = draws;
        this.papers = papers;
        this.cycles = cycles;
        this.programmes = programmes;
        this.sheets = sheets;
        this.messages = messages;
        try {
            this.script = new ClassPathResource("draw/check.py").getContentAsString(UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A place in the order as pages show it. */
    record Line(
            int place,
            int ticket,
            String name,
            Draw.Kind kind,
            Draw.Answer answer,
            @Nullable LocalDate answeredOn) {}

    /** The staff's way in: the newest cycle whose edition has a draw. */
    @GetMapping("/draws")
    String newest() {
        return cycles.all().stream()
                .filter(cycle -> cycle.edition().draw() != null)
                .findFirst()
                .or(() -> cycles.all().stream().findFirst())
                .map(cycle -> "redirect:/draws/" + cycle.slug() + "/results")
                .orElseThrow();
    }

    @GetMapping("/draws/{slug}")
    String show(@PathVariable String slug, Model model, HttpServletResponse response) {
        response.setHeader("X-Robots-Tag", "noindex");
        fill(cycle(slug), model);
        model.addAttribute("script", script);
        return "draw/draw";
    }

    @GetMapping("/draws/{slug}/results")
    String results(@PathVariable String slug, Model model) {
        fill(cycle(slug), model);
        return "draw/results";
    }

    private void fill(TrainingCycle cycle, Model model) {
        var rules = cycle.edition().draw();
        model.addAttribute("cycle", cycle);
        model.addAttribute("rules", rules);
        if (rules == null) {
            return;
        }
        programmes.meetings(cycle.id()).stream()
                .filter(m -> rules.meeting().equals(m.code()))
                .findFirst()
                .ifPresent(meeting -> {
                    model.addAttribute("meeting", meeting);
                    model.addAttribute(
                            "opens", programmes.timetable(meeting.id()).closing());
                });
        draws.find(cycle.id()).ifPresent(draw -> {
            var lines = lines(draw);
            var given = lines.stream()
                    .filter(l -> l.answer() == Draw.Answer.ACCEPTED)
                    .count();
            model.addAttribute("draw", draw);
            model.addAttribute("tickets", papers.tickets(draw));
            model.addAttribute("lines", lines);
            model.addAttribute(
                    "prizes",
                    lines.stream().filter(l -> l.kind() != Draw.Kind.OTHER).toList());
            model.addAttribute("noneLeft", draw.state() == DrawRecord.State.PUBLISHED && given < draw.winners());
        });
    }

    private List<Line> lines(Draw draw) {
        var names = papers.tickets(draw);
        var local = cycles.localTimes(draw.cycle());
        return draws.results(draw.id()).stream()
                .map(r -> new Line(
                        r.place(),
                        r.ticket(),
                        DrawPapers.name(names, r.ticket()),
                        r.kind(),
                        r.answer(),
                        r.answeredAt() == null
                                ? null
                                : local.local(r.answeredAt()).toLocalDate()))
                .toList();
    }

    @GetMapping("/draws/{slug}/record.json")
    ResponseEntity<byte[]> record(@PathVariable String slug) {
        return file(papers.read(draw(slug).recordDocument()), "draw-" + slug + ".json", "application/json");
    }

    @GetMapping("/draws/{slug}/pool.json")
    ResponseEntity<byte[]> pool(@PathVariable String slug) {
        return file(papers.read(draw(slug).poolDocument()), "pool-" + slug + ".json", "application/json");
    }

    /** The very bytes whose SHA-256 is the fingerprint. */
    @GetMapping("/draws/{slug}/pool.txt")
    ResponseEntity<byte[]> poolText(@PathVariable String slug) {
        var draw = draw(slug);
        if (draw.fingerprint() == null) {
            throw new NoSuchElementException();
        }
        var labels = draws.tickets(draw.id()).stream().map(Draw.Ticket::label).toList();
        return file(papers.pool(draw, labels).text().getBytes(UTF_8), "pool-" + slug + ".txt", "text/plain");
    }

    @GetMapping("/draws/{slug}/minutes.pdf")
    ResponseEntity<byte[]> minutes(@PathVariable String slug) {
        return file(papers.read(draw(slug).minutesDocument()), "draw-minutes-" + slug + ".pdf", "application/pdf");
    }

    @GetMapping("/draws/{slug}/results.xlsx")
    ResponseEntity<byte[]> export(@PathVariable String slug, Locale locale) {
        var rows = new ArrayList<List<?>>();
        for (var line : lines(draw(slug))) {
            var row = new ArrayList<Object>(List.of(
                    line.place(),
                    line.ticket(),
                    line.name(),
                    say("draw.kind." + line.kind(), locale),
                    say("draw.answer." + line.answer(), locale)));
            row.add(line.answeredOn() == null ? "" : line.answeredOn());
            rows.add(row);
        }
        var columns = List.of(
                new SheetSpec.Column(say("draw.place", locale), 10),
                new SheetSpec.Column(say("draw.ticket", locale), 14),
                new SheetSpec.Column(say("draw.institution", locale), 45),
                new SheetSpec.Column(say("draw.kind", locale), 18),
                new SheetSpec.Column(say("draw.answer", locale), 24),
                new SheetSpec.Column(say("draw.list.answeredAt", locale), 16));
        var bytes = sheets.write(
                new SheetSpec(say("draw.title", locale), locale.getLanguage().equals("ar"), columns, rows));
        return file(bytes, "draw-" + slug + ".xlsx", XLSX);
    }

    private static ResponseEntity<byte[]> file(byte @Nullable [] bytes, String name, String type) {
        if (bytes == null) {
            throw new NoSuchElementException();
        }
        return ResponseEntity.ok()
                .contentType(MediaType.parseMediaType(type))
                .header(HttpHeaders.CONTENT_DISPOSITION, "attachment; filename=\"" + name + "\"")
                .header("X-Robots-Tag", "noindex")
                .body(bytes);
    }

    private String say(String key, Locale locale) {
        return messages.getMessage(key, null, locale);
    }

    private TrainingCycle cycle(String slug) {
        return cycles.bySlug(slug).orElseThrow();
    }

    private Draw draw(String slug) {
        return draws.find(cycle(slug).id()).orElseThrow();
    }

    /** Who may open which of these pages. */
    @Configuration(proxyBeanMethods = false)
    static class Routes {

        private static final Set<Role> STAFF = Set.of(Role.PROGRAMME_MANAGER, Role.PRESIDENT, Role.AUDITOR);

        @Bean
        RouteRule drawForAnyone() {
            return RouteRule.anyone(
                    "/draws/{cycle}",
                    "/draws/{cycle}/record.json",
                    "/draws/{cycle}/pool.json",
                    "/draws/{cycle}/pool.txt",
                    "/draws/{cycle}/minutes.pdf");
        }

        @Bean
        RouteRule drawForStaff() {
            return RouteRule.roles(STAFF, "/draws", "/draws/{cycle}/results", "/draws/{cycle}/results.xlsx");
        }

        @Bean
        NavigationEntry drawNavigation() {
            return new NavigationEntry(
                    "draw.nav", "/draws", STAFF.stream().map(Role::group).collect(Collectors.toSet()), 51);
        }
    }
}
