package org.dawra.demo;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.dawra.certificate.CertificateIssuing;
import org.dawra.cycle.MeetingId;
import org.dawra.cycle.Programmes;
import org.dawra.cycle.TrainingCycles;
import org.dawra.cycle.TrainingMeeting;
import org.dawra.engine.Actor;
import org.dawra.engine.HumanTask;
import org.dawra.engine.HumanTasks;
import org.dawra.engine.ProcessHistory;
import org.dawra.registration.Seat;
import org.dawra.registration.SeatAnswers;
import org.dawra.registration.Seats;
import org.dawra.training.SessionDelivery;
import org.dawra.training.TrainingDelivery;
import org.dawra.training.TrainingSession;
import org.dawra.training.TrainingSessions;
import org.jspecify.annotations.Nullable;
import org.springframework.context.annotation.Profile;
import org.springframework.stereotype.Component;

/** The meetings of a sample year: seats answered, sheets signed, sessions summed up, the closing in the hall. */
@Component
@Profile("demo")
class SampleMeetings implements Chapter {

    /** Of so many seats one is declined, so that the waiting list moves. */
    private static final int ONE_IN_DECLINES = 40;

    private static final int ONE_IN_MISSES_A_HALF_DAY = 5;

    private final TrainingCycles cycles;
    private final Programmes programmes;
    private final Seats seats;
    private final SeatAnswers answers;
    private final TrainingSessions sessions;
    private final HumanTasks tasks;
    private final ProcessHistory history;

    SampleMeetings(
            TrainingCycles cycles,
            Programmes programmes,
            Seats seats,
            SeatAnswers answers,
            TrainingSessions sessions,
            HumanTasks tasks,
            ProcessHistory history) {
        this.cycles = cycles;
        this.programmes = programmes;
        this.seats = seats;
        this.answers = answers;
        this.sessions = sessions;
        this.tasks = tasks;
        this.history = history;
    }

    @Override
    public void write(Year year, Script script) {
        script.task(TrainingDelivery.KEY, TrainingDelivery.PREPARE_MEETING, Timing.atOnce(), (task, facts) -> {
            var fields = new HashMap<String, Object>();
            fields.put("logistics", "القاعة والوثائق جاهزة (نموذج)");
            fields.put("sessions", Rows.of(facts, "sessions"));
            return fields;
        });
        seatsAnswered(year, script);
        script.task(
                TrainingDelivery.KEY, TrainingDelivery.TICK_ATTENDANCE, this::halfDayEnds, (task, facts) -> tick(task));
        script.task(
                TrainingDelivery.KEY,
                TrainingDelivery.HOLD_CLOSING,
                Timing.fromDue(Duration.ZERO),
                (task, facts) -> close(year, task));
        script.task(
                SessionDelivery.KEY,
                SessionDelivery.CONFIRM_ATTENDANCE,
                Timing.fromDue(Duration.ZERO),
                (task, facts) -> Map.of("headcount", headcount(task), "remarks", ""));
        script.task(
                SessionDelivery.KEY,
                SessionDelivery.WRITE_SUMMARY,
                Timing.atOnce(),
                (task, facts) -> summary(year, task));
        script.task(
                CertificateIssuing.KEY,
                CertificateIssuing.RESOLVE_UNDELIVERABLE,
                Timing.afterDays(1),
                (task, facts) -> Map.of("note", "تم الاتصال هاتفيا (نموذج)"));
    }

    private void seatsAnswered(Year year, Script script) {
        Set<MeetingId> answered = new HashSet<>();
        script.deed(
                "seats",
                () -> invited(year, answered).map(this::answersBy).min(Comparator.naturalOrder()),
                () -> invited(year, answered)
                        .min(Comparator.comparing(this::answersBy))
                        .ifPresent(meeting -> {
                            answered.add(meeting.id());
                            answerSeats(meeting, year.progress());
                        }));
    }

    /** Meetings whose seats have been given out and not been answered yet. */
    private Stream<TrainingMeeting> invited(Year year, Set<MeetingId> answered) {
        return programmes.meetings(year.cycle()).stream()
                .filter(meeting -> !answered.contains(meeting.id()))
                .filter(meeting -> history
                        .steps(TrainingDelivery.KEY, meeting.id().key())
                        .stream()
                        .anyMatch(s -> s.element().equals(TrainingDelivery.SEATS_CLOSE_TIMER) && s.ended() == null));
    }

