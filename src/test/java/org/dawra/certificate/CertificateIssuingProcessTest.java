package org.dawra.certificate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.ArgumentMatchers.anyInt;
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
import org.dawra.cycle.MeetingId;
import org.dawra.engine.Actor;
import org.dawra.engine.Refused;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Issuing a meeting's certificates, job by job. */
class CertificateIssuingProcessTest {

    private static final MeetingId MEETING = new MeetingId(5);
    private static final Instant LATER = Instant.parse("2026-02-01T15:00:00Z");
    private static final Actor MANAGER = new Actor("manager", Set.of("programme-manager"));

    private static final Issuing issuing = mock(Issuing.class);
    private static final Deliveries deliveries = mock(Deliveries.class);
    private static final Printing printing = mock(Printing.class);
    private static ModelBench bench;

    @RegisterExtension
    static final FlowCoverage COVERAGE = new FlowCoverage(CertificateIssuing.KEY);

    @BeforeAll
    static void deploy() {
        bench = new ModelBench(
                COVERAGE,
                Map.of(
                        "decideEligibilityDelegate", new DecideEligibilityDelegate(issuing),
                        "planCertificatesDelegate", new PlanCertificatesDelegate(issuing),
                        "issueCertificatesDelegate", new IssueCertificatesDelegate(issuing),
                        "settleCertificatesDelegate", new SettleCertificatesDelegate(issuing),
                        "printCertificatesDelegate", new PrintCertificatesDelegate(printing),
                        "recountMailDelegate", new RecountMailDelegate(deliveries),
                        "resolveUndeliverableListener", new ResolveUndeliverableListener(deliveries)));
    }

    @AfterAll
    static void close() {
        bench.close();
    }

    @BeforeEach
    void begin() {
        reset(issuing, printing, deliveries);
        when(issuing.plan(MEETING)).thenReturn(new Issuing.Plan(3, List.of("0")));
        when(issuing.settle(MEETING)).thenReturn(3);
        mail(true, 0);
        bench.start(MEETING.key());
    }

    @AfterEach
    void end() {
        bench.end();
    }

    @Test
    void certificatesAreDecidedPlannedIssuedSettledPrintedAndCounted() {
        untilPlanned();
        bench.run("serviceTask_issueCertificates");
        untilCounted();
        assertThat(bench.ended()).isTrue();
        var inThisOrder = inOrder(issuing, printing, deliveries);
        inThisOrder.verify(issuing).decide(MEETING);
        inThisOrder.verify(issuing).plan(MEETING);
        inThisOrder.verify(issuing).issue(MEETING, 0);
        inThisOrder.verify(issuing).settle(MEETING);
        inThisOrder.verify(printing).print(MEETING);
        inThisOrder.verify(deliveries).recount(MEETING);
        assertThat(bench.visits("userTask_resolveUndeliverable")).isZero();
    }

    @Test
    void eachLaneLoopsAsLongAsItHasMoreWhateverTheOthersDo() {
        when(issuing.plan(MEETING)).thenReturn(new Issuing.Plan(400, List.of("0", "1", "2")));
        when(issuing.issue(MEETING, 1)).thenReturn(true, false);
        when(issuing.issue(MEETING, 2)).thenReturn(true, true, false);
        untilPlanned();
        while (!bench.jobs("serviceTask_issueCertificates").isEmpty()) {
            bench.run("serviceTask_issueCertificates");
        }
        verify(issuing, times(1)).issue(MEETING, 0);
        verify(issuing, times(2)).issue(MEETING, 1);
        verify(issuing, times(3)).issue(MEETING, 2);
        untilCounted();
        assertThat(bench.ended()).isTrue();
    }

    @Test
    void printFilesAreMadeOneByOneUntilNothingIsLeft() {
        when(printing.print(MEETING)).thenReturn(true, true, false);
        untilPlanned();
        bench.run("serviceTask_issueCertificates");
        bench.run("endEvent_laneDone");
        bench.run("serviceTask_settleCertificates");
        bench.run("serviceTask_printCertificates");
        bench.run("serviceTask_printCertificates");
        assertThat(bench.jobs("serviceTask_recountMail")).isEmpty();
        bench.run("serviceTask_printCertificates");
        bench.run("serviceTask_recountMail");
        verify(printing, times(3)).print(MEETING);
        assertThat(bench.ended()).isTrue();
    }

