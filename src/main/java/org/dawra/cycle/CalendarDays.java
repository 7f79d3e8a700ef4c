package org.dawra.cycle;

import java.time.Instant;
import org.dawra.engine.WorkingDays;
import org.springframework.stereotype.Component;

/** Working days by the calendar of the year's edition, whose quiet days are none. */
@Component
class CalendarDays implements WorkingDays {

    private final TrainingCycles cycles;
    private final Editions editions;

    CalendarDays(TrainingCycles cycles, Editions editions) {
        this.cycles = cycles;
        this.editions = editions;
    }

    @Override
    public Instant evening(String processKey, String businessKey, Instant from, int days) {
        var edition = processKey.equals(AnnualCycle.KEY)
                ? cycles.get(CycleId.of(businessKey)).edition()
                : editions.all().get(0); // a process started by hand, as a later issuing is
        return evening(edition, from, days);
    }

    static Instant evening(Edition edition, Instant from, int days) {
        var times = new LocalTimes(edition.offsets());
        var day = times.day(from);
        for (var left = days; left > 0; left--) {
            do {
                day = day.plusDays(1);
            } while (edition.quietDays().include(day));
        }
        return times.instant(day.atTime(CalendarRules.EVENING));
    }
}
