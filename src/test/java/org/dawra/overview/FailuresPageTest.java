package org.dawra.overview;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.Mockito.doAnswer;
import static org.mockito.Mockito.doThrow;

import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.camunda.bpm.engine.ManagementService;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.dawra.access.Account;
import org.dawra.access.Accounts;
import org.dawra.access.Passwords;
import org.dawra.access.Role;
import org.dawra.access.Visitor;
import org.dawra.cycle.TrainingCycles;
import org.dawra.engine.FailedSteps;
import org.dawra.engine.ProcessStarts;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.annotation.DirtiesContext;
import org.springframework.test.context.ActiveProfiles;
import org.springframework.test.context.bean.override.mockito.MockitoBean;

/** A step fails for good; what the page tells of it, and how it goes on from there. */
@Tag("database")
@DirtiesContext
@SpringBootTest(webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT)
@ActiveProfiles("test")
class FailuresPageTest {

    private static final String CANARY = "فاطمة الزهراء العلوي fatima.alaoui@dawra.invalid";
    private static final Pattern FAILURE = Pattern.compile("name=\"failure\" value=\"([^\"]+)\"");
    private static final Pattern LANES = Pattern.compile("id=\"step-([^\"]+)\"");

    private static String password = "";

    @LocalServerPort
    int port;

    @Autowired
    Passwords passwords;

    @Autowired
    Accounts accounts;

    @Autowired
    ProcessStarts starts;

    @Autowired
    TrainingCycles cycles;

    @Autowired
    ManagementService management;

    @Autowired
    FailedSteps steps;

    @Autowired
    FailureMail mail;

    @Autowired
    JdbcClient jdbc;

    @Autowired
    Clock clock;

    @MockitoBean(name = "openAgreementsDelegate")
    JavaDelegate openAgreements;

