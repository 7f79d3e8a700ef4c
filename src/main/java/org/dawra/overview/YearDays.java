package org.dawra.overview;

import java.time.Clock;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;
import org.dawra.award.AwardSelection;
import org.dawra.consultation.CoordinatorConsultation;
import org.dawra.cycle.AnnualCycle;
import org.dawra.cycle.CycleId;
import org.dawra.cycle.MeetingTimetable;
import org.dawra.cycle.Programmes;
import org.dawra.cycle.TrainingCycles;
import org.dawra.engine.ExpectedDays;
import org.dawra.evaluation.CycleEvaluation;
import org.dawra.registration.BeneficiaryRegistration;
import org.dawra.training.TrainingDelivery;
import org.springframework.stereotype.Component;

/** The days of a year's timetable and of its next meeting, under the names by which the models will wait for them. */
@Component
class YearDays implements ExpectedDays {

    private final TrainingCycles cycles;
    private final Programmes programmes;
    private final Clock clock;

    YearDays(TrainingCycles cycles, Programmes programmes, Clock clock) {
        this.cycles = cycles;
        this.programmes = programmes;
        this.clock = clock;
    }

    @Override
    public Map<String, Instant> of(String processKey, String businessKey) {
        if (!processKey.equals(AnnualCycle.KEY)) {
            return Map.of();
        }
        var cycle = CycleId.of(businessKey);
        var year = cycles.timetable(cycle);
        var days = new HashMap<String, Instant>();
        days.put(BeneficiaryRegistration.LISTS_OPEN.name(), year.listsOpen());
        days.put(BeneficiaryRegistration.LIST_DUE.name(), year.consultationSheetsDue());
        days.put(CoordinatorConsultation.SHEETS_DUE.name(), year.consultationSheetsDue());
        days.put(CoordinatorConsultation.CONSULTATION_AT.name(), year.consultation());
        days.put(CoordinatorConsultation.WORKSHOP_DUE.name(), CoordinatorConsultation.workshopDue(year.consultation()));
        days.put(AnnualCycle.PROGRAMME_DUE.name(), year.programmeDue());
        days.put(AwardSelection.AWARD_CLOSES.name(), year.awardCloses());
        days.put(AnnualCycle.YEAR_END.name(), year.yearEnd());
        days.put(AnnualCycle.RECOMMENDATIONS_DUE.name(), year.recommendationsDue());
        programmes.timetables(cycle).values().stream()
                .filter(meeting -> meeting.ends().isAfter(clock.instant()))
                .min(Comparator.comparing(MeetingTimetable::begins))
                .ifPresent(meeting -> add(meeting, days));
        return days;
    }

    private static void add(MeetingTimetable meeting, Map<String, Instant> days) {
        days.put(TrainingDelivery.SEATS_OPEN.name(), meeting.seatsOpen());
        days.put(TrainingDelivery.SEATS_CLOSE.name(), meeting.seatsClose());
        days.put(TrainingDelivery.MEETING_BEGINS.name(), meeting.begins());
        days.put(TrainingDelivery.CERTIFICATES_AT.name(), meeting.certificatesBeforeClosing());
        days.put(TrainingDelivery.CLOSING_AT.name(), meeting.closing());
        days.put(CycleEvaluation.SURVEY_CLOSES.name(), meeting.surveyCloses());
    }
}
