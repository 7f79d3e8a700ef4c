package org.dawra.cycle;

import org.camunda.bpm.engine.delegate.DelegateTask;
import org.camunda.bpm.engine.delegate.TaskListener;
import org.dawra.engine.Submission;
import org.springframework.stereotype.Component;

/** Binds {@code userTask_reviseProgramme}. */
@Component
class ReviseProgrammeListener implements TaskListener {

    private final ProgrammeApproval approval;

    ReviseProgrammeListener(ProgrammeApproval approval) {
        this.approval = approval;
    }

    @Override
    public void notify(DelegateTask task) {
        var submission = Submission.of(task);
        approval.revise(
                CycleId.of(task.getExecution().getProcessBusinessKey()), submission.fields(), submission.actor());
    }
}
