package org.dawra.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class PaceTest {

    private static final Instant NOW = Instant.parse("2026-02-01T10:00:00Z");

    @Test
    void theRateIsThatOfTheLastMinute() {
        var pace = Pace.of(1_200, 6_000, NOW.minus(Duration.ofHours(1)), NOW);
        assertThat(pace.perMinute()).isEqualTo(1_200);
        assertThat(pace.left()).isEqualTo(Duration.ofMinutes(5));
    }

    @Test
    void whatBeganAMomentAgoIsMeasuredFromItsBeginning() {
        var pace = Pace.of(200, 100, NOW.minusSeconds(10), NOW);
        assertThat(pace.perMinute()).isEqualTo(1_200);
        assertThat(pace.left()).isEqualTo(Duration.ofSeconds(5));
    }

    @Test
    void whatBeginsThisInstantDividesByNoZero() {
        assertThat(Pace.of(3, 3, NOW, NOW).left()).isEqualTo(Duration.ofSeconds(1));
    }

    @Test
    void whileNothingMovesThereIsNoTimeLeft() {
        assertThat(Pace.of(0, 100, null, NOW)).isEqualTo(new Pace(0, null));
        assertThat(Pace.of(10, 0, null, NOW).left()).isNull();
    }

    @Test
    void aPieceOfWorkSaysWhereItStands() {
        assertThat(line(false, 10, 0, 5, 60).state()).isEqualTo(BulkWork.State.RUNNING);
        assertThat(line(true, 10, 0, 5, 60).state()).isEqualTo(BulkWork.State.PAUSED);
        assertThat(line(false, 10, 0, 5, 0).state()).isEqualTo(BulkWork.State.STANDING_STILL);
        assertThat(line(true, 15, 0, 0, 0).state()).isEqualTo(BulkWork.State.DONE);
        assertThat(line(false, 14, 1, 0, 0).state()).isEqualTo(BulkWork.State.DONE_WITH_FAILURES);
    }

    private static BulkWork.Line line(boolean paused, long done, long failed, long open, long rate) {
        return BulkWork.Line.of("x", paused, done, failed, open, new Pace(rate, null), false, "/");
    }
}
