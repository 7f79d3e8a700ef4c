package org.dawra.partnership;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.FilePayload;
import com.microsoft.playwright.options.WaitForSelectorState;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.Map;
import org.dawra.browser.Chromium;
import org.dawra.cycle.TrainingCycles;
import org.dawra.engine.HumanTasks;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.annotation.Import;
import org.springframework.test.annotation.DirtiesContext;
import org.springframework.test.context.ActiveProfiles;

/** The forms of agreements in Tasklist: rows of commitments, the scan of a signed sheet, the network's signature. */
@Tag("browser")
@ActiveProfiles("test")
@SpringBootTest(webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT)
@Import(AgreementStage.class)
@DirtiesContext
class AgreementFormsBrowserTest {

    @LocalServerPort
    int port;

    @Autowired
    AgreementStage.Scene stage;

    @Autowired
    AgreementRows rows;

    @Autowired
    HumanTasks tasks;

    @Autowired
    TrainingCycles cycles;

    @Test
    void theManagerRevisesAndThenRecordsTheSignedSheet() {
        var agreement = stage.laidBefore("region");
        stage.decides(agreement, 0, Map.of("decision", "CHANGES", "comment", "أضيفوا التزاما مشتركا"));
        try (var browser = new Chromium()) {
            var page = browser.page("http://127.0.0.1:" + port, 1400, 1000);
            Chromium.login(page, "manager", AgreementStage.PASSWORD);

            open(page, agreement);
            assertThat(page.locator("form[name=agreementDraft]")).containsText("أضيفوا التزاما مشتركا");
            var commitments = page.locator("[data-rows=commitments] > .dawra-row");
            assertThat(commitments).hasCount(4);
            page.locator("[data-add=commitments]").click();
            var added = commitments.nth(4);
            added.locator("[data-cell=by]").selectOption("ALL");
            picture(page, "agreement-form-draft");
            complete(page);
            assertThat(page.locator(".dawra-error[data-field='commitments[4].textAr']"))
                    .not()
                    .isEmpty();
            picture(page, "agreement-form-refused");
            added.locator("[data-cell=textAr]").fill("تتبع مشترك كل ثلاثة أشهر");
            complete(page);
            page.locator("form[name=agreementDraft]").waitFor(gone());
            stage.runJobs();
            assertThat(rows.latest(agreement).orElseThrow().content().commitments())
                    .hasSize(5);

            stage.decides(agreement, 0, Map.of("decision", "APPROVE", "signing", "PAPER"));
            open(page, agreement);
            var file = page.locator("#paper-file");
            file.setInputFiles(payload("nothing.pdf", "MZ"));
            assertThat(page.locator(".dawra-error[data-field=scan]")).containsText("PDF");
            file.setInputFiles(payload("scan.pdf", "%PDF-1.4 scan"));
            assertThat(page.locator("[data-upload=uploaded]")).isVisible();
            page.locator("#paper-signedOn").fill(LocalDate.of(2024, 12, 1).toString());
            page.locator("#paper-reference").fill("2024/331");
            picture(page, "agreement-form-paper");
            complete(page);
            page.locator("form[name=agreementPaperSignature]").waitFor(gone());
            stage.runJobs();
        }
        assertThat(rows.get(agreement).state()).isEqualTo(AgreementState.SIGNED);
    }

    @Test
    void thePresidentReadsAndSignsForTheNetwork() {
        var agreement = stage.laidBefore("employment");
        stage.decides(agreement, 0, Map.of("decision", "APPROVE", "signing", "ELECTRONIC"));
        stage.decides(agreement, 0, Map.of("function", "المدير الجهوي", "consent", true));
        try (var browser = new Chromium()) {
            var page = browser.page("http://127.0.0.1:" + port, 390, 800);
            Chromium.login(page, "president", AgreementStage.PASSWORD);
            open(page, agreement, "president");
            assertThat(page.locator(".fjs-container")).containsText("SHA-256");
            picture(page, "agreement-form-network");
            page.locator(".fjs-container input[type=radio]").first().check();
            page.locator(".fjs-container input[type=checkbox]").check();
            complete(page);
            page.locator(".fjs-container").waitFor(gone());
        }
        assertThat(rows.signatures(agreement))
                .anySatisfy(s -> assertThat(s.signer()).isEqualTo("president"));
    }

    @Test
    void thePresidentDeclinesForTheNetworkWithAReason() {
        var agreement = stage.laidBefore("employment");
        stage.decides(agreement, 0, Map.of("decision", "APPROVE", "signing", "ELECTRONIC"));
        stage.decides(agreement, 0, Map.of("function", "المدير الجهوي", "consent", true));
        try (var browser = new Chromium()) {
            var page = browser.page("http://127.0.0.1:" + port, 390, 800);
            Chromium.login(page, "president", AgreementStage.PASSWORD);
            open(page, agreement, "president");
            page.locator(".fjs-container input[type=radio]").nth(1).check();
            assertThat(page.locator(".fjs-container input[type=checkbox]")).hasCount(0);
            picture(page, "agreement-form-decline");
            complete(page);
            assertThat(page.locator(".fjs-form-field .dawra-error").first()).isVisible();
            picture(page, "agreement-form-decline-refused");
            page.locator(".fjs-container textarea").fill("لم يصادق المكتب على الالتزامات المالية");
            complete(page);
            page.locator(".fjs-container").waitFor(gone());

            page.navigate("/waiting-for-me?lang=ar");
            var other = stage.laidBefore("employment");
            stage.decides(other, 0, Map.of("decision", "APPROVE", "signing", "ELECTRONIC"));
            stage.decides(other, 0, Map.of("function", "المدير الجهوي", "consent", true));
            page.reload();
            page.locator("article.decision details summary").last().click();
            picture(page, "agreement-card-decline");
        }
        assertThat(rows.get(agreement).state()).isEqualTo(AgreementState.DECLINED);
    }

    private void open(Page page, long agreement) {
        open(page, agreement, null);
    }

    private void open(Page page, long agreement, String assignee) {
        var task = tasks.waiting(PartnershipAgreement.KEY, Long.toString(agreement)).stream()
                .filter(t -> assignee == null || assignee.equals(t.assignee()))
                .findFirst()
                .orElseThrow();
        page.navigate("/my-tasks");
        page.navigate("/camunda/app/tasklist/default/#/?task=" + task.id());
        page.locator("[cam-tasklist-form], .task-form, form[role=form]").first().waitFor();
        if (assignee == null) {
            page.locator("[ng-click='claim()']").first().click();
        }
    }

    private static void complete(Page page) {
        page.locator("button[ng-click='complete()'], .form-actions button[type=submit], button.btn-primary:visible")
                .last()
                .click();
    }

    private static Locator.WaitForOptions gone() {
        return new Locator.WaitForOptions().setState(WaitForSelectorState.DETACHED);
    }

    private static FilePayload payload(String name, String content) {
        return new FilePayload(name, "application/pdf", content.getBytes(StandardCharsets.US_ASCII));
    }

    private static void picture(Page page, String name) {
        Chromium.picture(page, name);
    }
}
