package org.dawra.evaluation;

import java.time.Duration;
import java.time.Instant;
import org.dawra.cycle.MeetingTimetable;

/** When a survey opens in the hall, reminds, closes, and when its results should have been reviewed. */
record SurveyTimes(Instant opens, Instant reminder, Instant closes, Instant resultsDue) {

    /** In the hall, in the last half-day: people answer before they leave. */
    private static final Duration BEFORE_CLOSING = Duration.ofHours(3);

    private static final Duration SHORTEST = Duration.ofDays(1);
    private static final Duration FOR_REVIEW = Duration.ofDays(7);

    static SurveyTimes of(MeetingTimetable meeting) {
        var opens = latest(meeting.begins(), meeting.closing().minus(BEFORE_CLOSING));
        var closes = latest(meeting.surveyCloses(), meeting.ends().plus(SHORTEST));
        var waiting = Duration.between(meeting.ends(), closes);
        return new SurveyTimes(opens, meeting.ends().plus(waiting.dividedBy(2)), closes, closes.plus(FOR_REVIEW));
    }

    private static Instant latest(Instant a, Instant b) {
        return a.isAfter(b) ? a : b;
    }
}
