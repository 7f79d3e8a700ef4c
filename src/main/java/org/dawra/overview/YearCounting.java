package org.dawra.overview;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.dawra.award.Laureates;
import org.dawra.certificate.Certificates;
import org.dawra.consultation.ConsultationCounts;
import org.dawra.cycle.MeetingId;
import org.dawra.cycle.Programmes;
import org.dawra.cycle.Province;
import org.dawra.cycle.TrainingCycle;
import org.dawra.draw.DrawResults;
import org.dawra.evaluation.SurveyResults;
import org.dawra.partnership.Agreements;
import org.dawra.registration.RegistrationCounts;
import org.dawra.registration.RegistrationCounts.OnList;
import org.dawra.registration.RegistrationCounts.SeatsTaken;
import org.dawra.report.Reports;
import org.dawra.training.Attendances;
import org.dawra.training.Attendances.HalfDaysConfirmed;
import org.dawra.training.TrainingSession;
import org.dawra.training.TrainingSessions;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Counts a year: as many queries whatever the number of people, meetings and provinces. */
@Component
class YearCounting {

    private static final HalfDaysConfirmed NO_HALF_DAYS = new HalfDaysConfirmed(0, 0);
    private static final Certificates.Counts NO_CERTIFICATES = new Certificates.Counts(0, 0, 0, 0, 0);

    private final Programmes programmes;
    private final ConsultationCounts consultation;
    private final Agreements agreements;
    private final RegistrationCounts registrations;
    private final TrainingSessions sessions;
    private final Attendances attendances;
    private final Certificates certificates;
    private final SurveyResults surveys;
    private final Laureates laureates;
    private final DrawResults draws;
    private final Reports reports;

    YearCounting(
            Programmes programmes,
            ConsultationCounts consultation,
            Agreements agreements,
            RegistrationCounts registrations,
            TrainingSessions sessions,
            Attendances attendances,
            Certificates certificates,
            SurveyResults surveys,
            Laureates laureates,
            DrawResults draws,
            Reports reports) {
        this.programmes = programmes;
        this.consultation = consultation;
        this.agreements = agreements;
        this.registrations = registrations;
        this.sessions = sessions;
        this.attendances = attendances;
        this.certificates = certificates;
        this.surveys = surveys;
        this.laureates = laureates;
        this.draws = draws;
        this.reports = reports;
    }

    /** The counts of the cycle as they stand now. */
    @Transactional(readOnly = true)
    YearFigures of(TrainingCycle cycle) {
        var id = cycle.id();
        var provinces = cycle.edition().provinces().stream().map(Province::code).toList();
        var onLists = registrations.lists(id);
        var lists = new LinkedHashMap<String, OnList>();
        provinces.forEach(province -> lists.put(province, onLists.getOrDefault(province, OnList.NONE)));
        return new YearFigures(
                cycle,
                consultation.counts(id),
                agreements.countsByKind(id),
                lists,
                meetings(cycle, provinces),
                laureates.count(id),
                draws.state(id).orElse(null),
                reports.of(id).map(Reports.PublishedReport::publishedAt).orElse(null));
    }

    private List<YearFigures.Meeting> meetings(TrainingCycle cycle, List<String> provinces) {
        var id = cycle.id();
        var quotas = programmes.quotasByMeeting(id);
        var seats = registrations.seats(id).stream()
                .collect(Collectors.toMap(s -> new Place(s.meeting(), s.province()), s -> s));
        var present = attendances.participantsByMeeting(id);
        var confirmed = attendances.confirmed(id);
        var issued = certificates.byMeeting(id);
        var asked = surveys.shares(id);
        var held = sessions.of(id).stream()
                .filter(TrainingSession::summarised)
                .collect(Collectors.groupingBy(TrainingSession::meeting));
        return programmes.meetings(id).stream()
                .map(meeting -> {
                    var shares = new LinkedHashMap<String, YearFigures.Share>();
                    for (var province : provinces) {
                        var taken = seats.getOrDefault(
                                new Place(meeting.id(), province), new SeatsTaken(meeting.id(), province, 0, 0, 0, 0));
                        var papers =
                                issued.getOrDefault(meeting.id(), Map.of()).getOrDefault(province, NO_CERTIFICATES);
                        shares.put(
                                province,
                                new YearFigures.Share(
                                        quotas.getOrDefault(meeting.id(), Map.of())
                                                .getOrDefault(province, 0),
                                        taken.admitted(),
                                        taken.confirmed(),
                                        taken.declined(),
                                        taken.waitingList(),
                                        present.getOrDefault(meeting.id(), Map.of())
                                                .getOrDefault(province, 0),
                                        papers.planned(),
                                        papers.issued(),
                                        papers.failed()));
                    }
                    var its = held.getOrDefault(meeting.id(), List.of());
                    return new YearFigures.Meeting(
                            meeting,
                            shares,
                            Math.toIntExact(its.stream()
                                    .filter(s -> s.state() == TrainingSession.State.SUMMARISED)
                                    .count()),
                            its.size(),
                            confirmed.getOrDefault(meeting.id(), NO_HALF_DAYS),
                            asked.getOrDefault(meeting.id(), SurveyResults.Share.NONE));
                })
                .toList();
    }

    /** A province in a meeting. */
    private record Place(MeetingId meeting, String province) {}
}
