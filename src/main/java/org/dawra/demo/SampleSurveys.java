package org.dawra.demo;

import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.dawra.cycle.MeetingId;
import org.dawra.cycle.Programmes;
import org.dawra.cycle.TrainingMeeting;
import org.dawra.evaluation.CycleEvaluation;
import org.dawra.evaluation.Surveys;
import org.dawra.registration.Seats;
import org.springframework.context.annotation.Profile;
import org.springframework.stereotype.Component;

/** The surveys of a sample year: two people of three answer before they leave the hall. */
@Component
@Profile("demo")
class SampleSurveys implements Chapter {

    private static final int TWO_IN_ANSWER = 3;
    private static final int ONE_IN_WRITES = 10;

    private final Programmes programmes;
    private final Seats seats;
    private final Surveys surveys;

    SampleSurveys(Programmes programmes, Seats seats, Surveys surveys) {
        this.programmes = programmes;
        this.seats = seats;
        this.surveys = surveys;
    }

    @Override
    public void write(Year year, Script script) {
        Set<MeetingId> answered = new HashSet<>();
        script.deed(
                "surveys",
                () -> open(year, answered)
                        .map(m -> programmes.timetable(m.id()).ends())
                        .min(Comparator.naturalOrder()),
                () -> open(year, answered)
                        .min(Comparator.comparing(
                                m -> programmes.timetable(m.id()).ends()))
                        .ifPresent(meeting -> {
                            answered.add(meeting.id());
                            answer(year, meeting.id());
                        }));
        script.task(
                CycleEvaluation.KEY,
                CycleEvaluation.REVIEW_RESULTS,
                Timing.afterDays(1),
                (task, facts) -> Map.of("conclusion", "استنتاج (نموذج)"));
    }

    private Stream<TrainingMeeting> open(Year year, Set<MeetingId> answered) {
        return programmes.meetings(year.cycle()).stream()
                .filter(meeting -> !answered.contains(meeting.id()) && surveys.isOpen(meeting.id()));
    }

    private void answer(Year year, MeetingId meeting) {
        for (var seat : seats.of(meeting)) {
            var n = seat.id();
            if (seat.admitted() && n % TWO_IN_ANSWER != 0 && !Absences.staysAway(n)) {
                surveys.answer(meeting, n, answers(year, n));
            }
        }
    }

    private static Map<String, Object> answers(Year year, long seat) {
        var given = new HashMap<String, Object>();
        for (var question : year.edition().survey()) {
            switch (question.kind()) {
                case SCALE ->
                    given.put(
                            question.code(), (int) (3 + (seat + question.code().length()) % 3));
                case CHOICE ->
                    given.put(question.code(), (int) (seat % question.options().size()));
                case TEXT -> given.put(question.code(), seat % ONE_IN_WRITES == 0 ? "اقتراح (نموذج)" : "");
            }
        }
        return given;
    }
}
