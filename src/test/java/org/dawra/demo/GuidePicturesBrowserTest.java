package org.dawra.demo;

import static java.util.Map.entry;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.PlaywrightException;
import com.microsoft.playwright.options.ScreenshotAnimations;
import com.microsoft.playwright.options.ScreenshotCaret;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Date;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Collectors;
import org.dawra.browser.Chromium;
import org.dawra.cycle.Edition;
import org.dawra.cycle.Editions;
import org.dawra.engine.HumanTask;
import org.dawra.engine.PlayedClock;
import org.dawra.engine.Timers;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.annotation.DirtiesContext;
import org.springframework.test.context.ActiveProfiles;

/**
 * Takes every picture of the guides, in Arabic and French, at the moment of a played year at which the person sees that
 * screen, and fails when a picture that is kept shows other words than the screen. See {@link GuidePicture}.
 */
@Tag("browser")
@ActiveProfiles({"demo", "test"})
@SpringBootTest(
        webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
        properties = "camunda.bpm.job-execution.enabled=true")
@DirtiesContext
class GuidePicturesBrowserTest {

    private static final int BENEFICIARIES = 24;
    private static final List<String> LANGUAGES = List.of("ar", "fr");
    private static final int WIDE = 1280;
    private static final int PHONE = 390;
    private static final int HIGH = 1500;
    private static final int HIGHEST = 1400;
    private static final int HIGHEST_OF_WIDE = 900;
    private static final int MARGIN = 10;
    private static final String TOP = "e => e.getBoundingClientRect().top + scrollY";
    /** Where what can be seen of it ends: Tasklist's card is as high as the screen, whatever it holds. */
    private static final String BOTTOM = "e => Math.max(...[...e.querySelectorAll('*')].filter(x => !x.children.length"
            + " && x.offsetParent && x.innerText).map(x => x.getBoundingClientRect().bottom)) + 8 + scrollY";

    private static final String TASKLIST = "/camunda/app/tasklist/default/";
    private static final String FORM = ".task-card .dawra-why, .task-card .fjs-container .fjs-form-field";
    private static final String COORDINATOR = "coordinator-sidi-bennour";
    private static final String MANAGER = "programme-manager";
    private static final String PRESIDENT = "president";

    /** Tasks of Tasklist whose form is pictured, by {@code process:element}. */
    private static final Map<String, Shot> FORMS = Map.ofEntries(
            entry("coordinator-consultation:userTask_fillSheet", new Shot("coordinator-sheet", COORDINATOR)),
            entry("beneficiary-registration:userTask_validateList", new Shot("coordinator-list", COORDINATOR)),
            entry("award-selection:userTask_nominate", new Shot("coordinator-nomination", COORDINATOR)),
            entry("coordinator-consultation:userTask_holdWorkshop", new Shot("manager-workshop", MANAGER)),
            entry("partnership-agreement:userTask_draftAgreement", new Shot("manager-agreement", MANAGER)),
            entry("training-delivery:userTask_prepareMeeting", new Shot("manager-meeting", MANAGER)),
            entry("prize-draw:userTask_enterRandomness", new Shot("manager-draw", MANAGER)),
            entry("general-report:userTask_writeNarrative", new Shot("manager-report", MANAGER)));

    /** Cards of the president, by {@code process:element}. */
    private static final Map<String, String> CARDS = Map.of(
            "annual-cycle:userTask_approveProgramme", "president-programme",
            "award-selection:userTask_confirmAward", "president-award",
            "general-report:userTask_approveReport", "president-report",
            "annual-cycle:userTask_adoptRecommendations", "president-recommendations");

    /** Pages of ours that are pictured while this task waits. */
    private static final Map<String, List<View>> VIEWS = Map.of(
            "coordinator-consultation:userTask_fillSheet",
            List.of(new View("coordinator-account", COORDINATOR, "/my-account", PHONE)),
            "beneficiary-registration:userTask_validateList",
            List.of(new View("coordinator-registrations", COORDINATOR, "/registrations", PHONE)),
            "training-delivery:userTask_prepareMeeting",
            List.of(
                    new View("manager-waiting", MANAGER, "/tasks", WIDE),
                    new View("manager-progress", MANAGER, "/progress", WIDE),
                    new View("manager-invite", MANAGER, "/people/invite", WIDE)));

    private record Shot(String name, String user) {}

    private record View(String name, String user, String path, int width) {}

    @LocalServerPort
    int port;

    @Autowired
    HeadlessYear year;

    @Autowired
    SamplePeople people;

    @Autowired
    Editions editions;

    @Autowired
    Timers timers;

    @Autowired
    PlayedClock clock;

    private final Set<String> done = new HashSet<>();
    private final Set<String> taken = new TreeSet<>();
    private final List<String> stale = new ArrayList<>();
    private Map<String, String> passwords = Map.of();

    @Test
    void everyPictureOfTheGuidesShowsTheScreenAsItIs() {
        var edition = editions.find("2024").orElseThrow();
        passwords = people.create(List.of(edition)).stream()
                .collect(Collectors.toMap(SamplePeople.Login::user, SamplePeople.Login::password));
        try (var browser = new Chromium()) {
            clock.moveTo(PlayedDays.of(edition, clock.instant()).opens().minus(Duration.ofHours(1)));
            beforeTheYear(browser);
            year.play(edition, BENEFICIARIES, new Progress(System.out, false), task -> look(browser, task, edition));
        }
        assertThat(stale).isEmpty();
        assertThat(taken).as("every kept picture is still taken").containsExactlyElementsOf(GuidePicture.kept());
    }

