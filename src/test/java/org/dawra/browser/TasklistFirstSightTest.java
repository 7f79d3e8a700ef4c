package org.dawra.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import java.time.Clock;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Date;
import java.util.Map;
import java.util.regex.Pattern;
import org.camunda.bpm.engine.TaskService;
import org.dawra.access.Account;
import org.dawra.access.Accounts;
import org.dawra.access.Passwords;
import org.dawra.access.Role;
import org.dawra.cycle.TrainingCycles;
import org.dawra.engine.ProcessStarts;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.annotation.DirtiesContext;
import org.springframework.test.context.ActiveProfiles;

/** What two coordinators of one province and the programme manager see of each other's tasks, in Arabic. */
@Tag("browser")
@ActiveProfiles("test")
@SpringBootTest(
        webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
        properties = {"camunda.bpm.job-execution.enabled=true", "camunda.bpm.job-execution.wait-time-in-millis=100"})
@DirtiesContext
class TasklistFirstSightTest {

    private static final String TASKLIST = "/camunda/app/tasklist/default/";
    private static final String COMMENT = "الحافلة {{7*7}} <img src=x onerror=alert(1)> غير مؤكدة";

    @LocalServerPort
    int port;

    @Autowired
    Accounts accounts;

    @Autowired
    Passwords passwords;

    @Autowired
    ProcessStarts starts;

    @Autowired
    TrainingCycles cycles;

    @Autowired
    TaskService tasks;

    @Autowired
    Clock clock;

    @Test
    void whoOpensTasklistSeesWhatIsDueWhoHasItAndWhatOthersSay() {
        var password = passwords.generate();
        for (var edition : cycles.editions()) {
            edition.provinces().forEach(province -> create(Role.COORDINATOR, province.code(), password, ""));
            edition.partners().forEach(partner -> create(Role.PARTNER, partner.code(), password, ""));
        }
        create(Role.COORDINATOR, "sidi-bennour", password, "-2");
        create(Role.PROGRAMME_MANAGER, null, password, "");
        create(Role.PRESIDENT, null, password, "");
        var manager = accounts.actor(accounts.find("programme_manager").orElseThrow());
        var day = LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC).plusDays(6);
        starts.submit("annual-cycle", manager, Map.of("edition", "2026", "firstMeetingDay", day.toString()));