    @BeforeEach
    void aStepThatFails() throws Exception {
        if (password.isEmpty()) {
            password = passwords.generate();
            for (var role : Role.values()) {
                var id = id(role);
                accounts.create(
                        new Account(
                                id,
                                role,
                                role.isScoped() ? "region" : null,
                                "شخص (نموذج)",
                                id + "@dawra.invalid",
                                null,
                                role == Role.PRESIDENT ? "fr" : "ar"),
                        password);
            }
            var day = LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC).plusDays(61);
            starts.submit(
                    "annual-cycle",
                    accounts.actor(accounts.find(id(Role.PROGRAMME_MANAGER)).orElseThrow()),
                    Map.of("edition", "2026", "firstMeetingDay", day.toString()));
        }
        doThrow(new IllegalStateException("no room for " + CANARY))
                .when(openAgreements)
                .execute(any());
    }

    private static String id(Role role) {
        return "f-" + role.name().toLowerCase(java.util.Locale.ROOT).replace('_', '-');
    }

    @Test
    void theManagerIsToldWhatFailedAndWhatNotAndHasItTriedAgain() throws Exception {
        var manager = visitor(Role.PROGRAMME_MANAGER);
        assertThat(manager.opens("/failures").body()).contains("لا خطوة متعثرة");
        assertThat(manager.opens("/my-tasks").body()).doesNotContain("badge bad");

        run();
        var once = manager.opens("/failures").body();
        assertThat(once)
                .as("tried again by the engine first")
                .contains("خطوات يعيد النظام محاولتها بنفسه", "عدد المحاولات: 1")
                .doesNotContain("name=\"failure\"");
        assertThat(steps.waiting()).isZero();

        while (steps.waiting() == 0) {
            run();
        }
        var page = manager.opens("/failures").body();
        assertThat(page)
                .contains("إعداد اتفاقيات الشراكة", "لم تُعدّ بعد اتفاقيات الشراكة مع الشركاء.")
                .contains("لم يصل أي شيء إلى الشركاء", "عدد المحاولات: 5", "2026")
                .contains("<details", "java.lang.IllegalStateException", "annual-cycle/serviceTask_openAgreements")
                .doesNotContain("fatima", "فاطمة");
        assertThat(manager.opens("/my-tasks").body())
                .as("seen from every page")
                .contains("href=\"/failures\"", "badge bad");

        cockpitSaysTheSameAndNamesNobody(manager);
        othersAreToldAsFarAsTheyMayKnow();
        assertThat(management.createJobQuery().noRetriesLeft().singleResult().getDuedate())
                .as("nobody waits for a try that somebody asked for")
                .isBeforeOrEqualTo(java.util.Date.from(clock.instant()));

        mail.tell();
        mail.tell();
        assertThat(jdbc.sql("select count(*) from outbox where purpose_group like 'failed-steps:%'")
                        .query(Integer.class)
                        .single())
                .as("one message an hour")
                .isEqualTo(1);

        var failure = first(FAILURE, page);
        var step = first(LANES, page);
        retry(manager, page, failure);
        assertThat(steps.standing(step)).isEqualTo(FailedSteps.Standing.BEING_TRIED);
        var trying = manager.opens("/failures");
        assertThat(trying.body()).contains("جارية الآن محاولة", "<dd>الآن.</dd>");
        assertThat(trying.headers().firstValue("Refresh")).contains("2");
        retry(manager, trying.body(), failure);
        assertThat(manager.opens("/failures").body()).as("twice is once").contains("لم تعد هذه الخطوة في انتظاركم");
        assertThat(retries()).isEqualTo(1);

        run();
        var again = manager.opens("/failures").body();
        assertThat(again).contains("عدد المحاولات: 6");
        assertThat(first(FAILURE, again)).isNotEqualTo(failure);

        doAnswer(call -> {
                    call.<DelegateExecution>getArgument(0).setVariable("agreements", List.of());
                    return null;
                })
                .when(openAgreements)
                .execute(any());
        retry(manager, again, first(FAILURE, again));
        run();
        var passed = manager.opens("/failures");
        assertThat(passed.body()).contains("نجحت المحاولة", "لا خطوة متعثرة");
        assertThat(passed.headers().firstValue("Refresh")).isEmpty();
        assertThat(manager.opens("/failures").body()).as("said once").doesNotContain("نجحت المحاولة");
        assertThat(retries()).isEqualTo(2);
        assertThat(manager.opens("/audit?deed=step.retried").body())
                .contains("إعادة محاولة خطوة متعثرة: إعداد اتفاقيات الشراكة");
        othersReadOrAreShutOut();
    }

    private void othersAreToldAsFarAsTheyMayKnow() {
        for (var role : List.of(Role.PRESIDENT, Role.AUDITOR, Role.ADMINISTRATOR)) {
            var page = visitor(role).opens("/failures").body();
            assertThat(page)
                    .as(role.name())
                    .contains("لم تُعدّ بعد اتفاقيات الشراكة مع الشركاء.", "java.lang.IllegalStateException")
                    .contains("مسؤول(ة) البرنامج من يعيد المحاولة")
                    .doesNotContain("/failures/retry")
                    .doesNotContain("fatima");
            assertThat(page.contains("تدبير الجودة")).as(role.name()).isEqualTo(role != Role.ADMINISTRATOR);
        }
    }

    private void cockpitSaysTheSameAndNamesNobody(Visitor manager) {
        manager.opens("/camunda/app/cockpit/default/");
        var job = management.createJobQuery().noRetriesLeft().singleResult();
        assertThat(job.getExceptionMessage()).contains("fatima");
        var engine = "/camunda/api/engine/engine/default/";
        var instance = "{\"processInstanceIdIn\": [\"" + job.getProcessInstanceId() + "\"]}";
        for (var answer : List.of(
                manager.calls("POST", "/camunda/api/cockpit/plugin/base/default/incident", instance),
                manager.asks(engine + "incident"),
                manager.asks(engine + "job?withException=true"),
                manager.asks(engine + "job/" + job.getId()))) {
            assertThat(answer.statusCode()).isEqualTo(200);
            assertThat(answer.body())
                    .contains("لم تُعدّ بعد اتفاقيات الشراكة مع الشركاء.")
                    .doesNotContain("fatima");
        }
        var trace = manager.browses(engine + "job/" + job.getId() + "/stacktrace");
        assertThat(trace.statusCode()).isEqualTo(200);
        assertThat(trace.body()).contains("java.lang.IllegalStateException").doesNotContain("fatima");
    }

    private void othersReadOrAreShutOut() {
        for (var role : Role.values()) {
            var visitor = visitor(role);
            var reads = List.of(Role.PROGRAMME_MANAGER, Role.PRESIDENT, Role.AUDITOR, Role.ADMINISTRATOR)
                    .contains(role);
            assertThat(visitor.opens("/failures").statusCode()).as(role.name()).isEqualTo(reads ? 200 : 403);
            if (role != Role.PROGRAMME_MANAGER) {
                var token = Visitor.csrf(visitor.opens("/my-tasks").body());
                assertThat(visitor.posts("/failures/retry", Map.of("_csrf", token, "failure", "x"))
                                .statusCode())
                        .as(role.name())
                        .isEqualTo(403);
            }
        }
        assertThat(visitor(Role.PROGRAMME_MANAGER)
                        .posts("/failures/retry", Map.of("failure", "x"))
                        .statusCode())
                .as("without the token")
                .isEqualTo(403);
    }

    private static void retry(Visitor manager, String page, String failure) {
        var token = Visitor.csrf(page);
        assertThat(manager.posts("/failures/retry", Map.of("_csrf", token, "failure", failure))
                        .statusCode())
                .isEqualTo(302);
    }

    private static String first(Pattern pattern, String page) {
        var found = pattern.matcher(page);
        assertThat(found.find()).as(pattern.pattern()).isTrue();
        return found.group(1);
    }

    private long retries() {
        return jdbc.sql("select count(*) from audit_entry where deed = 'step.retried'")
                .query(Long.class)
                .single();
    }

    /** Once, as the job executor does. */
    private void run() {
        var job = management
                .createJobQuery()
                .messages()
                .activityId("serviceTask_openAgreements")
                .singleResult();
        try {
            management.executeJob(job.getId());
        } catch (IllegalStateException expected) {
            assertThat(expected).hasMessageContaining("no room for");
        }
    }

    private Visitor visitor(Role role) {
        var visitor = new Visitor(port);
        visitor.logsIn(id(role), password);
        visitor.opens("/?lang=ar");
        return visitor;
    }
}
