package org.dawra.overview;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import org.camunda.bpm.engine.ManagementService;
import org.camunda.bpm.engine.RuntimeService;
import org.camunda.bpm.engine.TaskService;
import org.dawra.ModelElements;
import org.dawra.access.Account;
import org.dawra.access.Accounts;
import org.dawra.access.Passwords;
import org.dawra.access.Role;
import org.dawra.access.Visitor;
import org.dawra.cycle.TrainingCycles;
import org.dawra.engine.ProcessStarts;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.annotation.DirtiesContext;
import org.springframework.test.context.ActiveProfiles;

/** What Cockpit is told besides the engine's tokens. */
@Tag("database")
@DirtiesContext
@SpringBootTest(webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT)
@ActiveProfiles("test")
class CockpitFiguresTest {

    private static final String FIGURES = "/progress/figures";

    private static String password = "";

    @LocalServerPort
    int port;

    @Autowired
    Passwords passwords;

    @Autowired
    Accounts accounts;

    @Autowired
    ProcessStarts starts;

    @Autowired
    TrainingCycles cycles;

    @Autowired
    ManagementService management;

    @Autowired
    TaskService tasks;

    @Autowired
    RuntimeService runtime;

    @Autowired
    JdbcClient jdbc;

    @Autowired
    ObjectMapper json;

    @Autowired
    Clock clock;

