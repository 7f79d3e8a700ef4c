package org.dawra.draw;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.ArgumentMatchers.anyInt;
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
import java.util.Optional;
import java.util.Set;
import org.dawra.FlowCoverage;
import org.dawra.access.Role;
import org.dawra.cycle.CycleId;
import org.dawra.engine.Actor;
import org.dawra.engine.Refused;
import org.dawra.training.ModelRun;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class PrizeDrawProcessTest {

    private static final CycleId CYCLE = new CycleId(4);
    private static final Instant CLOSING = Instant.parse("2024-12-29T16:00:00Z");
    private static final Instant AGAIN = Instant.parse("2024-12-29T16:10:00Z");
    private static final Actor MANAGER = new Actor("manager", Set.of(Role.PROGRAMME_MANAGER.group()));

    private static final PrizeDrawing drawing = mock(PrizeDrawing.class);
    private static ModelRun model;

    @RegisterExtension
    static final FlowCoverage COVERAGE = new FlowCoverage("prize-draw");

    @BeforeAll
    static void deploy() {
        model = new ModelRun(
                COVERAGE,
                Map.of(
                        "planDrawDelegate", new PlanDrawDelegate(drawing),
                        "freezePoolDelegate", new FreezePoolDelegate(drawing),
                        "drawOrderDelegate", new DrawOrderDelegate(drawing),
                        "offerPrizeDelegate", new OfferPrizeDelegate(drawing),
                        "publishRecordDelegate", new PublishRecordDelegate(drawing),
                        "enterRandomnessListener", new EnterRandomnessListener(drawing),
                        "recordAcceptanceListener", new RecordAcceptanceListener(drawing)),
                List.of());
    }

    @BeforeEach
    void begin() {
        reset(drawing);
        when(drawing.answerDue()).thenReturn(CLOSING.plusSeconds(86_400));
        when(drawing.plan(CYCLE)).thenReturn(CLOSING);
        frozen(12);
        model.start(CYCLE.key());
        model.run("serviceTask_planDraw");
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
    void twoWinnersTakeTheirPrizesAndTheRecordIsPublished() {
        openAndFreeze();
        enterRandomness();
        offer(5);
        answer("ACCEPTED");
        offer(9);
        answer("ACCEPTED");
        nothingLeft();
        publish();
        verify(drawing).recordAnswer(eq(CYCLE), eq(5), any(), eq(MANAGER));
        verify(drawing).recordAnswer(eq(CYCLE), eq(9), any(), eq(MANAGER));
        assertThat(model.passed())
                .doesNotContain(model.known("timer_attendanceAwaited"), model.known("endEvent_noPool"));
    }

    @Test
    void thePoolIsFrozenAtTheClosingAndNotBefore() {
        assertThat(model.job("timer_drawOpens").getDuedate()).isEqualTo(Date.from(CLOSING));
        verify(drawing, never()).freeze(any());
        assertThat(model.tasks("userTask_enterRandomness")).isEmpty();
    }

    @Test
    void aWinnerWhoDeclinesIsReplacedByTheNext() {
        openAndFreeze();
        enterRandomness();
        offer(5);
        answer("DECLINED");
        offer(9);
        answer("ACCEPTED");
        nothingLeft();
        publish();
    }

    @Test
    void twoMayDeclineOneAfterTheOther() {
        openAndFreeze();
        enterRandomness();
        for (var ticket : new int[] {5, 9, 2, 7}) {
            offer(ticket);
            answer(ticket == 5 || ticket == 9 ? "DECLINED" : "ACCEPTED");
        }
        nothingLeft();
        publish();
        verify(drawing, times(4)).recordAnswer(eq(CYCLE), anyInt(), any(), any());
    }

    @Test
    void aLoneParticipantIsAskedOnceAndThenTheRecordIsPublished() {
        frozen(1);
        openAndFreeze();
        enterRandomness();
        offer(1);
        answer("ACCEPTED");
        nothingLeft();
        publish();
        verify(drawing, times(1)).recordAnswer(eq(CYCLE), eq(1), any(), eq(MANAGER));
    }

    @Test
    void whereNobodyIsLeftToAskTheRecordSaysSo() {
        openAndFreeze();
        enterRandomness();
        nothingLeft();
        publish();
        verify(drawing, never()).recordAnswer(any(), anyInt(), any(), any());
    }

    @Test
    void withoutAParticipantThereIsNoDraw() {
        frozen(0);
        openAndFreeze();
        assertThat(model.ended()).isTrue();
        assertThat(model.passed()).contains("endEvent_noPool").doesNotContain(model.known("userTask_enterRandomness"));
    }

    @Test
    void whileAttendanceIsNotConfirmedThePoolWaits() {
        waits(1);
    }

    @Test
    void thePoolMayWaitTwice() {
        waits(2);
    }

    @Test
    void aConfirmedHalfDayWakesTheDrawAtOnce() {
        isToldOf(1);
    }

    @Test
    void aHalfDayThatIsNotEnoughLeavesItToTheNext() {
        isToldOf(2);
    }

    private void isToldOf(int halfDays) {
        when(drawing.freeze(CYCLE)).thenReturn(new PrizeDrawing.Freezing(false, 0, AGAIN));
        model.run("timer_drawOpens");
        for (var told = 0; told < halfDays; told++) {
            model.run("serviceTask_freezePool");
            if (told == halfDays - 1) {
                frozen(3);
            }
            model.tell("attendance-confirmed");
            assertThat(model.jobs("timer_attendanceAwaited")).isEmpty();
        }
        model.run("serviceTask_freezePool");
        assertThat(model.tasks("userTask_enterRandomness")).hasSize(1);
        assertThat(model.passed()).doesNotContain(model.known("endEvent_noPool"));
    }

    private void waits(int rounds) {
        when(drawing.freeze(CYCLE)).thenReturn(new PrizeDrawing.Freezing(false, 0, AGAIN));
        model.run("timer_drawOpens");
        for (var round = 0; round < rounds; round++) {
            model.run("serviceTask_freezePool");
            assertThat(model.job("timer_attendanceAwaited").getDuedate()).isEqualTo(Date.from(AGAIN));
            if (round == rounds - 1) {
                frozen(3);
            }
            model.run("timer_attendanceAwaited");
        }
        model.run("serviceTask_freezePool");
        assertThat(model.tasks("userTask_enterRandomness")).hasSize(1);
        assertThat(model.variable("poolSize")).isEqualTo(3);
    }

    @Test
    void refusedRandomnessLeavesTheTaskOpen() {
        openAndFreeze();
        doThrow(new Refused("randomness", "draw.randomness.numbers", 3))
                .when(drawing)
                .enterRandomness(any(), any(), any());
        assertThatThrownBy(() -> model.complete(
                        model.task("userTask_enterRandomness"), MANAGER, Map.of("method", "HALL", "randomness", "1")))
                .hasRootCauseInstanceOf(Refused.class);
        assertThat(model.tasks("userTask_enterRandomness")).hasSize(1);
        verify(drawing, never()).drawOrder(any());
    }

    @Test
    void onlyTheProgrammeManagerIsAskedAndNoFieldStaysInTheEngine() {
        openAndFreeze();
        assertThat(model.group(model.task("userTask_enterRandomness"))).isEqualTo(Role.PROGRAMME_MANAGER.group());
        enterRandomness();
        offer(5);
        assertThat(model.group(model.task("userTask_recordAcceptance"))).isEqualTo(Role.PROGRAMME_MANAGER.group());
        answer("ACCEPTED");
        assertThat(model.storedVariables())
                .doesNotContain("method", "randomness", "witness", "decision", "note", "submission");
    }

    private static void frozen(int size) {
        when(drawing.freeze(CYCLE)).thenReturn(new PrizeDrawing.Freezing(true, size, CLOSING));
    }

    private static void openAndFreeze() {
        model.run("timer_drawOpens");
        model.run("serviceTask_freezePool");
    }

    private static void enterRandomness() {
        model.complete(
                model.task("userTask_enterRandomness"),
                MANAGER,
                Map.of("method", "HALL", "randomness", "12 7 45", "witness", "ممثل السلطة المحلية"));
        verify(drawing).enterRandomness(eq(CYCLE), any(), eq(MANAGER));
        model.run("serviceTask_drawOrder");
        verify(drawing).drawOrder(CYCLE);
    }

    private static void offer(int ticket) {
        when(drawing.offerNext(CYCLE)).thenReturn(Optional.of(ticket));
        model.run("serviceTask_offerPrize");
        assertThat(model.variable("ticket")).isEqualTo(Integer.toString(ticket));
    }

    private static void nothingLeft() {
        when(drawing.offerNext(CYCLE)).thenReturn(Optional.empty());
        model.run("serviceTask_offerPrize");
        assertThat(model.tasks("userTask_recordAcceptance")).isEmpty();
    }

    private static void answer(String decision) {
        model.complete(model.task("userTask_recordAcceptance"), MANAGER, Map.of("decision", decision));
    }

    private static void publish() {
        verify(drawing, never()).publish(any());
        model.run("serviceTask_publishRecord");
        verify(drawing).publish(CYCLE);
        assertThat(model.ended()).isTrue();
    }
}
