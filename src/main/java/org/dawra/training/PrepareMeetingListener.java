package org.dawra.training;

import org.camunda.bpm.engine.delegate.DelegateTask;
import org.camunda.bpm.engine.delegate.TaskListener;
import org.dawra.cycle.MeetingId;
import org.dawra.engine.Submission;
import org.springframework.stereotype.Component;

/** Binds the completion of {@code userTask_prepareMeeting}. Sessions and half-days may have changed with it. */
@Component
class PrepareMeetingListener implements TaskListener {

    private final MeetingDelivery delivery;

    PrepareMeetingListener(MeetingDelivery delivery) {
        this.delivery = delivery;
    }

    @Override
    public void notify(DelegateTask task) {
        var meeting = MeetingId.of(task.getExecution().getProcessBusinessKey());
        var submission = Submission.of(task);
        delivery.prepare(meeting, submission.fields(), submission.actor());
        var outline = delivery.outline(meeting);
        TrainingDelivery.SESSIONS.set(task, outline.sessions());
        TrainingDelivery.HALF_DAYS.set(task, outline.halfDays());
    }
}
