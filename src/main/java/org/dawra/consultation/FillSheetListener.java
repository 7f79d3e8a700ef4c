package org.dawra.consultation;

import org.camunda.bpm.engine.delegate.DelegateTask;
import org.camunda.bpm.engine.delegate.TaskListener;
import org.dawra.cycle.CycleId;
import org.dawra.engine.Submission;
import org.springframework.stereotype.Component;

/** Binds {@code userTask_fillSheet}. */
@Component
class FillSheetListener implements TaskListener {

    private final Consulting consulting;

    FillSheetListener(Consulting consulting) {
        this.consulting = consulting;
    }

    @Override
    public void notify(DelegateTask task) {
        var submission = Submission.of(task);
        consulting.fill(
                CycleId.of(task.getExecution().getProcessBusinessKey()),
                CoordinatorConsultation.PROVINCE.get(task),
                submission.fields(),
                submission.actor());
    }
}
