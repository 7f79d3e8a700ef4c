package org.dawra.award;

import org.camunda.bpm.engine.delegate.DelegateTask;
import org.camunda.bpm.engine.delegate.TaskListener;
import org.dawra.cycle.CycleId;
import org.dawra.engine.Submission;
import org.springframework.stereotype.Component;

/** Takes the jury's deliberation from {@code userTask_deliberate}. */
@Component
class DeliberateListener implements TaskListener {

    private final Judging judging;

    DeliberateListener(Judging judging) {
        this.judging = judging;
    }

    @Override
    public void notify(DelegateTask task) {
        var submission = Submission.of(task);
        var cycle = CycleId.of(task.getExecution().getProcessBusinessKey());
        judging.deliberate(cycle, submission.fields(), submission.actor());
    }
}
