package org.dawra.overview;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.deque.html.axecore.playwright.AxeBuilder;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.FilePayload;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import org.dawra.access.Account;
import org.dawra.access.Accounts;
import org.dawra.access.Role;
import org.dawra.browser.Chromium;
import org.dawra.certificate.IssuedMeeting;
import org.dawra.document.Codes;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.ApplicationContext;
import org.springframework.test.annotation.DirtiesContext;
import org.springframework.test.context.ActiveProfiles;

/** Somebody with a telephone checks papers; the programme manager and a coordinator look after them. */
@Tag("browser")
@DirtiesContext
@ActiveProfiles("test")
@SpringBootTest(webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT)
class VerificationBrowserTest {

    private static final String PASSWORD = "Aa1!" + UUID.randomUUID();
    private static final String SIDEWAYS =
            "() => document.scrollingElement.scrollWidth - document.scrollingElement.clientWidth";
    private static final String AXE =
            "() => axe.run(document, {resultTypes: ['violations']}).then(found => found.violations.map(v => v.id + ' '"
                    + " + v.nodes.map(n => n.html).join(' ').slice(0, 300)))";

    @LocalServerPort
    int port;

    @Autowired
    ApplicationContext house;

    @Autowired
    Accounts accounts;

    @Test
    void onlyTheFingerprintLeavesTheTelephoneAndWithoutAScriptTheFileIsSent() {
        var issued = new IssuedMeeting(house).issue("sidi-bennour", "فاطمة الزهراء بنت محمد الدكالية");
        var pdf = issued.get(0).pdf();
        var changed = pdf.clone();
        changed[3_000] ^= 1;
        try (var chromium = new Chromium()) {
            var base = "http://127.0.0.1:" + port;
            var phone = chromium.page(base, 360, 780);
            var sent = new ArrayList<String>();
            phone.onRequest(request -> {
                if (request.method().equals("POST")) {
                    sent.add(request.headerValue("content-type") + " " + request.postData());
                }
            });
            phone.navigate("/verify?lang=ar");
            assertThat(phone.locator("[data-hashed]")).isVisible();
            looked(phone, "verify-form-360");
            present(phone, pdf);
            assertThat(phone.locator("#file-answer")).containsText("الملف مطابق لما أصدرناه");
            assertThat(phone.locator("#file-answer")).containsText("فاطمة الزهراء بنت محمد الدكالية");
            assertThat(sent)
                    .containsExactly("application/x-www-form-urlencoded;charset=UTF-8 sha256=" + Codes.sha256(pdf));
            looked(phone, "verify-file-genuine-360");

            present(phone, changed);
            assertThat(phone.locator("#file-answer")).containsText("لا نعرف بصمة هذا الملف");
            assertThat(sent).hasSize(2).allMatch(body -> body.contains(" sha256=") && body.length() < 150);
            looked(phone, "verify-file-unknown-360");
            phone.locator("[data-send-whole]").click();
            assertThat(phone.locator("#file-answer")).containsText("غُيّر الملف بعد ختمه");
            assertThat(sent.get(2)).startsWith("multipart/form-data");
            looked(phone, "verify-file-altered-360");

            var plain = chromium.pageWithoutScripts(base, 360, 780);
            plain.navigate("/verify?lang=ar");
            assertThat(plain.locator("[data-hashed]")).isHidden();
            present(plain, pdf);
            assertThat(plain.locator("#file-answer")).containsText("الملف مطابق لما أصدرناه");
            present(plain, Arrays.copyOf(pdf, pdf.length + 9));
            assertThat(plain.locator("#file-answer")).containsText("أُضيف شيء");
            picture(plain, "verify-file-appended-360");
            present(plain, "نص".getBytes(StandardCharsets.UTF_8));
            assertThat(plain.locator("#file-answer")).containsText("ليس ملف PDF");

            var insecure = chromium.page(base, 360, 780);
            insecure.addInitScript("Object.defineProperty(window, 'isSecureContext', {value: false})");
            insecure.navigate("/verify?lang=ar");
            assertThat(insecure.locator("[data-hashed]")).isHidden();
            present(insecure, pdf);
            assertThat(insecure.locator("#file-answer")).containsText("الملف مطابق لما أصدرناه");

            phone.navigate("/verify?code=abc");
            looked(phone, "verify-code-short-360");
            phone.navigate("/verify/" + Codes.newCode());
            looked(phone, "verify-code-unknown-360");
            phone.navigate("/verify/" + issued.get(0).code());
            looked(phone, "verify-code-genuine-360");
            phone.navigate("/verify/key");
            looked(phone, "verify-key-360");
            var wide = chromium.page(base, 1280, 900);
            wide.navigate("/verify/" + issued.get(0).code() + "?lang=ar");
            looked(wide, "verify-code-genuine-1280");
        }
    }

    @Test
    void aFileDroppedOnTheFormIsChecked() {
        var issued =
                new IssuedMeeting(house).issue("sidi-bennour", "سعاد أيت علي").get(0);
        try (var chromium = new Chromium()) {
            var page = chromium.page("http://127.0.0.1:" + port, 1280, 900);
            page.navigate("/verify?lang=ar");
            page.evaluate(
                    "bytes => { const data = new DataTransfer();"
                            + " data.items.add(new File([new Uint8Array(bytes)], 'x.pdf', {type: 'application/pdf'}));"
                            + " document.querySelector('form[data-hash]').dispatchEvent("
                            + "new DragEvent('drop', {dataTransfer: data, bubbles: true, cancelable: true})); }",
                    numbers(issued.pdf()));
            assertThat(page.locator("#file-answer")).containsText("سعاد أيت علي");
        }
    }

