package org.dawra.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.Mockito.doAnswer;
import static org.mockito.Mockito.doThrow;

import com.deque.html.axecore.playwright.AxeBuilder;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Route;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.camunda.bpm.engine.ManagementService;
import org.camunda.bpm.engine.ProcessEngine;
import org.camunda.bpm.engine.RuntimeService;
import org.camunda.bpm.engine.TaskService;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.camunda.bpm.engine.impl.cfg.ProcessEngineConfigurationImpl;
import org.dawra.access.Account;
import org.dawra.access.Accounts;
import org.dawra.access.Passwords;
import org.dawra.access.Role;
import org.dawra.engine.FailedSteps;
import org.dawra.engine.ProcessStarts;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.annotation.DirtiesContext;
import org.springframework.test.context.ActiveProfiles;
import org.springframework.test.context.bean.override.mockito.MockitoBean;

/** Cockpit as a manager meets it: how far the year is, on the diagram and in a tab; and a failed step that goes on. */
@Tag("browser")
@ActiveProfiles("test")
@SpringBootTest(webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT)
@DirtiesContext
class CockpitInArabicTest {

    private static final String CANARY = "fatima.alaoui@dawra.invalid";

    @LocalServerPort
    int port;

    @Autowired
    Accounts accounts;

    @Autowired
    Passwords passwords;

    @Autowired
    ProcessStarts starts;

    @Autowired
    ProcessEngine engine;

    @Autowired
    ManagementService management;

    @Autowired
    RuntimeService runtime;

    @Autowired
    TaskService tasks;

    @Autowired
    FailedSteps steps;

    @Autowired
    JdbcClient jdbc;

    @Autowired
    Clock clock;

    @MockitoBean(name = "openAgreementsDelegate")
    JavaDelegate openAgreements;

    private final List<String> complaints = new ArrayList<>();

    @Test
    void aManagerSeesHowFarTheYearIsAndHasAFailedStepTriedAgain() throws Exception {
        var password = passwords.generate();
        accounts.create(
                new Account("cockpit-manager", Role.PROGRAMME_MANAGER, null, "مسؤول(ة)", "m@dawra.invalid", null, "ar"),
                password);
        var day = LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC).plusDays(61);
        starts.submit(
                "annual-cycle",
                accounts.actor(accounts.find("cockpit-manager").orElseThrow()),
                Map.of("edition", "2026", "firstMeetingDay", day.toString()));
        run("serviceTask_openSheets");
        jdbc.sql("update consultation_sheet set state = 'FILLED' where province in ('sidi-bennour', 'el-jadida')")
                .update();
        var late = tasks.createTaskQuery()
                .taskDefinitionKey("userTask_fillSheet")
                .taskCandidateGroup("coordinator-settat")
                .singleResult();
        late.setDueDate(Date.from(clock.instant().minus(Duration.ofDays(3))));
        tasks.saveTask(late);
        doThrow(new IllegalStateException("no room for " + CANARY))
                .when(openAgreements)
                .execute(any());
        while (steps.waiting() == 0) {
            run("serviceTask_openAgreements");
        }
        var year = runtime.createProcessInstanceQuery()
                .processDefinitionKey("annual-cycle")
                .singleResult();

