package org.dawra.partnership;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import java.nio.file.Path;
import java.util.Map;
import java.util.regex.Pattern;
import org.dawra.browser.Chromium;
import org.dawra.engine.Actor;
import org.dawra.engine.HumanTasks;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.annotation.Import;
import org.springframework.test.annotation.DirtiesContext;
import org.springframework.test.context.ActiveProfiles;

/** A partner's official on a small phone, without scripts, in Arabic. */
@Tag("browser")
@ActiveProfiles("test")
@SpringBootTest(webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT)
@Import(AgreementStage.class)
@DirtiesContext
class ApproveByLinkBrowserTest {

    private static final Pattern WHATSAPP = Pattern.compile("https://wa\\.me/212.*");

    @LocalServerPort
    int port;

    @Autowired
    AgreementStage.Scene stage;

    @Autowired
    AgreementRows rows;

    @Autowired
    HumanTasks tasks;

    @Test
    void anOfficialReadsAsksForChangesApprovesTheNextVersionAndSignsOnAPhone() {
        var agreement = stage.laidBefore("region");
        try (var browser = new Chromium()) {
            var page = browser.page("http://127.0.0.1:" + port, 360, 740);
            page.navigate("/agreements/" + stage.link(agreement, 0));
            assertThat(page.locator("html")).hasAttribute("dir", "rtl");
            assertThat(page.locator("#now")).containsText("ننتظر رأيكم في الصيغة 1");
            fitsThePhone(page);
            picture(page, "agreement-1-review");

            page.locator("#changes summary").click();
            page.locator("#changes button[type=submit]:not([formnovalidate])").click();
            assertThat(page.locator("#changes #comment-errors")).isVisible();
            picture(page, "agreement-2-empty-comment");
            page.locator("#changes-comment").fill("نقترح إضافة مخاطب لكل طرف في المادة 5.");
            page.locator("#changes button[type=submit]:not([formnovalidate])").click();
            stage.runJobs();
            page.reload();
            assertThat(page.locator("#now")).containsText("تعكف الشبكة على تعديل الاتفاقية");
            picture(page, "agreement-3-revision");

            stage.revises(agreement);
            page.navigate("/agreements/" + stage.link(agreement, 0));
            assertThat(page.locator("#now")).containsText("الصيغة 2");
            page.locator("input[name=signing][value=ELECTRONIC]").check();
            page.locator("form:has(input[value=APPROVE]) button[type=submit]:not([formnovalidate])")
                    .click();
            stage.runJobs();
            page.reload();
            assertThat(page.locator("#now")).hasAttribute("data-step", "SIGN");
            page.locator("#function").fill("رئيس(ة) الجهة");
            page.locator("form:has(#function) button[type=submit]:not([formnovalidate])")
                    .click();
            assertThat(page.locator("#consent-errors")).isVisible();
            assertThat(page.locator("#function")).hasValue("رئيس(ة) الجهة");
            fitsThePhone(page);
            picture(page, "agreement-4-sign");
            page.locator("input[name=consent]").check();
            page.locator("form:has(#function) button[type=submit]:not([formnovalidate])")
                    .click();
            assertThat(page.locator("#now")).hasAttribute("data-step", "SIGN_NETWORK");

            for (var signatory : new String[] {"president", "manager"}) {
                var task = tasks.waiting(PartnershipAgreement.KEY, Long.toString(agreement)).stream()
                        .filter(t -> signatory.equals(t.assignee()))
                        .findFirst()
                        .orElseThrow();
                tasks.submit(task.id(), Actor.holder(signatory), Map.of("consent", true));
            }
            stage.runJobs();
            page.reload();
            assertThat(page.locator("#now")).hasAttribute("data-step", "SIGNED");
            fitsThePhone(page);
            picture(page, "agreement-5-signed");
            page.navigate("/agreements/" + stage.link(agreement, 0) + "?lang=fr");
            assertThat(page.locator("html")).hasAttribute("dir", "ltr");
            picture(page, "agreement-6-french");
        }
        assertThat(rows.get(agreement).state()).isEqualTo(AgreementState.SIGNED);
    }

    @Test
    void theManagerSeesWhereEachAgreementStandsAndHandsTheLinkOver() {
        var agreement = stage.laidBefore("employment");
        stage.decides(agreement, 0, Map.of("decision", "CHANGES", "comment", "تدقيق عدد الأطر المعبأة"));
        try (var browser = new Chromium()) {
            for (var width : new int[] {360, 1200}) {
                var page = browser.page("http://127.0.0.1:" + port, width, 800);
                Chromium.login(page, "manager", AgreementStage.PASSWORD);
                page.navigate(
                        "/agreements?cycle=2024-" + rows.get(agreement).cycle().value());
                assertThat(page.locator("tbody tr")).hasCount(3);
                fitsThePhone(page);
                picture(page, "agreements-list-" + width);
                page.locator("a[href$='/detail/" + agreement + "']").click();
                assertThat(page.locator("blockquote")).containsText("تدقيق عدد الأطر المعبأة");
                assertThat(page.locator("a.whatsapp").first()).hasAttribute("href", WHATSAPP);
                fitsThePhone(page);
                picture(page, "agreements-detail-" + width);
            }
        }
    }

    private static void picture(Page page, String name) {
        page.screenshot(
                new Page.ScreenshotOptions().setFullPage(true).setPath(Path.of("target/pictures", name + ".png")));
    }

    private static void fitsThePhone(Page page) {
        assertThat((Boolean) page.evaluate("document.documentElement.scrollWidth <= window.innerWidth"))
                .isTrue();
    }
}
