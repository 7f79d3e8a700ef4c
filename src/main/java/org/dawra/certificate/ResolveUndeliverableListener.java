package org.dawra.certificate;

import org.camunda.bpm.engine.delegate.DelegateTask;
import org.camunda.bpm.engine.delegate.TaskListener;
import org.dawra.cycle.MeetingId;
import org.dawra.engine.Submission;
import org.springframework.stereotype.Component;

/** Binds the completion of {@code userTask_resolveUndeliverable}. */
@Component
class ResolveUndeliverableListener implements TaskListener {

    private final Deliveries deliveries;

    ResolveUndeliverableListener(Deliveries deliveries) {
        this.deliveries = deliveries;
    }

    @Override
    public void notify(DelegateTask task) {
        var submission = Submission.of(task);
        var meeting = MeetingId.of(task.getExecution().getProcessBusinessKey());
        deliveries.resolve(meeting, submission.fields(), submission.actor());
    }
}
