package org.dawra.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.camunda.bpm.engine.ManagementService;
import org.camunda.bpm.engine.TaskService;
import org.dawra.DawraApplication;
import org.dawra.access.Account;
import org.dawra.access.Accounts;
import org.dawra.access.Passwords;
import org.dawra.access.Role;
import org.dawra.cycle.CycleId;
import org.dawra.registration.Erasure;
import org.dawra.registration.Institution;
import org.dawra.registration.NewRegistration;
import org.dawra.registration.RegistrationIntake;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.context.ApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.annotation.DirtiesContext;
import org.springframework.test.context.ActiveProfiles;
import org.springframework.test.context.event.ApplicationEvents;
import org.springframework.test.context.event.RecordApplicationEvents;

/** Drafts on the real tables and models, and what is told when the task is done. */
@Tag("database")
@DirtiesContext
@ActiveProfiles("test")
@RecordApplicationEvents
@SpringBootTest(classes = DawraApplication.class)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class DraftsTests {

    private static final Actor OTHER = coordinator("other", "el-jadida");
    private static final String PERSON = "خديجة للتجربة";

    private static final Map<String, Object> SHEET = Map.of(
            "places", "قاعة بسيدي بنور", "dates", "نهاية فبراير", "logistics", "النقل", "expectedBeneficiaries", 45);

    @Autowired
    private StoredDrafts drafts;

    @Autowired
    private HumanTasks tasks;

    @Autowired
    private ProcessStarts starts;

    @Autowired
    private Accounts accounts;

    @Autowired
    private Passwords passwords;

    @Autowired
    private ManagementService management;

    @Autowired
    private TaskService engine;

    @Autowired
    private JdbcClient jdbc;

    @Autowired
    private Clock clock;

    @Autowired
    private RegistrationIntake intake;

    @Autowired
    private ApplicationContext house;

    private Actor manager = OTHER;
    private String cycle = "";

    private static Actor coordinator(String user, String province) {
        return new Actor(user, Set.of("coordinator", "coordinator-" + province));
    }

    @BeforeAll
    void aYearThatHasBegun() {
        create(Role.PROGRAMME_MANAGER, null, "manager");
        create(Role.COORDINATOR, "sidi-bennour", "me");
        create(Role.COORDINATOR, "sidi-bennour", "deputy");
        create(Role.COORDINATOR, "el-jadida", "other");
        manager = accounts.actor(accounts.find("manager").orElseThrow());
        var day = LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC).plusDays(6);
        cycle = starts.submit("annual-cycle", manager, Map.of("edition", "2026", "firstMeetingDay", day.toString()));
        work();
    }

    private void create(Role role, String scope, String user) {
        accounts.create(
                new Account(user, role, scope, user, user + "@dawra.invalid", null, "ar"), passwords.generate());
    }

    private void work() {
        for (var jobs = management.createJobQuery().messages().executable().list();
                !jobs.isEmpty();
                jobs = management.createJobQuery().messages().executable().list()) {
            management.executeJob(jobs.get(0).getId());
        }
    }

    private HumanTask sheetOf(Actor actor) {
        return tasks.openTo(actor).stream()
                .filter(task -> task.definitionKey().equals("userTask_fillSheet"))
                .findFirst()
                .orElseThrow();
    }

    private int rows() {
        return jdbc.sql("select count(*) from task_draft").query(Integer.class).single();
    }

    @Test
    @Order(1)
    void aDraftIsItsWritersAloneIsRefusedWhatTheFormHasNotAndEndsWithItsTaskInOneTransaction(ApplicationEvents events) {
        var me = coordinator("me", "sidi-bennour");
        var task = sheetOf(me).id();
        drafts.save(task, me, Map.of("places", "قاعة", "expectedBeneficiaries", ""));
        drafts.save(task, me, Map.of("places", "قاعة العروض", "expectedBeneficiaries", 40));
        assertThat(drafts.find(task, me))
                .hasValueSatisfying(draft -> assertThat(draft.fields())
                        .containsEntry("places", "قاعة العروض")
                        .containsEntry("expectedBeneficiaries", 40));
        assertThat(rows()).isOne();

        var deputy = coordinator("deputy", "sidi-bennour");
        assertThat(drafts.find(task, deputy)).isEmpty();
        drafts.save(task, deputy, Map.of("places", "مكان آخر"));
        assertThat(drafts.find(task, me).orElseThrow().text("places")).isEqualTo("قاعة العروض");
        assertThat(drafts.find(task, OTHER)).isEmpty();
        assertThatThrownBy(() -> drafts.save(task, OTHER, Map.of("places", "x")))
                .isInstanceOf(HumanTasks.NoSuchTask.class);
        drafts.discard(task, OTHER);
        assertThat(rows()).isEqualTo(2);

        engine.claim(task, "deputy");
        assertThat(drafts.find(task, me)).as("somebody else has taken it").isEmpty();
        engine.setAssignee(task, null);

        refused(task, me, Map.of("places", "x", "cycleId", "1"), "form.undeclared");
        refused(task, me, Map.of("places", List.of(List.of("x"))), "form.rows");
        refused(task, me, Map.of("places", Map.of("a", "b")), "form.text");
        refused(task, me, Map.of("places", "x".repeat(StoredDrafts.LARGEST)), "form.tooLong");
        refused(task, me, Map.of("places", "\ud800"), "form.text");
        refused(task, me, Map.of(), "form.empty");
        assertThat(drafts.find(task, me).orElseThrow().text("places")).isEqualTo("قاعة العروض");

        var wrong = new HashMap<>(SHEET);
        wrong.put("expectedBeneficiaries", -1);
        assertThatThrownBy(() -> tasks.submit(task, me, wrong)).isInstanceOf(Refused.class);
        assertThat(rows()).as("a refused completion loses nothing").isEqualTo(2);

        tasks.submit(task, me, SHEET);
        assertThat(rows()).isZero();
        assertThatThrownBy(() -> drafts.save(task, me, Map.of("places", "x")))
                .isInstanceOf(HumanTasks.NoSuchTask.class);

        var done = events.stream(TaskDone.class).findFirst().orElseThrow();
        assertThat(done.joined()).as("the other provinces are not done").isTrue();
        assertThat(done.others()).isPositive();
        assertThat(done.later()).extracting(TaskDone.Step::element).containsExactly("userTask_holdWorkshop");
    }

    @Test
    @Order(2)
    void aDraftThatNamesSomebodyWhoIsErasedGoesAndSoDoesOneWhoseTaskATimerEnds() {
        var task = sheetOf(OTHER).id();
        drafts.save(task, OTHER, Map.of("remarks", "اتصلوا بـ" + PERSON + " على 0612-34 56 78"));
        drafts.forgetNaming(Set.of("212699999999", "zahra@example.invalid", "فاطمة"));
        assertThat(rows()).isOne();
        drafts.forgetNaming(Set.of("212612345678"));
        assertThat(rows()).isZero();
        drafts.save(task, OTHER, Map.of("remarks", PERSON));
        drafts.forgetNaming(Set.of(PERSON));
        assertThat(rows()).isZero();
        var person = new NewRegistration(
                PERSON, "212612345678", null, Institution.Kind.COOPERATIVE, "تعاونية للتجربة", null, "ar", true);
        var registration = intake.add(CycleId.of(cycle), "el-jadida", List.of(person), manager)
                .get(0);
        drafts.save(task, OTHER, Map.of("remarks", "السيدة " + PERSON + " تقترح القاعة"));
        Erasure.of(registration, house);
        assertThat(rows()).as("erasure looks into drafts").isZero();
        drafts.save(task, OTHER, Map.of("remarks", PERSON));
        drafts.forgetOf("other");
        assertThat(rows()).isZero();

        drafts.save(task, OTHER, Map.of("remarks", PERSON));
        jdbc.sql(
                        "insert into task_draft (task_id, user_id, fields, saved_at) values ('gone', 'x', '{}', current_timestamp)")
                .update();
        drafts.sweep();
        assertThat(rows()).as("only the one whose task is gone").isOne();
        management
                .createJobQuery()
                .timers()
                .activityId("boundary_sheetMissing")
                .list()
                .forEach(job -> management.executeJob(job.getId()));
        assertThat(engine.createTaskQuery().taskId(task).count()).isZero();
        assertThat(rows()).isZero();
    }

    private void refused(String task, Actor actor, Map<String, Object> fields, String message) {
        assertThatThrownBy(() -> drafts.save(task, actor, fields))
                .isInstanceOfSatisfying(
                        Refused.class,
                        refused -> assertThat(refused.findings())
                                .extracting(Refused.Finding::messageKey)
                                .containsExactly(message));
    }
}