    private void beforeTheYear(Chromium browser) {
        for (var language : LANGUAGES) {
            var page = browser.page("http://127.0.0.1:" + port, PHONE, 700);
            page.navigate("/login?lang=" + language);
            keep("login", language, page, page.locator("main"));
            page.context().close();
            shoot("manager-start", () -> start(browser, language));
        }
    }

    private void start(Chromium browser, String language) {
        var page = page(browser, MANAGER, language, WIDE);
        page.navigate(TASKLIST);
        page.locator(".start-process-action a").click();
        page.locator(".modal-body a[ng-click*=selectProcessDefinition]").first().click();
        page.locator(".modal-body [data-input=edition]").waitFor();
        keep("manager-start", language, page, page.locator(".modal-content"));
        page.context().close();
    }

    /** What a coordinator sees first: the ready-made lists at the side and the task that has come. */
    private void list(Chromium browser, String language) {
        var page = page(browser, COORDINATOR, language, WIDE);
        page.setViewportSize(WIDE, 520);
        page.navigate(TASKLIST);
        page.locator(".tasks-list li.task").first().waitFor();
        page.locator(".task-filters .item h4 a[data-count]").first().waitFor();
        keep("coordinator-tasks", language, page, page.locator("body"));
        page.context().close();
    }

    /** A task is about to be done: pictured when it is the first of its kind that the guides show. */
    private void look(Chromium browser, HumanTask task, Edition edition) {
        var kind = task.processKey() + ":" + task.definitionKey();
        var user = people.whoMay(task).userId();
        var form = FORMS.get(kind);
        if (form != null && form.user().equals(user) && done.add(kind)) {
            settled();
            if (form.name().equals("coordinator-sheet")) {
                LANGUAGES.forEach(language -> shoot("coordinator-tasks", () -> list(browser, language)));
            }
            LANGUAGES.forEach(language -> shoot(form.name(), () -> form(browser, form, task, language)));
        }
        var card = CARDS.get(kind);
        if (card != null && user.equals(PRESIDENT) && done.add(kind)) {
            settled();
            shoot(card, () -> view(browser, new View(card, user, "/waiting-for-me", PHONE), ".decision"));
        }
        if (VIEWS.containsKey(kind) && done.add("views of " + kind)) {
            VIEWS.get(kind).forEach(view -> shoot(view.name(), () -> view(browser, view, "main")));
        }
    }

    private void form(Chromium browser, Shot form, HumanTask task, String language) {
        var page = page(browser, form.user(), language, WIDE);
        page.navigate(TASKLIST + "#/?task=" + task.id());
        page.locator(FORM).first().waitFor();
        page.locator(".task-card .claim, .task-card .unclaim").first().waitFor();
        if (page.locator(".task-card .claim").isVisible()) {
            page.locator(".task-card .claim").click();
            page.locator(".task-card .unclaim").waitFor();
            page.locator(FORM).first().waitFor();
        }
        keep(form.name(), language, page, page.locator(".task-card"));
        page.context().close();
    }

    private void view(Chromium browser, View view, String area) {
        for (var language : LANGUAGES) {
            var page = page(browser, view.user(), language, view.width());
            page.navigate(view.path() + "?lang=" + language);
            keep(view.name(), language, page, page.locator(area).first());
            page.context().close();
        }
    }

    /** A screen that cannot be reached is a fault of its own; the other pictures are looked at all the same. */
    private void shoot(String name, Runnable shot) {
        try {
            shot.run();
        } catch (PlaywrightException failed) {
            stale.add(name + " was not taken: "
                    + String.valueOf(failed.getMessage()).lines().limit(12).collect(Collectors.joining(" ")));
        }
    }

    /** The engine has done what it had to do: the screens do not change under the camera. */
    private void settled() {
        while (timers.workPending()) {
            LockSupport.parkNanos(Duration.ofMillis(20).toNanos());
        }
    }

    /** A page on which this person has just logged in (days pass between two pictures), on the day of the played year. */
    private Page page(Chromium browser, String user, String language, int width) {
        var page = browser.page("http://127.0.0.1:" + port, width, HIGH);
        page.setDefaultTimeout(20_000);
        page.clock().setFixedTime(Date.from(clock.instant()));
        Chromium.login(page, user, passwords.get(user));
        page.navigate("/my-account?lang=" + language);
        return page;
    }

    private void keep(String name, String language, Page page, Locator area) {
        page.evaluate("() => document.fonts.ready");
        var top = ((Number) area.evaluate(TOP)).doubleValue();
        var bottom = ((Number) area.evaluate(BOTTOM)).doubleValue();
        var box = area.boundingBox();
        var png = page.screenshot(new Page.ScreenshotOptions()
                .setAnimations(ScreenshotAnimations.DISABLED)
                .setCaret(ScreenshotCaret.HIDE)
                .setFullPage(true)
                .setClip(
                        Math.max(0, box.x - MARGIN),
                        Math.max(0, top - MARGIN),
                        box.width + 2 * MARGIN,
                        Math.min(box.width > PHONE * 2 ? HIGHEST_OF_WIDE : HIGHEST, bottom - top + 2 * MARGIN)));
        taken.add(name);
        new GuidePicture(name, language).keepOrCompare(png, area.innerText()).ifPresent(stale::add);
    }
}
