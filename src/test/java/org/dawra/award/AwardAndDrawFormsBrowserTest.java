package org.dawra.award;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.dawra.award.AwardHouse.CYCLE;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.ArgumentMatchers.anyLong;
import static org.mockito.ArgumentMatchers.anyString;
import static org.mockito.Mockito.lenient;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.when;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.WaitForSelectorState;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.camunda.bpm.engine.ManagementService;
import org.camunda.bpm.engine.RuntimeService;
import org.dawra.access.Account;
import org.dawra.access.Accounts;
import org.dawra.access.Role;
import org.dawra.browser.Chromium;
import org.dawra.cycle.FrozenRules;
import org.dawra.cycle.Programmes;
import org.dawra.cycle.Timetable;
import org.dawra.cycle.TrainingCycles;
import org.dawra.draw.DrawRecord;
import org.dawra.draw.DrawResults;
import org.dawra.engine.Actor;
import org.dawra.engine.Decisions;
import org.dawra.engine.HumanTasks;
import org.dawra.engine.Timers;
import org.dawra.registration.Institution;
import org.dawra.registration.Institutions;
import org.dawra.training.Attendances;
import org.dawra.training.HalfDay;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Primary;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.annotation.DirtiesContext;
import org.springframework.test.context.ActiveProfiles;

/** The forms of award and draw in Tasklist: nominations in rows, the confirmation, the numbers and an answer. */
@Tag("browser")
@ActiveProfiles("test")
@SpringBootTest(webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT)
@DirtiesContext
class AwardAndDrawFormsBrowserTest {

    private static final String PASSWORD = "Aa1!" + UUID.randomUUID();
    private static final String PROVINCE = "sidi-bennour";

    /** Edition 2024, its meeting, and one institution that takes part. */
    @TestConfiguration(proxyBeanMethods = false)
    static class Played {

        @Bean
        @Primary
        TrainingCycles playedCycles() {
            var cycles = AwardHouse.cycles();
            var later = Instant.parse("2099-01-01T08:00:00Z");
            when(cycles.timetable(any())).thenReturn(new Timetable(later, later, later, later, later, later, later));
            return cycles;
        }

        @Bean
        @Primary
        FrozenRules rulesOfToday(Decisions decisions) {
            var rules = mock(FrozenRules.class);
            when(rules.decide(any(), any(), any()))
                    .thenAnswer(call -> decisions.evaluate(
                            call.getArgument(1),
                            decisions.tags().get(call.<String>getArgument(1)),
                            call.getArgument(2)));
            return rules;
        }

        @Bean
        @Primary
        Programmes playedProgrammes() {
            return AwardHouse.programmes();
        }

        @Bean
        @Primary
        Institutions playedInstitutions() {
            var institution = new Institution(
                    1, "code", Institution.Kind.COOPERATIVE, "تعاونية نساء العونات", null, PROVINCE, true);
            var institutions = mock(Institutions.class);
            lenient().when(institutions.find(anyLong())).thenReturn(Optional.of(institution));
            lenient().when(institutions.of(any())).thenReturn(List.of(institution));
            lenient().when(institutions.ofProvince(any(), anyString())).thenReturn(List.of(institution));
            return institutions;
        }

        @Bean
        @Primary
        Attendances playedAttendances() {
            var attendances = mock(Attendances.class);
            when(attendances.present(any()))
                    .thenReturn(Map.of(new HalfDay(1, LocalDate.of(2024, 12, 27), HalfDay.Part.MORNING), 6));
            return attendances;
        }
    }

    @LocalServerPort
    int port;

    @Autowired
    Accounts accounts;

    @Autowired
    HumanTasks tasks;

    @Autowired
    Timers timers;

    @Autowired
    RuntimeService runtime;

    @Autowired
    ManagementService management;

    @Autowired
    JdbcClient jdbc;

    @Autowired
    Awards awards;

    @Autowired
    DrawResults draws;

