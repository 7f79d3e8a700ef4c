package org.dawra.registration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.dawra.registration.RegistrationFixture.CYCLE;
import static org.dawra.registration.RegistrationFixture.EL_JADIDA;
import static org.dawra.registration.RegistrationFixture.SIDI_BENNOUR;
import static org.dawra.registration.RegistrationFixture.coordinatorOf;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.ArgumentMatchers.eq;
import static org.mockito.Mockito.doThrow;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.never;
import static org.mockito.Mockito.reset;
import static org.mockito.Mockito.times;
import static org.mockito.Mockito.verify;
import static org.mockito.Mockito.when;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Date;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.camunda.bpm.engine.ProcessEngine;
import org.camunda.bpm.engine.ProcessEngineConfiguration;
import org.camunda.bpm.engine.impl.cfg.StandaloneInMemProcessEngineConfiguration;
import org.camunda.bpm.engine.runtime.Job;
import org.camunda.bpm.engine.runtime.ProcessInstance;
import org.camunda.bpm.engine.task.Task;
import org.camunda.spin.plugin.impl.SpinProcessEnginePlugin;
import org.dawra.FlowCoverage;
import org.dawra.engine.Refused;
import org.dawra.engine.Submission;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class BeneficiaryRegistrationProcessTest {

    private static final Instant OPEN = Instant.parse("2026-01-05T08:00:00Z");
    private static final Instant DUE = Instant.parse("2026-01-20T18:00:00Z");
    private static final Instant NEXT = Instant.parse("2026-01-27T18:00:00Z");
    private static final Instant CLOSE = Instant.parse("2026-12-20T18:00:00Z");

    private static final ProvinceLists lists = mock(ProvinceLists.class);
    private static ProcessEngine engine;

    @RegisterExtension
    static final FlowCoverage COVERAGE = new FlowCoverage("beneficiary-registration");

    private ProcessInstance year;

    @BeforeAll
    static void deploy() {
        Map<Object, Object> beans = new HashMap<>();
        beans.put("planListsListener", new PlanListsListener(lists));
        beans.put("openListsDelegate", new OpenListsDelegate(lists));
        beans.put("closeListsDelegate", new CloseListsDelegate(lists));
        beans.put("remindListKeeperDelegate", new RemindListKeeperDelegate(lists));
        beans.put("validateListListener", new ValidateListListener(lists));
        var configuration = (StandaloneInMemProcessEngineConfiguration) new StandaloneInMemProcessEngineConfiguration()
                .setProcessEngineName("beneficiary-registration")
                .setJdbcUrl("jdbc:h2:mem:beneficiary-registration;DB_CLOSE_DELAY=-1")
                .setDatabaseSchemaUpdate(ProcessEngineConfiguration.DB_SCHEMA_UPDATE_CREATE_DROP)
                .setJobExecutorActivate(false)
                .setDefaultSerializationFormat("application/json");
        configuration.setBeans(beans);
        configuration.getProcessEnginePlugins().add(new SpinProcessEnginePlugin());
        COVERAGE.watch(configuration);
        engine = configuration.buildProcessEngine();
        engine.getRepositoryService()
                .createDeployment()
                .addClasspathResource("bpmn/beneficiary-registration.bpmn")
                .deploy();
    }

    @BeforeEach
    void begin() {
        reset(lists);
        when(lists.dates(CYCLE)).thenReturn(new ProvinceLists.Dates(OPEN, DUE, CLOSE));
        when(lists.provinces(CYCLE)).thenReturn(List.of(SIDI_BENNOUR, EL_JADIDA));
        when(lists.nextRound()).thenReturn(NEXT);
        year = engine.getRuntimeService().startProcessInstanceByKey("beneficiary-registration", CYCLE.key());
    }

    @AfterEach
    void end() {
        engine.getRuntimeService()
                .createProcessInstanceQuery()
                .list()
                .forEach(left -> engine.getRuntimeService().deleteProcessInstance(left.getId(), "end of test"));
    }

    @AfterAll
    static void close() {
        engine.close();
    }

    @Test
    void listsOpenOnTheirDayAndCloseWhenEachCoordinatorHasCalledTheOwnListFinal() {
        verify(lists, never()).open(any());
        openLists();
        verify(lists).open(CYCLE);
        validate(SIDI_BENNOUR, true);
        validate(EL_JADIDA, true);
        verify(lists, never()).close(any());
        assertThat(timers("timer_listRests"))
                .hasSize(2)
                .allSatisfy(r -> assertThat(r.getDuedate()).isEqualTo(Date.from(CLOSE)));
        timers("timer_listRests").forEach(this::run);
        runStep("serviceTask_closeLists");
        verify(lists).close(CYCLE);
        assertEnded();
        assertThat(passed()).contains("endEvent_listsClosed", "endEvent_listFinal");
        assertThat(passed())
                .doesNotContain(known("timer_nextRound"), known("boundary_listsClose"), known("message_listReopened"));
    }

    @Test
    void aFinalListThatIsOpenedAgainGoesBackToItsCoordinatorAlone() {
        openLists();
        validate(SIDI_BENNOUR, true);
        validate(EL_JADIDA, true);
        assertThat(reopen(SIDI_BENNOUR)).isTrue();
        assertThat(task(SIDI_BENNOUR)).isNotNull();
        assertThat(task(EL_JADIDA)).isNull();
        assertThat(reopen(SIDI_BENNOUR)).as("open already").isFalse();
        validate(SIDI_BENNOUR, true);
        yearEnds();
    }

    @Test
    void aListMayBeOpenedAgainTwiceAndMayBeUnfinishedInBetween() {
        openLists();
        validate(EL_JADIDA, true);
        validate(SIDI_BENNOUR, true);
        reopen(SIDI_BENNOUR);
        validate(SIDI_BENNOUR, false);
        run(timer("timer_nextRound"));
        validate(SIDI_BENNOUR, true);
        reopen(SIDI_BENNOUR);
        validate(SIDI_BENNOUR, true);
        verify(lists, times(4)).validate(eq(CYCLE), eq(SIDI_BENNOUR), any(), any());
        yearEnds();
    }

    /** As {@code EngineProcesses} does it. */
    private boolean reopen(String province) {
        var waiting = engine.getRuntimeService()
                .createExecutionQuery()
                .processInstanceBusinessKey(CYCLE.key())
                .messageEventSubscriptionName(BeneficiaryRegistration.reopened(province))
                .list();
        waiting.forEach(e ->
                engine.getRuntimeService().messageEventReceived(BeneficiaryRegistration.reopened(province), e.getId()));
        return !waiting.isEmpty();
    }

    private void yearEnds() {
        run(timer("boundary_listsClose"));
        runStep("serviceTask_closeLists");
        assertEnded();
    }

    @Test
    void aListThatIsNotFinalComesBackOnceARound() {
        openLists();
        validate(EL_JADIDA, true);
        validate(SIDI_BENNOUR, false);
        assertThat(task(SIDI_BENNOUR)).isNull();
        assertThat(timer("timer_nextRound").getDuedate()).isEqualTo(Date.from(NEXT));
        run(timer("timer_nextRound"));
        assertThat(task(SIDI_BENNOUR).getDueDate())
                .as("not late the moment it comes")
                .isEqualTo(Date.from(ProvinceLists.roundDue(NEXT, CLOSE)))
                .isAfter(Date.from(NEXT));
        validate(SIDI_BENNOUR, true);
        yearEnds();
    }

    @Test
    void aListMayComeBackTwice() {
        openLists();
        validate(EL_JADIDA, true);
        for (var round = 0; round < 2; round++) {
            validate(SIDI_BENNOUR, false);
            run(timer("timer_nextRound"));
        }
        validate(SIDI_BENNOUR, true);
        yearEnds();
        verify(lists, times(3)).validate(eq(CYCLE), eq(SIDI_BENNOUR), any(), any());
    }

    @Test
    void oneProvincesRoundsLeaveTheOtherAlone() {
        openLists();
        validate(SIDI_BENNOUR, false);
        validate(EL_JADIDA, true);
        assertThat(engine.getRuntimeService()
                        .createProcessInstanceQuery()
                        .processInstanceId(year.getId())
                        .count())
                .isOne();
        run(timer("timer_nextRound"));
        assertThat(task(SIDI_BENNOUR)).isNotNull();
        assertThat(task(EL_JADIDA)).isNull();
    }

    @Test
    void aCoordinatorWhoIsLateIsRemindedAndTheTaskStays() {
        openLists();
        var reminders = timers("boundary_listReminder");
        assertThat(reminders)
                .hasSize(2)
                .allSatisfy(r -> assertThat(r.getDuedate()).isEqualTo(Date.from(DUE)));
        reminders.forEach(this::run);
        jobs("serviceTask_remindListKeeper").forEach(this::run);
        verify(lists).remind(CYCLE, SIDI_BENNOUR);
        verify(lists).remind(CYCLE, EL_JADIDA);
        assertThat(task(SIDI_BENNOUR).getDueDate()).isEqualTo(Date.from(DUE));
        assertThat(passed()).contains("endEvent_listKeeperReminded");
    }

    @Test
    void listsCloseAtTheLatestAtTheYearsEnd() {
        openLists();
        validate(SIDI_BENNOUR, false);
        var close = timer("boundary_listsClose");
        assertThat(close.getDuedate()).isEqualTo(Date.from(CLOSE));
        run(close);
        assertThat(task(EL_JADIDA)).isNull();
        runStep("serviceTask_closeLists");
        verify(lists).close(CYCLE);
        assertEnded();
    }

    @Test
    void aRefusedValidationLeavesTheTaskOpen() {
        openLists();
        doThrow(new Refused("final", "registration.list.undecided", 3))
                .when(lists)
                .validate(any(), any(), any(), any());
        assertThatThrownBy(() -> complete(SIDI_BENNOUR, true)).hasRootCauseInstanceOf(Refused.class);
        assertThat(task(SIDI_BENNOUR)).isNotNull();
    }

    @Test
    void noFieldOfTheFormStaysInTheEngine() {
        openLists();
        validate(SIDI_BENNOUR, false);
        assertThat(engine.getRuntimeService().createVariableInstanceQuery().list())
                .extracting("name")
                .doesNotContain("decisions", "final", "submission");
    }

    private void openLists() {
        var open = timer("timer_listsOpen");
        assertThat(open.getDuedate()).isEqualTo(Date.from(OPEN));
        run(open);
        runStep("serviceTask_openLists");
    }

    private void validate(String province, boolean last) {
        when(lists.validate(any(), any(), any(), any())).thenReturn(last);
        complete(province, last);
    }

    private void complete(String province, boolean last) {
        engine.getTaskService()
                .complete(
                        task(province).getId(),
                        Submission.variables(coordinatorOf(province), Map.of("decisions", List.of(), "final", last)));
    }

    private Task task(String province) {
        return engine.getTaskService()
                .createTaskQuery()
                .taskDefinitionKey("userTask_validateList")
                .taskCandidateGroup("coordinator-" + province)
                .singleResult();
    }

    private Job timer(String element) {
        var found = timers(element);
        assertThat(found).as(element).hasSize(1);
        return found.get(0);
    }

    private List<Job> timers(String element) {
        return engine.getManagementService()
                .createJobQuery()
                .activityId(known(element))
                .timers()
                .list();
    }

    private List<Job> jobs(String element) {
        return engine.getManagementService()
                .createJobQuery()
                .activityId(known(element))
                .list();
    }

    private void runStep(String element) {
        var found = jobs(element);
        assertThat(found).as(element).hasSize(1);
        run(found.get(0));
    }

    private void run(Job job) {
        engine.getManagementService().executeJob(job.getId());
    }

    private void assertEnded() {
        assertThat(engine.getRuntimeService().createProcessInstanceQuery().count())
                .isZero();
    }

    private Set<String> passed() {
        var passed = new HashSet<String>();
        new ArrayList<>(engine.getHistoryService()
                        .createHistoricActivityInstanceQuery()
                        .processInstanceId(year.getId())
                        .list())
                .forEach(step -> passed.add(step.getActivityId()));
        return passed;
    }

    /** The id, if the model has such an element: a misspelt id would make a negative assertion true. */
    private String known(String element) {
        var model = engine.getRepositoryService().getBpmnModelInstance(year.getProcessDefinitionId());
        assertThat((Object) model.getModelElementById(element)).as(element).isNotNull();
        return element;
    }
}
