package org.dawra.training;

import org.camunda.bpm.engine.delegate.DelegateTask;
import org.camunda.bpm.engine.delegate.TaskListener;
import org.dawra.cycle.MeetingId;
import org.dawra.engine.Submission;
import org.springframework.stereotype.Component;

/** Binds the completion of {@code userTask_tickAttendance}. One half-day. */
@Component
class TickAttendanceListener implements TaskListener {

    private final MeetingDelivery delivery;

    TickAttendanceListener(MeetingDelivery delivery) {
        this.delivery = delivery;
    }

    @Override
    public void notify(DelegateTask task) {
        var submission = Submission.of(task);
        delivery.tick(
                MeetingId.of(task.getExecution().getProcessBusinessKey()),
                TrainingDelivery.HALF_DAY.get(task),
                submission.fields(),
                submission.actor());
    }
}
