package org.dawra.mail;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class AftermathTest {

    private static final Instant NOW = Instant.parse("2026-01-10T09:00:00Z");

    @Test
    void anAcceptedMessageIsSent() {
        assertThat(after(Outcome.accepted(), 1, NOW, false)).isEqualTo(new Aftermath(MessageState.SENT, null, false));
    }

    @Test
    void aRefusalForNowIsTriedAgainAfterGrowingPauses() {
        var pauses = new long[] {1, 5, 15, 60, 240, 240};
        for (var attempt = 1; attempt <= pauses.length; attempt++) {
            var after = after(Outcome.answered(451), attempt, NOW, false);
            assertThat(after.state()).isEqualTo(MessageState.RETRY);
            assertThat(after.nextAttempt()).isEqualTo(NOW.plus(Duration.ofMinutes(pauses[attempt - 1])));
        }
    }

    @Test
    void afterTwoDaysOfRefusalsItHasFailed() {
        var after = after(Outcome.unreachable(), 14, NOW.minus(Duration.ofHours(45)), false);
        assertThat(after).isEqualTo(new Aftermath(MessageState.FAILED, null, false));
    }

    @Test
    void daysInWhichItWasHardlyTriedDoNotEndIt() {
        for (var attempt = 1; attempt <= 5; attempt++) {
            assertThat(after(Outcome.answered(451), attempt, NOW.minus(Duration.ofDays(9)), false)
                            .state())
                    .isEqualTo(MessageState.RETRY);
        }
        assertThat(after(Outcome.answered(451), 6, NOW.minus(Duration.ofDays(9)), false)
                        .state())
                .isEqualTo(MessageState.FAILED);
    }

    @Test
    void aRefusalForGoodIsNotTriedAgain() {
        assertThat(after(Outcome.answered(550), 1, NOW, false))
                .isEqualTo(new Aftermath(MessageState.FAILED, null, false));
    }

    @Test
    void whatMayHaveArrivedIsRepeatedOnce() {
        var first = after(Outcome.uncertain(), 1, NOW, false);
        assertThat(first.state()).isEqualTo(MessageState.UNKNOWN);
        assertThat(first.isSettled()).isFalse();
        assertThat(first.uncertain()).isTrue();

        var second = after(Outcome.uncertain(), 2, NOW, true);
        assertThat(second).isEqualTo(new Aftermath(MessageState.UNKNOWN, null, true));
    }

    @Test
    void whatMayHaveArrivedStaysUnknownWhenTheRepetitionIsRefused() {
        assertThat(after(Outcome.answered(550), 2, NOW, true))
                .isEqualTo(new Aftermath(MessageState.UNKNOWN, null, true));
        assertThat(after(Outcome.answered(450), 2, NOW, true).state()).isEqualTo(MessageState.UNKNOWN);
        assertThat(after(Outcome.answered(450), 2, NOW, true).isSettled()).isFalse();
        assertThat(after(Outcome.accepted(), 2, NOW, true).state()).isEqualTo(MessageState.SENT);
    }

    private static Aftermath after(Outcome outcome, int attempts, Instant first, boolean uncertain) {
        return Aftermath.of(outcome, attempts, first, uncertain, NOW, () -> 0.5);
    }
}
