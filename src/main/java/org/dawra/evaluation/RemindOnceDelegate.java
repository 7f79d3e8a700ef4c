package org.dawra.evaluation;

import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.dawra.cycle.MeetingId;
import org.springframework.stereotype.Component;

/** Binds {@code serviceTask_remindOnce}. Idempotent: one reminder a seat. */
@Component
class RemindOnceDelegate implements JavaDelegate {

    private final SurveyRun run;

    RemindOnceDelegate(SurveyRun run) {
        this.run = run;
    }

    @Override
    public void execute(DelegateExecution execution) {
        run.remind(MeetingId.of(execution.getProcessBusinessKey()));
    }
}
