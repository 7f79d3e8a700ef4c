package org.dawra.overview;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.content;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.header;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.status;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.dawra.access.Account;
import org.dawra.access.Accounts;
import org.dawra.access.Role;
import org.dawra.access.SignedIn;
import org.dawra.cycle.TrainingCycles;
import org.dawra.engine.ProcessStarts;
import org.dawra.registration.Institution;
import org.dawra.registration.NewRegistration;
import org.dawra.registration.RegistrationIntake;
import org.dawra.web.Language;
import org.dawra.web.NavigationEntry;
import org.hamcrest.Matchers;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.autoconfigure.web.servlet.AutoConfigureMockMvc;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.context.MessageSource;
import org.springframework.context.annotation.Bean;
import org.springframework.http.MediaType;
import org.springframework.test.annotation.DirtiesContext;
import org.springframework.test.context.ActiveProfiles;
import org.springframework.test.web.servlet.MockMvc;

/** The house from the street, and the staff's page of certificates, in the whole application. */
@Tag("database")
@DirtiesContext
@SpringBootTest
@AutoConfigureMockMvc
@ActiveProfiles("test")
class OverviewPagesTest {

    private static final Pattern QUOTE = Pattern.compile("\\*\\*«\\s*(.*?)\\s*»\\*\\*");

    /** Fewer than an edition has provinces. */
    private static final int MOST_TIMES = 5;

    /** Names that stand on another of the reader's screens: a tab of Tasklist, a button beside a meeting's certificates. */
    private static final Set<String> ALSO_ELSEWHERE =
            Set.of("COORDINATOR comment.nav", "PROGRAMME_MANAGER certificate.collected.title");

    private static boolean opened;

    /** Counts what is asked of the database. */
    @TestConfiguration
    static class Counted {

        @Bean
        static CountedStatements statements() {
            return new CountedStatements();
        }
    }

    @Autowired
    CountedStatements statements;

    @Autowired
    RegistrationIntake intake;

    @Autowired
    List<NavigationEntry> navigation;

    @Autowired
    MessageSource texts;

    @Autowired
    MockMvc pages;

    @Autowired
    ProcessStarts starts;

    @Autowired
    Accounts accounts;

    @Autowired
    Clock clock;

    @Autowired
    TrainingCycles cycles;

