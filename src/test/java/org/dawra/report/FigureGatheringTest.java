package org.dawra.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.ArgumentMatchers.anyLong;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.when;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.dawra.award.Laureates;
import org.dawra.certificate.Certificates;
import org.dawra.cycle.Bilingual;
import org.dawra.cycle.CycleId;
import org.dawra.cycle.MeetingId;
import org.dawra.cycle.Programmes;
import org.dawra.cycle.TrainingCycles;
import org.dawra.cycle.TrainingMeeting;
import org.dawra.draw.DrawRecord;
import org.dawra.draw.DrawResults;
import org.dawra.evaluation.SurveyResults;
import org.dawra.partnership.AgreementKind;
import org.dawra.partnership.AgreementLine;
import org.dawra.partnership.AgreementState;
import org.dawra.partnership.Agreements;
import org.dawra.registration.Institution;
import org.dawra.registration.Institutions;
import org.dawra.registration.RegistrationCounts;
import org.dawra.training.Attendances;
import org.dawra.training.AttendedSeat;
import org.dawra.training.Recommendations;
import org.dawra.training.TrainingSessions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The report counts what the rooms of the house hold: no more, no less. */
class FigureGatheringTest {

    private static final CycleId CYCLE = new CycleId(1);
    private static final MeetingId FIRST = new MeetingId(5);
    private static final MeetingId SECOND = new MeetingId(6);

    private final TrainingCycles cycles = mock(TrainingCycles.class);
    private final Programmes programmes = mock(Programmes.class);
    private final RegistrationCounts registrations = mock(RegistrationCounts.class);
    private final Institutions institutions = mock(Institutions.class);
    private final Attendances attendances = mock(Attendances.class);
    private final SurveyResults surveys = mock(SurveyResults.class);
    private final Laureates laureates = mock(Laureates.class);
    private final DrawResults draws = mock(DrawResults.class);
    private final Agreements agreements = mock(Agreements.class);
    private final Certificates certificates = mock(Certificates.class);

    private final FigureGathering gathering = new FigureGathering(
            cycles,
            programmes,
            registrations,
            institutions,
            attendances,
            mock(TrainingSessions.class),
            mock(Recommendations.class),
            surveys,
            laureates,
            draws,
            agreements,
            certificates);

    @BeforeEach
    void aYearOfTwoMeetings() {
        var cycle = ReportFixture.cycle("2024");
        when(cycles.get(CYCLE)).thenReturn(cycle);
        when(registrations.accepted(CYCLE)).thenReturn(Map.of("sidi-bennour", 7, "el-jadida", 4));
        when(registrations.acceptedByKind(CYCLE))
                .thenReturn(Map.of(Institution.Kind.COOPERATIVE, 9, Institution.Kind.ASSOCIATION, 2));
        when(programmes.meetings(CYCLE)).thenReturn(List.of(meeting(FIRST), meeting(SECOND)));
        when(attendances.of(FIRST))
                .thenReturn(List.of(
                        seat(FIRST, 1, "sidi-bennour", 100),
                        seat(FIRST, 2, "sidi-bennour", 100),
                        seat(FIRST, 3, "el-jadida", 101)));
        when(attendances.of(SECOND)).thenReturn(List.of(seat(SECOND, 4, "el-jadida", 101)));
        when(certificates.counts(FIRST)).thenReturn(new Certificates.Counts(0, 2, 1, 0, 2));
        when(certificates.counts(SECOND)).thenReturn(new Certificates.Counts(0, 1, 0, 0, 1));
        when(surveys.of(any(MeetingId.class))).thenReturn(Optional.empty());
        when(surveys.of(FIRST))
                .thenReturn(Optional.of(new SurveyResults.Results(FIRST, true, 3, 2, Map.of(), List.of(), null)));
        when(institutions.find(anyLong())).thenReturn(Optional.empty());
        when(draws.of(CYCLE))
                .thenReturn(Optional.of(new DrawRecord(
                        CYCLE,
                        DrawRecord.State.PUBLISHED,
                        "00",
                        12,
                        List.of(new DrawRecord.Line(5, 100, "تعاونية 5"), new DrawRecord.Line(9, 101, "تعاونية 9")),
                        List.of(new DrawRecord.Line(2, 102, "تعاونية 2")),
                        1L,
                        2L)));
        when(agreements.of(CYCLE))
                .thenReturn(List.of(
                        agreement(1, AgreementKind.PARTNER, AgreementState.SIGNED),
                        agreement(2, AgreementKind.PARTNER, AgreementState.SIGNING),
                        agreement(3, AgreementKind.INSTITUTIONS, AgreementState.SIGNED),
                        agreement(4, AgreementKind.INSTITUTIONS, AgreementState.EXPIRED)));
    }

