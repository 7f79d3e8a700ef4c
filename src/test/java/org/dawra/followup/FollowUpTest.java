package org.dawra.followup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.when;

import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.camunda.bpm.engine.ManagementService;
import org.camunda.bpm.engine.RuntimeService;
import org.camunda.bpm.engine.TaskService;
import org.camunda.bpm.engine.runtime.Job;
import org.dawra.access.Account;
import org.dawra.access.Accounts;
import org.dawra.access.Passwords;
import org.dawra.access.Role;
import org.dawra.access.TaskHandover;
import org.dawra.access.Visitor;
import org.dawra.audit.AuditTrail;
import org.dawra.engine.Actor;
import org.dawra.engine.Fields;
import org.dawra.engine.HumanTask;
import org.dawra.engine.HumanTasks;
import org.dawra.engine.ProcessStarts;
import org.dawra.engine.Refused;
import org.dawra.engine.TaskSteering;
import org.dawra.mail.Outbox;
import org.dawra.web.Formats;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.function.ThrowingSupplier;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.annotation.DirtiesContext;
import org.springframework.test.context.ActiveProfiles;

/** A running year whose tasks wait: what a manager does about them, what the model does by itself, and who may look. */
@Tag("database")
@DirtiesContext
@ActiveProfiles("test")
@SpringBootTest(webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class FollowUpTest {

    private static final String REASON = "القاعة غير متاحة قبل الأسبوع المقبل";

    @Autowired
    FollowUp followUp;

    @Autowired
    HumanTasks tasks;

    @Autowired
    TaskSteering steering;

    @Autowired
    TaskDeeds deeds;

    @Autowired
    TaskHandover handover;

    @Autowired
    TaskWords words;

    @Autowired
    YearClock year;

    @Autowired
    Accounts accounts;

    @Autowired
    Passwords passwords;

    @Autowired
    ProcessStarts starts;

    @Autowired
    RuntimeService runtime;

    @Autowired
    ManagementService management;

    @Autowired
    TaskService engineTasks;

    @Autowired
    JdbcClient jdbc;

    @Autowired
    Clock clock;

    @LocalServerPort
    int port;

    private String password = "";
    private Actor manager = Actor.holder("nobody");

    @BeforeAll
    void aYearWithPeople() {
        password = passwords.generate();
        create("manager", Role.PROGRAMME_MANAGER, null, "manager@x.test", "fr");
        create("president", Role.PRESIDENT, null, "president@x.test", "ar");
        // The manager's second account, in another duty.
        create("manager-as-president", Role.PRESIDENT, null, "manager@x.test", "fr");
        create("auditor", Role.AUDITOR, null, "auditor@x.test", "ar");
        create("sb-one", Role.COORDINATOR, "sidi-bennour", "one@x.test", "ar");
        create("sb-two", Role.COORDINATOR, "sidi-bennour", "two@x.test", "en");
        create("ej-one", Role.COORDINATOR, "el-jadida", "ej@x.test", "ar");
        create("nouaceur-one", Role.COORDINATOR, "nouaceur", null, "ar");
        manager = accounts.actor(accounts.find("manager").orElseThrow());
        var day = LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC).plusDays(70);
        starts.submit("annual-cycle", manager, Map.of("edition", "2026", "firstMeetingDay", day.toString()));
        run();
    }

    private void create(String id, Role role, @Nullable String scope, @Nullable String email, String language) {
        accounts.create(
                new Account(
                        id, role, scope, "شخص " + id, email, email == null ? "212611111111" : "212600000000", language),
                password);
    }

    /** Runs the engine's steps that are ready, not its timers. */
    private void run() {
        for (var jobs = ready(); !jobs.isEmpty(); jobs = ready()) {
            jobs.forEach(job -> management.executeJob(job.getId()));
        }
    }

    private List<Job> ready() {
        return management.createJobQuery().messages().withRetriesLeft().list().stream()
                .limit(1)
                .toList();
    }

    private HumanTask sheet(String province) {
        return tasks.all().stream()
                .filter(task -> task.definitionKey().equals("userTask_fillSheet"))
                .filter(task -> task.groups().contains("coordinator-" + province))
                .findFirst()
                .orElseThrow();
    }

    private List<Map<String, Object>> letters(String group) {
        return jdbc.sql("select purpose, lang, channel from outbox where purpose_group = ? order by purpose")
                .param(group)
                .query()
                .listOfRows();
    }

    private static String refusal(ThrowingSupplier<?> deed) {
        var refused = catchThrowableOfType(Refused.class, deed::get);
        assertThat(refused).isNotNull();
        return refused.findings().get(0).field() + " "
                + refused.findings().get(0).messageKey();
    }

    private String refusedReassign(String task, Map<String, String> fields) {
        return refusal(() -> {
            followUp.reassign(manager, task, Fields.of(fields));
            return null;
        });
    }

    private String refusedExtend(String task, Map<String, String> fields) {
        return refusal(() -> {
            followUp.extend(manager, task, Fields.of(fields));
            return null;
        });
    }

    private String refusedNudge(String task) {
        return refusal(() -> {
            followUp.nudge(manager, task, Fields.of(Map.of("reason", REASON)));
            return null;
        });
    }

    @Test
    void aTaskIsGivenToSomebodyWithTheSameDutyAndBothAreToldWhy() {
        var task = sheet("sidi-bennour");
        assertThat(followUp.candidates(manager, task))
                .extracting(Account::userId)
                .containsExactlyInAnyOrder("sb-one", "sb-two");
        followUp.reassign(manager, task.id(), Fields.of(Map.of("to", "sb-one", "reason", REASON)));
        followUp.reassign(manager, task.id(), Fields.of(Map.of("to", "sb-two", "reason", REASON)));
        assertThat(tasks.waiting(task.id()).orElseThrow().assignee()).isEqualTo("sb-two");
        assertThat(tasks.find(task.id(), actor("sb-one"))).isEmpty();
        assertThat(tasks.find(task.id(), actor("sb-two"))).isPresent();
        var history = deeds.of(task.id());
        assertThat(history.get(0))
                .returns(TaskDeeds.Kind.REASSIGNED, TaskDeeds.Deed::kind)
                .returns("manager", TaskDeeds.Deed::by)
                .returns("sb-two", TaskDeeds.Deed::to)
                .returns(REASON, TaskDeeds.Deed::reason);
        assertThat(jdbc.sql("select purpose, lang from outbox where purpose like 'task-deed:%:sb-%' order by id")
                        .query()
                        .listOfRows())
                .extracting(row -> String.valueOf(row.get("purpose")).replaceAll(".*:", "") + " " + row.get("lang"))
                .containsExactly("sb-one ar", "sb-two en", "sb-one ar");
        assertThat(jdbc.sql("select subject from audit_entry where deed = 'task.given'")
                        .query(String.class)
                        .list())
                .allSatisfy(subject -> assertThat(subject).doesNotContain("القاعة"));
    }

    @Test
    void aReasonThatNamesAPersonWhoIsErasedGoesAndTheDeedStays() {
        var task = sheet("sidi-bennour");
        followUp.nudge(manager, task.id(), Fields.of(Map.of("reason", "اتصلوا بالسيدة نموذج الأولى")));
        deeds.forgetNaming(List.of("شخص آخر"));
        assertThat(deeds.of(task.id()).get(0).reason()).contains("نموذج الأولى");
        deeds.forgetNaming(List.of("نموذج الأولى"));
        assertThat(deeds.of(task.id()).get(0))
                .returns(TaskDeeds.Kind.NUDGED, TaskDeeds.Deed::kind)
                .returns(null, TaskDeeds.Deed::reason);
    }

    @Test
    void aTaskIsGivenToNobodyElse() {
        var task = sheet("nouaceur").id();
        assertThat(refusedReassign(task, Map.of("to", "nouaceur-one"))).isEqualTo("reason form.required");
        assertThat(refusedReassign(task, Map.of("to", "nouaceur-one", "reason", "x".repeat(301))))
                .isEqualTo("reason form.tooLong");
        for (var other : List.of("sb-one", "manager", "president", "nobody")) {
            assertThat(refusedReassign(task, Map.of("to", other, "reason", REASON)))
                    .as(other)
                    .isEqualTo("to form.assignee");
        }
        // Nobody else may take it, so it is theirs already.
        assertThat(refusedReassign(task, Map.of("to", "nouaceur-one", "reason", REASON)))
                .isEqualTo("to followup.refused.hasIt");
        assertThatThrownBy(() -> followUp.reassign(
                        manager, "no-such-task", Fields.of(Map.of("to", "nouaceur-one", "reason", REASON))))
                .isInstanceOf(HumanTasks.NoSuchTask.class);
    }

    /** A task of the president, where the manager has a second account. */
    @Test
    void aManagerDoesNotGiveThePresidentsTaskToThemself() {
        assertThat(followUp.candidates(manager, waitingFor("one", Role.PRESIDENT)))
                .extracting(Account::userId)
                .containsExactly("president");
    }

    @Test
    void whereTwoDutiesMustActOnePersonIsNotGivenBoth() {
        create("second-manager", Role.PROGRAMME_MANAGER, null, "second@x.test", "ar");
        var presidents = waitingFor("one", Role.PRESIDENT);
        var managers = waitingFor("two", Role.PROGRAMME_MANAGER);
        var both = mock(HumanTasks.class);
        when(both.waiting(presidents.processKey(), "1")).thenReturn(List.of(presidents, managers));
        when(both.waiting("one")).thenReturn(Optional.of(presidents));
        var other = new FollowUp(
                both,
                handover,
                steering,
                deeds,
                words,
                accounts,
                year,
                mock(Letters.class),
                mock(Formats.class),
                mock(Outbox.class),
                mock(AuditTrail.class));
        var second = actor("second-manager");
        assertThat(other.candidates(second, presidents))
                .extracting(Account::userId)
                .containsExactly("president");
        assertThat(refusal(() -> {
                    other.reassign(second, "one", Fields.of(Map.of("to", "manager-as-president", "reason", REASON)));
                    return null;
                }))
                .isEqualTo("to followup.refused.twoPersons");
        assertThat(refusal(() -> {
                    when(both.waiting(presidents.processKey(), "1")).thenReturn(List.of(presidents));
                    other.reassign(manager, "one", Fields.of(Map.of("to", "manager-as-president", "reason", REASON)));
                    return null;
                }))
                .isEqualTo("to followup.refused.oneself");
    }

    private HumanTask waitingFor(String id, Role role) {
        return new HumanTask(
                id,
                "general-report",
                "userTask_approveReport",
                "1",
                "المصادقة",
                clock.instant(),
                null,
                null,
                Set.of(role.group()),
                Map.of());
    }

    @Test
    void moreTimeMovesTheDueDateAndWhatTheModelWouldHaveDoneMeanwhile() {
        var task = sheet("settat");
        var due = Objects.requireNonNull(task.due());
        var before = timers("boundary_sheetLate", task);
        assertThat(before).isEqualTo(due);
        var closes = steering.closes(task.id()).orElseThrow();
        assertThat(closes).isAfter(due);
        assertThat(refusedExtend(task.id(), Map.of("due", day(due).plusDays(2).toString(), "reason", REASON)))
                .isEqualTo("due followup.refused.closes");
        steering.postpone(task.id(), due.plus(Duration.ofHours(5)));
        assertThat(tasks.waiting(task.id()).orElseThrow().due()).isEqualTo(due.plus(Duration.ofHours(5)));
        assertThat(timers("boundary_sheetLate", task)).isEqualTo(due.plus(Duration.ofHours(5)));
        assertThat(timers("boundary_sheetDeputy", task)).isEqualTo(due.minus(Duration.ofHours(19)));
        assertThat(steering.closes(task.id())).contains(closes);
        // The workshop is on the next morning: there is time until it begins.
        followUp.extend(
                manager, task.id(), Fields.of(Map.of("due", day(due).plusDays(1).toString(), "reason", REASON)));
        assertThat(tasks.waiting(task.id()).orElseThrow().due()).isEqualTo(closes);
        assertThat(steering.closes(task.id())).contains(closes);
        // Another province's own timers stay where they were.
        assertThat(timers("boundary_sheetLate", sheet("berrechid"))).isEqualTo(due);
    }

    @Test
    void moreTimeIsGivenForwardOnlyAndWithAReason() {
        var task = tasks.all().stream()
                .filter(t -> t.definitionKey().equals("userTask_draftAgreement"))
                .findFirst()
                .orElseThrow();
        var due = Objects.requireNonNull(task.due());
        assertThat(refusedExtend(task.id(), Map.of("due", day(due).toString(), "reason", REASON)))
                .isEqualTo("due followup.refused.earlier");
        assertThat(refusedExtend(task.id(), Map.of("due", "2020-01-01", "reason", REASON)))
                .isEqualTo("due followup.refused.past");
        assertThat(refusedExtend(task.id(), Map.of("due", day(due).plusYears(3).toString(), "reason", REASON)))
                .isEqualTo("due followup.refused.far");
        assertThat(refusedExtend(task.id(), Map.of("due", "tomorrow", "reason", REASON)))
                .startsWith("due form.");
        assertThat(refusedExtend(task.id(), Map.of("due", day(due).plusDays(2).toString(), "reason", " ")))
                .isEqualTo("reason form.required");
        assertThat(tasks.waiting(task.id()).orElseThrow().due()).isEqualTo(due);
        followUp.extend(
                manager, task.id(), Fields.of(Map.of("due", day(due).plusDays(2).toString(), "reason", REASON)));
        assertThat(tasks.waiting(task.id()).orElseThrow().due()).isEqualTo(due.plus(Duration.ofDays(2)));
        assertThat(deeds.of(task.id()).get(0))
                .returns(due, TaskDeeds.Deed::dueBefore)
                .returns(due.plus(Duration.ofDays(2)), TaskDeeds.Deed::dueAfter)
                .returns(REASON, TaskDeeds.Deed::reason);
        assertThat(count("audit_entry where deed = 'task.postponed' and subject like 'partnership-%'"))
                .isEqualTo(1);
    }

    @Test
    void eachIsNudgedOnceADayAndWhoeverHasNoAddressIsCalled() {
        var task = sheet("nouaceur");
        followUp.nudge(manager, task.id(), Fields.of(Map.of("reason", REASON)));
        assertThat(refusedNudge(task.id())).isEqualTo(" followup.refused.nudgedToday");
        assertThat(letters("nudge:" + task.id()))
                .singleElement()
                .satisfies(row -> assertThat(row.get("channel")).isEqualTo("HAND"));
        assertThat(deeds.lastNudges(List.of(task.id()))).containsKey(task.id());
        var page = visitor("manager").opens("/tasks/" + task.id() + "?lang=ar").body();
        assertThat(page).contains("https://wa.me/212611111111?text=", "tel:+212611111111", REASON);
        assertThat(visitor("auditor").opens("/tasks/" + task.id() + "?lang=ar").body())
                .contains(REASON)
                .doesNotContain("wa.me", "tel:", "/nudge");
    }

    @Test
    void aLateSheetIsOfferedToTheDeputyWhoMayThenFillItAndTheManagerIsTold() {
        var coordinator = visitor("ej-one");
        var token = Visitor.csrf(coordinator.opens("/my-account").body());
        var wish = new HashMap<>(Map.of("digest", "true", "hour", "7", "deputy", "sb-two", "_csrf", token));
        assertThat(coordinator.posts("/my-account/choices", wish).statusCode()).isEqualTo(302);
        assertThat(coordinator.opens("/my-account?lang=ar").body()).contains("value=\"7\" selected");
        wish.put("deputy", "president");
        assertThat(coordinator.posts("/my-account/choices", wish).body()).contains("لا يمكن لهذا الشخص أن ينوب عنكم");
        wish.put("deputy", "sb-two");
        wish.put("hour", "3");
        assertThat(coordinator.posts("/my-account/choices", wish).body()).contains("اختاروا ساعة من 5 إلى 21");

        var task = sheet("el-jadida");
        assertThat(tasks.find(task.id(), actor("sb-two"))).isEmpty();
        fire("boundary_sheetDeputy", task);
        assertThat(tasks.find(task.id(), actor("sb-two"))).isPresent();
        assertThat(tasks.openTo(actor("sb-two"))).extracting(HumanTask::id).contains(task.id());
        assertThat(tasks.find(task.id(), actor("sb-one"))).isEmpty();
        fire("boundary_sheetLate", task);
        assertThat(letters("escalation:" + task.id()))
                .extracting(row -> row.get("purpose"))
                .containsExactly("deputy:" + task.id() + ":sb-two", "late:" + task.id() + ":manager");
        assertThat(deeds.of(task.id()))
                .extracting(TaskDeeds.Deed::kind)
                .startsWith(TaskDeeds.Kind.MANAGER_TOLD, TaskDeeds.Kind.DEPUTY_CALLED);
        assertThat(visitor("manager").opens("/tasks/" + task.id() + "?lang=ar").body())
                .contains("عُرضت على من ينوب: شخص sb-two");
        tasks.submit(
                task.id(),
                actor("sb-two"),
                Map.of("places", "دار الشباب", "dates", "مارس", "expectedBeneficiaries", 30));
        assertThat(tasks.waiting(task.id())).isEmpty();
    }

    @Test
    void whereNobodyStandsInThatIsNoted() {
        var task = sheet("mohammedia");
        fire("boundary_sheetDeputy", task);
        assertThat(deeds.of(task.id()))
                .singleElement()
                .returns(TaskDeeds.Kind.DEPUTY_CALLED, TaskDeeds.Deed::kind)
                .returns(null, TaskDeeds.Deed::to);
        assertThat(visitor("president")
                        .opens("/tasks/" + task.id() + "?lang=fr")
                        .body())
                .contains("personne n’est désigné");
    }

    @Test
    void aLateSessionIsOpenToItsFacilitatorAndToTheOneWhoStandsIn() {
        create("fac-one", Role.FACILITATOR, null, "fac-one@x.test", "ar");
        create("fac-two", Role.FACILITATOR, null, "fac-two@x.test", "fr");
        create("fac-three", Role.FACILITATOR, null, "fac-three@x.test", "ar");
        var session = sessionOf("fac-one");
        var facilitator = visitor("fac-one");
        var token = Visitor.csrf(facilitator.opens("/my-account").body());
        var wish = Map.of("digest", "true", "hour", "8", "deputy", "fac-two", "_csrf", token);
        assertThat(facilitator.posts("/my-account/choices", wish).statusCode()).isEqualTo(302);

        runtime.startProcessInstanceByKey("session-delivery", session);
        run();
        var task = tasks.waiting("session-delivery", session).get(0);
        assertThat(task.assignee()).isEqualTo("fac-one");
        assertThat(tasks.find(task.id(), actor("fac-two"))).isEmpty();
        fire("boundary_countDeputy", task);
        for (var either : List.of("fac-one", "fac-two")) {
            assertThat(tasks.openTo(actor(either))).extracting(HumanTask::id).contains(task.id());
            assertThat(visitor(either).opens("/sessions/" + session).statusCode())
                    .isEqualTo(200);
        }
        assertThat(tasks.find(task.id(), actor("fac-three"))).isEmpty();
        assertThat(visitor("fac-three").opens("/sessions/" + session).statusCode())
                .isEqualTo(404);
        fire("boundary_countLate", task);
        assertThat(letters("escalation:" + task.id()))
                .extracting(row -> row.get("purpose"))
                .contains("deputy:" + task.id() + ":fac-two", "late:" + task.id() + ":manager");
        tasks.submit(task.id(), actor("fac-two"), Map.of("headcount", 12));
        var next = tasks.waiting("session-delivery", session).get(0);
        assertThat(next.definitionKey()).isEqualTo("userTask_writeSummary");
        assertThat(next.assignee()).isEqualTo("fac-one");
    }

    private String sessionOf(String facilitator) {
        var meeting = jdbc.sql("select id, cycle_id, starts_on from training_meeting order by id")
                .query()
                .listOfRows()
                .get(0);
        jdbc.sql("insert into training_session (cycle_id, meeting_id, ordinal, kind, day_number, on_date, starts_at,"
                        + " ends_at, title_ar, facilitator, state)"
                        + " values (?, ?, 99, 'TALK', 1, ?, '09:00', '10:00', 'عرض', ?, 'PLANNED')")
                .params(meeting.get("cycle_id"), meeting.get("id"), meeting.get("starts_on"), facilitator)
                .update();
        return String.valueOf(jdbc.sql("select max(id) from training_session")
                .query(Long.class)
                .single());
    }

    @Test
    void aReportThatOneOfTwoHasNotApprovedIsTheDeputysThenTheManagersAndMoreTimeMovesBoth() {
        var cycle = String.valueOf(
                jdbc.sql("select max(id) from training_cycle").query(Long.class).single());
        runtime.startProcessInstanceByKey("general-report", cycle);
        run();
        tasks.submit(
                tasks.waiting("general-report", cycle).get(0).id(), manager, Map.of("narrativeAr", "نص التقرير العام"));
        run();
        var approvals = tasks.waiting("general-report", cycle);
        assertThat(approvals).extracting(HumanTask::definitionKey).containsOnly("userTask_approveReport");
        var presidents = approvals.stream()
                .filter(task -> task.groups().contains(Role.PRESIDENT.group()))
                .findFirst()
                .orElseThrow();
        var managers = approvals.stream()
                .filter(task -> task.groups().contains(Role.PROGRAMME_MANAGER.group()))
                .findFirst()
                .orElseThrow();
        var before = onlyTimer("boundary_approvalLate").getDuedate().toInstant();
        assertThat(before).isEqualTo(Objects.requireNonNull(presidents.due()).plus(Duration.ofDays(3)));
        steering.postpone(presidents.id(), presidents.due().plus(Duration.ofDays(2)));
        assertThat(onlyTimer("boundary_approvalLate").getDuedate().toInstant())
                .isEqualTo(before.plus(Duration.ofDays(2)));

        management.executeJob(onlyTimer("boundary_approvalDeputy").getId());
        management.executeJob(onlyTimer("boundary_approvalLate").getId());
        run();
        assertThat(deeds.of(presidents.id()))
                .extracting(TaskDeeds.Deed::kind)
                .contains(TaskDeeds.Kind.DEPUTY_CALLED, TaskDeeds.Kind.MANAGER_TOLD);
        assertThat(letters("escalation:" + presidents.id()))
                .extracting(row -> row.get("purpose"))
                .contains("late:" + presidents.id() + ":manager");
        // A manager's own lateness is on the manager's own list.
        assertThat(deeds.of(managers.id())).isEmpty();
        assertThat(letters("escalation:" + managers.id())).isEmpty();
    }

    private Job onlyTimer(String event) {
        return management.createJobQuery().timers().activityId(event).singleResult();
    }

    @Test
    void theListIsNarrowedByLatenessRoleProvinceAndCycle() {
        var manager = visitor("manager");
        manager.opens("/?lang=ar");
        var all = manager.opens("/tasks").body();
        assertThat(all).contains("إعداد ورقة التشاور", "إقليم برشيد", "شخص nouaceur-one");
        assertThat(manager.opens("/tasks?province=berrechid").body())
                .contains("إعداد ورقة التشاور · إقليم برشيد")
                .doesNotContain("إعداد ورقة التشاور · إقليم سطات");
        assertThat(manager.opens("/tasks?role=PRESIDENT").body()).doesNotContain("إعداد ورقة التشاور");
        assertThat(manager.opens("/tasks?role=COORDINATOR").body()).contains("إعداد ورقة التشاور");
        assertThat(manager.opens("/tasks?late=true").body()).contains("لا توجد مهمة في الانتظار");
        var slug =
                jdbc.sql("select slug from training_cycle").query(String.class).single();
        assertThat(manager.opens("/tasks?cycle=" + slug).body()).contains("إعداد ورقة التشاور");
        assertThat(manager.opens("/tasks?cycle=1999-none").body()).contains("لا توجد مهمة في الانتظار");
    }

    @Test
    void onlyTheManagerActsAndARefusalKeepsWhatWasWritten() {
        var task = sheet("berrechid").id();
        for (var reader : List.of("president", "auditor")) {
            var visitor = visitor(reader);
            assertThat(visitor.opens("/tasks/" + task).statusCode()).as(reader).isEqualTo(200);
            var token = Visitor.csrf(visitor.opens("/tasks/" + task).body());
            for (var deed : List.of("nudge", "extend", "reassign")) {
                assertThat(visitor.posts("/tasks/" + task + "/" + deed, Map.of("reason", REASON, "_csrf", token))
                                .statusCode())
                        .as(reader + " " + deed)
                        .isEqualTo(403);
            }
        }
        assertThat(visitor("sb-one").opens("/tasks").statusCode()).isEqualTo(403);
        var visitor = visitor("manager");
        var token = Visitor.csrf(visitor.opens("/tasks/" + task + "?lang=ar").body());
        var refused = visitor.posts(
                "/tasks/" + task + "/extend", Map.of("due", "2020-01-01", "reason", REASON, "_csrf", token));
        assertThat(refused.statusCode()).isEqualTo(422);
        assertThat(new String(refused.body().getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8))
                .contains("هذا اليوم مضى", REASON, "2020-01-01");
        assertThat(visitor.opens("/tasks/unknown").statusCode()).isEqualTo(404);
    }

    private Actor actor(String user) {
        return accounts.actor(accounts.find(user).orElseThrow());
    }

    private Visitor visitor(String user) {
        var visitor = new Visitor(port);
        visitor.logsIn(user, password);
        return visitor;
    }

    private Job timer(String event, HumanTask task) {
        var execution =
                engineTasks.createTaskQuery().taskId(task.id()).singleResult().getExecutionId();
        return management.createJobQuery().timers().activityId(event).list().stream()
                .filter(job -> job.getExecutionId().equals(execution))
                .findFirst()
                .orElseThrow();
    }

    private Instant timers(String event, HumanTask task) {
        return timer(event, task).getDuedate().toInstant();
    }

    private void fire(String event, HumanTask task) {
        management.executeJob(timer(event, task).getId());
        run();
    }

    private static LocalDate day(Instant instant) {
        return LocalDate.ofInstant(instant, ZoneOffset.UTC);
    }

    private long count(String from) {
        return jdbc.sql("select count(*) from " + from).query(Long.class).single();
    }
}