    @Test
    void oneMorePrintFileIsMadeWhereOneIsNotEnough() {
        when(printing.print(MEETING)).thenReturn(true, false);
        untilPlanned();
        bench.run("serviceTask_issueCertificates");
        bench.run("endEvent_laneDone");
        bench.run("serviceTask_settleCertificates");
        bench.run("serviceTask_printCertificates");
        bench.run("serviceTask_printCertificates");
        bench.run("serviceTask_recountMail");
        assertThat(bench.ended()).isTrue();
    }

    @Test
    void withNobodyEligibleNoLaneRuns() {
        when(issuing.plan(MEETING)).thenReturn(new Issuing.Plan(0, List.of()));
        untilPlanned();
        untilCounted();
        verify(issuing, never()).issue(any(), anyInt());
        assertThat(bench.ended()).isTrue();
    }

    @Test
    void theStepFailsWhileACertificateIsLeftOutAndGoesOnAfterwards() {
        when(issuing.settle(MEETING))
                .thenThrow(new IllegalStateException("1 is planned"))
                .thenReturn(3);
        untilPlanned();
        bench.run("serviceTask_issueCertificates");
        bench.run("endEvent_laneDone");
        assertThatThrownBy(() -> bench.run("serviceTask_settleCertificates")).hasMessageContaining("1 is planned");
        verify(printing, never()).print(any());
        untilCounted();
        assertThat(bench.ended()).isTrue();
    }

    @Test
    void theMessageThatMailHasSettledEndsTheWait() {
        mail(false, 0);
        untilWaiting();
        mail(true, 0);
        bench.message(CertificateIssuing.MAIL_SETTLED);
        bench.run("serviceTask_recountMail");
        assertThat(bench.ended()).isTrue();
        assertThat(bench.visits("timer_recount")).isZero();
    }

    @Test
    void aLostMessageIsHarmlessBecauseTheTimerCountsAgainTwiceIfNeedBe() {
        mail(false, 0);
        untilWaiting();
        assertThat(bench.jobs("timer_recount"))
                .singleElement()
                .satisfies(job -> assertThat(job.getDuedate()).isEqualTo(Date.from(LATER)));
        bench.run("timer_recount");
        bench.run("serviceTask_recountMail");
        assertThat(bench.ended()).isFalse();
        mail(true, 0);
        bench.run("timer_recount");
        bench.run("serviceTask_recountMail");
        assertThat(bench.ended()).isTrue();
        assertThat(bench.visits("serviceTask_recountMail")).isEqualTo(3);
    }

    @Test
    void undeliverableMessagesWaitForTheProgrammeManager() {
        mail(true, 2);
        untilPlanned();
        bench.run("serviceTask_issueCertificates");
        untilCounted();
        var task = bench.tasks("userTask_resolveUndeliverable").get(0);
        doThrow(new Refused("note", "form.required")).when(deliveries).resolve(eq(MEETING), any(), eq(MANAGER));
        assertThatThrownBy(() -> bench.complete(task, MANAGER, Map.of())).hasRootCauseInstanceOf(Refused.class);
        assertThat(bench.tasks("userTask_resolveUndeliverable")).hasSize(1);
        reset(deliveries);
        bench.complete(task, MANAGER, Map.of("note", "رن الهاتف"));
        verify(deliveries).resolve(eq(MEETING), any(), eq(MANAGER));
        assertThat(bench.ended()).isTrue();
    }

    private void untilPlanned() {
        bench.run("serviceTask_decideEligibility");
        bench.run("serviceTask_planCertificates");
    }

    private void untilCounted() {
        if (!bench.jobs("endEvent_laneDone").isEmpty()) {
            bench.run("endEvent_laneDone");
        }
        bench.run("serviceTask_settleCertificates");
        bench.run("serviceTask_printCertificates");
        bench.run("serviceTask_recountMail");
    }

    private void untilWaiting() {
        untilPlanned();
        bench.run("serviceTask_issueCertificates");
        untilCounted();
        assertThat(bench.ended()).isFalse();
    }

    private static void mail(boolean settled, int undeliverable) {
        when(deliveries.recount(MEETING)).thenReturn(new Deliveries.MailCount(settled, undeliverable, LATER, LATER));
    }
}
