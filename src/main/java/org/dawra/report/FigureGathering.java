package org.dawra.report;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.dawra.award.Laureates;
import org.dawra.certificate.Certificates;
import org.dawra.cycle.Bilingual;
import org.dawra.cycle.CycleId;
import org.dawra.cycle.Programmes;
import org.dawra.cycle.TrainingCycles;
import org.dawra.cycle.TrainingMeeting;
import org.dawra.draw.DrawRecord;
import org.dawra.draw.DrawResults;
import org.dawra.evaluation.SurveyResults;
import org.dawra.partnership.AgreementKind;
import org.dawra.partnership.AgreementState;
import org.dawra.partnership.Agreements;
import org.dawra.registration.Institution;
import org.dawra.registration.Institutions;
import org.dawra.registration.RegistrationCounts;
import org.dawra.training.Attendances;
import org.dawra.training.AttendedSeat;
import org.dawra.training.Recommendations;
import org.dawra.training.TrainingSessions;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Reads everyone's read side. */
@Component
class FigureGathering {

    private final TrainingCycles cycles;
    private final Programmes programmes;
    private final RegistrationCounts registrations;
    private final Institutions institutions;
    private final Attendances attendances;
    private final TrainingSessions sessions;
    private final Recommendations recommendations;
    private final SurveyResults surveys;
    private final Laureates laureates;
    private final DrawResults draws;
    private final Agreements agreements;
    private final Certificates certificates;

    FigureGathering(
            TrainingCycles cycles,
            Programmes programmes,
            RegistrationCounts registrations,
            Institutions institutions,
            Attendances attendances,
            TrainingSessions sessions,
            Recommendations recommendations,
            SurveyResults surveys,
            Laureates laureates,
            DrawResults draws,
            Agreements agreements,
            Certificates certificates) {
        this.cycles = cycles;
        this.programmes = programmes;
        this.registrations = registrations;
        this.institutions = institutions;
        this.attendances = attendances;
        this.sessions = sessions;
        this.recommendations = recommendations;
        this.surveys = surveys;
        this.laureates = laureates;
        this.draws = draws;
        this.agreements = agreements;
        this.certificates = certificates;
    }

    Figures of(CycleId id) {
        var accepted = registrations.accepted(id);
        var byProvince = new LinkedHashMap<String, Integer>();
        cycles.get(id).edition().provinces().forEach(p -> byProvince.put(p.code(), accepted.getOrDefault(p.code(), 0)));
        var kinds = new LinkedHashMap<String, Integer>();
        registrations.acceptedByKind(id).forEach((kind, count) -> kinds.put(kind.name(), count));
        return new Figures(
                byProvince,
                kinds,
                programmes.meetings(id).stream().map(m -> meeting(id, m)).toList(),
                winners(id),
                draws.of(id).map(this::draw).orElse(null),
                agreements.of(id).stream()
                        .filter(a -> a.state() == AgreementState.SIGNED)
                        .map(a -> new Figures.Signed(
                                bilingual(a.titleAr(), a.titleFr()),
                                a.partiesAr(),
                                a.partiesFr(),
                                a.kind() == AgreementKind.INSTITUTIONS))
                        .toList(),
                recommendations.of(id).stream()
                        .map(r -> bilingual(r.textAr(), r.textFr()))
                        .distinct()
                        .toList());
    }

    private Figures.Meeting meeting(CycleId cycle, TrainingMeeting meeting) {
        var attended = attendances.of(meeting.id());
        var survey = surveys.of(meeting.id());
        Map<String, Integer> byProvince = attended.stream()
                .collect(Collectors.groupingBy(
                        AttendedSeat::province, LinkedHashMap::new, Collectors.summingInt(a -> 1)));
        return new Figures.Meeting(
                meeting.code(),
                meeting.title(),
                meeting.place(),
                meeting.printedFrom(),
                meeting.printedTo(),
                meeting.sample(),
                attended.size(),
                Math.toIntExact(attended.stream()
                        .map(AttendedSeat::institution)
                        .distinct()
                        .count()),
                byProvince,
                certificates.counts(meeting.id()).issued(),
                survey.map(SurveyResults.Results::asked).orElse(0),
                survey.map(SurveyResults.Results::answered).orElse(0),
                survey.map(SurveyResults.Results::mean).orElse(null),
                survey.map(SurveyResults.Results::questions).orElse(List.of()).stream()
                        .filter(q -> q.mean() != null)
                        .map(FigureGathering::grade)
                        .toList(),
                survey.map(SurveyResults.Results::conclusion).orElse(null),
                sessions.of(meeting.id()).stream()
                        .map(s ->
                                new Figures.Session(bilingual(s.titleAr(), s.titleFr()), s.summaryAr(), s.summaryFr()))
                        .toList());
    }

    private static Figures.Grade grade(SurveyResults.QuestionFigures question) {
        var mean = question.mean();
        return new Figures.Grade(question.question().text(), mean == null ? 0 : mean);
    }

    private List<Figures.Winner> winners(CycleId id) {
        return laureates.of(id).stream()
                .map(l -> new Figures.Winner(
                        l.place(),
                        institutions
                                .find(l.institution())
                                .map(i -> bilingual(i.name(), i.nameFr()))
                                .orElse(bilingual(l.name(), null)),
                        l.province(),
                        l.citation()))
                .toList();
    }

    private Figures.@Nullable Draw draw(DrawRecord draw) {
        return draw.state() != DrawRecord.State.PUBLISHED
                ? null
                : new Figures.Draw(
                        draw.poolSize(),
                        draw.winners().stream().map(this::named).toList(),
                        draw.reserves().stream().map(this::named).toList());
    }

    /** By the name on the ticket, with the French one of the institution where it is known. */
    private Bilingual named(DrawRecord.Line line) {
        return bilingual(
                line.name(),
                institutions.find(line.institution()).map(Institution::nameFr).orElse(null));
    }

    private static Bilingual bilingual(String ar, @Nullable String fr) {
        return new Bilingual(ar, fr == null ? ar : fr);
    }
}
