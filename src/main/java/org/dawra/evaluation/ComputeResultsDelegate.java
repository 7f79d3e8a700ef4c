package org.dawra.evaluation;

import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.dawra.cycle.MeetingId;
import org.springframework.stereotype.Component;

/** Binds {@code serviceTask_computeResults}. Idempotent: a closed survey stays closed. */
@Component
class ComputeResultsDelegate implements JavaDelegate {

    private final SurveyRun run;

    ComputeResultsDelegate(SurveyRun run) {
        this.run = run;
    }

    @Override
    public void execute(DelegateExecution execution) {
        run.close(MeetingId.of(execution.getProcessBusinessKey()));
    }
}
