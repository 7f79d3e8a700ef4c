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
import static org.mockito.Mockito.when;

import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.dawra.FlowCoverage;
import org.dawra.engine.Actor;
import org.dawra.engine.Refused;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class SessionDeliveryProcessTest {

    private static final Instant ENDS = Instant.parse("2026-02-01T11:30:00Z");
    private static final Instant DUE = Instant.parse("2026-02-01T16:00:00Z");
    private static final Actor FACILITATOR = new Actor("facilitator-1", Set.of("facilitator"));

    private static final SessionConduct conduct = mock(SessionConduct.class);
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
                        "remindFacilitatorDelegate", new RemindFacilitatorDelegate(conduct)),
                List.of());
    }

    @BeforeEach
    void begin() {
        reset(conduct);
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
