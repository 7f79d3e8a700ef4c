package org.dawra.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.ArgumentMatchers.anyLong;
import static org.mockito.ArgumentMatchers.eq;
import static org.mockito.Mockito.doThrow;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.never;
import static org.mockito.Mockito.reset;
import static org.mockito.Mockito.verify;
import static org.mockito.Mockito.verifyNoInteractions;
import static org.mockito.Mockito.when;

import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.dawra.FlowCoverage;
import org.dawra.engine.Actor;
import org.dawra.engine.Refused;
import org.dawra.followup.Escalation;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class SessionDeliveryProcessTest {

    private static final Instant ENDS = Instant.parse("2026-02-01T11:30:00Z");
    private static final Instant DUE = Instant.parse("2026-02-01T16:00:00Z");
    private static final Duration ONE_DAY = Duration.ofDays(1);
    private static final Duration THREE_DAYS = Duration.ofDays(3);
    private static final Actor FACILITATOR = new Actor("facilitator-1", Set.of("facilitator"));

    private static final SessionConduct conduct = mock(SessionConduct.class);
    private static final Escalation escalation = mock(Escalation.class);
    private static ModelRun session;

    @RegisterExtension
    static final FlowCoverage COVERAGE = new FlowCoverage(SessionDelivery.KEY);

    @BeforeAll
    static void deploy() {
        session = new ModelRun(
                COVERAGE,
                Map.of(
                        "openSessionDelegate", new OpenSessionDelegate(conduct),
                        "confirmAttendanceListener", new ConfirmAttendanceListener(conduct),
                        "writeSummaryListener", new WriteSummaryListener(conduct),
                        "remindFacilitatorDelegate", new RemindFacilitatorDelegate(conduct),
                        "callCountDeputyDelegate", new CallCountDeputyDelegate(escalation),
                        "reportLateCountDelegate", new ReportLateCountDelegate(escalation),
                        "callSummaryDeputyDelegate", new CallSummaryDeputyDelegate(escalation),
                        "reportLateSummaryDelegate", new ReportLateSummaryDelegate(escalation)),
                List.of());
    }

    @BeforeEach
    void begin() {
        reset(conduct, escalation);
        when(conduct.open(11)).thenReturn(new SessionConduct.Charge("facilitator-1", ENDS, DUE));
        session.start("11");
    }

    @AfterEach
    void end() {
        session.end();
    }

    @AfterAll
    static void close() {
        session.close();
    }

    @Test
    void theFacilitatorCountsAndThenSummarises() {
        session.run("serviceTask_openSession");
        var count = session.task("userTask_confirmAttendance");
        assertThat(count.getAssignee()).isEqualTo("facilitator-1");
        assertThat(count.getDueDate()).isEqualTo(Date.from(ENDS));
        session.complete(count, FACILITATOR, Map.of("headcount", 40));
        verify(conduct).confirmAttendance(eq(11L), any(), eq(FACILITATOR));
        var summary = session.task("userTask_writeSummary");
        assertThat(summary.getAssignee()).isEqualTo("facilitator-1");
        session.complete(summary, FACILITATOR, Map.of("summaryAr", "خلاصة"));
        verify(conduct).writeSummary(eq(11L), any(), eq(FACILITATOR));
        verify(conduct, never()).remind(anyLong());
        verifyNoInteractions(escalation);
        assertThat(session.ended()).isTrue();
        assertThat(session.passed()).doesNotContain(session.known("boundary_summaryLate"));
    }

    @Test
    void aLateSummaryIsRemindedOfOnceAndTheTaskStays() {
        session.run("serviceTask_openSession");
        session.complete(session.task("userTask_confirmAttendance"), FACILITATOR, Map.of());
        assertThat(session.job("boundary_summaryLate").getDuedate()).isEqualTo(Date.from(DUE));
        session.run("boundary_summaryLate");
        session.run("serviceTask_remindFacilitator");
        verify(conduct).remind(11);
        session.complete(session.task("userTask_writeSummary"), FACILITATOR, Map.of());
        assertThat(session.ended()).isTrue();
    }

    @Test
    void aLateCountGoesToTheDeputyAfterADayAndToTheManagerAfterThreeAndTheTaskStays() {
        session.run("serviceTask_openSession");
        assertThat(session.job("boundary_countDeputy").getDuedate()).isEqualTo(Date.from(ENDS.plus(ONE_DAY)));
        assertThat(session.job("boundary_countLate").getDuedate()).isEqualTo(Date.from(ENDS.plus(THREE_DAYS)));
        session.run("boundary_countDeputy");
        session.run("serviceTask_callCountDeputy");
        verify(escalation).callDeputy("session-delivery", "11", "userTask_confirmAttendance", null);
        verify(escalation, never()).tellManager(any(), any(), any(String.class), any());
        session.run("boundary_countLate");
        session.run("serviceTask_reportLateCount");
        verify(escalation).tellManager("session-delivery", "11", "userTask_confirmAttendance", null);
        session.complete(session.task("userTask_confirmAttendance"), FACILITATOR, Map.of());
        assertThat(session.jobs("boundary_countLate")).isEmpty();
    }

    @Test
    void aLateSummaryGoesToTheDeputyAfterADayAndToTheManagerAfterThreeAndTheTaskStays() {
        session.run("serviceTask_openSession");
        session.complete(session.task("userTask_confirmAttendance"), FACILITATOR, Map.of());
        assertThat(session.job("boundary_summaryDeputy").getDuedate()).isEqualTo(Date.from(DUE.plus(ONE_DAY)));
        assertThat(session.job("boundary_summaryMissing").getDuedate()).isEqualTo(Date.from(DUE.plus(THREE_DAYS)));
        session.run("boundary_summaryDeputy");
        session.run("serviceTask_callSummaryDeputy");
        verify(escalation).callDeputy("session-delivery", "11", "userTask_writeSummary", null);
        session.run("boundary_summaryMissing");
        session.run("serviceTask_reportLateSummary");
        verify(escalation).tellManager("session-delivery", "11", "userTask_writeSummary", null);
        session.complete(session.task("userTask_writeSummary"), FACILITATOR, Map.of());
        assertThat(session.ended()).isTrue();
    }

    @Test
    void aRefusedSummaryStaysOpen() {
        session.run("serviceTask_openSession");
        session.complete(session.task("userTask_confirmAttendance"), FACILITATOR, Map.of());
        doThrow(new Refused("summaryAr", "form.required")).when(conduct).writeSummary(anyLong(), any(), any());
        var task = session.task("userTask_writeSummary");
        assertThatThrownBy(() -> session.complete(task, FACILITATOR, Map.of())).hasRootCauseInstanceOf(Refused.class);
        assertThat(session.tasks("userTask_writeSummary")).hasSize(1);
        assertThat(session.storedVariables()).doesNotContain("submission", "summaryAr", "headcount");
    }
}