    @Test
    void theCoordinatorNominatesAndThePresidentConfirms() {
        person("coordinator", Role.COORDINATOR, PROVINCE);
        person("president", Role.PRESIDENT, null);
        runtime.startProcessInstanceByKey("award-selection", CYCLE.key());
        runJobs();
        try (var browser = new Chromium()) {
            var page = browser.page("http://127.0.0.1:" + port, 1400, 1000);
            Chromium.login(page, "coordinator", PASSWORD);
            open(page, "award-selection", Role.COORDINATOR.group(PROVINCE));
            page.locator("[data-add=nominations]").click();
            complete(page);
            assertThat(page.locator(".dawra-error[data-field='nominations[0].institution']"))
                    .not()
                    .isEmpty();
            Chromium.picture(page, "award-form-nomination-refused");
            page.locator("[data-cell=institution]").selectOption("1");
            page.locator("[data-cell=citationAr]").fill("تمكين المرأة وتحقيق الاستقلال الاقتصادي للنساء");
            Chromium.picture(page, "award-form-nomination");
            complete(page);
            page.locator("form[name=awardNomination]").waitFor(gone());
        }
        assertThat(awards.nominations(CYCLE)).hasSize(1);

        timers.fire("award-selection", CYCLE.key(), "boundary_nominationsClose");
        runJobs();
        var nominee = awards.nominees(CYCLE).get(0).id();
        assertThat(tasks.waiting("award-selection", CYCLE.key()))
                .as("nobody is on the jury")
                .extracting(t -> t.definitionKey())
                .containsExactly("userTask_deliberate");
        var juror = new Actor("juror", Set.of(Role.JURY.group()));
        var deliberation = tasks.waiting("award-selection", CYCLE.key()).get(0);
        tasks.submit(
                deliberation.id(),
                juror,
                Map.of("laureates", List.of(Map.of("nomination", nominee)), "reason", "سبب القرار"));
        try (var browser = new Chromium()) {
            var page = browser.page("http://127.0.0.1:" + port, 390, 800);
            Chromium.login(page, "president", PASSWORD);
            open(page, "award-selection", Role.PRESIDENT.group());
            assertThat(page.locator(".fjs-container")).containsText("تعاونية نساء العونات");
            Chromium.picture(page, "award-form-confirmation");
            page.locator(".fjs-container input[type=radio]").first().check();
            complete(page);
            page.locator(".fjs-container").waitFor(gone());
        }
        assertThat(awards.confirmations(awards.proposal(CYCLE).orElseThrow().id()))
                .hasSize(1);
    }

    @Test
    void theManagerEntersTheNumbersAndAnAnswer() {
        person("manager", Role.PROGRAMME_MANAGER, null);
        jdbc.sql("drop view attended_seat").update();
        jdbc.sql("create table attended_seat (meeting_id bigint, institution_id bigint)")
                .update();
        jdbc.sql("insert into attended_seat values (?, 1)")
                .param(AwardHouse.MEETING.value())
                .update();
        runtime.startProcessInstanceByKey("prize-draw", CYCLE.key());
        runJobs();
        try (var browser = new Chromium()) {
            var page = browser.page("http://127.0.0.1:" + port, 390, 900);
            Chromium.login(page, "manager", PASSWORD);
            open(page, "prize-draw", Role.PROGRAMME_MANAGER.group());
            var fingerprint = draws.of(CYCLE).orElseThrow().fingerprint();
            assertThat(page.locator(".fjs-container")).containsText(fingerprint);
            var fields = page.locator(".fjs-container input[type=text]");
            fields.nth(0).fill("12 7");
            fields.last().fill("ممثل السلطة المحلية");
            complete(page);
            assertThat(page.locator("body")).containsText("12 7 45");
            Chromium.picture(page, "draw-form-randomness-refused");
            fields.nth(0).fill("12 7 45");
            complete(page);
            page.locator(".fjs-container").waitFor(gone());
            runJobs();
            open(page, "prize-draw", Role.PROGRAMME_MANAGER.group());
            assertThat(page.locator(".fjs-container")).containsText("تعاونية نساء العونات");
            Chromium.picture(page, "draw-form-acceptance");
            page.locator(".fjs-container input[type=radio]").first().check();
            complete(page);
            page.locator(".fjs-container").waitFor(gone());
            runJobs();
        }
        var record = draws.of(CYCLE).orElseThrow();
        assertThat(record.state()).isEqualTo(DrawRecord.State.PUBLISHED);
        assertThat(record.winners()).hasSize(1);
    }

    private void open(Page page, String process, String group) {
        var task = tasks.waiting(process, CYCLE.key()).stream()
                .filter(t -> t.groups().contains(group))
                .findFirst()
                .orElseThrow();
        page.navigate("/my-tasks");
        page.navigate("/camunda/app/tasklist/default/#/?task=" + task.id());
        page.locator("[cam-tasklist-form], .task-form, form[role=form]").first().waitFor();
        page.locator("[ng-click='claim()']").first().click();
    }

    private static void complete(Page page) {
        page.locator("button[ng-click='complete()'], .form-actions button[type=submit], button.btn-primary:visible")
                .last()
                .click();
    }

    private static Locator.WaitForOptions gone() {
        return new Locator.WaitForOptions().setState(WaitForSelectorState.DETACHED);
    }

    private void runJobs() {
        for (var jobs = management
                        .createJobQuery()
                        .executable()
                        .withRetriesLeft()
                        .list();
                !jobs.isEmpty();
                jobs = management
                        .createJobQuery()
                        .executable()
                        .withRetriesLeft()
                        .list()) {
            management.executeJob(jobs.get(0).getId());
        }
    }

    private void person(String userId, Role role, String scope) {
        if (accounts.find(userId).isEmpty()) {
            accounts.create(new Account(userId, role, scope, "شخص (نموذج)", null, null, "ar"), PASSWORD);
        }
    }
}
