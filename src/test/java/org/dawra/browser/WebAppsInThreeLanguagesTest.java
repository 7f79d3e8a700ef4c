package org.dawra.browser;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.dawra.access.Account;
import org.dawra.access.Accounts;
import org.dawra.access.Passwords;
import org.dawra.access.Role;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.annotation.DirtiesContext;
import org.springframework.test.context.ActiveProfiles;

/** The vendor's four apps as people meet them: in their language and direction, under Dawra's name, at three widths. */
@Tag("browser")
@ActiveProfiles("test")
@SpringBootTest(webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT)
@DirtiesContext
class WebAppsInThreeLanguagesTest {

    private static final List<Integer> WIDTHS = List.of(1400, 1024, 390);

    /** What each page says of itself when it stands there, by language. */
    private static final Map<String, Map<String, String>> MANAGERS_PAGES = Map.of(
            "/camunda/app/tasklist/default/",
            Map.of("ar", "دورة · لائحة المهام", "fr", "Dawra · Liste des tâches", "en", "Dawra · Tasklist"),
            "/camunda/app/welcome/default/",
            Map.of("ar", "دورة · حسابي", "fr", "Dawra · Mon profil", "en", "Dawra · My profile"),
            "/camunda/app/cockpit/default/#/dashboard",
            Map.of("ar", "المسارات الجارية", "fr", "Instances en cours", "en", "Running Process Instances"),
            "/camunda/app/cockpit/default/#/processes",
            Map.of("ar", "المسارات المنشورة", "fr", "processus déployés", "en", "process definitions deployed"),
            "/camunda/app/cockpit/default/#/decisions",
            Map.of("ar", "عدد القرارات المنشورة", "fr", "décisions déployées", "en", "decision definitions deployed"),
            "/camunda/app/cockpit/default/#/tasks",
            Map.of("ar", "الإسناد حسب المجموعة", "fr", "Attributions par groupe", "en", "Assignments by group"),
            "/camunda/app/cockpit/default/#/repository",
            Map.of("ar", "وقت النشر", "fr", "Date du déploiement", "en", "Deployment Time"));

    private static final Map<String, Map<String, String>> ADMINISTRATORS_PAGES = Map.of(
            "/camunda/app/admin/default/#/users",
            Map.of("ar", "لائحة المستعملين", "fr", "Liste des utilisateurs", "en", "List of Users"),
            "/camunda/app/admin/default/#/groups",
            Map.of("ar", "لائحة المجموعات", "fr", "Liste des groupes", "en", "List of Groups"),
            "/camunda/app/admin/default/#/authorization?resource=0",
            Map.of("ar", "التراخيص: التطبيق", "fr", "Autorisations\u00a0: Application", "en", "Application Auth"));

    @LocalServerPort
    int port;

    @Autowired
    Accounts accounts;

    @Autowired
    Passwords passwords;

    private final List<String> errors = new ArrayList<>();

    @Test
    void everyPageSpeaksTheChosenLanguageInItsDirectionAndFitsTheScreen() {
        var password = passwords.generate();
        create(Role.PROGRAMME_MANAGER, "apps-manager", password);
        create(Role.ADMINISTRATOR, "apps-administrator", password);
        try (var browser = new Chromium()) {
            visit(browser, "apps-manager", password, MANAGERS_PAGES);
            visit(browser, "apps-administrator", password, ADMINISTRATORS_PAGES);
        }
        assertThat(errors).isEmpty();
    }

    @Test
    void theDiagramKeepsItsLabelsAndThePaneOpensFromTheRight() {
        var password = passwords.generate();
        create(Role.PROGRAMME_MANAGER, "diagram-manager", password);
        try (var browser = new Chromium()) {
            var page = browser.page("http://127.0.0.1:" + port, 1400, 900);
            Chromium.login(page, "diagram-manager", password);
            for (var language : List.of("ar", "fr", "en")) {
                page.navigate("/camunda/app/cockpit/default/?lang=" + language + "#/processes");
                page.locator(".process-definitions-list a[href*=process-definition]")
                        .first()
                        .click();
                page.locator(".djs-label, .djs-visual text").first().waitFor();
                var paneStartsAtTheRight = (Boolean)
                        page.evaluate("() => document.querySelector('.ctn-sidebar').getBoundingClientRect().left"
                                + " > document.querySelector('.ctn-content').getBoundingClientRect().left");
                assertThat(paneStartsAtTheRight).as(language).isEqualTo(language.equals("ar"));
                assertThat(page.evaluate(
                                "() => getComputedStyle(document.querySelector('.djs-container svg')).direction"))
                        .isEqualTo("ltr");
                Chromium.picture(page, "cockpit-diagram-" + language);
            }
        }
    }

    private void visit(Chromium browser, String user, String password, Map<String, Map<String, String>> pages) {
        var page = browser.page("http://127.0.0.1:" + port, 1400, 900);
        page.onPageError(error -> errors.add(page.url() + ": " + error));
        Chromium.login(page, user, password);
        for (var language : List.of("ar", "fr", "en")) {
            pages.forEach((address, words) -> {
                page.setViewportSize(1400, 900);
                page.navigate("about:blank");
                page.navigate(asked(address, language));
                page.getByText(words.get(language)).first().waitFor();
                check(page, language, address);
            });
        }
    }

    private void check(Page page, String language, String address) {
        assertThat(page.locator("html").getAttribute("lang")).as(address).isEqualTo(language);
        assertThat(page.locator("html").getAttribute("dir"))
                .as(address)
                .isEqualTo(language.equals("ar") ? "rtl" : "ltr");
        assertThat(page.title()).as(address).startsWith(language.equals("ar") ? "دورة · " : "Dawra · ");
        assertThat(page.url()).as("the choice is remembered, not carried along").doesNotContain("lang=");
        assertThat(page.locator(".dawra-languages a[aria-current]").getAttribute("lang"))
                .as(address)
                .isEqualTo(language);
        assertThat(page.locator(".ce-eol-banner:visible").count()).as(address).isZero();
        assertThat(page.evaluate("() => getComputedStyle(document.body).paddingTop"))
                .as("no gap where the notice was")
                .isEqualTo("45px");
        for (var width : WIDTHS) {
            page.setViewportSize(width, 900);
            var wider = ((Number) page.evaluate("() => document.body.scrollWidth - innerWidth")).intValue();
            if (wider > 2) {
                errors.add(address + " in " + language + " is " + wider + " px wider than " + width);
            }
            var hidden = page.locator(".dawra-languages a:visible").count() < 2;
            if (hidden) {
                errors.add(address + " in " + language + " shows no languages at " + width);
            }
        }
    }

    private static String asked(String address, String language) {
        var place = address.indexOf('#');
        return place < 0
                ? address + "?lang=" + language
                : address.substring(0, place) + "?lang=" + language + address.substring(place);
    }

    private void create(Role role, String user, String password) {
        accounts.create(new Account(user, role, null, user, user + "@dawra.invalid", null, "ar"), password);
    }
}
