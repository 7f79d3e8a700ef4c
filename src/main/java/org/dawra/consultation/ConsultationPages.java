package org.dawra.consultation;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.dawra.access.Role;
import org.dawra.access.RouteRule;
import org.dawra.cycle.AdoptedRecommendations;
import org.dawra.cycle.Programmes;
import org.dawra.cycle.Province;
import org.dawra.cycle.TrainingCycle;
import org.dawra.cycle.TrainingCycles;
import org.dawra.cycle.TrainingMeeting;
import org.dawra.document.SheetSpec;
import org.dawra.document.Sheets;
import org.dawra.web.ChosenLanguage;
import org.dawra.web.Language;
import org.dawra.web.NavigationEntry;
import org.jspecify.annotations.Nullable;
import org.springframework.context.MessageSource;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.server.ResponseStatusException;

/** The consultation of a cycle as the programme manager follows it: sheets, workshop, the seats each province got. */
@Controller
class ConsultationPages {

    private static final MediaType XLSX =
            MediaType.parseMediaType("application/vnd.openxmlformats-officedocument.spreadsheetml.sheet");
    private static final Set<Role> READERS = Set.of(Role.PROGRAMME_MANAGER, Role.PRESIDENT, Role.AUDITOR);

    private final TrainingCycles cycles;
    private final Programmes programmes;
    private final AdoptedRecommendations adopted;
    private final SheetTable table;
    private final Sheets sheets;
    private final MessageSource texts;

    ConsultationPages(
            TrainingCycles cycles,
            Programmes programmes,
            AdoptedRecommendations adopted,
            SheetTable table,
            Sheets sheets,
            MessageSource texts) {
        this.cycles = cycles;
        this.programmes = programmes;
        this.adopted = adopted;
        this.table = table;
        this.sheets = sheets;
        this.texts = texts;
    }

    /** One province's line: its sheet, and its seats of each meeting. */
    record Line(Province province, @Nullable ConsultationSheet sheet, List<Integer> seats) {}

    @GetMapping("/consultations")
    String all(Model model) {
        model.addAttribute("cycles", cycles.all());
        return "consultation/list";
    }

    @GetMapping("/consultations/{cycle}")
    String one(@PathVariable("cycle") String slug, Model model) {
        var cycle = cycle(slug);
        model.addAttribute("cycle", cycle);
        model.addAttribute("meetings", programmes.meetings(cycle.id()));
        model.addAttribute("adopted", adopted.forCycle(cycle.id()));
        model.addAttribute("lines", lines(cycle));
        model.addAttribute("workshop", table.workshop(cycle.id()).orElse(null));
        model.addAttribute("timetable", cycles.timetable(cycle.id()));
        model.addAttribute("state", programmes.state(cycle.id()));
        return "consultation/cycle";
    }

    @GetMapping("/consultations/{cycle}/sheets.xlsx")
    ResponseEntity<byte[]> workbook(@PathVariable("cycle") String slug) {
        var cycle = cycle(slug);
        var language = ChosenLanguage.current();
        var columns = new ArrayList<SheetSpec.Column>();
        for (var key :
                List.of("province", "state", "expectedBeneficiaries", "places", "dates", "logistics", "remarks")) {
            columns.add(new SheetSpec.Column(text("consultation.column." + key), 24));
        }
        var meetings = programmes.meetings(cycle.id());
        meetings.forEach(m -> columns.add(new SheetSpec.Column(m.title().in(language), 24)));
        var rows = lines(cycle).stream().map(line -> row(line, language)).toList();
        var file = ContentDisposition.attachment()
                .filename("consultation-" + cycle.slug() + ".xlsx")
                .build();
        return ResponseEntity.ok()
                .contentType(XLSX)
                .header(HttpHeaders.CONTENT_DISPOSITION, file.toString())
                .body(sheets.write(new SheetSpec(text("consultation.title"), language == Language.AR, columns, rows)));
    }

    private List<Object> row(Line line, Language language) {
        var row = new ArrayList<Object>();
        row.add(line.province().name().in(language));
        var sheet = line.sheet();
        row.add(sheet == null ? "" : text("consultation.state." + sheet.state()));
        row.add(sheet == null || sheet.expectedBeneficiaries() == null ? "" : sheet.expectedBeneficiaries());
        for (var value : new @Nullable String[] {
            sheet == null ? null : sheet.places(),
            sheet == null ? null : sheet.dates(),
            sheet == null ? null : sheet.logistics(),
            sheet == null ? null : sheet.remarks()
        }) {
            row.add(value == null ? "" : value);
        }
        row.addAll(line.seats());
        return row;
    }

    private List<Line> lines(TrainingCycle cycle) {
        var filled = table.sheets(cycle.id());
        var quotas = programmes.meetings(cycle.id()).stream()
                .map(TrainingMeeting::id)
                .map(programmes::quotas)
                .toList();
        return cycle.edition().provinces().stream()
                .map(province -> new Line(
                        province,
                        filled.stream()
                                .filter(s -> s.province().equals(province.code()))
                                .findFirst()
                                .orElse(null),
                        quotas.stream()
                                .map(q -> q.getOrDefault(province.code(), 0))
                                .toList()))
                .toList();
    }

    private TrainingCycle cycle(String slug) {
        return cycles.bySlug(slug).orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND));
    }

    private String text(String key) {
        return texts.getMessage(key, null, ChosenLanguage.current().locale());
    }

    /** Who may read consultations, and the way there. */
    @Configuration(proxyBeanMethods = false)
    static class Routes {

        @Bean
        RouteRule consultationRoutes() {
            return RouteRule.roles(
                    READERS, "/consultations", "/consultations/{cycle}", "/consultations/{cycle}/sheets.xlsx");
        }

        @Bean
        NavigationEntry consultationsEntry() {
            return new NavigationEntry(
                    "consultation.title",
                    "/consultations",
                    Set.of(Role.PROGRAMME_MANAGER.group(), Role.PRESIDENT.group(), Role.AUDITOR.group()),
                    30);
        }
    }
}
