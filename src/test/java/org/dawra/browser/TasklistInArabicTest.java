package org.dawra.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.WaitForSelectorState;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Map;
import org.dawra.access.Account;
import org.dawra.access.Accounts;
import org.dawra.access.Passwords;
import org.dawra.access.Role;
import org.dawra.cycle.TrainingCycles;
import org.dawra.engine.HumanTasks;
import org.dawra.engine.ProcessStarts;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.annotation.DirtiesContext;
import org.springframework.test.context.ActiveProfiles;

@Tag("browser")
@ActiveProfiles("test")
@SpringBootTest(
        webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
        properties = {"camunda.bpm.job-execution.enabled=true", "camunda.bpm.job-execution.wait-time-in-millis=100"})
@DirtiesContext
class TasklistInArabicTest {

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
    HumanTasks tasks;

    @Autowired
    JdbcClient jdbc;

    @Test
    void aCoordinatorFindsTheConsultationSheetTheDraftOnTheTelephoneWhatIsWrongAndWhatComesNext() {
        var password = passwords.generate();
        for (var edition : cycles.editions()) {
            for (var province : edition.provinces()) {
                create(Role.COORDINATOR, province.code(), "coordinator-" + province.code(), password);
            }
            for (var partner : edition.partners()) {
                create(Role.PARTNER, partner.code(), "partner-" + partner.code(), password);
            }
        }
        create(Role.PROGRAMME_MANAGER, null, "programme-manager", password);
        create(Role.PRESIDENT, null, "president", password);
        var manager = accounts.actor(accounts.find("programme-manager").orElseThrow());
        var cycle = starts.submit("annual-cycle", manager, Map.of("edition", "2026", "firstMeetingDay", inSixDays()));

        try (var browser = new Chromium()) {
            var page = browser.page("http://127.0.0.1:" + port, 1400, 900);
            Chromium.login(page, "coordinator-sidi-bennour", password);
            var refused = new ArrayList<String>();
            page.onResponse(answer -> {
                if (answer.status() >= 400 && answer.status() != 422) {
                    refused.add(answer.status() + " " + answer.url());
                }
            });
            page.navigate("/camunda/app/tasklist/default/");
            var task = page.locator(".task .names", new Page.LocatorOptions().setHasText("التشاور"))
                    .first();
            task.waitFor();
            assertThat(page.locator("html").getAttribute("dir")).isEqualTo("rtl");
            task.click();
            page.locator(".claim, [ng-click='claim()']").first().click();
            var places = field(page, "places");
            places.fill("قاعة العروض بسيدي بنور");
            field(page, "expectedBeneficiaries").fill("0");
            Chromium.picture(page, "tasklist-form");
            assertThat(page.locator(".dawra-draft")).containsText("حُفظت المسودة");
            var telephone = browser.page("http://127.0.0.1:" + port, 390, 844);
            Chromium.login(telephone, "coordinator-sidi-bennour", password);
            telephone.navigate(page.url().replaceFirst("^https?://[^/]+", ""));
            assertThat(field(telephone, "places")).hasValue("قاعة العروض بسيدي بنور");
            assertThat(telephone.locator(".dawra-draft")).containsText("مسودة محفوظة");
            telephone.locator(".dawra-draft").scrollIntoViewIfNeeded();
            Chromium.picture(telephone, "tasklist-draft-telephone");
            assertThat(page.evaluate("Object.keys(localStorage).filter(k => /[Ff]orm:/.test(k)).length"))
                    .as("nothing of a form stays in a browser that others use")
                    .isEqualTo(0);
            complete(page);
            assertThat(page.locator(".dawra-summary")).isVisible();
            assertThat(page.locator(".fjs-form-field .dawra-error").first()).isVisible();
            assertThat(page.locator(".alert:visible").filter(new Locator.FilterOptions().setHasText("{")))
                    .hasCount(0);
            Chromium.picture(page, "tasklist-refused");
            assertThat(places).hasValue("قاعة العروض بسيدي بنور");

            field(page, "dates").fill("نهاية شهر فبراير");
            field(page, "logistics").fill("النقل متوفر");
            field(page, "expectedBeneficiaries").fill("45");
            complete(page);
            page.locator(".dawra-summary")
                    .waitFor(new Locator.WaitForOptions().setState(WaitForSelectorState.DETACHED));
            var next = page.locator(".dawra-next");
            assertThat(next).containsText("أُنجزت المهمة.");
            assertThat(next).containsText("عقد الورشة التشاورية");
            assertThat(next).containsText("مسؤول(ة) البرنامج");
            assertThat(page.locator(".alert-danger:visible")).hasCount(0);
            assertThat(refused).isEmpty();
            Chromium.picture(page, "tasklist-next");
        }

        assertThat(jdbc.sql("select expected_beneficiaries from consultation_sheet where cycle_id = ? and province = ?")
                        .params(Long.parseLong(cycle), "sidi-bennour")
                        .query(Integer.class)
                        .single())
                .isEqualTo(45);
        assertThat(jdbc.sql("select count(*) from task_draft")
                        .query(Integer.class)
                        .single())
                .isZero();
    }

    private static Locator field(Page page, String key) {
        return page.locator("[id$='Field_" + key + "']").first();
    }

    private static void complete(Page page) {
        page.locator("[cam-tasklist-form] ~ * button, .form-actions button, button[ng-click='complete()']")
                .last()
                .click();
    }

    private static String inSixDays() {
        return LocalDate.now().plusDays(6).toString();
    }

    private void create(Role role, String scope, String user, String password) {
        if (accounts.find(user).isEmpty()) {
            accounts.create(new Account(user, role, scope, user, user + "@dawra.invalid", null, "ar"), password);
        }
    }
}
