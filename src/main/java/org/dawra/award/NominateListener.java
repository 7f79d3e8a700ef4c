package org.dawra.award;

import org.camunda.bpm.engine.delegate.DelegateTask;
import org.camunda.bpm.engine.delegate.TaskListener;
import org.dawra.cycle.CycleId;
import org.dawra.engine.Submission;
import org.springframework.stereotype.Component;

/** Takes a province's nominations from {@code userTask_nominate}. */
@Component
class NominateListener implements TaskListener {

    private final Nominating nominating;

    NominateListener(Nominating nominating) {
        this.nominating = nominating;
    }

    @Override
    public void notify(DelegateTask task) {
        var submission = Submission.of(task);
        var cycle = CycleId.of(task.getExecution().getProcessBusinessKey());
        nominating.nominate(cycle, AwardSelection.PROVINCE.get(task), submission.fields(), submission.actor());
    }
}