    @BeforeEach
    void aCycleIsOpen() {
        if (!opened) {
            var inTwoMonths =
                    LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC).plusDays(61);
            var manager = new Account(
                    "manager", Role.PROGRAMME_MANAGER, null, "مسؤول(ة) البرنامج", null, "212600000000", "ar");
            accounts.create(manager, "Aa1!" + UUID.randomUUID());
            starts.submit(
                    "annual-cycle",
                    accounts.actor(manager),
                    Map.of("edition", "2026", "firstMeetingDay", inTwoMonths.toString()));
            opened = true;
        }
    }

    @Test
    void theHomePageSaysWhatWhenWhereWhomToCallAndLeadsToRegistration() throws Exception {
        var home = html("/");
        assertThat(home)
                .contains("dir=\"rtl\"", "شبكة الجمعيات الدكالية غير الحكومية", "فندق السانية")
                .contains("/register/", "-2026\"", "tel:+", "https://wa.me/", "/verify", "نموذج");
        assertThat(html("/?lang=fr")).contains("Hôtel Assania", "/register/");
        assertThat(html("/?lang=en")).contains("Register", "lang=\"en\"");
    }

    @Test
    void theStaffSeesCertificatesAndNobodyElse() throws Exception {
        pages.perform(get("/certificates").with(SignedIn.as("team", "working-team")))
                .andExpect(status().isOk())
                .andExpect(content().string(Matchers.containsString("شواهد المشاركة")));
        pages.perform(get("/certificates").with(SignedIn.as("coordinator", "coordinators", "coordinator-settat")))
                .andExpect(status().isForbidden());
        pages.perform(get("/certificates/files/1").with(SignedIn.as("team", "working-team")))
                .andExpect(status().isNotFound());
    }

    @Test
    void progressShowsTheYearAsAPictureToThoseWhoRunIt() throws Exception {
        var slug = slug();
        pages.perform(get("/progress").with(SignedIn.as("president", "president")))
                .andExpect(status().isOk())
                .andExpect(content().string(Matchers.containsString("/progress/" + slug)))
                .andExpect(content().string(Matchers.containsString("لا شيء متأخر")));
        pages.perform(get("/progress/" + slug).with(SignedIn.as("manager", "programme-manager")))
                .andExpect(status().isOk())
                .andExpect(content().string(Matchers.containsString("إقليم سيدي بنور")))
                .andExpect(content()
                        .string(Matchers.containsString(
                                "role=\"img\" aria-labelledby=\"timeline-title timeline-said\"")))
                .andExpect(content().string(Matchers.containsString("<details id=\"timeline-table\">")))
                .andExpect(content().string(Matchers.containsString("لا تشملها هذه النسخة")))
                .andExpect(content().string(Matchers.not(Matchers.containsString("style="))));
        pages.perform(get("/progress/" + slug + "?lang=fr").with(SignedIn.as("auditor", "auditor")))
                .andExpect(status().isOk())
                .andExpect(content().string(Matchers.containsString("Les étapes : prévu et réalisé")));
        // Up to the apostrophe, which pages write in another way.
        var french = cycles.all().get(0).edition().title().fr().split("'")[0];
        for (var path : List.of("/progress", "/progress/" + slug)) {
            pages.perform(get(path + "?lang=en").with(SignedIn.as("auditor", "auditor")))
                    .andExpect(content().string(Matchers.containsString("<html lang=\"en\"")))
                    .andExpect(content().string(Matchers.containsString("<bdi lang=\"fr\">" + french)));
            pages.perform(get(path + "?lang=fr").with(SignedIn.as("auditor", "auditor")))
                    .andExpect(content().string(Matchers.containsString("<bdi>" + french)));
        }
        pages.perform(get("/progress/" + slug).with(SignedIn.as("team", "working-team")))
                .andExpect(status().isOk());
        pages.perform(get("/progress/2026-nothing").with(SignedIn.as("president", "president")))
                .andExpect(status().isNotFound());
        for (var path : List.of("/progress", "/progress/" + slug)) {
            pages.perform(get(path).with(SignedIn.as("juror", "jury"))).andExpect(status().isForbidden());
            pages.perform(get(path).with(SignedIn.as("coordinator", "coordinators", "coordinator-settat")))
                    .andExpect(status().isForbidden());
        }
    }

    @Test
    void thePictureRenewsItselfAndIsToldAsUnchangedWhileItIs() throws Exception {
        for (var path : List.of("/progress", "/progress/" + slug())) {
            var picture = get(path).param("part", "picture").with(SignedIn.as("manager", "programme-manager"));
            var first = pages.perform(picture)
                    .andExpect(status().isOk())
                    .andExpect(header().exists("Dawra-Drawn-At"))
                    .andExpect(content().string(Matchers.startsWith("<div class=\"stack picture\"")))
                    .andReturn()
                    .getResponse();
            var again = pages.perform(picture.header("If-None-Match", String.valueOf(first.getHeader("ETag"))))
                    .andReturn()
                    .getResponse();
            assertThat(again.getStatus()).as(path).isEqualTo(304);
            assertThat(again.getContentAsByteArray()).isEmpty();
            assertThat(again.getHeader("Dawra-Drawn-At")).matches("\\d\\d:\\d\\d");
        }
    }

    @Test
    void whatIsAskedForThePictureGrowsWithNeitherPeopleNorProvinces() throws Exception {
        var cycle = cycles.all().get(0);
        var few = asked(cycle.slug());
        var manager = accounts.actor(accounts.find("manager").orElseThrow());
        var number = new AtomicInteger();
        for (var province : cycle.edition().provinces()) {
            intake.add(
                    cycle.id(),
                    province.code(),
                    IntStream.range(0, 40)
                            .mapToObj(i -> new NewRegistration(
                                    "مشارك " + number,
                                    "06%08d".formatted(number.incrementAndGet()),
                                    null,
                                    Institution.Kind.COOPERATIVE,
                                    "تعاونية " + i % 7,
                                    null,
                                    "ar",
                                    true))
                            .toList(),
                    manager);
        }
        assertThat(asked(cycle.slug()))
                .as("with 40 people more in each province")
                .isEqualTo(few);
        assertThat(few).isGreaterThan(10);
        assertThat(cycle.edition().provinces()).hasSizeGreaterThan(MOST_TIMES);
    }

    /** How many statements the two pages ask; none of them so often that it could be once a province. */
    private int asked(String slug) throws Exception {
        var all = 0;
        for (var path : List.of("/progress", "/progress/" + slug)) {
            statements.forget();
            pages.perform(get(path).with(SignedIn.as("manager", "programme-manager")))
                    .andExpect(status().isOk());
            all += statements.all();
            assertThat(statements.asked())
                    .as(path)
                    .allSatisfy((sql, times) -> assertThat(times).as(sql).isLessThanOrEqualTo(MOST_TIMES));
        }
        return all;
    }

    @Test
    void whatAGuideCallsAPageStandsInTheNavigationOfItsReader() throws Exception {
        var strange = new TreeSet<String>();
        var found = 0;
        for (var role : List.of(Role.PROGRAMME_MANAGER, Role.COORDINATOR, Role.PRESIDENT)) {
            for (var language : List.of(Language.AR, Language.FR)) {
                var file = role.name().toLowerCase(Locale.ROOT).replace('_', '-') + "." + language.code() + ".md";
                var quotes = QUOTE.matcher(Files.readString(Path.of("docs/guide", file)))
                        .results()
                        .map(match -> match.group(1))
                        .collect(Collectors.toSet());
                for (var entry : navigation) {
                    var name = texts.getMessage(entry.messageKey(), null, language.locale());
                    if (!quotes.contains(name) || ALSO_ELSEWHERE.contains(role + " " + entry.messageKey())) {
                        continue;
                    }
                    found++;
                    if (!entry.groups().isEmpty() && !entry.groups().contains(role.group())) {
                        strange.add(file + " leads to «" + name + "»");
                    }
                }
            }
        }
        assertThat(strange).isEmpty();
        assertThat(found).isGreaterThan(30);
    }

    private String slug() {
        return cycles.all().get(0).slug();
    }

    @Test
    void aReportIsNotThereBeforeItIsPublishedAndItsDraftIsForTheConfirmers() throws Exception {
        pages.perform(get("/reports/2026-2026")).andExpect(status().isNotFound());
        pages.perform(get("/reports/nothing/report.pdf")).andExpect(status().isNotFound());
        pages.perform(get("/report-drafts/2026-2026").with(SignedIn.as("team", "working-team")))
                .andExpect(status().isForbidden());
        pages.perform(get("/report-drafts/2026-2026").with(SignedIn.as("president", "president")))
                .andExpect(status().isNotFound());
    }

    private String html(String path) throws Exception {
        return pages.perform(get(path).accept(MediaType.TEXT_HTML))
                .andExpect(status().isOk())
                .andReturn()
                .getResponse()
                .getContentAsString(StandardCharsets.UTF_8);
    }
}
