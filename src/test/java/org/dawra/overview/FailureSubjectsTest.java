package org.dawra.overview;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.when;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Optional;
import org.dawra.certificate.Certificates;
import org.dawra.cycle.CycleId;
import org.dawra.cycle.Edition;
import org.dawra.cycle.MeetingId;
import org.dawra.cycle.Programmes;
import org.dawra.cycle.TrainingCycle;
import org.dawra.cycle.TrainingCycles;
import org.dawra.engine.FailedSteps.FailedStep;
import org.dawra.engine.Fault;
import org.dawra.partnership.AgreementKind;
import org.dawra.partnership.AgreementLine;
import org.dawra.partnership.AgreementState;
import org.dawra.partnership.Agreements;
import org.dawra.training.TrainingSession;
import org.dawra.training.TrainingSessions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A business key means another thing in each process: what a failed step concerns, and where an instance belongs. */
class FailureSubjectsTest {

    private final TrainingCycles cycles = mock(TrainingCycles.class);
    private final Programmes programmes = mock(Programmes.class);
    private final TrainingSessions sessions = mock(TrainingSessions.class);
    private final Agreements agreements = mock(Agreements.class);
    private final Certificates certificates = mock(Certificates.class);
    private final FailureSubjects subjects =
            new FailureSubjects(cycles, programmes, sessions, agreements, certificates);
    private final Whereabouts whereabouts = new Whereabouts(cycles, programmes, sessions, agreements);
    private final YearFigures year = YearFiguresTest.aYearOfTwoMeetings("2026");
    private final TrainingCycle cycle = year.cycle();

    @BeforeEach
    void aYear() {
        var meeting = year.meetings().get(0).meeting();
        when(cycles.get(any())).thenThrow(new NoSuchElementException());
        org.mockito.Mockito.doReturn(cycle).when(cycles).get(new CycleId(1));
        when(cycles.all()).thenReturn(List.of(cycle));
        when(programmes.meeting(any())).thenThrow(new NoSuchElementException());
        org.mockito.Mockito.doReturn(meeting).when(programmes).meeting(new MeetingId(7));
        when(certificates.counts(new MeetingId(7))).thenReturn(new Certificates.Counts(2, 412, 0, 0, 412));
        when(sessions.find(5)).thenReturn(Optional.of(aSession()));
        when(agreements.of(cycle.id())).thenReturn(List.of(anAgreement()));
    }

    @Test
    void aStepOfAMeetingSaysHowManyCertificatesStandAlready() {
        var subject = subjects.of(failed("certificate-issuing", "7", Map.of()));
        assertThat(subject.part()).isEqualTo("لقاء");
        assertThat(subject.issued()).isEqualTo(412);
        assertThat(subject.page()).isEqualTo("/certificates");
    }

    @ParameterizedTest
    @CsvSource({
        "session-delivery, 5, عرض الجودة",
        "partnership-agreement, 3, شريك",
        "training-delivery, 7, لقاء",
        "annual-cycle, 1, ''"
    })
    void aStepSaysWhatItConcerns(String process, String key, String part) {
        var subject = subjects.of(failed(process, key, Map.of()));
        assertThat(subject.cycle()).endsWith("· " + cycle.number());
        assertThat(subject.part()).isEqualTo(part);
    }

    @Test
    void aStepOfAProvinceNamesIt() {
        var subject = subjects.of(failed("coordinator-consultation", "1", Map.of("province", "sidi-bennour")));
        assertThat(subject.part()).contains("سيدي بنور");
        assertThat(subject.page()).isEqualTo("/consultations/" + cycle.slug());
    }

    @ParameterizedTest
    @CsvSource({"annual-cycle, 99", "annual-cycle, x", "certificate-issuing, 99", "session-delivery, 99", "other, 1"})
    void whatIsNotThereConcernsNothing(String process, String key) {
        assertThat(subjects.of(failed(process, key, Map.of())).part()).isEmpty();
        assertThat(whereabouts.of(process, key)).isEmpty();
    }

    @Test
    void aMeetingHoldsItsSessionsAndAYearHoldsAll() {
        var meeting = whereabouts.of("training-delivery", "7").orElseThrow();
        var session = whereabouts.of("session-delivery", "5").orElseThrow();
        var agreement = whereabouts.of("partnership-agreement", "3").orElseThrow();
        var all = whereabouts.of("annual-cycle", "1").orElseThrow();
        assertThat(meeting.holds(session)).isTrue();
        assertThat(meeting.holds(agreement)).isFalse();
        assertThat(all.holds(meeting)).isTrue();
        assertThat(all.holds(agreement)).isTrue();
        assertThat(session.holds(all)).isFalse();
    }

    private static FailedStep failed(String process, String key, Map<String, Object> variables) {
        return new FailedStep(
                "failure",
                "step",
                process,
                "مسار",
                "element",
                key,
                variables,
                Instant.EPOCH,
                5,
                Instant.EPOCH,
                null,
                null,
                new Fault(List.of(), List.of()));
    }

    private TrainingSession aSession() {
        return new TrainingSession(
                5,
                cycle.id(),
                new MeetingId(7),
                1,
                null,
                Edition.SessionKind.TALK,
                1,
                LocalDate.of(2026, 12, 1),
                LocalTime.of(9, 0),
                LocalTime.of(10, 0),
                "عرض الجودة",
                null,
                null,
                null,
                null,
                null,
                TrainingSession.State.PLANNED);
    }

    private AgreementLine anAgreement() {
        return new AgreementLine(
                3,
                cycle.id(),
                AgreementKind.PARTNER,
                "region",
                AgreementState.IN_REVIEW,
                List.of("شريك"),
                List.of("Partenaire"),
                "اتفاقية",
                null,
                1,
                Instant.EPOCH,
                null,
                null,
                null);
    }
}
