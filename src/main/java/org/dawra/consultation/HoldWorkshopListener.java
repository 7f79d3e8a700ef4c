package org.dawra.consultation;

import org.camunda.bpm.engine.delegate.DelegateTask;
import org.camunda.bpm.engine.delegate.TaskListener;
import org.dawra.cycle.CycleId;
import org.dawra.engine.Submission;
import org.springframework.stereotype.Component;

/** Binds {@code userTask_holdWorkshop}. */
@Component
class HoldWorkshopListener implements TaskListener {

    private final Consulting consulting;

    HoldWorkshopListener(Consulting consulting) {
        this.consulting = consulting;
    }

    @Override
    public void notify(DelegateTask task) {
        var submission = Submission.of(task);
        consulting.hold(
                CycleId.of(task.getExecution().getProcessBusinessKey()), submission.fields(), submission.actor());
    }
}
