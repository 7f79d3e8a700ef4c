package org.dawra.award;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
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
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.camunda.bpm.engine.task.Task;
import org.dawra.FlowCoverage;
import org.dawra.access.Role;
import org.dawra.cycle.CycleId;
import org.dawra.engine.Actor;
import org.dawra.engine.HumanTask;
import org.dawra.engine.Refused;
import org.dawra.followup.Escalation;
import org.dawra.training.ModelRun;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.mockito.ArgumentCaptor;

class AwardSelectionProcessTest {

    private static final CycleId CYCLE = new CycleId(4);
    private static final Instant CLOSES = Instant.parse("2024-12-01T18:00:00Z");
    private static final Instant SCORING = Instant.parse("2024-12-14T18:00:00Z");
    private static final Instant DECISION = Instant.parse("2024-12-20T18:00:00Z");

    private static final Nominating nominating = mock(Nominating.class);
    private static final Judging judging = mock(Judging.class);
    private static final Awarding awarding = mock(Awarding.class);
    private static final Escalation escalation = mock(Escalation.class);
    private static ModelRun model;

    @RegisterExtension
    static final FlowCoverage COVERAGE = new FlowCoverage("award-selection");

    @BeforeAll
    static void deploy() {
        model = new ModelRun(
                COVERAGE,
                Map.ofEntries(
                        Map.entry("openNominationsDelegate", new OpenNominationsDelegate(nominating)),
                        Map.entry("decideNomineesDelegate", new DecideNomineesDelegate(nominating)),
                        Map.entry("nominateListener", new NominateListener(nominating)),
                        Map.entry("declareConflictsListener", new DeclareConflictsListener(judging)),
                        Map.entry("scoreNomineesListener", new ScoreNomineesListener(judging)),
                        Map.entry("deliberateListener", new DeliberateListener(judging)),
                        Map.entry("rankNomineesDelegate", new RankNomineesDelegate(judging)),
                        Map.entry("remindJurorDelegate", new RemindJurorDelegate(judging)),
                        Map.entry("confirmAwardListener", new ConfirmAwardListener(awarding)),
                        Map.entry("concludeConfirmationDelegate", new ConcludeConfirmationDelegate(awarding)),
                        Map.entry("makeDiplomasDelegate", new MakeDiplomasDelegate(awarding)),
                        Map.entry("reportLateScoresDelegate", new ReportLateScoresDelegate(escalation)),
                        Map.entry("reportLateDeliberationDelegate", new ReportLateDeliberationDelegate(escalation)),
                        Map.entry("callConfirmationDeputyDelegate", new CallConfirmationDeputyDelegate(escalation)),
                        Map.entry("reportLateConfirmationDelegate", new ReportLateConfirmationDelegate(escalation))),
                List.of());
    }

    @BeforeEach
    void begin() {
        reset(nominating, judging, awarding, escalation);
        when(nominating.provinces(CYCLE)).thenReturn(List.of("sidi-bennour", "el-jadida"));
        when(nominating.closes(CYCLE)).thenReturn(CLOSES);
        nominees(4);
        model.start(CYCLE.key());
        model.run("serviceTask_openNominations");
    }

    @AfterEach
    void end() {
        model.end();
    }

    @AfterAll
    static void close() {
        model.close();
    }

    @Test
    void whereBothMethodsAgreeTheTwoPersonsConfirmAndDiplomasAreMade() {
        nominate();
        judge();
        rank(true);
        confirm(true);
        award();
        assertThat(model.passed()).doesNotContain(model.known("userTask_deliberate"));
        verify(nominating).nominate(eq(CYCLE), eq("sidi-bennour"), any(), any());
        verify(judging).declare(eq(CYCLE), eq("juror-1"), any(), any());
        verify(judging).score(eq(CYCLE), eq("juror-2"), any(), any());
        verify(awarding).confirm(eq(CYCLE), eq("president"), any(), any());
        verify(awarding).confirm(eq(CYCLE), eq("programme-manager"), any(), any());
    }

    @Test
    void whereTheMethodsDisagreeTheJuryDeliberates() {
        nominate();
        judge();
        rank(false);
        deliberate();
        confirm(true);
        award();
        verify(judging).deliberate(eq(CYCLE), any(), any());
    }

