package org.dawra.cycle;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;

/** When things are due, from the edition's plan and the days of the meetings. */
final class CalendarRules {

    private static final LocalTime MORNING = LocalTime.of(8, 0);
    private static final LocalTime EVENING = LocalTime.of(18, 0);
    private static final LocalTime CLOSING = LocalTime.of(16, 0);
    private static final int SHEETS_BEFORE_CONSULTATION = 1;

    private CalendarRules() {}

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
