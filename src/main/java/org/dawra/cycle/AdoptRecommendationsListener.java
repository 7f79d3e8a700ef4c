package org.dawra.cycle;

import org.camunda.bpm.engine.delegate.DelegateTask;
import org.camunda.bpm.engine.delegate.TaskListener;
import org.dawra.engine.Submission;
import org.springframework.stereotype.Component;

/** Binds {@code userTask_adoptRecommendations}. */
@Component
class AdoptRecommendationsListener implements TaskListener {

    private final NextYear nextYear;

    AdoptRecommendationsListener(NextYear nextYear) {
        this.nextYear = nextYear;
    }

    @Override
    public void notify(DelegateTask task) {
        var submission = Submission.of(task);
        nextYear.adopt(
                CycleId.of(task.getExecution().getProcessBusinessKey()), submission.fields(), submission.actor());
    }
}
