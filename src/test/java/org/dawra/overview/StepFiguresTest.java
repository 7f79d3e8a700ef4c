package org.dawra.overview;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.when;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.dawra.ModelElements;
import org.dawra.award.Laureates;
import org.dawra.cycle.Programmes;
import org.dawra.mail.MessageState;
import org.dawra.mail.Outbox;
import org.dawra.overview.Figure.Measure;
import org.dawra.partnership.AgreementProgress;
import org.dawra.partnership.AgreementProgress.Way;
import org.dawra.partnership.Agreements;
import org.dawra.report.Reports;
import org.dawra.training.TrainingSession;
import org.dawra.training.TrainingSessions;
import org.dawra.web.AllTexts;
import org.dawra.web.Language;
import org.junit.jupiter.api.Test;

/** What stands on the diagrams of single processes. */
class StepFiguresTest {

    private final Agreements agreements = mock(Agreements.class);
    private final TrainingSessions sessions = mock(TrainingSessions.class);
    private final Laureates laureates = mock(Laureates.class);
    private final Reports reports = mock(Reports.class);
    private final Programmes programmes = mock(Programmes.class);
    private final Outbox outbox = mock(Outbox.class);
    private final StepFigures figures = new StepFigures(agreements, sessions, laureates, reports, programmes, outbox);
    private final YearFigures year = YearFiguresTest.aYearOfTwoMeetings("2024");

    @Test
    void anAgreementShowsWhoHasAnsweredAndThenWhoHasSignedInItsWay() {
        when(agreements.progress(year.cycle().id()))
                .thenReturn(List.of(
                        new AgreementProgress(11, 1, 2, 0, 0, 0, null, false),
                        new AgreementProgress(12, 1, 1, 1, 1, 2, Way.ELECTRONIC, false),
                        new AgreementProgress(13, 2, 2, 2, 0, 0, Way.ELECTRONIC, false),
                        new AgreementProgress(14, 1, 1, 0, 0, 0, Way.PAPER, true)));
        assertThat(of("partnership-agreement"))
                .containsExactly(
                        "11 userTask_reviewAgreement REVIEWS 1/2",
                        "12 userTask_reviewAgreement REVIEWS 1/1",
                        "12 userTask_signAgreement PARTY_SIGNATURES 1/1",
                        "12 userTask_signForNetwork NETWORK_SIGNATURES 1/2",
                        "13 userTask_reviewAgreement REVIEWS 2/2",
                        "13 userTask_signAgreement PARTY_SIGNATURES 2/2",
                        "14 userTask_reviewAgreement REVIEWS 1/1",
                        "14 userTask_recordPaperSignature PAPER_SIGNATURES 1/1");
    }

    @Test
    void aSessionShowsItsCountAndItsSummaryAndOneWithoutAFacilitatorNothing() {
        var sessionsOfTheYear = List.of(
                session(21, true, TrainingSession.State.OPENED),
                session(22, true, TrainingSession.State.CONFIRMED),
                session(23, true, TrainingSession.State.SUMMARISED),
                session(24, false, TrainingSession.State.PLANNED));
        when(sessions.of(year.cycle().id())).thenReturn(sessionsOfTheYear);
        assertThat(of("session-delivery"))
                .containsExactly(
                        "21 userTask_confirmAttendance COUNTS 0/1",
                        "21 userTask_writeSummary SESSIONS 0/1",
                        "22 userTask_confirmAttendance COUNTS 1/1",
                        "22 userTask_writeSummary SESSIONS 0/1",
                        "23 userTask_confirmAttendance COUNTS 1/1",
                        "23 userTask_writeSummary SESSIONS 1/1");
    }

    @Test
    void approvalsShowHowManyHaveAnsweredOnceTheyAreAsked() {
        when(laureates.confirmations(year.cycle().id())).thenReturn(Optional.empty());
        assertThat(of("award-selection")).isEmpty();
        when(laureates.confirmations(year.cycle().id())).thenReturn(Optional.of(new Laureates.Confirmations(1, 2)));
        when(reports.approvals(year.cycle().id())).thenReturn(Optional.of(new Reports.Approvals(0, 2)));
        assertThat(of("award-selection")).containsExactly("1 userTask_confirmAward AWARD_ANSWERS 1/2");
        assertThat(of("general-report")).containsExactly("1 userTask_approveReport REPORT_ANSWERS 0/2");
    }

    @Test
    void issuingShowsTheMailThatIsGoneOfAMeetingThatHasAny() {
        var meetings =
                year.meetings().stream().map(YearFigures.Meeting::meeting).toList();
        when(programmes.meetings(year.cycle().id())).thenReturn(meetings);
        var some = meetings.get(0).id().key();
        when(outbox.states("certificate-issuing:" + some))
                .thenReturn(Map.of(
                        MessageState.SENT,
                        7L,
                        MessageState.HANDED,
                        2L,
                        MessageState.RETRY,
                        1L,
                        MessageState.FAILED,
                        1L));
        assertThat(of("certificate-issuing")).containsExactly(some + " serviceTask_recountMail MAIL 9/11");
    }

    @Test
    void everyMeasureHasItsWords() {
        for (var measure : Measure.values()) {
            for (var language : Language.values()) {
                assertThat(AllTexts.source()
                                .getMessage("overview.measure." + measure, new Object[] {1, 2}, "", language.locale()))
                        .as(language + " " + measure)
                        .contains("1")
                        .contains("2");
            }
        }
    }

    private static TrainingSession session(long id, boolean summarised, TrainingSession.State state) {
        var session = mock(TrainingSession.class);
        when(session.id()).thenReturn(id);
        when(session.summarised()).thenReturn(summarised);
        when(session.state()).thenReturn(state);
        return session;
    }

    private List<String> of(String process) {
        return figures.of(year.cycle(), process).stream()
                .peek(figure -> ModelElements.element(process, figure.element()))
                .map(figure -> figure.businessKey() + " " + figure.element() + " " + figure.measure() + " "
                        + figure.done() + "/" + figure.of())
                .toList();
    }
}