    @Test
    void eachPersonAndEachInstitutionOfAMeetingCountsOnce() {
        var meetings = gathering.of(CYCLE).meetings();
        assertThat(meetings).extracting(Figures.Meeting::participants).containsExactly(3, 1);
        assertThat(meetings).extracting(Figures.Meeting::institutions).containsExactly(2, 1);
        assertThat(meetings.get(0).byProvince())
                .containsExactlyInAnyOrderEntriesOf(Map.of("sidi-bennour", 2, "el-jadida", 1));
        assertThat(gathering.of(CYCLE).participants()).isEqualTo(4);
    }

    @Test
    void onlyIssuedCertificatesCount() {
        var figures = gathering.of(CYCLE);
        assertThat(figures.meetings()).extracting(Figures.Meeting::certificates).containsExactly(2, 1);
        assertThat(figures.certificates()).isEqualTo(3);
    }

    @Test
    void registrationsAreThoseAcceptedWithEveryProvinceOfTheEditionNamed() {
        var figures = gathering.of(CYCLE);
        assertThat(figures.registered()).isEqualTo(11);
        assertThat(figures.registrations())
                .containsEntry("sidi-bennour", 7)
                .containsEntry("el-jadida", 4)
                .hasSize(ReportFixture.cycle("2024").edition().provinces().size());
        assertThat(figures.kinds()).containsExactlyInAnyOrderEntriesOf(Map.of("COOPERATIVE", 9, "ASSOCIATION", 2));
    }

    @Test
    void whoWasAskedAndWhoAnsweredComesFromTheSurveyAndNothingFromAMeetingWithoutOne() {
        var meetings = gathering.of(CYCLE).meetings();
        assertThat(meetings).extracting(Figures.Meeting::asked).containsExactly(3, 0);
        assertThat(meetings).extracting(Figures.Meeting::answered).containsExactly(2, 0);
    }

    @Test
    void onlySignedAgreementsCountEachOfItsKind() {
        assertThat(gathering.of(CYCLE).agreements())
                .extracting(Figures.Signed::betweenInstitutions)
                .containsExactly(false, true);
    }

    @Test
    void theDrawCountsItsPoolItsWinnersAndTheReservesThatAreLeft() {
        var draw = gathering.of(CYCLE).draw();
        assertThat(draw).isNotNull();
        assertThat(draw.poolSize()).isEqualTo(12);
        assertThat(draw.winners()).extracting(Bilingual::ar).containsExactly("تعاونية 5", "تعاونية 9");
        assertThat(draw.reserves()).hasSize(1);
    }

    private static TrainingMeeting meeting(MeetingId id) {
        var day = LocalDate.of(2024, 12, 27);
        var words = new Bilingual("لقاء", "Rencontre");
        return new TrainingMeeting(id, CYCLE, 1, null, true, false, words, words, day, day, 50, day, day);
    }

    private static AttendedSeat seat(MeetingId meeting, long seat, String province, long institution) {
        return new AttendedSeat(CYCLE, meeting, seat, province, institution, 2);
    }

    private static AgreementLine agreement(long id, AgreementKind kind, AgreementState state) {
        return new AgreementLine(
                id,
                CYCLE,
                kind,
                "code-" + id,
                state,
                List.of("طرف"),
                List.of("Partie"),
                "اتفاقية",
                null,
                1,
                Instant.EPOCH,
                null,
                null,
                null);
    }
}
