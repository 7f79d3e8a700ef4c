package org.dawra.demo;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.Comparator;
import java.util.Objects;
import java.util.stream.IntStream;
import org.dawra.cycle.Edition;
import org.dawra.cycle.Edition.MeetingEntry;
import org.dawra.cycle.LocalTimes;

/**
 * The days on which an edition is played: its own where its meetings have happened, otherwise days ahead of today.
 *
 * @param opens when the programme manager starts the cycle
 * @param firstMeeting the first meeting's day
 */
record PlayedDays(Instant opens, LocalDate firstMeeting) {

    private static final int DAYS_AHEAD = 120;
    /** The cycle is opened so many days before the first step of its plan. */
    private static final int BEFORE_THE_PLAN = 14;

    private static final LocalTime MORNING = LocalTime.of(9, 0);

    /** The edition's days, as seen at {@code now}. */
    static PlayedDays of(Edition edition, Instant now) {
        var times = new LocalTimes(edition.offsets());
        return edition.meetings().stream()
                .filter(meeting -> meeting.happenedFrom() != null)
                .map(PlayedDays::firstDay)
                .min(Comparator.naturalOrder())
                .map(first -> new PlayedDays(
                        times.instant(first.plusDays(earliest(edition.plan()) - BEFORE_THE_PLAN)
                                .atTime(MORNING)),
                        first))
                .orElseGet(() -> new PlayedDays(now, times.day(now).plusDays(DAYS_AHEAD)));
    }

    private static LocalDate firstDay(MeetingEntry meeting) {
        return Objects.requireNonNull(meeting.happenedFrom()).minusDays(meeting.startsAfter());
    }

    private static long earliest(Edition.Plan plan) {
        return IntStream.of(plan.listsOpen(), plan.consultation(), plan.programme(), plan.seatsOpen())
                .min()
                .orElse(0);
    }
}
