package org.dawra.cycle;

import java.time.Instant;

/** The instants of one meeting. */
public record MeetingTimetable(
        Instant seatsOpen,
        Instant seatsClose,
        Instant begins,
        Instant certificatesBeforeClosing,
        Instant closing,
        Instant ends,
        Instant surveyCloses) {}
