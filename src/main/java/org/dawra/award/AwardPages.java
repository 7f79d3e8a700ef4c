package org.dawra.award;

import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.dawra.access.Account;
import org.dawra.access.Accounts;
import org.dawra.access.Role;
import org.dawra.access.RouteRule;
import org.dawra.cycle.Edition;
import org.dawra.cycle.Province;
import org.dawra.cycle.TrainingCycle;
import org.dawra.cycle.TrainingCycles;
import org.dawra.document.MoroccanText;
import org.dawra.document.SheetSpec;
import org.dawra.document.SheetSpec.Column;
import org.dawra.document.Sheets;
import org.dawra.registration.Institutions;
import org.dawra.web.ChosenLanguage;
import org.dawra.web.NavigationEntry;
import org.jspecify.annotations.Nullable;
import org.springframework.context.MessageSource;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;

/** The laureates in public once they are confirmed, and the staff's list of nominations and scores. */
@Controller
class AwardPages {

    private static final String XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

    private final Awards awards;
    private final TrainingCycles cycles;
    private final Institutions institutions;
    private final Accounts accounts;
    private final Sheets sheets;
    private final MessageSource messages;

    AwardPages(
            Awards awards,
            TrainingCycles cycles,
            Institutions institutions,
            Accounts accounts,
            Sheets sheets,
            MessageSource messages) {
        this.awards = awards;
        this.cycles = cycles;
        this.institutions = institutions;
        this.accounts = accounts;
        this.sheets = sheets;
        this.messages = messages;
    }

    /**
     * An institution with its nomination and results as pages show them.
     *
     * @param place among the laureates; null for one who is none
     */
    record Line(
            @Nullable Integer place,
            String name,
            String province,
            String citation,
            String state,
            @Nullable String reason,
            @Nullable String mean,
            @Nullable Integer meanPlace,
            @Nullable String comparisons,
            @Nullable Integer comparisonPlace) {}

    /** The staff's way in: the newest cycle whose edition has an award. */
    @GetMapping("/awards")
    String newest() {
        return cycles.all().stream()
                .filter(cycle -> cycle.edition().award() != null)
                .findFirst()
                .or(() -> cycles.all().stream().findFirst())
                .map(cycle -> "redirect:/awards/" + cycle.slug() + "/nominations")
                .orElseThrow();
    }

    @GetMapping("/awards/{slug}")
    String show(@PathVariable String slug, Model model) {
        var cycle = cycle(slug);
        model.addAttribute("cycle", cycle);
        model.addAttribute("award", cycle.edition().award());
        model.addAttribute(
                "laureates",
                lines(cycle).stream()
                        .filter(line -> line.place() != null)
                        .sorted(Comparator.comparingInt(line -> line.place() == null ? 0 : line.place()))
                        .toList());
        awards.proposal(cycle.id()).ifPresent(proposal -> model.addAttribute("source", proposal.source()));
        return "award/laureates";
    }

    @GetMapping("/awards/{slug}/nominations")
    String nominations(@PathVariable String slug, Model model) {
        var cycle = cycle(slug);
        model.addAttribute("cycle", cycle);
        model.addAttribute("award", cycle.edition().award());
        model.addAttribute("lines", lines(cycle));
        return "award/nominations";
    }

    private List<Line> lines(TrainingCycle cycle) {
        var locale = ChosenLanguage.current().locale();
        var places = awards.laureates(cycle.id()).stream()
                .collect(Collectors.toMap(Awards.LaureateRow::nomination, Awards.LaureateRow::place));
        var standings = awards.ranking(cycle.id()).standings().stream()
                .collect(Collectors.toMap(Ranking.Standing::nomination, Function.identity()));
        return awards.nominations(cycle.id()).stream()
                .map(n -> line(cycle, n, places.get(n.id()), standings.get(n.id()), locale))
                .toList();
    }

    private Line line(
            TrainingCycle cycle,
            Nomination n,
            @Nullable Integer place,
            Ranking.@Nullable Standing standing,
            Locale locale) {
        var scored = standing != null && standing.mean().isKnown() ? standing : null;
        return new Line(
                place,
                name(n, locale),
                province(cycle, n, locale),
                JuryPages.citation(n, locale),
                n.state().name(),
                n.reason(),
                scored == null ? null : MoroccanText.decimal(scored.mean().value(), 2, locale),
                scored == null ? null : scored.meanPlace(),
                scored == null
                        ? null
                        : MoroccanText.percent(scored.comparisons().value(), locale),
                scored == null ? null : scored.comparisonPlace());
    }

