package org.dawra.overview;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.deque.html.axecore.playwright.AxeBuilder;
import com.microsoft.playwright.Page;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import org.dawra.access.Account;
import org.dawra.access.Accounts;
import org.dawra.access.Role;
import org.dawra.browser.Chromium;
import org.dawra.mail.Dispatcher;
import org.dawra.mail.Message;
import org.dawra.mail.Outbox;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.annotation.DirtiesContext;
import org.springframework.test.context.ActiveProfiles;

/** The programme manager watches work under way: the bar moves without the page being loaded again. */
@Tag("browser")
@ActiveProfiles("test")
@SpringBootTest(webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT)
@DirtiesContext
class WorkPageBrowserTest {

    private static final String PASSWORD = "Aa1!" + UUID.randomUUID();
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
    Outbox outbox;

    @Autowired
    Dispatcher dispatcher;

    @Test
    void theBarMovesByItselfAndThePauseIsSeen() {
        accounts.create(
                new Account("manager", Role.PROGRAMME_MANAGER, null, "شخص (نموذج)", null, null, "ar"), PASSWORD);
        plan(0, 40);
        dispatcher.drain();
        plan(40, 100);
        try (var chromium = new Chromium()) {
            var base = "http://127.0.0.1:" + port;
            var phone = chromium.page(base, 360, 780);
            Chromium.login(phone, "manager", PASSWORD);
            phone.navigate(WorkPage.PATH);
            assertThat(phone.locator(".menu a[aria-current=page]")).hasText(new String[] {"الأعمال الجارية"});
            assertThat(phone.locator("#work-mail label").first()).containsText("40 من 100 (40%)");
            assertThat(phone.locator("#work-mail .badge").first()).containsText("جارٍ");
            assertThat(phone.locator("#work-mail")).containsText("في الدقيقة");
            fits(phone);
            whole(phone, "work-running-360");
            phone.evaluate("() => { window.sameDocument = true; }");
            dispatcher.drain();
            assertThat(phone.locator("#work-mail")).containsText("لا شيء قيد الإنجاز");
            assertThat((Boolean) phone.evaluate("() => window.sameDocument")).isTrue();

            plan(100, 150);
            phone.navigate(WorkPage.PATH);
            phone.locator("#work-mail summary").click();
            phone.locator("#work-mail input[name=reason]").fill("ننتظر تأكيد العناوين");
            fits(phone);
            phone.locator("#work-mail form button[type=submit]").click();
            assertThat(phone.locator("main .notice.success")).containsText("توقف العمل مؤقتاً");
            assertThat(phone.locator("#work-mail")).containsText("ننتظر تأكيد العناوين");
            fits(phone);
            whole(phone, "work-paused-360");
            var wide = chromium.page(base, 1280, 900);
            Chromium.login(wide, "manager", PASSWORD);
            wide.navigate(WorkPage.PATH);
            whole(wide, "work-paused-1280");
            wide.navigate("/mail");
            whole(wide, "work-mail-1280");
            phone.locator("#work-mail form button[type=submit]").click();
            assertThat(phone.locator("main .notice.success")).containsText("استؤنف العمل");
        }
    }

    private void plan(int from, int to) {
        outbox.planAll(IntStream.range(from, to)
                .mapToObj(i -> new Message(
                        "certificate:" + i,
                        "certificate-issuing:1",
                        new Message.Recipient("فاطمة الزهراء", "p" + i + "@example.invalid", null, "people"),
                        "ar",
                        "شهادة المشاركة",
                        "نص",
                        List.of()))
                .toList());
    }

    private static void fits(Page page) {
        assertThat(((Number) page.evaluate(SIDEWAYS)).intValue())
                .as("scrolls sideways")
                .isLessThanOrEqualTo(0);
        page.evaluate(AxeBuilder.getAxeScript());
        assertThat((List<?>) page.evaluate(AXE)).isEmpty();
    }

    private static void whole(Page page, String name) {
        page.screenshot(new Page.ScreenshotOptions()
                .setFullPage(true)
                .setPath(java.nio.file.Path.of("target/pictures", name + ".png")));
    }
}
