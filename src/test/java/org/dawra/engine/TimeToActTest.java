package org.dawra.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.Map;
import org.camunda.bpm.engine.ProcessEngine;
import org.camunda.bpm.engine.ProcessEngineConfiguration;
import org.camunda.bpm.engine.impl.cfg.StandaloneInMemProcessEngineConfiguration;
import org.camunda.bpm.engine.impl.util.ClockUtil;
import org.camunda.bpm.engine.task.Task;
import org.camunda.bpm.model.bpmn.Bpmn;
import org.camunda.bpm.model.bpmn.BpmnModelInstance;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.support.StaticListableBeanFactory;

/** By when a task is due that comes in its time, late, or shortly before it is closed; and when it reminds. */
class TimeToActTest {

    private static final Instant NOW = Instant.parse("2024-11-16T08:00:00Z");
    private static final Instant LATE = NOW.minus(Duration.ofDays(2));
    private static final Instant THREE_DAYS = Instant.parse("2024-11-21T17:00:00Z");
    private static final Instant THIS_EVENING = Instant.parse("2024-11-16T17:00:00Z");
    private static final Instant NEVER = Instant.parse("2030-01-01T00:00:00Z");

    private static final List<String> ASKED = new ArrayList<>();
    private static ProcessEngine engine;

    @BeforeAll
    static void deploy() {
        var beans = new StaticListableBeanFactory();
        beans.addBean(
                "contract",
                ProcessContract.process("late")
                        .task("task")
                        .taskOfTheDay("inTheHall")
                        .build());
        beans.addBean("calendar", (WorkingDays) (process, businessKey, from, days) -> {
            ASKED.add(process + ":" + businessKey);
            return days == 0 ? THIS_EVENING : THREE_DAYS;
        });
        var configuration = (StandaloneInMemProcessEngineConfiguration) new StandaloneInMemProcessEngineConfiguration()
                .setProcessEngineName("late")
                .setJdbcUrl("jdbc:h2:mem:late;DB_CLOSE_DELAY=-1")
                .setDatabaseSchemaUpdate(ProcessEngineConfiguration.DB_SCHEMA_UPDATE_CREATE_DROP)
                .setJobExecutorActivate(false);
        configuration.setCustomPreBPMNParseListeners(new ArrayList<>(List.of(new TimeToAct(
                beans.getBeanProvider(ProcessContract.class), beans.getBeanProvider(WorkingDays.class)))));
        engine = configuration.buildProcessEngine();
        engine.getRepositoryService()
                .createDeployment()
                .addModelInstance("late.bpmn", late())
                .addModelInstance(
                        "year.bpmn",
                        Bpmn.createExecutableProcess("year")
                                .camundaHistoryTimeToLiveString("P1D")
                                .startEvent()
                                .callActivity()
                                .calledElement("late")
                                .camundaIn("due", "due")
                                .camundaIn("deputyAt", "deputyAt")
                                .camundaIn("closes", "closes")
                                .endEvent()
                                .done())
                .deploy();
    }

    private static BpmnModelInstance late() {
        return Bpmn.createExecutableProcess("late")
                .camundaHistoryTimeToLiveString("P1D")
                .startEvent()
                .subProcess("around")
                .embeddedSubProcess()
                .startEvent()
                .parallelGateway("fork")
                .userTask("task")
                .camundaDueDate("${due}")
                .endEvent()
                .moveToActivity("task")
                .boundaryEvent("reminder")
                .cancelActivity(false)
                .timerWithDate("${due}")
                .endEvent()
                .moveToActivity("task")
                .boundaryEvent("deputy")
                .cancelActivity(false)
                .timerWithDate("${deputyAt}")
                .endEvent()
                .moveToNode("fork")
                .userTask("inTheHall")
                .camundaDueDate("${due}")
                .endEvent()
                .moveToNode("fork")
                .userTask("several")
                .camundaDueDate("${due}")
                .multiInstance()
                .cardinality("3")
                .parallel()
                .multiInstanceDone()
                .endEvent()
                .moveToActivity("several")
                .boundaryEvent("reminderOfAll")
                .cancelActivity(false)
                .timerWithDate("${due}")
                .endEvent()
                .subProcessDone()
                .endEvent()
                .moveToActivity("around")
                .boundaryEvent("closing")
                .timerWithDate("${closes}")
                .endEvent()
                .done();
    }

