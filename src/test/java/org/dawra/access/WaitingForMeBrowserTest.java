package org.dawra.access;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.deque.html.axecore.playwright.AxeBuilder;
import com.microsoft.playwright.Browser;
import com.microsoft.playwright.Page;
import java.time.Clock;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.camunda.bpm.engine.RuntimeService;
import org.camunda.bpm.engine.TaskService;
import org.dawra.browser.Chromium;
import org.dawra.cycle.Bilingual;
import org.dawra.cycle.CycleId;
import org.dawra.cycle.Programmes;
import org.dawra.engine.Actor;
import org.dawra.engine.HumanTasks;
import org.dawra.engine.ProcessStarts;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.annotation.DirtiesContext;
import org.springframework.test.context.ActiveProfiles;

/** The president decides about the programme on a phone of 360 pixels, without a script, in Arabic. */
@Tag("browser")
@ActiveProfiles("test")
@SpringBootTest(webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT)
@DirtiesContext
class WaitingForMeBrowserTest {

    private static final String PASSWORD = "Aa1!" + UUID.randomUUID();
    private static final String PROCESS = "annual-cycle";
    private static final Actor MANAGER = new Actor("manager", Set.of(Role.PROGRAMME_MANAGER.group()));
    private static final String SMALL_TARGETS =
            "() => [...document.querySelectorAll('main a.button, main button, main summary, main label.choice')]"
                    + ".filter(e => e.offsetParent && e.getBoundingClientRect().height < 44).map(e => e.outerHTML.slice(0, 200))";
    private static final String SIDEWAYS =
            "() => document.scrollingElement.scrollWidth - document.scrollingElement.clientWidth";
    private static final String AXE =
            "() => axe.run(document, {resultTypes: ['violations']}).then(found => found.violations.map(v => v.id + ' '"
                    + " + v.nodes.map(n => n.html).join(' ').slice(0, 300)))";

    @LocalServerPort
    int port;

    @Autowired
    Accounts accounts;

    @Autowired
    ProcessStarts starts;

    @Autowired
    Programmes programmes;

    @Autowired
    HumanTasks tasks;

    @Autowired
    RuntimeService runtime;

    @Autowired
    TaskService taskService;

    @Autowired
    Clock clock;

    @Test
    void thePresidentReadsSendsBackWithAReasonAndApprovesTheNextVersion() {
        person("president", Role.PRESIDENT);
        person("manager", Role.PROGRAMME_MANAGER);
        try (var chromium = new Chromium()) {
            var base = "http://127.0.0.1:" + port;
            var phone = chromium.page(base, 360, 780);
            Chromium.login(phone, "president", PASSWORD);
            assertThat(phone.url()).as("a login leads here").endsWith(WaitingForMe.PATH);
            assertThat(phone.locator(".empty")).containsText("لا شيء في انتظاركم");
            Chromium.picture(phone, "waiting-for-me-nothing-360");

            var cycle = programmeProposed();
            phone.navigate("/");
            phone.locator(".menu summary").click();
            phone.locator(".menu a[href='/waiting-for-me']").click();
            assertThat(phone.locator(".decision h2")).containsText("هل تصادقون على البرنامج السنوي");
            assertThat(phone.locator(".decision .badge.bad")).containsText("متأخر منذ 3 أيام");
            assertThat(phone.locator(".decision")).containsText("لا تُوزَّع مقاعد اللقاءات");
            assertThat(phone.locator(".decision table").first()).containsText("قاعة التكوين بالجديدة");
            fits(phone);
            whole(phone, "waiting-for-me-programme-360");

            // Sent back without a reason: refused at the field.
            phone.locator(".deeds summary").click();
            phone.locator(".deeds details button[type=submit]").click();
            assertThat(phone.locator(".deeds .errors")).isVisible();
            fits(phone);
            Chromium.picture(phone, "waiting-for-me-refused-360");
            assertThat(programmes.state(cycle)).isEqualTo(Programmes.State.PROPOSED);

            // Too long: refused, and what was typed is still there.
            var tooLong = "كلمة ".repeat(500);
            phone.locator("textarea[name=reason]").fill(tooLong);
            phone.locator(".deeds details button[type=submit]").click();
            assertThat(phone.locator("textarea[name=reason]")).hasValue(tooLong);

            phone.locator("textarea[name=reason]").fill("اللقاء يصادف عطلة؛ قدموه أسبوعاً.");
            phone.locator(".deeds details button[type=submit]").click();
            assertThat(phone.locator(".notice.success")).containsText("أُعيد البرنامج إلى مسؤول(ة) البرنامج");
            assertThat(programmes.state(cycle)).isEqualTo(Programmes.State.SENT_BACK);
            assertThat(phone.locator(".content > .notice")).hasCount(0);
            fits(phone);
            Chromium.picture(phone, "waiting-for-me-sent-back-360");

            revise(cycle);
            phone.navigate(WaitingForMe.PATH);
            assertThat(phone.locator(".decision blockquote")).containsText("اللقاء يصادف عطلة");
            var wide = chromium.page(base, 1280, 900);
            Chromium.login(wide, "president", PASSWORD);
            whole(wide, "waiting-for-me-programme-1280");
            phone.locator(".deeds > form button[type=submit]").click();
            assertThat(phone.locator(".notice.success")).containsText("صودق على البرنامج");
            assertThat(programmes.state(cycle)).isEqualTo(Programmes.State.APPROVED);

            // The same card on another screen, a moment later: nothing happens twice, and it is said.
            wide.locator(".deeds > form button[type=submit]").click();
            assertThat(wide.locator("main .notice")).containsText("سبق البت");
        }
    }