    @Test
    void aResultThatIsReturnedIsDeliberatedAndConfirmedAgain() {
        nominate();
        judge();
        rank(true);
        confirm(false);
        deliberate();
        confirm(true);
        award();
    }

    @Test
    void aResultMayBeReturnedTwice() {
        nominate();
        judge();
        rank(false);
        deliberate();
        confirm(false);
        deliberate();
        confirm(false);
        deliberate();
        confirm(true);
        award();
        verify(judging, times(3)).deliberate(eq(CYCLE), any(), any());
        verify(awarding, times(1)).makeDiplomas(CYCLE);
    }

    @Test
    void withoutAnEligibleNomineeThereIsNoAward() {
        nominees(0);
        nominate();
        assertThat(model.ended()).isTrue();
        assertThat(model.passed()).contains("endEvent_noAward").doesNotContain(model.known("userTask_scoreNominees"));
    }

    @Test
    void aProvinceThatIsLateNominatesNobody() {
        model.complete(nomination("sidi-bennour"), coordinator("sidi-bennour"), Map.of("nominations", List.of()));
        assertThat(model.job("boundary_nominationsClose").getDuedate()).isEqualTo(Date.from(CLOSES));
        model.run("boundary_nominationsClose");
        assertThat(model.tasks("userTask_nominate")).isEmpty();
        model.run("serviceTask_decideNominees");
        assertThat(model.tasks("userTask_declareConflicts")).hasSize(2);
    }

    @Test
    void eachProvinceIsAskedForItsOwn() {
        assertThat(model.group(nomination("el-jadida"))).isEqualTo("coordinator-el-jadida");
    }

    @Test
    void aJurorDeclaresConflictsBeforeScoring() {
        nominate();
        assertThat(model.tasks("userTask_scoreNominees")).isEmpty();
        declare("juror-1");
        assertThat(model.tasks("userTask_scoreNominees")).extracting("assignee").containsExactly("juror-1");
        assertThat(model.task("userTask_scoreNominees").getDueDate()).isEqualTo(Date.from(SCORING));
    }

    @Test
    void aJurorWhoIsLateIsRemindedAndMayStillScore() {
        nominate();
        declare("juror-1");
        model.run("boundary_scoresLate");
        model.run("serviceTask_remindJuror");
        verify(judging).remind(CYCLE, "juror-1");
        verify(judging, never()).remind(CYCLE, "juror-2");
        assertThat(model.tasks("userTask_scoreNominees")).hasSize(1);
    }

    @Test
    void theManagerIsToldOnceOfAllJurorsWhoHaveNotScoredAlsoOfThoseWhoHaveNotBegun() {
        nominate();
        declare("juror-1");
        assertThat(model.job("boundary_scoresMissing").getDuedate())
                .isEqualTo(Date.from(Escalation.managerAt(SCORING)));
        model.run("boundary_scoresMissing");
        model.run("serviceTask_reportLateScores");
        ArgumentCaptor<Predicate<HumanTask>> meant = ArgumentCaptor.captor();
        verify(escalation).tellManager(eq("award-selection"), eq(CYCLE.key()), meant.capture());
        assertThat(Stream.of("userTask_declareConflicts", "userTask_scoreNominees", "userTask_deliberate")
                        .filter(element -> meant.getValue().test(waiting(model.known(element)))))
                .containsExactly("userTask_declareConflicts", "userTask_scoreNominees");
        assertThat(model.tasks("userTask_declareConflicts")).hasSize(1);
        assertThat(model.tasks("userTask_scoreNominees")).hasSize(1);
    }

    private static HumanTask waiting(String element) {
        return new HumanTask("1", "award-selection", element, CYCLE.key(), "", CLOSES, null, null, Set.of(), Map.of());
    }

    @Test
    void aLateDeliberationIsToldToTheManager() {
        nominate();
        judge();
        rank(false);
        assertThat(model.job("boundary_deliberationLate").getDuedate())
                .isEqualTo(Date.from(Escalation.managerAt(DECISION)));
        model.run("boundary_deliberationLate");
        model.run("serviceTask_reportLateDeliberation");
        verify(escalation).tellManager("award-selection", CYCLE.key(), "userTask_deliberate", null);
        deliberate();
        assertThat(model.jobs("boundary_deliberationLate")).isEmpty();
    }

