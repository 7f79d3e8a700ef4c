package org.dawra.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.ArgumentMatchers.eq;
import static org.mockito.Mockito.doThrow;
import static org.mockito.Mockito.inOrder;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.reset;
import static org.mockito.Mockito.when;

import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.dawra.FlowCoverage;
import org.dawra.cycle.MeetingId;
import org.dawra.engine.Actor;
import org.dawra.engine.Refused;
import org.dawra.training.ModelRun;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class CycleEvaluationProcessTest {

    private static final MeetingId MEETING = new MeetingId(7);
    private static final Instant OPENS = Instant.parse("2026-02-01T13:00:00Z");
    private static final SurveyTimes TIMES = new SurveyTimes(
            OPENS, OPENS.plusSeconds(86_400), OPENS.plusSeconds(2 * 86_400), OPENS.plusSeconds(9 * 86_400));
    private static final Actor MANAGER = new Actor("manager", Set.of("programme-manager"));

    private static final SurveyRun run = mock(SurveyRun.class);
    private static ModelRun survey;

    @RegisterExtension
    static final FlowCoverage COVERAGE = new FlowCoverage(CycleEvaluation.KEY);

    @BeforeAll
    static void deploy() {
        survey = new ModelRun(
                COVERAGE,
                Map.of(
                        "planSurveyDelegate", new PlanSurveyDelegate(run),
                        "openSurveyDelegate", new OpenSurveyDelegate(run),
                        "remindOnceDelegate", new RemindOnceDelegate(run),
                        "computeResultsDelegate", new ComputeResultsDelegate(run),
                        "reviewResultsListener", new ReviewResultsListener(run)),
                List.of());
    }

    @BeforeEach
    void begin() {
        reset(run);
        when(run.plan(MEETING)).thenReturn(TIMES);
        survey.start(MEETING.key());
    }

    @AfterEach
    void end() {
        survey.end();
    }

    @AfterAll
    static void close() {
        survey.close();
    }

    @Test
    void aSurveyOpensRemindsOnceClosesAndIsReviewed() {
        untilTheReview();
        var inThisOrder = inOrder(run);
        inThisOrder.verify(run).plan(MEETING);
        inThisOrder.verify(run).open(MEETING);
        inThisOrder.verify(run).remind(MEETING);
        inThisOrder.verify(run).close(MEETING);
        var task = survey.task("userTask_reviewResults");
        assertThat(survey.group(task)).isEqualTo("programme-manager");
        assertThat(task.getDueDate()).isEqualTo(Date.from(TIMES.resultsDue()));
        survey.complete(task, MANAGER, Map.of("conclusion", "لقاء ناجح"));
        inThisOrder.verify(run).review(eq(MEETING), any(), eq(MANAGER));
        assertThat(survey.ended()).isTrue();
    }

    @Test
    void aRefusedReviewStaysOpenAndLeavesNothingInTheEngine() {
        untilTheReview();
        doThrow(new Refused("conclusion", "form.required")).when(run).review(any(), any(), any());
        var task = survey.task("userTask_reviewResults");
        assertThatThrownBy(() -> survey.complete(task, MANAGER, Map.of("conclusion", "")))
                .hasRootCauseInstanceOf(Refused.class);
        assertThat(survey.tasks("userTask_reviewResults")).hasSize(1);
        assertThat(survey.storedVariables()).doesNotContain("conclusion", "submission");
    }

    private static void untilTheReview() {
        survey.run("serviceTask_planSurvey");
        assertThat(survey.job("timer_surveyOpens").getDuedate()).isEqualTo(Date.from(TIMES.opens()));
        survey.run("timer_surveyOpens");
        survey.run("serviceTask_openSurvey");
        assertThat(survey.job("timer_surveyReminder").getDuedate()).isEqualTo(Date.from(TIMES.reminder()));
        survey.run("timer_surveyReminder");
        survey.run("serviceTask_remindOnce");
        assertThat(survey.job("timer_surveyCloses").getDuedate()).isEqualTo(Date.from(TIMES.closes()));
        survey.run("timer_surveyCloses");
        survey.run("serviceTask_computeResults");
    }
}
