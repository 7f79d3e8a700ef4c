package org.dawra.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.ArgumentMatchers.eq;
import static org.mockito.Mockito.doThrow;
import static org.mockito.Mockito.inOrder;
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
import org.dawra.cycle.MeetingId;
import org.dawra.cycle.MeetingTimetable;
import org.dawra.engine.Actor;
import org.dawra.engine.Refused;
import org.dawra.followup.Escalation;
import org.dawra.registration.Seats;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class TrainingDeliveryProcessTest {

    private static final MeetingId MEETING = new MeetingId(7);
    private static final Instant BEGINS = Instant.parse("2026-02-01T08:00:00Z");
    private static final MeetingTimetable TIMES = new MeetingTimetable(
            BEGINS.minusSeconds(30 * 86_400),
            BEGINS.minusSeconds(7 * 86_400),
            BEGINS,
            BEGINS.plusSeconds(5 * 3_600),
            BEGINS.plusSeconds(8 * 3_600),
            BEGINS.plusSeconds(9 * 3_600),
            BEGINS.plusSeconds(7 * 86_400));
    private static final Actor MANAGER = new Actor("manager", Set.of("programme-manager"));
    private static final Actor TEAM = new Actor("team", Set.of("working-team"));

    private static final MeetingDelivery delivery = mock(MeetingDelivery.class);
    private static final Seats seats = mock(Seats.class);
    private static final AttendanceSheets sheets = mock(AttendanceSheets.class);
    private static final Escalation escalation = mock(Escalation.class);
    private static ModelRun meeting;

    @RegisterExtension
    static final FlowCoverage COVERAGE = new FlowCoverage(TrainingDelivery.KEY);

    @BeforeAll
    static void deploy() {
        meeting = new ModelRun(
                COVERAGE,
                Map.of(
                        "planMeetingDelegate", new PlanMeetingDelegate(delivery),
                        "prepareMeetingListener", new PrepareMeetingListener(delivery),
                        "allotSeatsDelegate", new AllotSeatsDelegate(seats),
                        "closeSeatsDelegate", new CloseSeatsDelegate(seats),
                        "printSheetsDelegate", new PrintSheetsDelegate(sheets),
                        "tickAttendanceListener", new TickAttendanceListener(delivery),
                        "holdClosingListener", new HoldClosingListener(delivery),
                        "reportLateAttendanceDelegate", new ReportLateAttendanceDelegate(escalation),
                        "reportLateClosingDelegate", new ReportLateClosingDelegate(escalation)),
                List.of("session-delivery", "certificate-issuing"));
    }

    @BeforeEach
    void begin() {
        reset(delivery, seats, sheets, escalation);
        when(delivery.plan(MEETING)).thenReturn(TIMES);
        when(delivery.outline(MEETING))
                .thenReturn(new MeetingDelivery.Outline(List.of("11", "12"), List.of("1-MORNING", "1-AFTERNOON")));
        meeting.start(MEETING.key());
    }

    @AfterEach
    void end() {
        meeting.end();
    }

    @AfterAll
    static void close() {
        meeting.close();
    }

    @Test
    void aMeetingGoesFromItsPlanToItsLastCertificate() {
        prepare();
        untilItBegins();
        var inThisOrder = inOrder(delivery, seats, sheets);
        inThisOrder.verify(delivery).plan(MEETING);
        inThisOrder.verify(delivery).prepare(eq(MEETING), any(), eq(MANAGER));
        inThisOrder.verify(seats).allot(MEETING);
        inThisOrder.verify(seats).close(MEETING);
        inThisOrder.verify(sheets).print(MEETING);

        assertThat(meeting.called("session-delivery")).containsExactly("11", "12");
        meeting.finish("session-delivery", "11");
        meeting.finish("session-delivery", "12");
        tick("1-MORNING");
        tick("1-AFTERNOON");
        meeting.run("timer_certificatesAt");
        assertThat(meeting.called("certificate-issuing")).containsExactly(MEETING.key());
        meeting.finish("certificate-issuing", MEETING.key());
        hold();
        meeting.runAll("gateway_meetingEnds");
        meeting.finish("certificate-issuing", MEETING.key());
        assertThat(meeting.ended()).isTrue();
    }

    @Test
    void timersStandWhereTheTimetableHasThem() {
        prepare();
        assertThat(meeting.job("timer_seatsOpen").getDuedate()).isEqualTo(Date.from(TIMES.seatsOpen()));
        meeting.run("timer_seatsOpen");
        meeting.run("serviceTask_allotSeats");
        assertThat(meeting.job("timer_seatsClose").getDuedate()).isEqualTo(Date.from(TIMES.seatsClose()));
        meeting.run("timer_seatsClose");
        meeting.run("serviceTask_closeSeats");
        meeting.run("serviceTask_printSheets");
        assertThat(meeting.job("timer_meetingBegins").getDuedate()).isEqualTo(Date.from(BEGINS));
        meeting.run("timer_meetingBegins");
        assertThat(meeting.job("timer_certificatesAt").getDuedate())
                .isEqualTo(Date.from(TIMES.certificatesBeforeClosing()));
    }

    @Test
    void preparingMayChangeSessionsAndHalfDays() {
        meeting.run("serviceTask_planMeeting");
        when(delivery.outline(MEETING))
                .thenReturn(new MeetingDelivery.Outline(
                        List.of("11", "12", "13"), List.of("1-MORNING", "2-MORNING", "2-AFTERNOON")));
        meeting.complete(meeting.task("userTask_prepareMeeting"), MANAGER, Map.of());
        untilItBegins();
        assertThat(meeting.called("session-delivery")).containsExactly("11", "12", "13");
        assertThat(meeting.tasks("userTask_tickAttendance"))
                .extracting(task -> meeting.variable(task, "halfDay"))
                .containsExactlyInAnyOrder("1-MORNING", "2-MORNING", "2-AFTERNOON");
    }

    @Test
    void eachHalfDayIsATaskOfTheWorkingTeamAndNoneWaitsForAnother() {
        prepare();
        untilItBegins();
        assertThat(meeting.tasks("userTask_tickAttendance")).hasSize(2).allSatisfy(task -> {
            assertThat(meeting.group(task)).isEqualTo("working-team");
            assertThat(task.getDueDate()).isEqualTo(Date.from(TIMES.closing()));
        });
        tick("1-AFTERNOON");
        verify(delivery).tick(eq(MEETING), eq("1-AFTERNOON"), any(), eq(TEAM));
        verify(delivery, never()).tick(eq(MEETING), eq("1-MORNING"), any(), any());
        assertThat(meeting.tasks("userTask_tickAttendance")).hasSize(1);
    }

    @Test
    void theClosingWaitsForNoSheetAndNoMail() {
        prepare();
        untilItBegins();
        meeting.run("timer_certificatesAt");
        assertThat(meeting.called("certificate-issuing")).hasSize(1);
        hold();
        verify(delivery).close(eq(MEETING), any(), eq(TEAM));
        assertThat(meeting.tasks("userTask_tickAttendance")).hasSize(2);
        assertThat(meeting.passed()).doesNotContain(meeting.known("endEvent_earlyIssued"));
    }

    @Test
    void theLastCertificatesWaitForEverySheetAndEverySummary() {
        prepare();
        untilItBegins();
        meeting.run("timer_certificatesAt");
        meeting.finish("certificate-issuing", MEETING.key());
        hold();
        tick("1-MORNING");
        tick("1-AFTERNOON");
        meeting.finish("session-delivery", "11");
        meeting.runAll("gateway_meetingEnds");
        assertThat(meeting.called("certificate-issuing")).isEmpty();
        meeting.finish("session-delivery", "12");
        meeting.runAll("gateway_meetingEnds");
        assertThat(meeting.called("certificate-issuing")).containsExactly(MEETING.key());
    }

    @Test
    void aDayAfterTheClosingTheManagerIsToldOnceOfSheetsAndOfAClosingThatAreMissing() {
        prepare();
        untilItBegins();
        var nextDay = Date.from(TIMES.closing().plusSeconds(86_400));
        assertThat(meeting.job("boundary_attendanceLate").getDuedate()).isEqualTo(nextDay);
        meeting.run("boundary_attendanceLate");
        meeting.run("serviceTask_reportLateAttendance");
        verify(escalation).tellManager("training-delivery", MEETING.key(), "userTask_tickAttendance", null);
        assertThat(meeting.tasks("userTask_tickAttendance")).hasSize(2);

        meeting.run("timer_certificatesAt");
        assertThat(meeting.job("boundary_closingLate").getDuedate()).isEqualTo(nextDay);
        meeting.run("boundary_closingLate");
        meeting.run("serviceTask_reportLateClosing");
        verify(escalation).tellManager("training-delivery", MEETING.key(), "userTask_holdClosing", null);
        hold();
        tick("1-MORNING");
        tick("1-AFTERNOON");
        assertThat(meeting.jobs("boundary_attendanceLate")).isEmpty();
    }

    @Test
    void aRefusedSheetStaysOpen() {
        prepare();
        untilItBegins();
        doThrow(new Refused("present", "training.nobodyPresent")).when(delivery).tick(any(), any(), any(), any());
        var task = meeting.tasks("userTask_tickAttendance").get(0);
        assertThatThrownBy(() -> meeting.complete(task, TEAM, Map.of())).hasRootCauseInstanceOf(Refused.class);
        assertThat(meeting.tasks("userTask_tickAttendance")).hasSize(2);
    }

    @Test
    void noFieldOfAFormStaysInTheEngine() {
        prepare();
        untilItBegins();
        tick("1-MORNING");
        assertThat(meeting.storedVariables()).doesNotContain("logistics", "present", "drafts", "submission", "remarks");
    }

    private static void prepare() {
        meeting.run("serviceTask_planMeeting");
        var task = meeting.task("userTask_prepareMeeting");
        assertThat(meeting.group(task)).isEqualTo("programme-manager");
        assertThat(task.getDueDate()).isEqualTo(Date.from(TIMES.seatsOpen()));
        meeting.complete(task, MANAGER, Map.of("logistics", "قاعتان"));
    }

    private static void untilItBegins() {
        meeting.run("timer_seatsOpen");
        meeting.run("serviceTask_allotSeats");
        meeting.run("timer_seatsClose");
        meeting.run("serviceTask_closeSeats");
        meeting.run("serviceTask_printSheets");
        meeting.run("timer_meetingBegins");
    }

    private static void tick(String halfDay) {
        var task = meeting.tasks("userTask_tickAttendance").stream()
                .filter(t -> halfDay.equals(meeting.variable(t, "halfDay")))
                .findFirst()
                .orElseThrow();
        meeting.complete(task, TEAM, Map.of("drafts", true));
    }

    private static void hold() {
        meeting.complete(meeting.task("userTask_holdClosing"), TEAM, Map.of("certificatesHanded", 3));
    }
}