    @Test
    void aLateConfirmationGoesToTheDeputyAndThenToTheManager() {
        nominate();
        judge();
        rank(true);
        assertThat(model.job("boundary_confirmationDeputy").getDuedate())
                .isEqualTo(Date.from(Escalation.deputyAt(DECISION)));
        model.run("boundary_confirmationDeputy");
        model.run("serviceTask_callConfirmationDeputy");
        verify(escalation).callDeputy("award-selection", CYCLE.key(), "userTask_confirmAward", null);
        model.run("boundary_confirmationLate");
        model.run("serviceTask_reportLateConfirmation");
        verify(escalation).tellManager("award-selection", CYCLE.key(), "userTask_confirmAward", null);
        confirm(true);
        award();
    }

    @Test
    void withoutAJuryTheResultIsDeliberatedByWhoeverJoinsIt() {
        when(nominating.decide(CYCLE))
                .thenReturn(new Nominating.Jury(2, List.of(), List.of("president"), SCORING, DECISION));
        nominate();
        rank(false);
        assertThat(model.group(model.task("userTask_deliberate"))).isEqualTo(Role.JURY.group());
    }

    @Test
    void aRefusedScoreLeavesTheTaskOpen() {
        nominate();
        declare("juror-1");
        doThrow(new Refused("scores[0].score", "form.max", 10)).when(judging).score(any(), any(), any(), any());
        assertThatThrownBy(() -> model.complete(model.task("userTask_scoreNominees"), juror("juror-1"), Map.of()))
                .hasRootCauseInstanceOf(Refused.class);
        assertThat(model.tasks("userTask_scoreNominees")).hasSize(1);
    }

    @Test
    void noFieldOfAFormStaysInTheEngine() {
        nominate();
        judge();
        rank(false);
        deliberate();
        confirm(false);
        assertThat(model.storedVariables())
                .doesNotContain(
                        "nominations", "conflicts", "scores", "laureates", "reason", "decision", "note", "submission");
    }

    private static void nominees(int number) {
        when(nominating.decide(CYCLE))
                .thenReturn(new Nominating.Jury(
                        number,
                        List.of("juror-1", "juror-2"),
                        List.of("president", "programme-manager"),
                        SCORING,
                        DECISION));
    }

    private static void nominate() {
        for (var province : new String[] {"sidi-bennour", "el-jadida"}) {
            model.complete(nomination(province), coordinator(province), Map.of("nominations", List.of()));
        }
        model.run("serviceTask_decideNominees");
    }

    private static Task nomination(String province) {
        return model.tasks("userTask_nominate").stream()
                .filter(t -> province.equals(model.variable(t, "province")))
                .findFirst()
                .orElseThrow();
    }

    private static void declare(String juror) {
        var task = model.tasks("userTask_declareConflicts").stream()
                .filter(t -> juror.equals(t.getAssignee()))
                .findFirst()
                .orElseThrow();
        model.complete(task, juror(juror), Map.of("conflicts", List.of()));
    }

    private static void judge() {
        for (var juror : new String[] {"juror-1", "juror-2"}) {
            declare(juror);
            model.complete(model.task("userTask_scoreNominees"), juror(juror), Map.of("scores", List.of()));
        }
    }

    private static void rank(boolean agree) {
        when(judging.rank(CYCLE)).thenReturn(agree);
        model.run("serviceTask_rankNominees");
    }

    private static void deliberate() {
        var task = model.task("userTask_deliberate");
        assertThat(task.getDueDate()).isEqualTo(Date.from(DECISION));
        model.complete(task, juror("juror-1"), Map.of("reason", "سبب"));
    }

    private static void confirm(boolean all) {
        when(awarding.allConfirmed(CYCLE)).thenReturn(all);
        for (var task : model.tasks("userTask_confirmAward")) {
            var group = model.group(task);
            model.complete(task, new Actor("of-" + group, Set.of(group)), Map.of("decision", "CONFIRM"));
        }
        model.run("serviceTask_concludeConfirmation");
    }

    private static void award() {
        verify(awarding, never()).makeDiplomas(any());
        model.run("serviceTask_makeDiplomas");
        verify(awarding).makeDiplomas(CYCLE);
        assertThat(model.ended()).isTrue();
    }

    private static Actor juror(String id) {
        return new Actor(id, Set.of(Role.JURY.group()));
    }

    private static Actor coordinator(String province) {
        return new Actor("coordinator", Set.of(Role.COORDINATOR.group(province)));
    }
}
