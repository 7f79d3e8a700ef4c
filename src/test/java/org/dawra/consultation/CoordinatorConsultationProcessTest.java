package org.dawra.consultation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.dawra.cycle.CycleFixture.MANAGER;
import static org.dawra.cycle.CycleFixture.coordinatorOf;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.ArgumentMatchers.eq;
import static org.mockito.Mockito.doThrow;
import static org.mockito.Mockito.inOrder;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.never;
import static org.mockito.Mockito.reset;
import static org.mockito.Mockito.times;
import static org.mockito.Mockito.verify;
import static org.mockito.Mockito.verifyNoMoreInteractions;
import static org.mockito.Mockito.when;

import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.camunda.bpm.engine.runtime.ProcessInstance;
import org.dawra.FlowCoverage;
import org.dawra.cycle.BareEngine;
import org.dawra.cycle.CycleId;
import org.dawra.engine.Refused;
import org.dawra.followup.Escalation;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class CoordinatorConsultationProcessTest {

    private static final String KEY = CoordinatorConsultation.KEY;
    private static final CycleId CYCLE = new CycleId(4);
    private static final String SIDI_BENNOUR = "sidi-bennour";
    private static final String EL_JADIDA = "el-jadida";
    private static final Instant REMINDER = Instant.parse("2027-01-25T18:00:00Z");
    private static final Instant DEPUTY = Instant.parse("2027-01-26T18:00:00Z");
    private static final Instant DUE = Instant.parse("2027-01-27T18:00:00Z");
    private static final Instant WORKSHOP = Instant.parse("2027-01-28T08:00:00Z");

    private static final Consulting CONSULTING = mock(Consulting.class);
    private static final Escalation ESCALATION = mock(Escalation.class);

    @RegisterExtension
    static final FlowCoverage COVERAGE = new FlowCoverage(KEY);

    private static BareEngine house;
    private ProcessInstance consultation;

    private static Map<Object, Object> beans() {
        Map<Object, Object> beans = new HashMap<>();
        beans.put("openSheetsDelegate", new OpenSheetsDelegate(CONSULTING));
        beans.put("remindCoordinatorDelegate", new RemindCoordinatorDelegate(CONSULTING));
        beans.put("markSheetMissingDelegate", new MarkSheetMissingDelegate(CONSULTING));
        beans.put("callSheetDeputyDelegate", new CallSheetDeputyDelegate(ESCALATION));
        beans.put("reportLateSheetDelegate", new ReportLateSheetDelegate(ESCALATION));
        beans.put("tellManagerDelegate", new TellManagerDelegate(CONSULTING));
        beans.put("shareSeatsDelegate", new ShareSeatsDelegate(CONSULTING));
        beans.put("fillSheetListener", new FillSheetListener(CONSULTING));
        beans.put("holdWorkshopListener", new HoldWorkshopListener(CONSULTING));
        return beans;
    }

    @BeforeAll
    static void deploy() {
        house = new BareEngine(COVERAGE, beans());
        house.deploy();
    }

    @AfterAll
    static void close() {
        house.close();
    }

    @BeforeEach
    void begin() {
        reset(CONSULTING, ESCALATION);
        when(CONSULTING.open(CYCLE))
                .thenReturn(new Consulting.Opened(List.of(SIDI_BENNOUR, EL_JADIDA), REMINDER, DEPUTY, DUE, WORKSHOP));
    }

    private void consult() {
        consultation = house.start(KEY, CYCLE.key());
        house.runSteps();
    }

    @AfterEach
    void end() {
        house.clear();
    }

    @Test
    void allSheetsComeInTheWorkshopIsHeldAndTheSeatsAreShared() {
        consult();
        assertThat(house.allWaiting("userTask_fillSheet"))
                .hasSize(2)
                .allSatisfy(task -> assertThat(task.getDueDate()).isEqualTo(Date.from(DUE)));
        fill(SIDI_BENNOUR);
        assertThat(house.allWaiting("userTask_holdWorkshop")).isEmpty();
        fill(EL_JADIDA);
        verify(CONSULTING).fill(eq(CYCLE), eq(SIDI_BENNOUR), any(), eq(coordinatorOf(SIDI_BENNOUR)));
        assertThat(house.waiting("userTask_holdWorkshop").getDueDate())
                .as("the evening of the workshop")
                .isEqualTo(Date.from(WORKSHOP.plus(Duration.ofHours(10))));
        hold();
        var order = inOrder(CONSULTING);
        order.verify(CONSULTING).hold(eq(CYCLE), any(), eq(MANAGER));
        order.verify(CONSULTING).shareSeats(CYCLE);
        house.assertEnded(consultation);
        house.assertNotPassed(consultation, KEY, "serviceTask_remindCoordinator");
        house.assertNotPassed(consultation, KEY, "serviceTask_callSheetDeputy");
        house.assertNotPassed(consultation, KEY, "serviceTask_reportLateSheet");
        house.assertNotPassed(consultation, KEY, "serviceTask_markSheetMissing");
        house.assertNotPassed(consultation, KEY, "serviceTask_tellManager");
    }

    @Test
    void eachCoordinatorSeesOnlyTheOwnProvincesSheet() {
        consult();
        for (var province : List.of(SIDI_BENNOUR, EL_JADIDA)) {
            assertThat(house.engine()
                            .getTaskService()
                            .createTaskQuery()
                            .taskCandidateGroup("coordinator-" + province)
                            .list())
                    .hasSize(1);
        }
    }

    @Test
    void aCoordinatorWhoIsLateIsRemindedAndMayStillSendTheSheet() {
        consult();
        house.fire("boundary_sheetReminder");
        verify(CONSULTING, times(1)).remindCoordinator(eq(CYCLE), any());
        assertThat(house.allWaiting("userTask_fillSheet")).hasSize(2);
        fill(SIDI_BENNOUR);
        fill(EL_JADIDA);
        hold();
        house.assertEnded(consultation);
    }

    @Test
    void aLateSheetIsEscalatedToTheDeputyAndThenToTheManagerProvinceByProvince() {
        consult();
        assertThat(house.timers("boundary_sheetDeputy"))
                .hasSize(2)
                .allSatisfy(timer -> assertThat(timer.getDuedate()).isEqualTo(Date.from(DEPUTY)));
        assertThat(house.timers("boundary_sheetLate"))
                .hasSize(2)
                .allSatisfy(timer -> assertThat(timer.getDuedate()).isEqualTo(Date.from(DUE)));
        fill(SIDI_BENNOUR);
        house.fire("boundary_sheetDeputy");
        verify(ESCALATION).callDeputy(KEY, CYCLE.key(), CoordinatorConsultation.FILL_SHEET, EL_JADIDA);
        verify(ESCALATION, never()).tellManager(any(), any(), any(), any());
        house.fire("boundary_sheetLate");
        verify(ESCALATION).tellManager(KEY, CYCLE.key(), CoordinatorConsultation.FILL_SHEET, EL_JADIDA);
        verifyNoMoreInteractions(ESCALATION);
        fill(EL_JADIDA);
        hold();
        assertThat(house.passed(consultation)).contains("endEvent_sheetDeputyCalled", "endEvent_lateSheetReported");
        house.assertEnded(consultation);
    }

    @Test
    void aSheetThatDoesNotComeIsMissingAndTheManagerIsToldButTheWorkshopIsHeld() {
        consult();
        fill(SIDI_BENNOUR);
        house.fire("boundary_sheetMissing");
        verify(CONSULTING).markMissing(CYCLE, EL_JADIDA);
        verify(CONSULTING).tellManager(CYCLE);
        assertThat(house.allWaiting("userTask_fillSheet")).isEmpty();
        hold();
        house.assertEnded(consultation);
    }

    @Test
    void whenNoSheetComesAtAllEachIsNotedAndTheWorkshopIsHeld() {
        consult();
        house.fire("boundary_sheetMissing");
        house.fire("boundary_sheetMissing");
        verify(CONSULTING).markMissing(CYCLE, SIDI_BENNOUR);
        verify(CONSULTING).markMissing(CYCLE, EL_JADIDA);
        verify(CONSULTING, times(2)).tellManager(CYCLE);
        hold();
        verify(CONSULTING).shareSeats(CYCLE);
        house.assertEnded(consultation);
    }

    @Test
    void aRefusedSheetOrWorkshopLeavesItsTaskWaiting() {
        consult();
        doThrow(new Refused("places", "form.required")).when(CONSULTING).fill(any(), any(), any(), any());
        assertThat(catchThrowable(() -> fill(SIDI_BENNOUR))).hasRootCauseInstanceOf(Refused.class);
        assertThat(house.allWaiting("userTask_fillSheet")).hasSize(2);
        verify(CONSULTING, never()).hold(any(), any(), any());
    }

    private void fill(String province) {
        var task = house.engine()
                .getTaskService()
                .createTaskQuery()
                .taskCandidateGroup("coordinator-" + province)
                .singleResult();
        house.complete(task, coordinatorOf(province), Map.of("places", "قاعة"));
    }

    private void hold() {
        house.complete("userTask_holdWorkshop", MANAGER, Map.of("meetings", List.of()));
    }
}
