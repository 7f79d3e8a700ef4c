package org.dawra.demo;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import javax.sql.DataSource;
import org.dawra.cycle.Editions;
import org.dawra.cycle.TrainingCycle;
import org.dawra.cycle.TrainingCycles;
import org.dawra.document.SpecimenPages;
import org.dawra.document.Verifiable;
import org.dawra.engine.ProcessContract;
import org.dawra.overview.CountedYear;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.context.ApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.annotation.DirtiesContext;
import org.springframework.test.context.ActiveProfiles;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

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

    @Autowired
    Exports exports;

    @Autowired
    TrainingCycles cycles;

    @Autowired
    ApplicationContext context;

    @TempDir
    static Path data;

    @TempDir
    Path out;

    @DynamicPropertySource
    static void dataFolder(DynamicPropertyRegistry properties) {
        properties.add("dawra.data-dir", data::toString);
    }

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
        assertThat(of2024.reportFile()).isEqualTo("report/report-2024-2024.pdf");
        whatWasWrittenMentionsOnly(Set.of("2024", "2025"));
        everythingHappenedInOrder("2024-2024", "2024-10-14", "2024-12-27", "2024-12-29", "2025-02-01");

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
        whatWasWrittenMentionsOnly(Set.of("2024", "2025", "2026"));
        everythingHappenedInOrder("2026-2026", "2025-11-19", "2026-02-01", "2026-06-08", "2026-10-05");

        nobodyWasLateWhenAskedAndNothingWentRound();
        assertThat(jdbc.sql("select count(*) from adopted_recommendation where cycle_id ="
                                + " (select id from training_cycle where edition_key = '2024')")
                        .query(Integer.class)
                        .single())
                .as("what the president adopted for the next year")
                .isPositive();
        assertThat(new EngineTables(database).placesOf(everythingPersonal())).isEmpty();
        assertThat(pagesThatMayPassForReal()).isEmpty();
        everyKindOfPaperIsRecognisedByItsFile();
        reportsCountWhatTheTablesHold();
        for (var cycle : cycles.all()) {
            progressCountsWhatTheTablesHold(cycle);
        }
    }

    /** A task of the day itself may be due on its day, but after it came; everything else leaves days. */
    private void nobodyWasLateWhenAskedAndNothingWentRound() {
        var ofTheDay = context.getBeansOfType(ProcessContract.class).values().stream()
                .flatMap(contract -> contract.tasksOfTheDay().stream().map(task -> contract.key() + ":" + task))
                .collect(Collectors.toSet());
        var tasks = jdbc.sql("select PROC_DEF_KEY_, TASK_DEF_KEY_, START_TIME_, DUE_DATE_ from ACT_HI_TASKINST")
                .query((row, number) -> new AskedTask(
                        row.getString(1) + ":" + row.getString(2),
                        row.getTimestamp(3).toInstant(),
                        row.getTimestamp(4).toInstant()))
                .list();
        assertThat(tasks).extracting(AskedTask::name).containsAll(ofTheDay);
        assertThat(tasks)
                .allSatisfy(task -> assertThat(task.due())
                        .as(task.toString())
                        .isAfter(
                                ofTheDay.contains(task.name())
                                        ? task.asked()
                                        : task.asked().plus(Duration.ofDays(1))));
        assertThat(jdbc.sql("select PROC_DEF_KEY_, ACT_ID_, count(*) from ACT_HI_ACTINST where ACT_TYPE_ like '%Timer'"
                                + " group by PROC_DEF_KEY_, ACT_ID_, PROC_INST_ID_ having count(*) > 12")
                        .query((row, number) -> row.getString(1) + ":" + row.getString(2) + " " + row.getInt(3))
                        .list())
                .as("timers that went round and round")
                .isEmpty();
    }

    private record AskedTask(String name, Instant asked, Instant due) {}

    private void everyKindOfPaperIsRecognisedByItsFile() {
        var modules = context.getBeansOfType(Verifiable.class).values();
        for (var kind : List.of("certificate", "diploma", "agreement", "agreement-version", "draw-minutes", "report")) {
            var document = jdbc.sql("select max(id) from document where kind = ?")
                    .param(kind)
                    .query(Long.class)
                    .single();
            var answers = modules.stream()
                    .flatMap(module -> module.verifyDocument(document, Locale.FRENCH).stream())
                    .toList();
            assertThat(answers).as(kind).singleElement().satisfies(answer -> {
                assertThat(answer.sample()).isTrue();
                assertThat(answer.facts()).isNotEmpty();
            });
        }
    }

    private void progressCountsWhatTheTablesHold(TrainingCycle cycle) {
        var year = new CountedYear(context, cycle);
        var id = cycle.id().value();
        assertThat(year.counts())
                .containsEntry("registered", count("registration where cycle_id = ?", id))
                .containsEntry("accepted", count("registration where state = 'ACCEPTED' and cycle_id = ?", id))
                .containsEntry("seats", count("seat where state in ('INVITED', 'CONFIRMED') and cycle_id = ?", id))
                .containsEntry("confirmed", count("seat where state = 'CONFIRMED' and cycle_id = ?", id))
                .containsEntry("waiting", count("seat where state = 'WAITING_LIST' and cycle_id = ?", id))
                .containsEntry("present", count("attended_seat where cycle_id = ?", id))
                .containsEntry("certificates", count("certificate where state = 'ISSUED' and cycle_id = ?", id))
                .containsEntry(
                        "answered",
                        count(
                                "survey_response r join survey s on s.id = r.survey_id where r.answered_at is not null and s.cycle_id = ?",
                                id))
                .containsEntry("signed", count("agreement where state = 'SIGNED' and cycle_id = ?", id))
                .containsEntry("laureates", count("laureate where cycle_id = ?", id));
        assertThat(year.presentByProvince())
                .isEqualTo(jdbc
                        .sql("select province, count(*) from attended_seat where cycle_id = ? group by province")
                        .param(id)
                        .query((row, number) -> Map.entry(row.getString(1), row.getInt(2)))
                        .list()
                        .stream()
                        .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue)));
        assertThat(year.phases())
                .as("a year that was played to its end")
                .hasSizeGreaterThan(10)
                .containsOnly("DONE");
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

    /** Exports all that there is; the edition's year, the year of its preparation and that of its end. */
    private void whatWasWrittenMentionsOnly(Set<String> years) throws Exception {
        exports.write(out, data.resolve("mail"));
        var texts = WrittenTexts.below(out);
        assertThat(texts.files())
                .anyMatch(f -> f.matches("mail/.*\\.eml"))
                .anyMatch(f -> f.matches("certificates/.*\\.pdf"))
                .anyMatch(f -> f.matches("agreements/agreement-2024-2024-.*\\.pdf"))
                .contains("report/press.ar.txt", "report/press.fr.txt", "draw/record.json");
        assertThat(texts.mentionsOutside(years)).isEmpty();
    }

    /** Days are given in the order of the year: opened, first meeting, last meeting's end, all over. */
    private void everythingHappenedInOrder(String slug, String opened, String firstDay, String lastDay, String over) {
        var cycle = cycles.bySlug(slug).orElseThrow();
        assertThat(cycle.firstMeetingDay()).hasToString(firstDay);
        var times = cycles.localTimes(cycle.id());
        var deeds = jdbc
                .sql("select at, deed from audit_entry order by id")
                .query((row, n) ->
                        Map.entry(row.getObject("at", OffsetDateTime.class).toInstant(), row.getString("deed")))
                .list()
                .stream()
                .filter(deed -> !times.day(deed.getKey()).isBefore(LocalDate.parse(opened)))
                .toList();
        assertThat(deeds.stream().map(deed -> times.day(deed.getKey())).toList())
                .isSorted();
        assertThat(deeds)
                .allSatisfy(deed -> assertThat(times.day(deed.getKey())).isBefore(LocalDate.parse(over)));
        var days = new LinkedHashMap<String, LocalDate>();
        deeds.forEach(deed -> days.putIfAbsent(deed.getValue(), times.day(deed.getKey())));
        assertThat(List.of("cycle.opened", "registration.added", "sheet.filled", "workshop.held", "programme.approved"))
                .extracting(days::get)
                .isSorted();
        assertThat(List.of(
                        "seat.confirmed",
                        "attendance.confirmed",
                        "meeting.closed",
                        "survey.reviewed",
                        "report.written"))
                .extracting(days::get)
                .isSorted();
        assertThat(days.get("workshop.held")).isBefore(firstDay);
        assertThat(days.get("seat.confirmed")).isBefore(firstDay);
        assertThat(days.get("report.written")).isAfter(lastDay);
        assertThat(jdbc.sql("select issued_at from certificate c join training_meeting m on m.id = c.meeting_id"
                                + " where m.cycle_id = ?")
                        .param(cycle.id().value())
                        .query((row, n) ->
                                times.day(row.getObject(1, OffsetDateTime.class).toInstant()))
                        .list())
                .allSatisfy(day -> assertThat(day).isBetween(firstDay, lastDay));
        assertThat(jdbc.sql("select s.signed_on, a.kind from agreement_signature s join agreement a"
                                + " on a.id = s.agreement_id where a.cycle_id = ?")
                        .param(cycle.id().value())
                        .query((row, n) ->
                                Map.entry(row.getString("kind"), row.getObject("signed_on", LocalDate.class)))
                        .list())
                .allSatisfy(signed -> {
                    if (signed.getKey().equals("INSTITUTIONS")) {
                        assertThat(signed.getValue()).isBetween(firstDay, lastDay);
                    } else {
                        assertThat(signed.getValue()).isAfter(opened).isBefore(firstDay);
                    }
                });
    }

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
