package org.dawra.award;

import org.camunda.bpm.engine.delegate.DelegateTask;
import org.camunda.bpm.engine.delegate.TaskListener;
import org.dawra.cycle.CycleId;
import org.dawra.engine.Submission;
import org.springframework.stereotype.Component;

/** Takes the answer of one group from {@code userTask_confirmAward}. */
@Component
class ConfirmAwardListener implements TaskListener {

    private final Awarding awarding;

    ConfirmAwardListener(Awarding awarding) {
        this.awarding = awarding;
    }

    @Override
    public void notify(DelegateTask task) {
        var submission = Submission.of(task);
        var cycle = CycleId.of(task.getExecution().getProcessBusinessKey());
        awarding.confirm(cycle, AwardSelection.CONFIRMER.get(task), submission.fields(), submission.actor());
    }
}
