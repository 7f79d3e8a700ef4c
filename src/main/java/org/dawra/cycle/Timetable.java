package org.dawra.cycle;

import java.time.Duration;
import java.time.Instant;

/** The instants of a cycle, from the edition's plan and the first meeting's day; days begin at 08:00 and end at 18:00 local time. */
public record Timetable(
        Instant listsOpen,
        Instant consultationSheetsDue,
        Instant consultation,
        Instant programmeDue,
        Instant awardOpens,
        Instant awardCloses,
        Instant yearEnd) {

    private static final Duration TIME_TO_ADOPT = Duration.ofDays(30);

    /** When it should be settled what the next year takes over. */
    public Instant recommendationsDue() {
        return yearEnd.plus(TIME_TO_ADOPT);
    }
}
