package org.dawra.demo;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import javax.sql.DataSource;
import org.dawra.cycle.Editions;
import org.dawra.document.SpecimenPages;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.annotation.DirtiesContext;
import org.springframework.test.context.ActiveProfiles;

/** Whole years of both editions; each database has its subclass. */
@Tag("year")
@ActiveProfiles({"demo", "test"})
@SpringBootTest(
        webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
        properties = "camunda.bpm.job-execution.enabled=true")
@DirtiesContext
abstract class YearTests {

    private static final int BENEFICIARIES = 70;

    @Autowired
    HeadlessYear year;

    @Autowired
    Editions editions;

    @Autowired
    YearSummary summaries;

    @Autowired
    DataSource database;

    @Autowired
    JdbcClient jdbc;

    @Test
    void bothEditionsRunFromTheConsultationToTheGeneralReportAndTheEngineKeepsNobodysName() throws Exception {
        var of2024 = play("2024");
        assertThat(of2024.invariants()).doesNotContainValue(false);
        assertThat(of2024.agreementsSigned()).isEqualTo(5);
        assertThat(of2024.awards())
                .containsExactlyInAnyOrder(
                        "تعاونية نساء العونات", "تعاونية صفوة بلادي (النواصر)", "تعاونية أم الربيع (أزمور)");
        assertThat(of2024.drawWinners()).hasSize(2);
        assertThat(of2024.certificatesIssued()).isPositive().isEqualTo(of2024.eligible());
        assertThat(of2024.certificateStepRuns()).isEqualTo(of2024.certificatesIssued());
        assertThat(of2024.reportFile()).isNotNull();

        var of2026 = play("2026");
        assertThat(of2026.invariants()).doesNotContainValue(false);
        assertThat(of2026.awards()).isEmpty();
        assertThat(of2026.drawWinners()).isEmpty();
        assertThat(jdbc.sql("select count(*) from training_meeting m join training_cycle c on c.id = m.cycle_id"
                                + " where c.edition_key = '2026'")
                        .query(Integer.class)
                        .single())
                .as("the meeting that was fixed and two that came out of the consultation")
                .isEqualTo(3);

        assertThat(new EngineTables(database).placesOf(everythingPersonal())).isEmpty();
        assertThat(pagesThatMayPassForReal()).isEmpty();
        reportsCountWhatTheTablesHold();
    }

    private void reportsCountWhatTheTablesHold() throws JsonProcessingException {
        var reports = jdbc.sql("select cycle_id, figures from general_report")
                .query((row, number) -> Map.entry(row.getLong(1), row.getString(2)))
                .list();
        assertThat(reports).hasSize(2);
        for (var report : reports) {
            var figures = new ObjectMapper().readTree(report.getValue());
            var registered = 0;
            for (var count : figures.get("registrations")) {
                registered += count.asInt();
            }
            var participants = 0;
            var certificates = 0;
            for (var meeting : figures.get("meetings")) {
                participants += meeting.get("participants").asInt();
                certificates += meeting.get("certificates").asInt();
            }
            assertThat(registered)
                    .isEqualTo(count("registration where state = 'ACCEPTED' and cycle_id = ?", report.getKey()));
            assertThat(participants).isEqualTo(count("attended_seat where cycle_id = ?", report.getKey()));
            assertThat(certificates)
                    .isEqualTo(count("certificate where state = 'ISSUED' and cycle_id = ?", report.getKey()));
        }
    }

    private int count(String rows, long cycle) {
        return jdbc.sql("select count(*) from " + rows)
                .param(cycle)
                .query(Integer.class)
                .single();
    }

    /** No sample document may pass for a real one: each page of each file says so, whoever made it. */
    private List<String> pagesThatMayPassForReal() {
        var files = jdbc.sql("select id, kind, sample, bytes from document where mime = 'application/pdf'")
                .query((row, number) -> new SampleFile(
                        row.getString("kind") + " " + row.getLong("id"),
                        row.getString("kind"),
                        row.getBoolean("sample"),
                        row.getBytes("bytes")))
                .list();
        assertThat(files)
                .extracting(SampleFile::kind)
                .contains(
                        "certificate",
                        "diploma",
                        "report",
                        "draw-minutes",
                        "attendance-sheet",
                        "agreement",
                        "agreement-version",
                        "hand-over-list",
                        "certificate-print");
        var silent = new ArrayList<String>();
        for (var file : files) {
            if (!file.sample()) {
                silent.add(file.name());
            }
            SpecimenPages.missingIn(file.bytes()).forEach(page -> silent.add(file.name() + " page " + page));
        }
        return silent;
    }

    private record SampleFile(String name, String kind, boolean sample, byte[] bytes) {}

    private YearSummary.Summary play(String key) {
        var progress = new Progress(System.out, false);
        var edition = editions.find(key).orElseThrow();
        var cycle = year.play(edition, BENEFICIARIES, progress);
        return summaries.of(cycle, edition, BENEFICIARIES, progress.seconds());
    }

    private List<String> everythingPersonal() {
        var words = new ArrayList<String>();
        words.addAll(jdbc.sql("select name from beneficiary where name is not null")
                .query(String.class)
                .list());
        words.addAll(jdbc.sql("select phone from beneficiary where phone is not null")
                .query(String.class)
                .list());
        words.addAll(jdbc.sql("select email from beneficiary where email is not null")
                .query(String.class)
                .list());
        words.addAll(
                jdbc.sql("select display_name from account").query(String.class).list());
        words.addAll(jdbc.sql("select email from account where email is not null")
                .query(String.class)
                .list());
        assertThat(words).hasSizeGreaterThan(2 * BENEFICIARIES);
        words.add("استنتاج (نموذج)");
        words.add("القاعة والوثائق جاهزة (نموذج)");
        words.add("المرجو تدقيق الالتزام الأول (نموذج)");
        return words;
    }
}
