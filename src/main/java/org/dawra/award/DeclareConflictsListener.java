package org.dawra.award;

import org.camunda.bpm.engine.delegate.DelegateTask;
import org.camunda.bpm.engine.delegate.TaskListener;
import org.dawra.cycle.CycleId;
import org.dawra.engine.Submission;
import org.springframework.stereotype.Component;

/** Takes a juror's conflicts from {@code userTask_declareConflicts}. */
@Component
class DeclareConflictsListener implements TaskListener {

    private final Judging judging;

    DeclareConflictsListener(Judging judging) {
        this.judging = judging;
    }

    @Override
    public void notify(DelegateTask task) {
        var submission = Submission.of(task);
        var cycle = CycleId.of(task.getExecution().getProcessBusinessKey());
        judging.declare(cycle, AwardSelection.JUROR.get(task), submission.fields(), submission.actor());
    }
}
