package org.dawra.access;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import org.dawra.browser.Chromium;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.context.ActiveProfiles;

/** A coordinator comes in, in Arabic and on a phone. */
@Tag("browser")
@ActiveProfiles("test")
@SpringBootTest(classes = House.class, webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class InvitationBrowserTest {

    private static final int PHONE = 360;
    private static final String SECRET = "البقرة الزرقاء تضحك تحت المطر";

    @Autowired
    private StoredAccounts accounts;

    @Autowired
    private Passwords passwords;

    @LocalServerPort
    private int port;

    private String password = "";

    @BeforeAll
    void aManager() {
        password = passwords.generate();
        accounts.create(
                new Account("manager", Role.PROGRAMME_MANAGER, null, "مسؤولة البرنامج", null, null, "ar"), password);
    }

    @Test
    void whoIsInvitedSetsAPasswordLogsOutAndInAgainAndOneLogoutEndsAll() {
        try (var browser = new Chromium()) {
            var base = "http://127.0.0.1:" + port;
            var manager = browser.page(base, PHONE, 800);
            Chromium.login(manager, "manager", password);
            manager.navigate("/people");
            fits(manager, "people");
            manager.navigate("/people/invite");
            fits(manager, "invite");
            manager.locator("#name").fill("أمينة (نموذج)");
            manager.locator("#duty").selectOption("COORDINATOR/sidi-bennour");
            manager.locator("#phone").fill("06 12 34 56 78");
            manager.locator("input[value=show]").check();
            manager.locator("form.card button[type=submit]").click();
            manager.waitForURL("**/people/coordinator-sidi-bennour");
            fits(manager, "link-to-hand-over");
            var link = manager.locator("main code").innerText().replaceFirst("^https?://[^/]+", "");
            assertThat(manager.locator("main img[src^='data:image/svg']").boundingBox().width)
                    .isGreaterThan(150);
            manager.reload();
            assertThat(manager.locator("main code").count()).isZero();

            var guest = browser.page(base, PHONE, 800);
            guest.navigate(link);
            assertThat(guest.locator("html").getAttribute("dir")).isEqualTo("rtl");
            assertThat(guest.locator("main").innerText())
                    .contains("مرحبا بكم", "أمينة", "سيدي بنور", "coordinator-sidi-bennour");
            fits(guest, "welcome");
            setPassword(guest, "سيدي بنور 2026");
            assertThat(guest.locator("main [role=alert]").innerText()).contains("سهلة التخمين");
            fits(guest, "welcome-weak");
            setPassword(guest, SECRET);
            guest.waitForURL("**/my-tasks");
            assertThat(guest.locator("main").innerText()).contains("أمينة");

            logOut(guest);
            assertThat(guest.locator("main [role=status]").innerText()).contains("خرجتم من حسابكم");
            fits(guest, "login");
            guest.navigate("/my-tasks");
            assertThat(guest.url()).endsWith("/login");

            Chromium.login(guest, "coordinator-sidi-bennour", SECRET);
            guest.navigate("/camunda/app/tasklist/default/");
            guest.locator("[cam-widget-header], header").first().waitFor();
            assertThat(guest.url()).contains("/tasklist/");
            guest.navigate("/my-tasks");
            logOut(guest);
            guest.navigate("/camunda/app/tasklist/default/");
            assertThat(guest.url()).endsWith("/login");

            guest.navigate(link);
            assertThat(guest.locator("main").innerText()).contains("لم يعد صالحاً");
            fits(guest, "link-gone");
            guest.navigate("/forgot");
            fits(guest, "forgot");
            guest.locator("#who").fill("nobody");
            guest.locator("main form button[type=submit]").click();
            guest.waitForURL("**/forgot?sent");
            assertThat(guest.locator("main [role=status]").innerText()).contains("إن كان الحساب موجوداً", "ساعتين");
        }
    }

    private static void setPassword(Page page, String secret) {
        page.locator("#password").fill(secret);
        page.locator("#again").fill(secret);
        page.locator("main form button[type=submit]").click();
    }

    private static void logOut(Page page) {
        page.locator("form[action='/logout'] button").first().click();
        page.waitForURL("**/login?logout");
    }

    /** Nothing runs out of a phone's width. */
    private static void fits(Page page, String picture) {
        Chromium.picture(page, "access-" + picture);
        assertThat(((Number) page.evaluate("document.documentElement.scrollWidth")).intValue())
                .as(picture)
                .isLessThanOrEqualTo(PHONE);
    }
}