    /** Half-way through the time they have. */
    private Instant answersBy(TrainingMeeting meeting) {
        var timetable = programmes.timetable(meeting.id());
        return timetable
                .seatsOpen()
                .plus(Duration.between(timetable.seatsOpen(), timetable.seatsClose())
                        .dividedBy(2));
    }

    private void answerSeats(TrainingMeeting meeting, Progress progress) {
        var invited = seats.of(meeting.id()).stream()
                .filter(s -> s.state() == Seat.State.INVITED)
                .toList();
        var done = 0;
        for (var seat : invited) {
            var answer = seat.id() % ONE_IN_DECLINES == 0 ? SeatAnswers.Answer.DECLINED : SeatAnswers.Answer.CONFIRMED;
            answers.answer(seat.id(), answer, Actor.holder("seat-" + seat.id()));
            progress.at(++done, invited.size());
        }
    }

    /** The sheet of a half-day goes round until the end of its last session. */
    private Instant halfDayEnds(HumanTask task) {
        var meeting = programmes.meeting(MeetingId.of(task.businessKey()));
        return sessions.of(meeting.id()).stream()
                .filter(s -> s.halfDay().key().equals(halfDay(task)))
                .max(Comparator.comparing(TrainingSession::ends))
                .map(s -> instant(meeting, s, s.ends()))
                .orElse(task.created());
    }

    private Instant instant(TrainingMeeting meeting, TrainingSession session, LocalTime time) {
        return cycles.localTimes(meeting.cycle()).instant(session.on().atTime(time));
    }

    private static String halfDay(HumanTask task) {
        return String.valueOf(task.variables().get("halfDay"));
    }

    private Map<String, Object> tick(HumanTask task) {
        var halfDay = halfDay(task);
        var present = new ArrayList<Map<String, Object>>();
        for (var seat : seats.of(MeetingId.of(task.businessKey()))) {
            var n = seat.id();
            if (seat.admitted() && !Absences.staysAway(n) && (n + halfDay.hashCode()) % ONE_IN_MISSES_A_HALF_DAY != 0) {
                present.add(Map.of("seat", n));
            }
        }
        return Map.of("present", present);
    }

    private @Nullable Map<String, Object> close(Year year, HumanTask task) {
        var meeting = MeetingId.of(task.businessKey());
        var sheetsOut = tasks.waiting(task.processKey(), task.businessKey()).stream()
                .anyMatch(t -> t.definitionKey().equals(TrainingDelivery.TICK_ATTENDANCE));
        if (sheetsOut || history.isRunning(CertificateIssuing.KEY, meeting.key())) {
            return null;
        }
        var award = year.edition().award();
        return Map.of(
                "summariesRead",
                true,
                "certificatesHanded",
                admitted(meeting),
                "shieldsGiven",
                award != null
                        && award.meeting().equals(programmes.meeting(meeting).code()),
                "remarks",
                "");
    }

    private int admitted(MeetingId meeting) {
        return (int) seats.of(meeting).stream().filter(Seat::admitted).count();
    }

    private int headcount(HumanTask task) {
        return session(task).map(s -> admitted(s.meeting())).orElse(0);
    }

    private Optional<TrainingSession> session(HumanTask task) {
        return sessions.find(Long.parseLong(task.businessKey()));
    }

    private Map<String, Object> summary(Year year, HumanTask task) {
        var session = session(task).orElseThrow();
        var samples = year.edition().samples();
        var text = samples.summaries().stream()
                .filter(s -> s.session().equals(session.code()))
                .map(s -> s.text())
                .findFirst();
        List<Map<String, Object>> mine = new ArrayList<>();
        var all = samples.recommendations();
        if (!all.isEmpty()) {
            var one = all.get(session.ordinal() % all.size());
            mine.add(Map.of("textAr", one.ar(), "textFr", one.fr()));
        }
        return Map.of(
                "summaryAr", text.map(t -> t.ar()).orElse("خلاصة الحصة (نموذج)"),
                "summaryFr", text.map(t -> t.fr()).orElse("Synthèse de la séance (spécimen)"),
                "recommendations", mine);
    }
}
