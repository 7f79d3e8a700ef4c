package org.dawra.training;

import org.camunda.bpm.engine.delegate.DelegateTask;
import org.camunda.bpm.engine.delegate.TaskListener;
import org.dawra.cycle.MeetingId;
import org.dawra.engine.Submission;
import org.springframework.stereotype.Component;

/** Binds the completion of {@code userTask_holdClosing}. */
@Component
class HoldClosingListener implements TaskListener {

    private final MeetingDelivery delivery;

    HoldClosingListener(MeetingDelivery delivery) {
        this.delivery = delivery;
    }

    @Override
    public void notify(DelegateTask task) {
        var submission = Submission.of(task);
        delivery.close(
                MeetingId.of(task.getExecution().getProcessBusinessKey()), submission.fields(), submission.actor());
    }
}