    @Test
    void withoutAScriptItWorksAsWell() {
        person("president", Role.PRESIDENT);
        person("manager", Role.PROGRAMME_MANAGER);
        var cycle = programmeProposed();
        try (var chromium = new Chromium()) {
            var page = chromium.page("http://127.0.0.1:" + port, 360, 780);
            var context = page.context()
                    .browser()
                    .newContext(new Browser.NewContextOptions()
                            .setJavaScriptEnabled(false)
                            .setViewportSize(360, 780)
                            .setBaseURL("http://127.0.0.1:" + port));
            var plain = context.newPage();
            Chromium.login(plain, "president", PASSWORD);
            plain.locator(".deeds summary").first().click();
            plain.locator("textarea[name=reason]").first().fill("أضيفوا لقاء في سطات.");
            plain.locator(".deeds details button[type=submit]").first().click();
            assertThat(plain.locator(".notice.success")).containsText("أُعيد البرنامج");
        }
        assertThat(programmes.state(cycle)).isEqualTo(Programmes.State.SENT_BACK);
        runtime.createProcessInstanceQuery().list().stream()
                .filter(instance -> runtime.createProcessInstanceQuery()
                                .processInstanceId(instance.getId())
                                .count()
                        > 0)
                .forEach(instance -> runtime.deleteProcessInstance(instance.getId(), "the test is over"));
    }

    /** A year whose programme has waited for the president for three days longer than it should. */
    private CycleId programmeProposed() {
        var today = LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC);
        var edition = used ? "2024" : "2026";
        used = true;
        var cycle = CycleId.of(starts.submit(
                PROCESS,
                MANAGER,
                Map.of("edition", edition, "firstMeetingDay", today.plusDays(75).toString())));
        programmes.propose(cycle, List.of(meeting(today.plusDays(100), edition)), MANAGER);
        var began = runtime.createProcessInstanceQuery()
                .processDefinitionKey(PROCESS)
                .processInstanceBusinessKey(cycle.key())
                .singleResult();
        runtime.createProcessInstanceByKey(PROCESS)
                .businessKey(cycle.key())
                .setVariables(runtime.getVariables(began.getId()))
                .startBeforeActivity("userTask_approveProgramme")
                .execute();
        // No task is late when it comes; this one has waited.
        var task = taskService
                .createTaskQuery()
                .processInstanceBusinessKey(cycle.key())
                .taskDefinitionKey("userTask_approveProgramme")
                .singleResult();
        task.setDueDate(Date.from(clock.instant().minus(Duration.ofDays(3))));
        taskService.saveTask(task);
        return cycle;
    }

    private static boolean used;

    private static Programmes.ProposedMeeting meeting(LocalDate day, String edition) {
        return new Programmes.ProposedMeeting(
                edition.equals("2024") ? "fifth-meeting" : null,
                new Bilingual("لقاء التسويق والولوج إلى الأسواق", "Rencontre sur l’accès aux marchés"),
                new Bilingual("قاعة التكوين بالجديدة", "Salle de formation, El Jadida"),
                day,
                day.plusDays(1),
                120);
    }

    private void revise(CycleId cycle) {
        var task = tasks.waiting(PROCESS, cycle.key()).stream()
                .filter(t -> t.definitionKey().equals("userTask_reviseProgramme"))
                .findFirst()
                .orElseThrow();
        tasks.submit(
                task.id(),
                MANAGER,
                Map.of("meetings", tasks.facts(task.id(), MANAGER).get("meetings")));
    }

    private static void fits(Page page) {
        assertThat(((Number) page.evaluate(SIDEWAYS)).intValue())
                .as("scrolls sideways")
                .isLessThanOrEqualTo(0);
        assertThat((List<?>) page.evaluate(SMALL_TARGETS))
                .as("too small for a thumb")
                .isEmpty();
        page.evaluate(AxeBuilder.getAxeScript());
        assertThat((List<?>) page.evaluate(AXE)).isEmpty();
    }

    private static void whole(Page page, String name) {
        page.screenshot(new Page.ScreenshotOptions()
                .setFullPage(true)
                .setPath(java.nio.file.Path.of("target/pictures", name + ".png")));
    }

    private void person(String userId, Role role) {
        if (accounts.find(userId).isEmpty()) {
            accounts.create(new Account(userId, role, null, "شخص (نموذج)", null, null, "ar"), PASSWORD);
        }
    }
}