    @BeforeEach
    void aYearOfWhichTwoProvincesAnswered() {
        if (!password.isEmpty()) {
            return;
        }
        password = passwords.generate();
        for (var role : Role.values()) {
            var scope = role == Role.COORDINATOR ? "sidi-bennour" : role == Role.PARTNER ? "region" : null;
            accounts.create(
                    new Account(id(role), role, scope, "شخص (نموذج)", id(role) + "@dawra.invalid", null, "ar"),
                    password);
        }
        var day = LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC).plusDays(61);
        starts.submit(
                "annual-cycle",
                accounts.actor(accounts.find(id(Role.PROGRAMME_MANAGER)).orElseThrow()),
                Map.of("edition", "2026", "firstMeetingDay", day.toString()));
        run("serviceTask_openSheets");
        jdbc.sql("update consultation_sheet set state = 'FILLED' where province in ('sidi-bennour', 'el-jadida')")
                .update();
        var late = tasks.createTaskQuery()
                .taskDefinitionKey("userTask_fillSheet")
                .taskCandidateGroup("coordinator-settat")
                .singleResult();
        late.setDueDate(java.util.Date.from(clock.instant().minusSeconds(3 * 24 * 3600)));
        tasks.saveTask(late);
    }

    private static String id(Role role) {
        return "c-" + role.name().toLowerCase(java.util.Locale.ROOT).replace('_', '-');
    }

    private void run(String element) {
        management
                .createJobQuery()
                .messages()
                .activityId(element)
                .list()
                .forEach(job -> management.executeJob(job.getId()));
    }

    @Test
    void aYearsInstanceSaysHowFarItIsAndWhoIsLate() throws Exception {
        var year = ask(Role.PROGRAMME_MANAGER, "ar", "?process=annual-cycle&key=" + cycle());
        var sheets = figure(year, "callActivity_consultation");
        assertThat(sheets.path("text").asText()).isEqualTo("2/6");
        assertThat(sheets.path("title").asText()).contains("2").contains("6");
        assertThat(year.path("about").asText()).contains("تدبير الجودة").endsWith("· 2026");
        assertThat(year.path("late")).hasSize(1);
        assertThat(year.path("late").path(0).path("task").asText()).isEqualTo("إعداد ورقة التشاور");
        assertThat(year.path("late").path(0).path("who").asText()).contains("سطات");
        assertThat(year.path("failures")).isEmpty();
        year.path("figures").forEach(shown -> {
            ModelElements.element("annual-cycle", shown.path("element").asText());
            assertThat(shown.path("title").asText()).isNotBlank();
        });
        year.path("words").forEach(word -> assertThat(word.asText()).isNotBlank());
    }

    @Test
    void aCalledInstanceShowsItsOwnAndADefinitionAllRunningOnes() throws Exception {
        var one = ask(Role.AUDITOR, "fr", "?process=coordinator-consultation&key=" + cycle());
        assertThat(figure(one, "userTask_fillSheet").path("text").asText()).isEqualTo("2/6");
        assertThat(one.path("late")).hasSize(1);
        assertThat(one.path("late").path(0).path("who").asText()).contains("Settat");
        var all = ask(Role.PRESIDENT, "en", "?process=coordinator-consultation");
        assertThat(figure(all, "userTask_fillSheet").path("text").asText()).isEqualTo("2/6");
        assertThat(ask(Role.PRESIDENT, "en", "?process=prize-draw").path("figures"))
                .as("none is running")
                .isEmpty();
    }

    @Test
    void aSessionShowsWhatItsFacilitatorHasDoneAndTheDefinitionAllThatRun() throws Exception {
        var opened = session("OPENED");
        var counted = session("CONFIRMED");
        var done = session("SUMMARISED");
        for (var running : List.of(opened, counted)) {
            runtime.startProcessInstanceByKey("session-delivery", running);
        }
        var one = ask(Role.PROGRAMME_MANAGER, "ar", "?process=session-delivery&key=" + counted);
        assertThat(figure(one, "userTask_confirmAttendance").path("text").asText())
                .isEqualTo("1/1");
        assertThat(figure(one, "userTask_writeSummary").path("text").asText()).isEqualTo("0/1");
        assertThat(figure(one, "userTask_writeSummary").path("title").asText()).contains("خلاصت");
        var all = ask(Role.PROGRAMME_MANAGER, "fr", "?process=session-delivery");
        assertThat(figure(all, "userTask_confirmAttendance").path("text").asText())
                .as("of two that run; a third has ended")
                .isEqualTo("1/2");
        var ended = ask(Role.PROGRAMME_MANAGER, "fr", "?process=session-delivery&key=" + done);
        assertThat(figure(ended, "userTask_writeSummary").path("text").asText()).isEqualTo("1/1");
    }

    private String session(String state) {
        var meeting = jdbc.sql("select id, cycle_id, starts_on from training_meeting order by id")
                .query()
                .listOfRows()
                .get(0);
        jdbc.sql("insert into training_session (cycle_id, meeting_id, ordinal, kind, day_number, on_date, starts_at,"
                        + " ends_at, title_ar, facilitator, state)"
                        + " values (?, ?, 99, 'TALK', 1, ?, '09:00', '10:00', 'عرض', 'c-facilitator', ?)")
                .params(meeting.get("cycle_id"), meeting.get("id"), meeting.get("starts_on"), state)
                .update();
        return String.valueOf(jdbc.sql("select max(id) from training_session")
                .query(Long.class)
                .single());
    }

    @Test
    void theFirstPageListsTheYearsThatAreRunning() throws Exception {
        var years = ask(Role.PROGRAMME_MANAGER, "ar", "").path("years");
        assertThat(years).hasSize(1);
        assertThat(years.path(0).path("businessKey").asText()).isEqualTo(cycle());
        assertThat(years.path(0).path("late").asInt()).isEqualTo(1);
    }

    @Test
    void whatIsNotThereIsNotFoundWhateverIsAskedFor() {
        var manager = visitor(Role.PROGRAMME_MANAGER);
        var answers = new HashSet<String>();
        for (var question : List.of(
                "?process=annual-cycle&key=999999",
                "?process=annual-cycle&key=x",
                "?process=annual-cycle&key=",
                "?process=training-delivery&key=999999",
                "?process=session-delivery&key=999999",
                "?process=partnership-agreement&key=999999",
                "?process=nothing&key=1",
                "?process=nothing",
                "?process=")) {
            var answer = manager.asks(FIGURES + question);
            assertThat(answer.statusCode()).as(question).isEqualTo(404);
            answers.add(answer.body().replaceAll("\"timestamp\":\"[^\"]*\"", ""));
        }
        assertThat(answers).hasSize(1);
    }

    @Test
    void onlyWhoUsesCockpitIsTold() {
        for (var role : Role.values()) {
            var told = List.of(Role.PROGRAMME_MANAGER, Role.PRESIDENT, Role.AUDITOR)
                    .contains(role);
            assertThat(visitor(role).asks(FIGURES).statusCode()).as(role.name()).isEqualTo(told ? 200 : 403);
        }
    }

    private String cycle() {
        return cycles.all().get(0).id().key();
    }

    private static JsonNode figure(JsonNode answer, String element) {
        for (var shown : answer.path("figures")) {
            if (shown.path("element").asText().equals(element)) {
                return shown;
            }
        }
        throw new AssertionError("no figure at " + element + " in " + answer);
    }

    private JsonNode ask(Role role, String language, String question) throws Exception {
        var visitor = visitor(role);
        visitor.opens("/?lang=" + language);
        var answer = visitor.asks(FIGURES + question);
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.body()).doesNotContain("شخص (نموذج)");
        return json.readTree(answer.body());
    }

    private Visitor visitor(Role role) {
        var visitor = new Visitor(port);
        visitor.logsIn(id(role), password);
        return visitor;
    }
}
