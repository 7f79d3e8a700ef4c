package org.dawra.overview;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.Media;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.UUID;
import org.dawra.access.Account;
import org.dawra.access.Accounts;
import org.dawra.access.Role;
import org.dawra.browser.Chromium;
import org.dawra.cycle.TrainingCycles;
import org.dawra.engine.ProcessStarts;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.annotation.DirtiesContext;
import org.springframework.test.context.ActiveProfiles;

/** The picture of a year in a browser: it renews itself, runs from the reader's edge and unfolds on paper. */
@Tag("browser")
@ActiveProfiles("test")
@SpringBootTest(webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT)
@DirtiesContext
class ProgressBrowserTest {

    private static final String TABLE = "#timeline-table";

    @LocalServerPort
    int port;

    @Autowired
    Accounts accounts;

    @Autowired
    ProcessStarts starts;

    @Autowired
    TrainingCycles cycles;

    @Autowired
    JdbcClient jdbc;

    @Autowired
    Clock clock;

    @Test
    void whileStepsRunNewFiguresComeByThemselvesAndNothingIsFoldedAway() {
        var password = "Aa1!" + UUID.randomUUID();
        var manager =
                new Account("manager", Role.PROGRAMME_MANAGER, null, "مسؤول(ة) البرنامج", null, "212600000000", "ar");
        accounts.create(manager, password);
        var day = LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC).plusDays(61);
        starts.submit(
                "annual-cycle", accounts.actor(manager), Map.of("edition", "2024", "firstMeetingDay", day.toString()));
        var cycle = cycles.all().get(0);
        try (var browser = new Chromium()) {
            var page = browser.page("http://127.0.0.1:" + port, 1280, 900);
            Chromium.login(page, "manager", password);
            page.navigate("/progress/" + cycle.slug());
            assertThat(page.locator("[data-renews]")).isVisible();
            assertThat(page.locator(".timeline .plot")).hasAttribute("aria-labelledby", "timeline-title timeline-said");
            page.locator(TABLE + " summary").click();

            someoneRegisters(cycle.id().value());
            assertThat(page.locator("#provinces-table tbody tr").first()).containsText("1");
            assertThat(page.locator(TABLE)).hasAttribute("open", "");
            assertThat((Boolean) page.evaluate("() => document.activeElement.closest('" + TABLE + "') !== null"))
                    .as("focus stays on what was unfolded")
                    .isTrue();

            assertThat(firstPlanned(page)).as("October stands on the right").isGreaterThan(0.5);
            page.emulateMedia(new Page.EmulateMediaOptions().setMedia(Media.PRINT));
            assertThat(page.locator("header.site")).isHidden();
            assertThat(page.locator("#provinces-table table")).isVisible();
            page.emulateMedia(new Page.EmulateMediaOptions().setMedia(Media.SCREEN));
            page.navigate("/progress/" + cycle.slug() + "?lang=fr");
            assertThat(firstPlanned(page)).as("and in French on the left").isLessThan(0.5);
        }
    }

    /** Where the first planned phase begins and ends, as a share of the chart's width. */
    private static double firstPlanned(Page page) {
        return ((Number) page.evaluate("() => { const bar = document.querySelector('.timeline .line rect.planned');"
                        + " const frame = bar.ownerSVGElement.getBoundingClientRect(); const box = bar.getBoundingClientRect();"
                        + " return (box.left + box.width / 2 - frame.left) / frame.width; }"))
                .doubleValue();
    }

    private void someoneRegisters(long cycle) {
        jdbc.sql("insert into institution (uuid, kind, name_ar, name_key, province, sample, created_at)"
                        + " values (?, 'COOPERATIVE', 'تعاونية', 'k', 'sidi-bennour', true, current_timestamp)")
                .param(UUID.randomUUID())
                .update();
        jdbc.sql("insert into beneficiary (cycle_id, name, name_key, phone, language)"
                        + " values (?, 'س', 's', '212600000001', 'ar')")
                .param(cycle)
                .update();
        jdbc.sql("insert into registration (uuid, cycle_id, beneficiary_id, institution_id, province, state, source,"
                        + " registered_at, consent_version, consent_language, consent_purpose, consent_at, consent_by)"
                        + " select ?, ?, b.id, i.id, 'sidi-bennour', 'ACCEPTED', 'PUBLIC', current_timestamp, '1', 'ar',"
                        + " 'year', current_timestamp, 'x' from beneficiary b, institution i where i.name_key = 'k'")
                .params(UUID.randomUUID(), cycle)
                .update();
    }
}
