package org.dawra.cycle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.dawra.cycle.CycleFixture.MANAGER;
import static org.dawra.cycle.CycleFixture.PRESIDENT;
import static org.mockito.ArgumentMatchers.any;
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
import java.util.List;
import java.util.Map;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.camunda.bpm.engine.runtime.ProcessInstance;
import org.dawra.FlowCoverage;
import org.dawra.engine.Fields;
import org.dawra.engine.Refused;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class AnnualCycleProcessTest {

    private static final String[] CALLED = {
        "beneficiary-registration",
        "partnership-agreement",
        "coordinator-consultation",
        "award-selection",
        "prize-draw",
        "training-delivery",
        "cycle-evaluation",
        "general-report"
    };
    private static final CycleId CYCLE = new CycleId(4);
    private static final Instant PROGRAMME_DUE = Instant.parse("2027-01-10T18:00:00Z");
    private static final Instant YEAR_END = Instant.parse("2027-12-01T08:00:00Z");

    private static final CycleOpening OPENING = mock(CycleOpening.class);
    private static final ProgrammeApproval APPROVAL = mock(ProgrammeApproval.class);
    private static final NextYear NEXT_YEAR = mock(NextYear.class);
    private static final List<String> ESCALATED = new ArrayList<>();

    @RegisterExtension
    static final FlowCoverage COVERAGE = new FlowCoverage("annual-cycle");

    private static BareEngine house;

    private static Map<Object, Object> beans() {
        Map<Object, Object> beans = new HashMap<>();
        beans.put("openCycleListener", new OpenCycleListener(OPENING));
        beans.put("approveProgrammeListener", new ApproveProgrammeListener(APPROVAL));
        beans.put("reviseProgrammeListener", new ReviseProgrammeListener(APPROVAL));
        beans.put("confirmProgrammeDelegate", new ConfirmProgrammeDelegate(APPROVAL));
        beans.put("remindPresidentDelegate", new RemindPresidentDelegate(APPROVAL));
        beans.put("callPresidentDeputyDelegate", (JavaDelegate) e -> ESCALATED.add("deputy"));
        beans.put("reportLateProgrammeDelegate", (JavaDelegate) e -> ESCALATED.add("manager"));
        beans.put("adoptRecommendationsListener", new AdoptRecommendationsListener(NEXT_YEAR));
        beans.put("openNextDraftDelegate", new OpenNextDraftDelegate(NEXT_YEAR));
        beans.put("openAgreementsDelegate", (JavaDelegate)
                e -> AnnualCycle.AGREEMENTS.set(e, new ArrayList<>(List.of("31", "32"))));
        beans.put("openInstitutionAgreementsDelegate", (JavaDelegate)
                e -> AnnualCycle.INSTITUTION_AGREEMENTS.set(e, new ArrayList<>(List.of("33"))));
        return beans;
    }

    @BeforeAll
    static void deploy() {
        house = new BareEngine(COVERAGE, beans());
        house.deploy(CALLED);
    }

    @AfterAll
    static void close() {
        house.close();
    }

    @BeforeEach
    void begin() {
        reset(OPENING, APPROVAL, NEXT_YEAR);
        ESCALATED.clear();
        when(APPROVAL.decide(any(), any(), any()))
                .thenAnswer(call -> "APPROVE".equals(((Fields) call.getArgument(1)).text("decision", 10)));
    }

    @AfterEach
    void end() {
        house.clear();
    }

    @Test
    void aYearWithEveryPhaseRunsFromItsOpeningToTheNextYearsDraft() {
        when(APPROVAL.plannedMeetings(CYCLE)).thenReturn(List.of("12", "13"));
        var year = open(List.of("11"), true, true, true);
        assertThat(year.getBusinessKey()).isEqualTo(CYCLE.key());
        assertThat(house.called("beneficiary-registration")).containsExactly("4");
        assertThat(house.called("partnership-agreement")).containsExactly("31", "32");
        assertThat(house.called("training-delivery")).containsExactly("11");
        assertThat(house.called("cycle-evaluation")).containsExactly("11");

        house.end("coordinator-consultation");
        assertThat(house.waiting("userTask_approveProgramme").getDueDate()).isEqualTo(Date.from(PROGRAMME_DUE));
        decide("APPROVE");
        assertThat(house.called("award-selection")).containsExactly("4");
        assertThat(house.called("prize-draw")).containsExactly("4");
        assertThat(house.called("training-delivery")).containsExactly("11", "12", "13");
        assertThat(house.called("partnership-agreement")).containsExactly("31", "32", "33");

        house.end("award-selection");
        house.end("training-delivery");
        assertThat(house.timers("timer_yearEnd")).isEmpty();
        house.end("cycle-evaluation");
        assertThat(house.timers("timer_yearEnd")).isEmpty();
        house.end("prize-draw");
        assertThat(house.timers("timer_yearEnd"))
                .singleElement()
                .satisfies(timer -> assertThat(timer.getDuedate()).isEqualTo(Date.from(YEAR_END)));

        house.fire("timer_yearEnd");
        house.end("general-report");
        house.complete("userTask_adoptRecommendations", PRESIDENT, Map.of("adopted", List.of()));
        verify(NEXT_YEAR).openDraft(CYCLE);
        assertThat(house.passed(year)).contains("endEvent_yearClosed");

        house.end("partnership-agreement");
        house.end("beneficiary-registration");
        house.assertEnded(year);
        assertThat(house.passed(year))
                .contains("endEvent_agreementsEnded", "endEvent_institutionAgreementsEnded", "endEvent_listsClosed");
        house.assertNotPassed(year, "annual-cycle", "userTask_reviseProgramme");
        house.assertNotPassed(year, "annual-cycle", "serviceTask_remindPresident");
    }

    @Test
    void aYearWithoutOptionalPhasesAndWithoutMeetingsAfterTheFixedOneGoesStraightToItsEnd() {
        when(APPROVAL.plannedMeetings(CYCLE)).thenReturn(List.of());
        var year = open(List.of("11"), false, false, false);
        house.end("coordinator-consultation");
        decide("APPROVE");
        for (var element : List.of(
                "callActivity_award",
                "callActivity_draw",
                "subProcess_plannedMeeting",
                "serviceTask_openInstitutionAgreements")) {
            house.assertNotPassed(year, "annual-cycle", element);
        }
        house.end("training-delivery");
        house.end("cycle-evaluation");
        house.fire("timer_yearEnd");
        assertThat(house.called("general-report")).containsExactly("4");
    }

    @Test
    void aYearWithoutFixedMeetingsWaitsForThePlannedOnesOnly() {
        when(APPROVAL.plannedMeetings(CYCLE)).thenReturn(List.of("12"));
        open(List.of(), false, false, false);
        assertThat(house.called("training-delivery")).isEmpty();
        house.end("coordinator-consultation");
        decide("APPROVE");
        house.end("training-delivery");
        house.end("cycle-evaluation");
        assertThat(house.timers("timer_yearEnd")).hasSize(1);
    }

    @Test
    void aProgrammeThatIsSentBackOnceComesBackRevised() {
        when(APPROVAL.plannedMeetings(CYCLE)).thenReturn(List.of("12"));
        open(List.of(), false, false, false);
        house.end("coordinator-consultation");
        decide("SEND_BACK");
        revise();
        decide("APPROVE");
        verify(APPROVAL).revise(any(), any(), any());
        assertThat(house.called("training-delivery")).containsExactly("12");
    }

    @Test
    void aProgrammeThatIsSentBackTwiceComesBackTwice() {
        when(APPROVAL.plannedMeetings(CYCLE)).thenReturn(List.of("12"));
        var year = open(List.of(), false, false, false);
        house.end("coordinator-consultation");
        for (var round = 0; round < 2; round++) {
            decide("SEND_BACK");
            verify(APPROVAL, never()).plannedMeetings(CYCLE);
            revise();
        }
        decide("APPROVE");
        verify(APPROVAL, times(2)).revise(any(), any(), any());
        assertThat(house.passed(year))
                .filteredOn("userTask_approveProgramme"::equals)
                .hasSize(3);
    }

    @Test
    void aLatePresidentIsRemindedAndCanStillApprove() {
        when(APPROVAL.plannedMeetings(CYCLE)).thenReturn(List.of());
        var year = open(List.of(), false, false, false);
        house.end("coordinator-consultation");
        house.fire("boundary_programmeLate");
        verify(APPROVAL).remind(CYCLE);
        assertThat(house.passed(year)).contains("endEvent_presidentReminded");
        decide("APPROVE");
        assertThat(house.timers("timer_yearEnd")).hasSize(1);
    }

    @Test
    void aPresidentWhoStaysLateIsFollowedByTheDeputyAfterADayAndTheManagerAfterThree() {
        when(APPROVAL.plannedMeetings(CYCLE)).thenReturn(List.of());
        var year = open(List.of(), false, false, false);
        house.end("coordinator-consultation");
        due("boundary_programmeDeputy", "2027-01-11T18:00:00Z");
        due("boundary_programmeStuck", "2027-01-13T18:00:00Z");
        house.fire("boundary_programmeDeputy");
        assertThat(ESCALATED).containsExactly("deputy");
        house.fire("boundary_programmeStuck");
        assertThat(ESCALATED).containsExactly("deputy", "manager");
        assertThat(house.passed(year)).contains("endEvent_presidentDeputyCalled", "endEvent_lateProgrammeReported");
        decide("APPROVE");
        assertThat(house.timers("timer_yearEnd")).hasSize(1);
    }

    private static void due(String timer, String at) {
        assertThat(house.timers(timer))
                .singleElement()
                .satisfies(job -> assertThat(job.getDuedate()).isEqualTo(Date.from(Instant.parse(at))));
    }

    @Test
    void whatTheDomainRefusesLeavesTheTaskWaiting() {
        open(List.of(), false, false, false);
        house.end("coordinator-consultation");
        doThrow(new Refused("note", "form.required")).when(APPROVAL).decide(any(), any(), any());
        assertThat(catchThrowable(() -> decide("SEND_BACK"))).hasRootCauseInstanceOf(Refused.class);
        assertThat(house.waiting("userTask_approveProgramme")).isNotNull();
    }

    @Test
    void aYearThatIsRefusedDoesNotStart() {
        when(OPENING.open(any(), any())).thenThrow(new Refused("edition", "cycle.open.twice"));
        assertThat(catchThrowable(() -> house.start("annual-cycle", MANAGER, Map.of("edition", "2026"))))
                .isInstanceOf(Refused.class);
        assertThat(house.engine()
                        .getRuntimeService()
                        .createProcessInstanceQuery()
                        .count())
                .isZero();
    }

    @Test
    void aCompletionThatDidNotComeThroughTheDoorIsRefused() {
        open(List.of(), false, false, false);
        house.end("coordinator-consultation");
        var task = house.waiting("userTask_approveProgramme");
        assertThat(catchThrowable(() ->
                        house.engine().getTaskService().complete(task.getId(), Map.of("programmeApproved", true))))
                .hasRootCauseInstanceOf(Refused.class);
        verify(APPROVAL, never()).decide(any(), any(), any());
    }

    private ProcessInstance open(List<String> fixed, boolean award, boolean draw, boolean institutionAgreements) {
        when(OPENING.open(any(), any()))
                .thenReturn(new CycleOpening.Opened(
                        CYCLE,
                        fixed,
                        award,
                        draw,
                        institutionAgreements,
                        PROGRAMME_DUE,
                        YEAR_END,
                        YEAR_END.plusSeconds(60)));
        var year = house.start("annual-cycle", MANAGER, Map.of("edition", "2026", "firstMeetingDay", "2027-02-01"));
        house.runSteps();
        return house.engine()
                .getRuntimeService()
                .createProcessInstanceQuery()
                .processInstanceId(year.getId())
                .singleResult();
    }

    private void decide(String decision) {
        house.complete("userTask_approveProgramme", PRESIDENT, Map.of("decision", decision));
    }

    private void revise() {
        house.complete("userTask_reviseProgramme", MANAGER, Map.of("meetings", List.of()));
    }
}
