package org.dawra.evaluation;

import java.util.Date;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.dawra.cycle.MeetingId;
import org.springframework.stereotype.Component;

/** Binds {@code serviceTask_planSurvey}. Idempotent: one survey a meeting. */
@Component
class PlanSurveyDelegate implements JavaDelegate {

    private final SurveyRun run;

    PlanSurveyDelegate(SurveyRun run) {
        this.run = run;
    }

    @Override
    public void execute(DelegateExecution execution) {
        var times = run.plan(MeetingId.of(execution.getProcessBusinessKey()));
        CycleEvaluation.SURVEY_OPENS.set(execution, Date.from(times.opens()));
        CycleEvaluation.SURVEY_REMINDER.set(execution, Date.from(times.reminder()));
        CycleEvaluation.SURVEY_CLOSES.set(execution, Date.from(times.closes()));
        CycleEvaluation.RESULTS_DUE.set(execution, Date.from(times.resultsDue()));
    }
}
