package org.dawra.evaluation;

import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.dawra.cycle.MeetingId;
import org.springframework.stereotype.Component;

/** Binds {@code serviceTask_openSurvey}. Idempotent: asks only seats not asked yet. */
@Component
class OpenSurveyDelegate implements JavaDelegate {

    private final SurveyRun run;

    OpenSurveyDelegate(SurveyRun run) {
        this.run = run;
    }

    @Override
    public void execute(DelegateExecution execution) {
        run.open(MeetingId.of(execution.getProcessBusinessKey()));
    }
}
