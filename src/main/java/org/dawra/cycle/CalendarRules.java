package org.dawra.cycle;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.stream.IntStream;

/** When things are due, from the edition's plan and the days of the meetings. */
final class CalendarRules {

    private static final LocalTime MORNING = LocalTime.of(8, 0);
    static final LocalTime EVENING = LocalTime.of(18, 0);
    private static final LocalTime CLOSING = LocalTime.of(16, 0);
    private static final int SHEETS_BEFORE_CONSULTATION = 1;

    private CalendarRules() {}

    /**
     * The soonest first day for which everything that the plan does before it can still be done in its time: the first day to
     * come on which all of it lies ahead.
     */
    static LocalDate soonest(Edition edition, LocalDate today) {
        var plan = edition.plan();
        var first = IntStream.of(
                        plan.listsOpen(),
                        plan.consultation() - SHEETS_BEFORE_CONSULTATION,
                        plan.programme(),
                        edition.award() == null ? 0 : plan.awardOpen(),
                        plan.seatsOpen())
                .min()
                .orElse(0);
        return today.plusDays(1L - Math.min(first, 0));
    }

    /** The soonest first day for which the coordinators' sheets are not due before they are asked for. */
    static LocalDate possible(Edition edition, LocalDate today) {
        return today.plusDays(
                Math.max(0, 1L + SHEETS_BEFORE_CONSULTATION - edition.plan().consultation()));
    }

    static Timetable ofCycle(Edition edition, LocalDate firstDay) {
        var plan = edition.plan();
        var times = new LocalTimes(edition.offsets());
        var consultation = firstDay.plusDays(plan.consultation());
        var sheets = consultation.minusDays(SHEETS_BEFORE_CONSULTATION);
        return new Timetable(
                at(times, firstDay.plusDays(plan.listsOpen()), MORNING),
                at(times, sheets, EVENING),
                at(times, consultation, MORNING),
                at(times, firstDay.plusDays(plan.programme()), EVENING),
                at(times, firstDay.plusDays(plan.awardOpen()), MORNING),
                at(times, firstDay.plusDays(plan.awardClose()), EVENING),
                at(times, firstDay.plusDays(plan.yearEnd()), MORNING));
    }

    static MeetingTimetable ofMeeting(Edition edition, TrainingMeeting meeting) {
        var plan = edition.plan();
        var times = new LocalTimes(edition.offsets());
        var sessions = edition.sessionsOf(meeting);
        var begins = sessions.stream()
                .filter(s -> s.day() == 1)
                .map(Edition.SessionEntry::starts)
                .min(LocalTime::compareTo)
                .orElse(MORNING);
        var closing = sessions.stream()
                .filter(s -> s.kind() == Edition.SessionKind.CLOSING && s.day() == meeting.days())
                .map(Edition.SessionEntry::starts)
                .findFirst()
                .orElse(CLOSING);
        var ends = sessions.stream()
                .filter(s -> s.day() == meeting.days())
                .map(Edition.SessionEntry::ends)
                .max(LocalTime::compareTo)
                .orElse(EVENING);
        var closingAt = at(times, meeting.endsOn(), closing);
        return new MeetingTimetable(
                at(times, meeting.startsOn().plusDays(plan.seatsOpen()), MORNING),
                at(times, meeting.startsOn().plusDays(plan.seatsClose()), EVENING),
                at(times, meeting.startsOn(), begins),
                closingAt.minus(plan.certificatesBeforeClosing()),
                closingAt,
                at(times, meeting.endsOn(), ends),
                at(times, meeting.endsOn().plusDays(plan.surveyCloses()), EVENING));
    }

    private static Instant at(LocalTimes times, LocalDate day, LocalTime time) {
        return times.instant(day.atTime(time));
    }
}
