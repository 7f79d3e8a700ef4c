package org.dawra.training;

import java.time.LocalDate;
import java.time.LocalTime;
import java.util.Comparator;

/**
 * A morning or an afternoon of a meeting: the unit in which attendance is signed.
 *
 * @param day day of the meeting, counted from 1
 * @param on the local date of that day
 * @param part morning or afternoon
 */
public record HalfDay(int day, LocalDate on, Part part) implements Comparable<HalfDay> {

    private static final LocalTime NOON_BREAK = LocalTime.of(13, 0);

    /** Before or after the break at noon. */
    public enum Part {
        MORNING,
        AFTERNOON;

        /** The part in which a session that starts at {@code time} is signed for. */
        public static Part of(LocalTime time) {
            return time.isBefore(NOON_BREAK) ? MORNING : AFTERNOON;
        }
    }

    /** As the process knows it: {@code 1-MORNING}. */
    public String key() {
        return day + "-" + part;
    }

    @Override
    public int compareTo(HalfDay other) {
        return Comparator.comparingInt(HalfDay::day)
                .thenComparing(HalfDay::part)
                .compare(this, other);
    }
}