    @GetMapping("/awards/{slug}/nominations.xlsx")
    ResponseEntity<byte[]> export(@PathVariable String slug, Locale locale) {
        var cycle = cycle(slug);
        var rightToLeft = locale.getLanguage().equals("ar");
        var nominations =
                awards.nominations(cycle.id()).stream().collect(Collectors.toMap(Nomination::id, Function.identity()));
        var out = new ByteArrayOutputStream();
        sheets.write(
                List.of(
                        new SheetSpec(
                                say("award.list.nominations", locale),
                                rightToLeft,
                                nominationColumns(locale),
                                nominationRows(cycle, locale)),
                        new SheetSpec(
                                say(cycle.sample() ? "award.sampleScores" : "award.list.scores", locale),
                                rightToLeft,
                                List.of(
                                        new Column(say("award.list.juror", locale), 28),
                                        new Column(say("award.institution", locale), 40),
                                        new Column(say("award.list.criterion", locale), 30),
                                        new Column(say("award.list.points", locale), 10)),
                                scoreRows(cycle, nominations, locale)),
                        new SheetSpec(
                                say("award.list.conflicts", locale),
                                rightToLeft,
                                List.of(
                                        new Column(say("award.list.juror", locale), 28),
                                        new Column(say("award.institution", locale), 40),
                                        new Column(say("award.list.reason", locale), 60)),
                                conflictRows(cycle, nominations, locale))),
                out);
        return ResponseEntity.ok()
                .contentType(MediaType.parseMediaType(XLSX))
                .header(HttpHeaders.CONTENT_DISPOSITION, "attachment; filename=\"nominations-" + slug + ".xlsx\"")
                .body(out.toByteArray());
    }

    private List<Column> nominationColumns(Locale locale) {
        return List.of(
                new Column(say("award.institution", locale), 40),
                new Column(say("award.province", locale), 22),
                new Column(say("award.citation", locale), 60),
                new Column(say("award.list.citationFr", locale), 60),
                new Column(say("award.list.state", locale), 20),
                new Column(say("award.list.reason", locale), 28),
                new Column(say("award.mean", locale), 14),
                new Column(say("award.meanPlace", locale), 16),
                new Column(say("award.comparisons", locale), 16),
                new Column(say("award.comparisonPlace", locale), 18));
    }

    private List<List<?>> nominationRows(TrainingCycle cycle, Locale locale) {
        var standings = awards.ranking(cycle.id()).standings().stream()
                .collect(Collectors.toMap(Ranking.Standing::nomination, Function.identity()));
        List<List<?>> rows = new ArrayList<>();
        for (var n : awards.nominations(cycle.id())) {
            var standing = standings.get(n.id());
            var row = new ArrayList<Object>(List.of(
                    name(n, locale),
                    province(cycle, n, locale),
                    n.citationAr(),
                    n.citationFr() == null ? "" : n.citationFr(),
                    say("award.state." + n.state(), locale),
                    n.reason() == null ? "" : say("award.reason." + n.reason(), locale)));
            if (standing != null && standing.meanPlace() != null) {
                row.add(Math.round(standing.mean().value() * 100) / 100.0);
                row.add(standing.meanPlace());
                row.add(Math.round(standing.comparisons().value() * 1000) / 1000.0);
                row.add(standing.comparisonPlace() == null ? "" : standing.comparisonPlace());
            }
            rows.add(row);
        }
        return rows;
    }

    private List<List<?>> scoreRows(TrainingCycle cycle, Map<Long, Nomination> nominations, Locale locale) {
        var award = cycle.edition().award();
        Map<String, String> criteria = award == null
                ? Map.of()
                : award.criteria().stream()
                        .collect(Collectors.toMap(
                                Edition.Criterion::code, c -> c.name().in(locale)));
        List<List<?>> rows = new ArrayList<>();
        awards.scores(cycle.id())
                .forEach(s -> rows.add(List.of(
                        juror(s.juror()),
                        name(nominations.get(s.nomination()), locale),
                        criteria.getOrDefault(s.criterion(), s.criterion()),
                        s.points())));
        return rows;
    }

    private List<List<?>> conflictRows(TrainingCycle cycle, Map<Long, Nomination> nominations, Locale locale) {
        List<List<?>> rows = new ArrayList<>();
        awards.conflicts(cycle.id())
                .forEach(c ->
                        rows.add(List.of(juror(c.juror()), name(nominations.get(c.nomination()), locale), c.reason())));
        return rows;
    }

    private String juror(String userId) {
        return accounts.find(userId).map(Account::displayName).orElse(userId);
    }

    private String name(@Nullable Nomination nomination, Locale locale) {
        return nomination == null
                ? ""
                : institutions
                        .find(nomination.institution())
                        .map(i -> i.nameIn(locale))
                        .orElse("");
    }

    private static String province(TrainingCycle cycle, Nomination nomination, Locale locale) {
        return cycle.edition()
                .province(nomination.province())
                .map(Province::name)
                .map(name -> name.in(locale))
                .orElse(nomination.province());
    }

    private String say(String key, Locale locale) {
        return messages.getMessage(key, null, locale);
    }

    private TrainingCycle cycle(String slug) {
        return cycles.bySlug(slug).orElseThrow();
    }

    /** Who may open which of these pages. */
    @Configuration(proxyBeanMethods = false)
    static class Routes {

        private static final Set<Role> STAFF = Set.of(Role.PROGRAMME_MANAGER, Role.PRESIDENT, Role.AUDITOR);

        @Bean
        RouteRule laureatesForAnyone() {
            return RouteRule.anyone("/awards/{cycle}");
        }

        @Bean
        RouteRule nominationsForStaff() {
            return RouteRule.roles(STAFF, "/awards", "/awards/{cycle}/nominations", "/awards/{cycle}/nominations.xlsx");
        }

        @Bean
        NavigationEntry awardNavigation() {
            return new NavigationEntry(
                    "award.nav", "/awards", STAFF.stream().map(Role::group).collect(Collectors.toSet()), 50);
        }
    }
}