    @Test
    void theManagerCorrectsAndRevokesOnATelephone() {
        var issued =
                new IssuedMeeting(house).issue("sidi-bennour", "ابراهيم اولحاج", "مينة أوعلي", "عبد الرحيم بلمقدم");
        accounts.create(
                new Account("manager", Role.PROGRAMME_MANAGER, null, "شخص (نموذج)", null, null, "ar"), PASSWORD);
        accounts.create(
                new Account("coordinator", Role.COORDINATOR, "sidi-bennour", "شخص (نموذج)", null, null, "ar"),
                PASSWORD);
        try (var chromium = new Chromium()) {
            var base = "http://127.0.0.1:" + port;
            var coordinator = chromium.page(base, 360, 780);
            Chromium.login(coordinator, "coordinator", PASSWORD);
            coordinator.navigate("/certificates/papers");
            looked(coordinator, "certificates-papers-360");
            coordinator
                    .locator("main table a")
                    .filter(new com.microsoft.playwright.Locator.FilterOptions().setHasText("ابراهيم اولحاج"))
                    .click();
            coordinator
                    .locator("details")
                    .filter(new com.microsoft.playwright.Locator.FilterOptions().setHasText("طلب تصحيح أو إلغاء"))
                    .locator("summary")
                    .click();
            coordinator.locator("input[value=CORRECT]").check();
            coordinator.locator("#ask-note").fill("الاسم الصحيح: إبراهيم أولحاج");
            looked(coordinator, "certificate-ask-360");
            coordinator.locator("form[action$='/ask'] button").click();
            assertThat(coordinator.locator("main .notice.success")).containsText("أُرسل الطلب");
            looked(coordinator, "certificate-asked-360");

            var manager = chromium.page(base, 360, 780);
            Chromium.login(manager, "manager", PASSWORD);
            manager.navigate("/certificates");
            looked(manager, "certificates-360");
            manager.navigate("/certificates/papers/" + issued.get(0).id());
            manager.locator("form[action$='/correct']")
                    .locator("xpath=../summary")
                    .click();
            manager.locator("#correct-name").fill("إبراهيم أولحاج");
            manager.locator("#correct-reason").fill("همزة ناقصة");
            looked(manager, "certificate-correct-360");
            manager.locator("form[action$='/correct'] button").click();
            assertThat(manager.locator("main .notice.success")).containsText("صدرت الصيغة الجديدة");
            looked(manager, "certificate-corrected-360");
            manager.navigate("/verify/" + issued.get(0).code());
            assertThat(manager.locator("main")).containsText("بالصيغة 2");
            looked(manager, "verify-code-replaced-360");

            manager.navigate("/certificates/papers/" + issued.get(1).id());
            manager.locator("form[action$='/revoke']")
                    .locator("xpath=../summary")
                    .click();
            manager.locator("input[value=OTHER]").check();
            manager.locator("form[action$='/revoke'] button").click();
            assertThat(manager.locator("#words-errors")).isVisible();
            looked(manager, "certificate-revoke-error-360");
            manager.locator("input[value=NOT_ATTENDED]").check();
            manager.locator("form[action$='/revoke'] button").click();
            assertThat(manager.locator("main .notice.success")).containsText("أُلغيت الشهادة");
            looked(manager, "certificate-revoked-360");
            manager.navigate("/verify/" + issued.get(1).code());
            assertThat(manager.locator("main")).containsText("لم يستوفِ");
            looked(manager, "verify-code-revoked-360");
            new IssuedMeeting(house).erase(issued.get(2));
            manager.navigate("/verify/" + issued.get(2).code());
            looked(manager, "verify-code-erased-360");
            var wide = chromium.page(base, 1280, 900);
            Chromium.login(wide, "manager", PASSWORD);
            wide.navigate("/certificates/papers");
            looked(wide, "certificates-papers-1280");
            wide.navigate("/certificates/papers/" + issued.get(0).id());
            looked(wide, "certificate-1280");
        }
    }

    private static List<Integer> numbers(byte[] bytes) {
        var numbers = new ArrayList<Integer>();
        for (var b : bytes) {
            numbers.add(b & 0xff);
        }
        return numbers;
    }

    private static void present(Page page, byte[] file) {
        page.locator("#file").setInputFiles(new FilePayload("paper.pdf", "application/pdf", file));
        page.locator("#file-form button[type=submit]").click();
    }

    /** Fits the screen, offends no one who listens or has weak eyes, and is kept as a picture. */
    private static void looked(Page page, String name) {
        assertThat(((Number) page.evaluate(SIDEWAYS)).intValue())
                .as(name + " scrolls sideways")
                .isLessThanOrEqualTo(0);
        page.evaluate(AxeBuilder.getAxeScript());
        assertThat((List<?>) page.evaluate(AXE)).as(name).isEmpty();
        picture(page, name);
    }

    private static void picture(Page page, String name) {
        page.screenshot(
                new Page.ScreenshotOptions().setFullPage(true).setPath(Path.of("target/pictures", name + ".png")));
    }
}
