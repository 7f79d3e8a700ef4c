package org.dawra.training;

import java.time.LocalDate;
import org.dawra.cycle.MeetingId;
import org.dawra.cycle.Programmes;
import org.dawra.cycle.TrainingCycles;
import org.dawra.cycle.TrainingMeeting;
import org.dawra.web.ChosenLanguage;

/** What the head of every page about a meeting says. Throws {@link java.util.NoSuchElementException} when there is none. */
record MeetingView(
        long id, String cycle, String title, String place, LocalDate from, LocalDate to, int capacity, boolean sample) {

    static MeetingView of(MeetingId id, Programmes programmes, TrainingCycles cycles) {
        return of(programmes.meeting(id), cycles);
    }

    static MeetingView of(TrainingMeeting meeting, TrainingCycles cycles) {
        var language = ChosenLanguage.current();
        var cycle = cycles.get(meeting.cycle());
        return new MeetingView(
                meeting.id().value(),
                cycle.edition().title().in(language),
                meeting.title().in(language),
                meeting.place().in(language),
                meeting.startsOn(),
                meeting.endsOn(),
                meeting.capacity(),
                cycle.sample());
    }
}