        try (var browser = new Chromium()) {
            theFirstClaimsReadsTheDiagramAndComments(browser, password);
            theColleagueSeesWhoHasItAndWhatWasSaid(browser, password);
            theManagerSeesForWhomEverythingWaits(browser, password);
            thePresidentHasNothingToDoAndIsToldWhatComes(browser, password);
            late(browser, password);
            aLinkLeadsToTheTaskOnAPhoneAndARefusalLeavesTheButtonsFree(browser, password);
        }
    }

    private void theFirstClaimsReadsTheDiagramAndComments(Chromium browser, String password) {
        var page = open(browser, "coordinator-sidi-bennour", password, 1400);
        var task = page.locator(".tasks-list li.task").filter(hasText("ورقة التشاور"));
        task.waitFor();
        assertThat(page.locator(".task-filters .item h4 a"))
                .containsText(new String[] {"مهامي", "أجلها خلال أسبوع", "متأخرة", "إقليمي", "في انتظار غيري"});
        assertThat(page.locator(".task-filters .item").first()).hasClass(Pattern.compile(".*active.*"));
        assertThat(filter(page, "إقليمي")).hasAttribute("data-count", "2");
        assertThat(task.locator(".process-definition")).containsText("الورشة التشاورية");
        assertThat(task.locator(".due-date")).containsText("بعد");
        assertThat(task.locator(".priority")).isHidden();
        Chromium.picture(page, "tasklist-list");

        task.locator("h4 a").click();
        assertThat(page.locator(".task-card .nav-tabs li")).hasText(new Pattern[] {
            Pattern.compile("النموذج"), Pattern.compile("التعليقات"), Pattern.compile("المخطط")
        });
        assertThat(page.locator(".task-card .dawra-waits")).containsText("تسلّموا المهمة");
        assertThat(page.locator(".instance-link")).isHidden();
        page.locator(".task-card .claim").click();
        assertThat(page.locator(".task-card .dawra-waits")).hasCount(0);
        assertThat(page.locator(".task-card .unclaim")).isVisible();
        assertThat(page.locator(".task-card [cam-widget-inline-field][tabindex]"))
                .hasCount(0);
        assertThat(task.locator(".dawra-waits")).hasText("تسلّمتموها");
        Chromium.picture(page, "tasklist-task");

        tab(page, "المخطط").click();
        var step = page.locator(".diagram-pane .djs-shape.highlight");
        assertThat(step.locator("text").first()).containsText("إعداد ورقة");
        page.waitForCondition(() -> step.boundingBox().width >= 90);
        var pane = page.locator(".diagram-pane").boundingBox();
        assertThat(step.boundingBox().x).isBetween(pane.x, pane.x + pane.width);
        Chromium.picture(page, "tasklist-diagram");

        tab(page, "التعليقات").click();
        page.locator(".dawra-comment-form button").click();
        assertThat(page.locator("#dawra-comment-error")).hasText("اكتبوا التعليق أولا.");
        page.locator("#dawra-comment").fill(COMMENT);
        page.locator(".dawra-comment-form button").click();
        assertThat(page.locator(".dawra-comment-text")).hasText(COMMENT);
        assertThat(page.locator("#dawra-comment")).hasValue("");
        Chromium.picture(page, "tasklist-comments");
        for (var width : new int[] {1024, 390}) {
            page.setViewportSize(width, 844);
            assertThat((Boolean) page.evaluate("document.documentElement.scrollWidth <= innerWidth"))
                    .as("nothing beside the screen at " + width)
                    .isTrue();
            page.locator("#dawra-comment").scrollIntoViewIfNeeded();
            Chromium.picture(page, "tasklist-comments-" + width);
        }
    }

    private void theColleagueSeesWhoHasItAndWhatWasSaid(Chromium browser, String password) {
        var page = open(browser, "coordinator-sidi-bennour-2", password, 1400);
        assertThat(filter(page, "في انتظار غيري")).hasAttribute("data-count", "1");
        filter(page, "في انتظار غيري").click();
        var task = page.locator(".tasks-list li.task");
        assertThat(task).hasCount(1);
        assertThat(task.locator(".dawra-waits").first()).hasText("تنتظر: منسق(ة) سيدي بنور · منسق(ة) إقليم سيدي بنور");
        assertThat(task.locator(".dawra-waits").last()).hasText("التعليقات: 1");
        task.locator("h4 a").click();
        assertThat(page.locator(".task-card .dawra-waits")).containsText("يمكنكم الاطلاع");
        assertThat(page.locator(".task-card .assignee")).isHidden();
        assertThat(page.locator(".tasks-list .assignee:visible")).hasCount(0);
        assertThat(page.locator(".dawra-comment-text")).hasText(COMMENT);
        assertThat(page.locator(".dawra-comments-list button")).hasCount(0);
        assertThat(page.locator(".dawra-follow")).isHidden();
        Chromium.picture(page, "tasklist-elsewhere");
        assertThat(page.locator("[notifications-panel] .alert:visible").allInnerTexts())
                .isEmpty();
    }

    private void theManagerSeesForWhomEverythingWaits(Chromium browser, String password) {
        var page = open(browser, "programme_manager", password, 1400);
        filter(page, "في انتظار غيري").click();
        assertThat(page.locator(".tasks-list")
                        .filter(hasText("تنتظر: منسق(ة) إقليم الجديدة"))
                        .first())
                .isVisible();
        assertThat(page.locator(".tasks-list .priority:visible")).hasCount(0);
        page.locator(".tasks-list li.task h4 a").first().click();
        page.locator(".dawra-follow").waitFor();
        Chromium.picture(page, "tasklist-manager");
        page.locator(".dawra-follow").click();
        page.waitForURL("**/tasks/*");
        assertThat(page.locator("h1")).isVisible();
    }

    private void thePresidentHasNothingToDoAndIsToldWhatComes(Chromium browser, String password) {
        var page = browser.page("http://127.0.0.1:" + port, 1280, 900);
        Chromium.login(page, "president", password);
        page.navigate(TASKLIST);
        var coming = page.locator(".dawra-coming");
        assertThat(coming.locator(".dawra-coming-name").first()).hasText("المصادقة على البرنامج السنوي");
        assertThat(coming.locator(".dawra-coming-now").first()).containsText("منسق(ة) الإقليم");
        assertThat(page.locator(".no-task")).isHidden();
        Chromium.picture(page, "tasklist-nothing-to-do");
        page.setViewportSize(390, 844);
        assertThat((Boolean) page.evaluate("document.documentElement.scrollWidth <= innerWidth"))
                .as("nothing beside the screen")
                .isTrue();
        filter(page, "في انتظار غيري").click();
        page.locator(".tasks-list li.task h4 a").first().click();
        assertThat(coming).isHidden();
    }

    private void late(Chromium browser, String password) {
        tasks.createTaskQuery()
                .taskCandidateGroup("coordinator-sidi-bennour")
                .list()
                .forEach(task -> {
                    task.setDueDate(Date.from(clock.instant().minus(Duration.ofDays(3))));
                    tasks.saveTask(task);
                });
        var page = open(browser, "coordinator-sidi-bennour", password, 390);
        var late = page.locator(".tasks-list .due-date.overdue").first();
        late.waitFor();
        assertThat(String.valueOf(late.evaluate("e => getComputedStyle(e, '::before').content")))
                .contains("متأخرة");
        Chromium.picture(page, "tasklist-late");
    }

    private void aLinkLeadsToTheTaskOnAPhoneAndARefusalLeavesTheButtonsFree(Chromium browser, String password) {
        var page = browser.page("http://127.0.0.1:" + port, 390, 844);
        Chromium.login(page, "coordinator-sidi-bennour", password);
        page.locator("main .card, main li")
                .filter(hasText("إعداد ورقة التشاور"))
                .getByText("إنجاز المهمة")
                .first()
                .click();
        var names = page.locator(".task-card .names");
        names.waitFor();
        page.waitForCondition(() -> names.boundingBox().y < 400);
        assertThat(page.locator(".task-card .unclaim")).isVisible();
        assertThat(page.locator(".task-card .claim")).hasCount(0);
        assertThat(String.valueOf(
                        page.locator(".task-card .unclaim").evaluate("e => getComputedStyle(e, '::after').content")))
                .contains("إعادة المهمة");
        page.locator(".form-actions .btn-primary").click();
        assertThat(page.locator(".dawra-summary")).containsText("الأماكن المقترحة");
        Chromium.picture(page, "tasklist-refused-390");
        for (var width : new int[] {390, 1280}) {
            page.setViewportSize(width, 844);
            page.evaluate("() => { const panel = document.querySelector('.page-notifications');"
                    + " const note = document.createElement('div'); note.className = 'alert'; note.textContent = 'x';"
                    + " panel.append(note); }");
            assertThat(page.locator(".page-notifications").boundingBox().y)
                    .as("what is told stands above the work at " + width)
                    .isBetween(40.0, 120.0);
        }
    }

    private Page open(Chromium browser, String user, String password, int width) {
        var page = browser.page("http://127.0.0.1:" + port, width, 900);
        page.onDialog(dialog -> {
            throw new AssertionError("a comment was run: " + dialog.message());
        });
        Chromium.login(page, user, password);
        page.navigate(TASKLIST);
        page.locator(".tasks-list li.task").first().waitFor();
        return page;
    }

    private static Locator filter(Page page, String name) {
        return page.locator(".task-filters .item h4 a").filter(hasText(name));
    }

    private static Locator tab(Page page, String name) {
        return page.locator(".task-card .nav-tabs a").filter(hasText(name));
    }

    private static Locator.FilterOptions hasText(String text) {
        return new Locator.FilterOptions().setHasText(text);
    }

    private void create(Role role, String scope, String password, String number) {
        var stem = role.name().toLowerCase(java.util.Locale.ROOT);
        var user = (scope == null ? stem : stem + "-" + scope) + number;
        if (accounts.find(user).isEmpty()) {
            var name = role == Role.COORDINATOR ? "منسق(ة) سيدي بنور" : user;
            accounts.create(new Account(user, role, scope, name, user + "@dawra.invalid", null, "ar"), password);
        }
    }
}
