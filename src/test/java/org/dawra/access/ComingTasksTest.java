package org.dawra.access;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import org.camunda.bpm.engine.ManagementService;
import org.dawra.cycle.CycleId;
import org.dawra.cycle.TrainingCycles;
import org.dawra.engine.Actor;
import org.dawra.engine.HumanTask;
import org.dawra.engine.HumanTasks;
import org.dawra.engine.Outlook;
import org.dawra.engine.ProcessStarts;
import org.dawra.engine.TaskComments;
import org.dawra.web.Formats;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.i18n.LocaleContextHolder;
import org.springframework.test.annotation.DirtiesContext;
import org.springframework.test.context.ActiveProfiles;

/** What somebody without a task is told: a year on the real models, from its first day until the programme is asked for. */
@Tag("database")
@DirtiesContext
@ActiveProfiles("test")
@SpringBootTest(webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ComingTasksTest {

    private static final Map<String, Object> SHEET = Map.of(
            "places", "قاعة بسيدي بنور", "dates", "نهاية فبراير", "logistics", "النقل", "expectedBeneficiaries", 45);

    @Autowired
    Outlook outlook;

    @Autowired
    ComingTasks coming;

    @Autowired
    HumanTasks tasks;

    @Autowired
    ProcessStarts starts;

    @Autowired
    ManagementService management;

    @Autowired
    Accounts accounts;

    @Autowired
    Passwords passwords;

    @Autowired
    TrainingCycles cycles;

    @Autowired
    TaskSubjects subjects;

    @Autowired
    TaskComments comments;

    @Autowired
    Formats formats;

    @Autowired
    Clock clock;

    @LocalServerPort
    int port;

    private String password = "";
    private CycleId cycle = new CycleId(0);

    @BeforeAll
    void aYearThatHasBegun() {
        password = passwords.generate();
        create("manager", Role.PROGRAMME_MANAGER, null);
        create("president", Role.PRESIDENT, null);
        create("facilitator", Role.FACILITATOR, null);
        create("juror", Role.JURY, null);
        create("auditor", Role.AUDITOR, null);
        create("first", Role.COORDINATOR, "sidi-bennour");
        create("second", Role.COORDINATOR, "el-jadida");
        var day = LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC).plusDays(100);
        cycle = CycleId.of(starts.submit(
                "annual-cycle", actor("manager"), Map.of("edition", "2026", "firstMeetingDay", day.toString())));
        run();
    }

    private void create(String id, Role role, @Nullable String scope) {
        accounts.create(new Account(id, role, scope, "شخص " + id, id + "@x.test", null, "ar"), password);
    }

    private Actor actor(String user) {
        return accounts.actor(accounts.find(user).orElseThrow());
    }

    private void run() {
        for (var jobs = management.createJobQuery().messages().withRetriesLeft().list();
                !jobs.isEmpty();
                jobs = management.createJobQuery().messages().withRetriesLeft().list()) {
            management.executeJob(jobs.get(0).getId());
        }
    }

    private List<Outlook.Expected> expected(String user, String... mayBe) {
        return outlook.of(actor(user), List.of(mayBe)::contains);
    }

    @Test
    @Order(1)
    void thePresidentIsToldOfTheProgrammeItsDayAndTheSheetsThatComeBefore() {
        assertThat(tasks.openTo(actor("president"))).isEmpty();
        var programme = expected("president", "confirmer", "networkSignatory").stream()
                .filter(e -> e.step().element().equals("userTask_approveProgramme"))
                .findFirst()
                .orElseThrow();
        assertThat(programme.step().due()).isEqualTo(cycles.timetable(cycle).programmeDue());
        assertThat(programme.now()).first().satisfies(now -> {
            assertThat(now.step().element()).isEqualTo("userTask_fillSheet");
            assertThat(now.times())
                    .isEqualTo(cycles.get(cycle).edition().provinces().size());
        });
    }

    @Test
    @Order(2)
    void whatIsToldIsSaidInTheReadersLanguageWithTheDayAndWithoutAName() {
        LocaleContextHolder.setLocale(org.dawra.web.Language.FR.locale());
        try {
            var told = coming.to(actor("president"));
            assertThat(told.tasks())
                    .filteredOn(task -> task.name().equals("Approuver le programme annuel"))
                    .singleElement()
                    .satisfies(task -> {
                        assertThat(task.when())
                                .contains(formats.day(cycles.timetable(cycle).programmeDue()));
                        assertThat(task.now().get(0)).contains("coordinateur");
                    });
            assertThat(told.toString()).doesNotContain("شخص", "Jadida", "El-Jadida");
        } finally {
            LocaleContextHolder.resetLocaleContext();
        }
    }

    @Test
    @Order(3)
    void whoHasDoneTheSheetIsNotToldOfTheSheetsOfOtherProvinces() {
        doAll("first");
        assertThat(tasks.openTo(actor("first")))
                .as("the list of the province opens later")
                .isEmpty();
        var told = expected("first", "coordinator");
        assertThat(told)
                .extracting(e -> e.step().element())
                .contains("userTask_validateList")
                .doesNotContain("userTask_fillSheet");
        var list = told.stream()
                .filter(e -> e.step().element().equals("userTask_validateList"))
                .findFirst()
                .orElseThrow();
        assertThat(list.begins()).isEqualTo(cycles.timetable(cycle).listsOpen());
        assertThat(list.now().get(0).step().element()).isEqualTo("timer_listsOpen");
    }

    private void doAll(String user) {
        for (HumanTask task : tasks.openTo(actor(user))) {
            tasks.submit(task.id(), actor(user), SHEET);
        }
        run();
    }

    @Test
    @Order(4)
    void aFacilitatorMayExpectASessionAndAnAuditorNothing() {
        assertThat(expected("facilitator", "facilitator"))
                .extracting(e -> e.step().element())
                .containsOnly("userTask_confirmAttendance");
        assertThat(expected("auditor")).isEmpty();
    }

    @Test
    @Order(5)
    void aCommentNamesTheMeetingOrTheAgreementItIsAbout() {
        var open = tasks.openTo(actor("manager"));
        var agreement = first(open, "userTask_draftAgreement");
        var meeting = first(open, "userTask_prepareMeeting");
        comments.write(agreement.id(), actor("manager"), "عن الاتفاقية");
        comments.write(meeting.id(), actor("manager"), "عن اللقاء");
        var president = new Visitor(port);
        president.logsIn("president", password);
        var page = president.opens("/comments?lang=ar").body();
        assertThat(subjects.about(agreement)).isNotEmpty();
        assertThat(subjects.about(meeting)).isNotEmpty();
        assertThat(page)
                .contains("<bdi>" + subjects.about(agreement) + "</bdi>", "<bdi>" + subjects.about(meeting) + "</bdi>");
    }

    private static HumanTask first(List<HumanTask> open, String element) {
        return open.stream()
                .filter(task -> task.definitionKey().equals(element))
                .findFirst()
                .orElseThrow();
    }

    @Test
    @Order(6)
    void theEmptyPageSaysItAndTasklistMayAskForIt() {
        var president = new Visitor(port);
        president.logsIn("president", password);
        var page = president.opens("/my-tasks?lang=ar");
        assertThat(page.body())
                .contains("ما يُنتظر منكم بعد هذا", "المصادقة على البرنامج السنوي", "إعداد ورقة التشاور");
        var answer = president.asks("/my-tasks/coming");
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.headers().firstValue("content-type").orElse("")).contains("json");
        assertThat(answer.body()).contains("\"title\"", "المصادقة على البرنامج السنوي");
        var second = new Visitor(port);
        second.logsIn("second", password);
        assertThat(second.opens("/my-tasks").body())
                .as("who has a task is told nothing else")
                .doesNotContain("ما يُنتظر منكم بعد هذا");
        var auditor = new Visitor(port);
        auditor.logsIn("auditor", password);
        assertThat(auditor.opens("/my-tasks").body()).contains("ولا تُنتظر منكم مهمة أخرى");
    }
}
