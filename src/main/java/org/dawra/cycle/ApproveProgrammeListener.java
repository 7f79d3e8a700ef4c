package org.dawra.cycle;

import org.camunda.bpm.engine.delegate.DelegateTask;
import org.camunda.bpm.engine.delegate.TaskListener;
import org.dawra.engine.Submission;
import org.springframework.stereotype.Component;

/** Binds {@code userTask_approveProgramme}. */
@Component
class ApproveProgrammeListener implements TaskListener {

    private final ProgrammeApproval approval;

    ApproveProgrammeListener(ProgrammeApproval approval) {
        this.approval = approval;
    }

    @Override
    public void notify(DelegateTask task) {
        var cycle = CycleId.of(task.getExecution().getProcessBusinessKey());
        var submission = Submission.of(task);
        AnnualCycle.PROGRAMME_APPROVED.set(task, approval.decide(cycle, submission.fields(), submission.actor()));
    }
}