    @BeforeEach
    void now() {
        ClockUtil.setCurrentTime(Date.from(NOW));
        ASKED.clear();
    }

    @AfterEach
    void end() {
        ClockUtil.reset();
        clear();
    }

    private static void clear() {
        engine.getRuntimeService()
                .createProcessInstanceQuery()
                .rootProcessInstances()
                .list()
                .forEach(running -> engine.getRuntimeService().deleteProcessInstance(running.getId(), "end of test"));
    }

    @AfterAll
    static void close() {
        engine.close();
    }

    @Test
    void whatComesInItsTimeIsDueAsPlanned() {
        var planned = NOW.plus(Duration.ofDays(9));
        start("late", planned, NEVER);
        assertThat(due("task")).containsExactly(planned);
        assertThat(timer("reminder")).isEqualTo(planned);
        assertThat(timer("deputy")).isEqualTo(planned.plus(Duration.ofDays(1)));
    }

    @Test
    void whatComesLateLeavesThreeWorkingDaysAndItsRemindersMoveAlong() {
        start("late", LATE, NEVER);
        assertThat(due("task")).containsExactly(THREE_DAYS);
        assertThat(timer("reminder")).isEqualTo(THREE_DAYS);
        assertThat(timer("deputy")).isEqualTo(THREE_DAYS.plus(Duration.ofDays(1)));
        assertThat(engine.getHistoryService()
                        .createHistoricTaskInstanceQuery()
                        .taskDefinitionKey("task")
                        .unfinished()
                        .singleResult()
                        .getDueDate())
                .as("as history remembers it")
                .isEqualTo(Date.from(THREE_DAYS));
    }

    @Test
    void whereOneTaskIsAskedOfSeveralTheReminderOfThemAllMovesOnce() {
        start("late", LATE, NEVER);
        assertThat(due("several")).containsExactly(THREE_DAYS, THREE_DAYS, THREE_DAYS);
        assertThat(timer("reminderOfAll")).isEqualTo(THREE_DAYS);
    }

    @Test
    void noTaskIsDueAfterATimerThatEndsIt() {
        var closes = NOW.plus(Duration.ofDays(1));
        start("late", LATE, closes);
        assertThat(due("task")).containsExactly(closes);
        assertThat(timer("closing")).isEqualTo(closes);
    }

    @Test
    void whatBelongsToAnHourKeepsItAndWhereThatIsOverIsDueInTheEvening() {
        start("late", NOW.plus(Duration.ofHours(1)), NEVER);
        assertThat(due("inTheHall")).containsExactly(NOW.plus(Duration.ofHours(1)));
        assertThat(due("task")).containsExactly(THREE_DAYS);
        clear();
        start("late", NOW, NEVER);
        assertThat(due("inTheHall")).containsExactly(THIS_EVENING);
        clear();
        ClockUtil.setCurrentTime(Date.from(THIS_EVENING.minusSeconds(60)));
        start("late", NOW, NEVER);
        assertThat(due("inTheHall")).containsExactly(THIS_EVENING.plus(Duration.ofMinutes(119)));
    }

    @Test
    void theCalendarIsThatOfTheYearWhichHasCalledTheProcess() {
        start("year", LATE, NEVER);
        assertThat(due("task")).containsExactly(THREE_DAYS);
        assertThat(ASKED).isNotEmpty().containsOnly("year:17");
    }

    private static void start(String process, Instant due, Instant closes) {
        engine.getRuntimeService()
                .startProcessInstanceByKey(
                        process,
                        "17",
                        Map.of(
                                "due", Date.from(due),
                                "deputyAt", Date.from(due.plus(Duration.ofDays(1))),
                                "closes", Date.from(closes)));
    }

    private static List<Instant> due(String element) {
        return engine.getTaskService().createTaskQuery().taskDefinitionKey(element).list().stream()
                .map(Task::getDueDate)
                .map(Date::toInstant)
                .toList();
    }

    private static Instant timer(String element) {
        return engine.getManagementService()
                .createJobQuery()
                .activityId(element)
                .singleResult()
                .getDuedate()
                .toInstant();
    }
}
