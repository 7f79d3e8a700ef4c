package org.dawra.followup;

import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.Optional;
import org.dawra.cycle.LocalTimes;
import org.dawra.cycle.TrainingCycle;
import org.dawra.cycle.TrainingCycles;
import org.springframework.stereotype.Component;

/** What day and hour it is in the year that runs, and whether the day is quiet there. Of several years, the newest says. */
@Component
class YearClock {

    private final TrainingCycles cycles;
    private final Clock clock;

    YearClock(TrainingCycles cycles, Clock clock) {
        this.cycles = cycles;
        this.clock = clock;
    }

    /** Local date and time now; empty while no year is open. */
    Optional<LocalDateTime> now() {
        return open().map(cycle -> cycles.localTimes(cycle.id()).local(clock.instant()));
    }

    /** Today, local; in UTC while no year is open. */
    LocalDate today() {
        return now().map(LocalDateTime::toLocalDate)
                .orElseGet(() -> LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC));
    }

    /** Whether nobody is to be written to on this day. */
    boolean isQuiet(LocalDate day) {
        return open().map(cycle -> cycle.edition().quietDays().include(day)).orElse(false);
    }

    /** The local day of an instant. */
    LocalDate day(Instant instant) {
        return times().map(t -> t.day(instant)).orElseGet(() -> LocalDate.ofInstant(instant, ZoneOffset.UTC));
    }

    /** The instant of another local day at the same hour as {@code like}. */
    Instant sameHour(LocalDate day, Instant like) {
        var times = times().orElseThrow();
        return times.instant(day.atTime(times.local(like).toLocalTime()));
    }

    /** The instant of a local date and time. */
    Instant instant(LocalDateTime local) {
        return times().orElseThrow().instant(local);
    }

    private Optional<LocalTimes> times() {
        return cycles.all().stream().findFirst().map(cycle -> cycles.localTimes(cycle.id()));
    }

    private Optional<TrainingCycle> open() {
        return cycles.all().stream()
                .filter(cycle -> cycle.state() == TrainingCycle.State.OPEN)
                .findFirst();
    }
}
