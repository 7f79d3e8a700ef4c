package org.dawra.award;

import org.camunda.bpm.engine.delegate.DelegateTask;
import org.camunda.bpm.engine.delegate.TaskListener;
import org.dawra.cycle.CycleId;
import org.dawra.engine.Submission;
import org.springframework.stereotype.Component;

/** Takes a juror's scores from {@code userTask_scoreNominees}. */
@Component
class ScoreNomineesListener implements TaskListener {

    private final Judging judging;

    ScoreNomineesListener(Judging judging) {
        this.judging = judging;
    }

    @Override
    public void notify(DelegateTask task) {
        var submission = Submission.of(task);
        var cycle = CycleId.of(task.getExecution().getProcessBusinessKey());
        judging.score(cycle, AwardSelection.JUROR.get(task), submission.fields(), submission.actor());
    }
}
