package org.dawra.overview;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.YearMonth;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.dawra.cycle.LocalTimes;
import org.jspecify.annotations.Nullable;

/**
 * The phases of a year on a line of whole months.
 *
 * @param ticks the months that are named, few enough for a phone
 * @param months where each month begins
 * @param today where now lies; null when it lies outside
 */
record TimeLine(
        List<Row> rows,
        List<Tick> ticks,
        List<String> months,
        @Nullable String today) {

    private static final int MOST_NAMES = 6;

    /** A phase with its marks; null where it has none. */
    record Row(
            Phase phase, @Nullable Span planned, @Nullable Span actual) {}

    /** A month that is named in the middle of its stretch; with its year where that is new. */
    record Tick(String x, LocalDate month, boolean newYear) {}

    /** Draws phases that have times; the others are told in words. While a year goes on, now is on the line. */
    static TimeLine of(List<Phase> phases, LocalTimes times, Instant now, boolean goesOn, boolean rightToLeft) {
        var drawn = phases.stream().filter(Phase::hasTimes).toList();
        var instants = Stream.concat(
                        drawn.stream()
                                .flatMap(p -> Stream.of(p.plannedFrom(), p.plannedTo(), p.begun(), p.ended()))
                                .filter(Objects::nonNull),
                        goesOn && !drawn.isEmpty() ? Stream.of(now) : Stream.<Instant>empty())
                .sorted()
                .toList();
        if (instants.isEmpty()) {
            return new TimeLine(List.of(), List.of(), List.of(), null);
        }
        var first = YearMonth.from(times.local(instants.get(0)));
        var last = YearMonth.from(times.local(instants.get(instants.size() - 1)));
        var axis = new Axis(first, last.plusMonths(1), times, rightToLeft);
        return new TimeLine(
                drawn.stream()
                        .map(phase -> row(phase, axis, goesOn ? now : null))
                        .toList(),
                axis.ticks(),
                axis.months(),
                goesOn ? Span.at(axis.share(now), rightToLeft) : null);
    }

    /** What is not over reaches to now. */
    private static Row row(Phase phase, Axis axis, @Nullable Instant now) {
        var from = phase.plannedFrom();
        var to = phase.plannedTo();
        var begun = phase.begun();
        var ended = phase.ended() == null ? now : phase.ended();
        return new Row(
                phase,
                from == null ? null : axis.span(from, to == null ? from : to),
                begun == null ? null : axis.span(begun, ended == null || ended.isBefore(begun) ? begun : ended));
    }

    /** Whole months side by side. */
    private record Axis(YearMonth first, YearMonth end, LocalTimes times, boolean rightToLeft) {

        double share(Instant instant) {
            return share(times.local(instant));
        }

        private double share(LocalDateTime local) {
            var start = first.atDay(1).atStartOfDay();
            var length = ChronoUnit.MINUTES.between(start, end.atDay(1).atStartOfDay());
            return (double) ChronoUnit.MINUTES.between(start, local) / length;
        }

        Span span(Instant from, Instant to) {
            return Span.between(share(from), share(to), rightToLeft);
        }

        private int length() {
            return Math.toIntExact(ChronoUnit.MONTHS.between(first, end));
        }

        List<String> months() {
            return Stream.iterate(first, month -> month.plusMonths(1))
                    .limit(length())
                    .map(month -> Span.at(share(month.atDay(1).atStartOfDay()), rightToLeft))
                    .toList();
        }

        List<Tick> ticks() {
            var step = (length() + MOST_NAMES - 1) / MOST_NAMES;
            var ticks = new ArrayList<Tick>();
            var year = first.getYear() - 1;
            for (var month = first; month.isBefore(end); month = month.plusMonths(step)) {
                var middle = (share(month.atDay(1).atStartOfDay())
                                + share(month.plusMonths(1).atDay(1).atStartOfDay()))
                        / 2;
                ticks.add(new Tick(Span.at(middle, rightToLeft), month.atDay(1), month.getYear() != year));
                year = month.getYear();
            }
            return ticks;
        }
    }
}
