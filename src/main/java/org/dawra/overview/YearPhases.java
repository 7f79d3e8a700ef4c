package org.dawra.overview;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.dawra.award.AwardSelection;
import org.dawra.consultation.CoordinatorConsultation;
import org.dawra.cycle.AnnualCycle;
import org.dawra.cycle.LocalTimes;
import org.dawra.cycle.MeetingId;
import org.dawra.cycle.MeetingTimetable;
import org.dawra.cycle.Timetable;
import org.dawra.cycle.TrainingCycle;
import org.dawra.cycle.TrainingMeeting;
import org.dawra.draw.PrizeDraw;
import org.dawra.engine.ProcessHistory.Passage;
import org.dawra.evaluation.CycleEvaluation;
import org.dawra.overview.Phase.Kind;
import org.dawra.overview.Phase.State;
import org.dawra.registration.BeneficiaryRegistration;
import org.dawra.report.Reports;
import org.dawra.training.TrainingDelivery;
import org.jspecify.annotations.Nullable;

/**
 * The phases of a year in the order of the calendar: planned by its timetable, begun and over by what the engine
 * remembers.
 */
final class YearPhases {

    private static final int LAST_HOUR = 23;

    private final TrainingCycle cycle;
    private final LocalTimes times;
    private final Instant now;
    private final Map<Place, Passage> passages = new HashMap<>();
    private final List<Phase> phases = new ArrayList<>();

    private YearPhases(TrainingCycle cycle, List<Passage> passages, Instant now) {
        this.cycle = cycle;
        this.times = new LocalTimes(cycle.edition().offsets());
        this.now = now;
        passages.forEach(p -> this.passages.put(new Place(p.processKey(), p.businessKey(), p.element()), p));
    }

    /** An element in the instances about one thing. */
    private record Place(String process, String businessKey, String element) {}

    /** From when to when; either may be open. */
    private record Plan(@Nullable Instant from, @Nullable Instant to) {

        static final Plan NONE = new Plan(null, null);
    }

    /** The phases of {@code cycle} at {@code now}. */
    static List<Phase> of(
            TrainingCycle cycle,
            List<TrainingMeeting> meetings,
            Timetable timetable,
            Map<MeetingId, MeetingTimetable> meetingTimes,
            List<Passage> passages,
            Instant now) {
        var year = new YearPhases(cycle, passages, now);
        year.addYear(timetable);
        year.addOptional(timetable, meetings, meetingTimes);
        meetings.forEach(meeting -> year.addMeeting(meeting, meetingTimes.get(meeting.id())));
        return year.phases.stream()
                .sorted(Comparator.comparing(YearPhases::order, Comparator.nullsLast(Comparator.naturalOrder())))
                .toList();
    }

    private static @Nullable Instant order(Phase phase) {
        return phase.plannedFrom() == null ? phase.begun() : phase.plannedFrom();
    }

    private void addYear(Timetable timetable) {
        var key = cycle.id().key();
        add(
                Kind.REGISTRATION,
                new Plan(timetable.listsOpen(), timetable.yearEnd()),
                new Place(BeneficiaryRegistration.KEY, key, BeneficiaryRegistration.OPEN_LISTS),
                annual(AnnualCycle.REGISTRATION));
        var consultation = timetable.consultation();
        var opens = timetable.listsOpen().isBefore(consultation) ? timetable.listsOpen() : consultation;
        add(
                Kind.CONSULTATION,
                new Plan(opens, endOfDay(consultation)),
                new Place(CoordinatorConsultation.KEY, key, CoordinatorConsultation.OPEN_SHEETS),
                annual(AnnualCycle.CONSULTATION));
        add(
                Kind.PROGRAMME,
                new Plan(consultation, timetable.programmeDue()),
                annual(AnnualCycle.APPROVE_PROGRAMME),
                annual(AnnualCycle.CONFIRM_PROGRAMME));
        add(
                Kind.AGREEMENTS,
                Plan.NONE,
                annual(AnnualCycle.PARTNERSHIP_AGREEMENT),
                annual(AnnualCycle.PARTNERSHIP_AGREEMENT));
        add(
                Kind.REPORT,
                new Plan(timetable.yearEnd(), timetable.yearEnd().plus(Reports.DAYS_TO_WRITE, ChronoUnit.DAYS)),
                annual(AnnualCycle.GENERAL_REPORT),
                annual(AnnualCycle.GENERAL_REPORT));
        add(
                Kind.NEXT_YEAR,
                new Plan(
                        timetable.yearEnd().plus(Reports.DAYS_TO_WRITE, ChronoUnit.DAYS),
                        timetable.recommendationsDue()),
                annual(AnnualCycle.ADOPT_RECOMMENDATIONS),
                annual(AnnualCycle.OPEN_NEXT_DRAFT));
    }

