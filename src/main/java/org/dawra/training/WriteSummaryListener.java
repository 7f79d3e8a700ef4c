package org.dawra.training;

import org.camunda.bpm.engine.delegate.DelegateTask;
import org.camunda.bpm.engine.delegate.TaskListener;
import org.dawra.engine.Submission;
import org.springframework.stereotype.Component;

/** Binds the completion of {@code userTask_writeSummary}. */
@Component
class WriteSummaryListener implements TaskListener {

    private final SessionConduct conduct;

    WriteSummaryListener(SessionConduct conduct) {
        this.conduct = conduct;
    }

    @Override
    public void notify(DelegateTask task) {
        var submission = Submission.of(task);
        conduct.writeSummary(
                Long.parseLong(task.getExecution().getProcessBusinessKey()), submission.fields(), submission.actor());
    }
}