        try (var browser = new Chromium()) {
            var page = browser.page("http://127.0.0.1:" + port, 1400, 900);
            page.onPageError(error -> complaints.add(page.url() + ": " + error));
            page.onConsoleMessage(message -> {
                if (message.type().equals("error") || message.text().contains("Content Security Policy")) {
                    complaints.add(page.url() + ": " + message.text());
                }
            });
            Chromium.login(page, "cockpit-manager", password);
            var address = "/camunda/app/cockpit/default/#/process-instance/" + year.getId() + "/runtime";
            seesTheBadgesAndTheTab(page, address);
            seesNoBadgeUponAnother(page, address);
            seesASession(page);
            seesTheYearsOnTheFirstPage(page);
            seesTheFailureInPlainWords(page, address);
            hasItTriedAgain(page);
            inFrench(page, address);
        }
        assertThat(complaints).isEmpty();
        assertThat(steps.waiting()).isZero();
    }

    private void seesTheBadgesAndTheTab(Page page, String address) {
        for (var width : List.of(390, 1024, 1400)) {
            page.setViewportSize(width, 900);
            page.navigate("about:blank");
            page.navigate(address);
            var badge = page.locator(".dawra-figure", new Page.LocatorOptions().setHasText("2/6"));
            badge.waitFor();
            assertThat(badge).hasAttribute("role", "img");
            assertThat(badge.getAttribute("aria-label")).contains("2").contains("6");
            assertThat(page.locator(".dawra-progress").getByText("أين وصلنا")).isVisible();
            settled(page);
            Chromium.picture(page, "cockpit-instance-ar-" + width);
        }
        assertThat(page.evaluate("() => [...document.querySelectorAll('.dawra-figure')].every(badge => {"
                        + " const it = badge.getBoundingClientRect();"
                        + " const pane = document.querySelector('.djs-container').getBoundingClientRect();"
                        + " const own = document.querySelector('[data-element-id=\"'"
                        + " + badge.closest('[data-container-id]').dataset.containerId + '\"] .djs-visual > rect')"
                        + ".getBoundingClientRect();"
                        + " return it.top >= pane.top && it.bottom <= own.top + 1; })"))
                .as("within the pane, and above the element whose name it must not hide")
                .isEqualTo(true);
        assertThat(page.locator(".dawra-progress table").first()).containsText("2/6");
        assertThat(page.locator(".dawra-progress table").last()).containsText("سطات");
    }

    /** A year of which everything is counted: a badge at each place, with long numbers. */
    private void seesNoBadgeUponAnother(Page page, String address) {
        var places = Pattern.compile("bpmn:(?:callActivity|userTask) id=\"([^\"]+)\"")
                .matcher(model("annual-cycle"))
                .results()
                .map(found -> "{\"element\":\"" + found.group(1)
                        + "\",\"text\":\"9 998/10 000\",\"title\":\"9 998 من 10 000\",\"done\":9998,\"of\":10000}")
                .toList();
        page.route("**/progress/figures?**", route -> {
            var told = route.fetch().text();
            route.fulfill(new Route.FulfillOptions()
                    .setContentType("application/json")
                    .setBody(told.replaceFirst(
                            "\"figures\":\\[[^\\]]*\\]",
                            Matcher.quoteReplacement("\"figures\":[" + String.join(",", places) + "]"))));
        });
        for (var width : List.of(390, 1400)) {
            page.setViewportSize(width, 900);
            page.navigate("about:blank");
            page.navigate(address);
            page.waitForFunction("count => document.querySelectorAll('.dawra-figure').length === count", places.size());
            settled(page);
            page.waitForFunction("() => document.querySelector('.dawra-figure.dot')");
            Chromium.picture(page, "cockpit-badges-ar-" + width);
            assertThat(
                            page.evaluate(
                                    "() => { const all = [...document.querySelectorAll('.dawra-figure')]"
                                            + ".map(badge => badge.getBoundingClientRect());"
                                            + " return all.flatMap((one, at) => all.slice(at + 1).filter(other => one.left < other.right"
                                            + " && other.left < one.right && one.top < other.bottom && other.top < one.bottom)).length; }"))
                    .as("badges upon others at " + width)
                    .isEqualTo(0);
            assertThat(page.evaluate("() => [...document.querySelectorAll('.dawra-figure')].every(badge =>"
                            + " badge.getBoundingClientRect().right"
                            + " <= document.querySelector('.djs-container').getBoundingClientRect().right)"))
                    .as("none is cut off at " + width)
                    .isEqualTo(true);
            assertThat(page.locator(".dawra-figure:not(.dot)").count()).isPositive();
        }
        page.unroute("**/progress/figures?**");
    }

    private void seesASession(Page page) {
        jdbc.sql("insert into training_session (cycle_id, meeting_id, ordinal, kind, day_number, on_date, starts_at,"
                        + " ends_at, title_ar, facilitator, state) select cycle_id, id, 99, 'TALK', 1, starts_on, '09:00',"
                        + " '10:00', 'عرض', 'cockpit-manager', 'PLANNED' from training_meeting where fixed")
                .update();
        var session = jdbc.sql("select max(id) from training_session")
                .query(Long.class)
                .single();
        var instance = runtime.startProcessInstanceByKey("session-delivery", String.valueOf(session));
        run("serviceTask_openSession");
        for (var width : List.of(390, 1400)) {
            page.setViewportSize(width, 900);
            page.navigate("about:blank");
            page.navigate("/camunda/app/cockpit/default/#/process-instance/" + instance.getId() + "/runtime");
            page.waitForFunction("() => document.querySelectorAll('.dawra-figure').length === 2");
            settled(page);
            Chromium.picture(page, "cockpit-session-ar-" + width);
        }
        assertThat(page.locator(".dawra-figure").first()).hasText("0/1");
        runtime.deleteProcessInstance(instance.getId(), "seen");
    }

    private static String model(String process) {
        try {
            return Files.readString(Path.of("bpmn", process + ".bpmn"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The vendor's script fits the diagram into its pane once it has measured it, and then leaves it where it is. */
    private static void settled(Page page) {
        page.waitForFunction(
                "() => { const moved = document.querySelector('.djs-container .viewport')?.getAttribute('transform');"
                        + " const fitted = moved && !/^matrix\\(1[ ,]/.test(moved) && moved === window.lookedAt;"
                        + " window.lookedAt = moved; return fitted; }",
                null,
                new Page.WaitForFunctionOptions().setPollingInterval(100));
    }

    private void seesTheYearsOnTheFirstPage(Page page) {
        page.navigate("about:blank");
        page.navigate("/camunda/app/cockpit/default/#/dashboard");
        var years = page.locator(".dawra-years");
        years.getByText("المواسم الجارية").waitFor();
        assertThat(years).containsText("2/6");
        assertThat(years).containsText("خطوات متعثرة: 1");
        Chromium.picture(page, "cockpit-first-page-ar");
        years.getByText("على المخطط").click();
        page.locator(".dawra-figure").first().waitFor();
    }

    private void seesTheFailureInPlainWords(Page page, String address) {
        page.navigate("about:blank");
        page.navigate(address + "?tab=incidents-tab&detailsTab=incidents-tab");
        page.getByText("لم تُعدّ بعد اتفاقيات الشراكة مع الشركاء.").first().waitFor();
        assertThat(page.content()).doesNotContain(CANARY);
        Chromium.picture(page, "cockpit-incident-ar");
        page.locator("[cam-tabs] td .glyphicon-repeat").first().click();
        page.locator(".modal-dialog button[ng-click='incrementRetry()']").click();
        page.locator(".modal-dialog").getByText("تمت إعادة المحاولة").waitFor();
        Chromium.picture(page, "cockpit-retried-ar");
        assertThat(steps.waiting()).as("tried again from here, too").isZero();
        run("serviceTask_openAgreements");
        assertThat(steps.waiting()).isEqualTo(1);
        page.navigate("about:blank");
        page.navigate(address);
        page.locator(".dawra-failed a").click();
        page.waitForURL("**/failures");
    }

    private void hasItTriedAgain(Page page) throws Exception {
        for (var width : List.of(390, 1024, 1400)) {
            page.setViewportSize(width, 900);
            page.screenshot(new Page.ScreenshotOptions()
                    .setPath(Path.of("target/pictures", "failures-ar-" + width + ".png"))
                    .setFullPage(true));
        }
        assertThat(page.locator("main")).containsText("لم يصل أي شيء إلى الشركاء");
        assertThat(page.locator("details.technical")).not().hasAttribute("open", "");
        page.locator("details.technical summary").click();
        assertThat(page.locator("details.technical pre")).containsText("serviceTask_openAgreements");
        assertThat(page.content()).doesNotContain(CANARY);
        page.evaluate(AxeBuilder.getAxeScript());
        assertThat(page.evaluate("() => axe.run(document, {resultTypes: ['violations']}).then(found =>"
                        + " found.violations.map(v => v.id + ' ' + v.nodes.map(n => n.html).join(' ')).join())"))
                .isEqualTo("");
        assertThat(page.locator("main")).containsText("عدد المحاولات: 6");
        doAnswer(call -> {
                    call.<DelegateExecution>getArgument(0).setVariable("agreements", List.of());
                    return null;
                })
                .when(openAgreements)
                .execute(any());
        page.locator("article.failure button").click();
        page.locator(".notice", new Page.LocatorOptions().setHasText("جارية الآن"))
                .waitFor();
        Chromium.picture(page, "failures-trying-ar");
        var executor = ((ProcessEngineConfigurationImpl) engine.getProcessEngineConfiguration()).getJobExecutor();
        executor.start();
        page.locator(".notice.success", new Page.LocatorOptions().setHasText("نجحت المحاولة"))
                .waitFor();
        executor.shutdown();
        Chromium.picture(page, "failures-passed-ar");
        assertThat(page.locator("article.failure")).hasCount(0);
        assertThat(page.locator("header .badge.bad")).hasCount(0);
    }

    private void inFrench(Page page, String address) {
        page.navigate("/failures?lang=fr");
        assertThat(page.locator("main")).containsText("Aucune étape en échec");
        page.navigate(address);
        page.locator(".dawra-figure", new Page.LocatorOptions().setHasText("2/6"))
                .waitFor();
        assertThat(page.locator(".dawra-progress").getByText("Où en est-on")).isVisible();
        settled(page);
        Chromium.picture(page, "cockpit-instance-fr-1400");
        assertThat(page.locator(".ctn-tabbed .nav-tabs li", new Page.LocatorOptions().setHasText("Avancement"))
                        .filter(new Locator.FilterOptions().setHasText("Avancement")))
                .hasCount(1);
    }

    /** Runs what waits at the element once, as the job executor does. */
    private void run(String element) {
        for (var job :
                management.createJobQuery().messages().activityId(element).list()) {
            try {
                management.executeJob(job.getId());
            } catch (IllegalStateException expected) {
                assertThat(expected).hasMessageContaining("no room for");
            }
        }
    }
}