    private void addOptional(
            Timetable timetable, List<TrainingMeeting> meetings, Map<MeetingId, MeetingTimetable> meetingTimes) {
        var key = cycle.id().key();
        var edition = cycle.edition();
        if (edition.award() == null) {
            skip(Kind.AWARD);
        } else {
            add(
                    Kind.AWARD,
                    new Plan(timetable.awardOpens(), timetable.awardCloses()),
                    new Place(AwardSelection.KEY, key, AwardSelection.OPEN_NOMINATIONS),
                    annual(AnnualCycle.AWARD));
        }
        var draw = edition.draw();
        if (draw == null) {
            skip(Kind.DRAW);
        } else {
            var when = meetings.stream()
                    .filter(m -> draw.meeting().equals(m.code()))
                    .map(m -> meetingTimes.get(m.id()))
                    .filter(Objects::nonNull)
                    .map(t -> new Plan(t.closing(), endOfDay(t.ends())))
                    .findFirst()
                    .orElse(Plan.NONE);
            // Freezing is tried until the attendance is confirmed: the draw is on when its numbers are asked for.
            add(Kind.DRAW, when, new Place(PrizeDraw.KEY, key, PrizeDraw.ENTER_RANDOMNESS), annual(AnnualCycle.DRAW));
        }
        if (edition.institutionAgreements().isEmpty()) {
            skip(Kind.INSTITUTION_AGREEMENTS);
        } else {
            add(
                    Kind.INSTITUTION_AGREEMENTS,
                    Plan.NONE,
                    annual(AnnualCycle.INSTITUTION_AGREEMENT),
                    annual(AnnualCycle.INSTITUTION_AGREEMENT));
        }
    }

    private void addMeeting(TrainingMeeting meeting, @Nullable MeetingTimetable plan) {
        if (plan == null) {
            return;
        }
        var key = meeting.id().key();
        add(
                Kind.SEATS,
                meeting,
                new Plan(plan.seatsOpen(), plan.seatsClose()),
                new Place(TrainingDelivery.KEY, key, TrainingDelivery.ALLOT_SEATS),
                new Place(TrainingDelivery.KEY, key, TrainingDelivery.CLOSE_SEATS));
        add(
                Kind.DELIVERY,
                meeting,
                new Plan(plan.begins(), endOfDay(plan.ends())),
                new Place(TrainingDelivery.KEY, key, TrainingDelivery.SESSION),
                new Place(TrainingDelivery.KEY, key, TrainingDelivery.HOLD_CLOSING));
        add(
                Kind.CERTIFICATES,
                meeting,
                new Plan(plan.certificatesBeforeClosing(), endOfDay(plan.ends())),
                new Place(TrainingDelivery.KEY, key, TrainingDelivery.EARLY_CERTIFICATES),
                new Place(TrainingDelivery.KEY, key, TrainingDelivery.FINAL_CERTIFICATES));
        add(
                Kind.EVALUATION,
                meeting,
                new Plan(plan.closing(), plan.surveyCloses()),
                new Place(CycleEvaluation.KEY, key, CycleEvaluation.OPEN_SURVEY),
                new Place(CycleEvaluation.KEY, key, CycleEvaluation.REVIEW_RESULTS));
    }

    private Place annual(String element) {
        return new Place(AnnualCycle.KEY, cycle.id().key(), element);
    }

    private void skip(Kind kind) {
        phases.add(new Phase(kind, null, null, null, null, null, State.SKIPPED, 0));
    }

    private void add(Kind kind, Plan plan, Place first, Place last) {
        add(kind, null, plan, first, last);
    }

    private void add(Kind kind, @Nullable TrainingMeeting meeting, Plan plan, Place first, Place last) {
        var beginning = passage(first);
        var end = passage(last);
        var begun = beginning == null ? null : beginning.first();
        var ended = end == null || end.open() > 0 ? null : end.last();
        phases.add(new Phase(
                kind, meeting, plan.from(), plan.to(), begun, ended, state(plan, begun, ended), daysLate(plan, ended)));
    }

    /** Several at once have a body around them, which is over when the last of them is. */
    private @Nullable Passage passage(Place place) {
        var around =
                passages.get(new Place(place.process(), place.businessKey(), place.element() + "#multiInstanceBody"));
        return around == null ? passages.get(place) : around;
    }

    private State state(Plan plan, @Nullable Instant begun, @Nullable Instant ended) {
        if (ended != null) {
            return State.DONE;
        }
        if (cycle.state() == TrainingCycle.State.CLOSED) {
            // A year that is over: its history may have been cleaned up after years, or nothing came of the phase.
            return passages.isEmpty() ? State.DONE : State.SKIPPED;
        }
        var due = plan.to();
        if (due != null && due.isBefore(now)) {
            return State.LATE;
        }
        return begun == null ? State.NOT_BEGUN : State.RUNNING;
    }

    private int daysLate(Plan plan, @Nullable Instant ended) {
        var due = plan.to();
        if (due == null || (ended == null && cycle.state() == TrainingCycle.State.CLOSED)) {
            return 0;
        }
        var days = ChronoUnit.DAYS.between(times.day(due), times.day(ended == null ? now : ended));
        return (int) Math.max(0, days);
    }

    private Instant endOfDay(Instant instant) {
        return times.instant(times.day(instant).atTime(LAST_HOUR, 0));
    }
}
