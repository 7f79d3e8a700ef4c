package org.dawra.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.ArgumentMatchers.eq;
import static org.mockito.Mockito.doThrow;
import static org.mockito.Mockito.inOrder;
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
import org.dawra.FlowCoverage;
import org.dawra.ModelBench;
import org.dawra.cycle.CycleId;
import org.dawra.engine.Actor;
import org.dawra.engine.Refused;
import org.dawra.followup.Escalation;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The general report from the gathered figures to its publication. */
class GeneralReportProcessTest {

    private static final CycleId CYCLE = new CycleId(3);
    private static final Instant DUE = Instant.parse("2027-01-15T10:00:00Z");
    private static final Actor MANAGER = new Actor("manager", Set.of("programme-manager"));
    private static final Actor PRESIDENT = new Actor("president", Set.of("president"));

    private static final ReportDesk desk = mock(ReportDesk.class);
    private static final Escalation escalation = mock(Escalation.class);
    private static ModelBench bench;

    @RegisterExtension
    static final FlowCoverage COVERAGE = new FlowCoverage(GeneralReport.KEY);

    @BeforeAll
    static void deploy() {
        bench = new ModelBench(
                COVERAGE,
                Map.of(
                        "gatherFiguresDelegate", new GatherFiguresDelegate(desk),
                        "writeNarrativeListener", new WriteNarrativeListener(desk),
                        "renderReportDelegate", new RenderReportDelegate(desk),
                        "approveReportListener", new ApproveReportListener(desk),
                        "concludeApprovalDelegate", new ConcludeApprovalDelegate(desk),
                        "publishReportDelegate", new PublishReportDelegate(desk),
                        "mailReportDelegate", new MailReportDelegate(desk),
                        "callApprovalDeputyDelegate", new CallApprovalDeputyDelegate(escalation),
                        "reportLateApprovalDelegate", new ReportLateApprovalDelegate(escalation)));
    }

    @AfterAll
    static void close() {
        bench.close();
    }

    @BeforeEach
    void begin() {
        reset(desk, escalation);
        when(desk.gather(CYCLE)).thenReturn(new ReportDesk.Terms(List.of("president", "programme-manager"), DUE));
        bench.start(CYCLE.key());
        bench.run("serviceTask_gatherFigures");
    }

    @AfterEach
    void end() {
        bench.end();
    }

    @Test
    void aReportIsWrittenApprovedByTwoPublishedAndMailed() {
        when(desk.conclude(CYCLE)).thenReturn(true);
        write();
        approve();
        bench.run("serviceTask_publishReport");
        bench.run("serviceTask_mailReport");
        assertThat(bench.ended()).isTrue();
        var inThisOrder = inOrder(desk);
        inThisOrder.verify(desk).gather(CYCLE);
        inThisOrder.verify(desk).writeNarrative(eq(CYCLE), any(), eq(MANAGER));
        inThisOrder.verify(desk).render(CYCLE);
        inThisOrder.verify(desk).conclude(CYCLE);
        inThisOrder.verify(desk).publish(CYCLE);
        inThisOrder.verify(desk).mail(CYCLE);
    }

    @Test
    void eachConfirmerOfTheEditionGetsATaskOfTheirOwnGroup() {
        write();
        var tasks = bench.tasks("userTask_approveReport");
        assertThat(tasks)
                .extracting(task -> bench.variable(task, "confirmer"))
                .containsExactlyInAnyOrder("president", "programme-manager");
        assertThat(tasks).allSatisfy(task -> assertThat(task.getDueDate()).isEqualTo(Date.from(DUE)));
    }

    @Test
    void aReturnedReportIsWrittenAgainAndPublishedOnce() {
        when(desk.conclude(CYCLE)).thenReturn(false, true);
        write();
        approve();
        assertThat(bench.visits("serviceTask_publishReport")).isZero();
        write();
        approve();
        bench.run("serviceTask_publishReport");
        bench.run("serviceTask_mailReport");
        assertThat(bench.ended()).isTrue();
        verify(desk, times(1)).publish(CYCLE);
    }

    @Test
    void aReportMayBeReturnedTwice() {
        when(desk.conclude(CYCLE)).thenReturn(false, false, true);
        for (var round = 0; round < 3; round++) {
            write();
            approve();
        }
        bench.run("serviceTask_publishReport");
        verify(desk, times(3)).render(CYCLE);
        verify(desk, times(6)).approve(eq(CYCLE), any(), any(), any());
    }

    @Test
    void aLateApprovalGoesToTheDeputyAndThenToTheManagerAndMayStillBeGiven() {
        when(desk.conclude(CYCLE)).thenReturn(true);
        write();
        assertThat(bench.jobs("boundary_approvalDeputy").get(0).getDuedate())
                .isEqualTo(Date.from(Escalation.deputyAt(DUE)));
        assertThat(bench.jobs("boundary_approvalLate").get(0).getDuedate())
                .isEqualTo(Date.from(Escalation.managerAt(DUE)));
        bench.run("boundary_approvalDeputy");
        bench.run("serviceTask_callApprovalDeputy");
        verify(escalation).callDeputy(GeneralReport.KEY, CYCLE.key(), "userTask_approveReport", null);
        bench.run("boundary_approvalLate");
        bench.run("serviceTask_reportLateApproval");
        verify(escalation).tellManager(GeneralReport.KEY, CYCLE.key(), "userTask_approveReport", null);
        approve();
        bench.run("serviceTask_publishReport");
        bench.run("serviceTask_mailReport");
        assertThat(bench.ended()).isTrue();
    }

    @Test
    void aRefusedApprovalLeavesTheTaskOpen() {
        write();
        doThrow(new Refused("", "report.samePerson")).when(desk).approve(eq(CYCLE), any(), any(), eq(PRESIDENT));
        var task = bench.tasks("userTask_approveReport").get(0);
        assertThatThrownBy(() -> bench.complete(task, PRESIDENT, Map.of("decision", "APPROVE")))
                .hasRootCauseInstanceOf(Refused.class);
        assertThat(bench.tasks("userTask_approveReport")).hasSize(2);
        verify(desk, never()).conclude(CYCLE);
    }

    private static void write() {
        var task = bench.tasks("userTask_writeNarrative").get(0);
        assertThat(task.getDueDate()).isEqualTo(Date.from(DUE));
        bench.complete(task, MANAGER, Map.of("narrativeAr", "نص"));
        bench.run("serviceTask_renderReport");
    }

    private static void approve() {
        for (var task : bench.tasks("userTask_approveReport")) {
            var confirmer = bench.variable(task, "confirmer");
            bench.complete(task, confirmer.equals("president") ? PRESIDENT : MANAGER, Map.of("decision", "APPROVE"));
        }
        bench.run("serviceTask_concludeApproval");
    }
}
