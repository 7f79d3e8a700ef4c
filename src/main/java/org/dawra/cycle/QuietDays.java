package org.dawra.cycle;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.MonthDay;
import java.util.List;
import java.util.Set;

/**
 * The days of an edition's calendar on which nobody is written to about the tasks that wait for them.
 *
 * @param weekdays each week
 * @param yearly each year, as national holidays are
 * @param dates feasts whose day the moon decides, and whatever else comes once
 */
public record QuietDays(Set<DayOfWeek> weekdays, Set<MonthDay> yearly, List<Span> dates) {

    /** No day is quiet. */
    public static final QuietDays NONE = new QuietDays(Set.of(), Set.of(), List.of());

    public QuietDays {
        weekdays = Set.copyOf(weekdays);
        yearly = Set.copyOf(yearly);
        dates = List.copyOf(dates);
    }

    /** Days from the first to the last. */
    public record Span(LocalDate from, LocalDate to) {}

    /** Whether the day is quiet. */
    public boolean include(LocalDate day) {
        return weekdays.contains(day.getDayOfWeek())
                || yearly.contains(MonthDay.from(day))
                || dates.stream().anyMatch(span -> !day.isBefore(span.from()) && !day.isAfter(span.to()));
    }
}
