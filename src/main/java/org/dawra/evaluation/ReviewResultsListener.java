package org.dawra.evaluation;

import org.camunda.bpm.engine.delegate.DelegateTask;
import org.camunda.bpm.engine.delegate.TaskListener;
import org.dawra.cycle.MeetingId;
import org.dawra.engine.Submission;
import org.springframework.stereotype.Component;

/** Binds the completion of {@code userTask_reviewResults}. */
@Component
class ReviewResultsListener implements TaskListener {

    private final SurveyRun run;

    ReviewResultsListener(SurveyRun run) {
        this.run = run;
    }

    @Override
    public void notify(DelegateTask task) {
        var submission = Submission.of(task);
        run.review(MeetingId.of(task.getExecution().getProcessBusinessKey()), submission.fields(), submission.actor());
    }
}
