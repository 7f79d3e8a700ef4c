package org.dawra.certificate;

import org.camunda.bpm.engine.delegate.DelegateTask;
import org.camunda.bpm.engine.delegate.TaskListener;
import org.dawra.cycle.MeetingId;
import org.dawra.engine.Submission;
import org.springframework.stereotype.Component;

/** Binds the completion of {@code userTask_resolveUndeliverable}. */
@Component
class ResolveUndeliverableListener implements TaskListener {

    private final Issuing issuing;

    ResolveUndeliverableListener(Issuing issuing) {
        this.issuing = issuing;
    }

    @Override
    public void notify(DelegateTask task) {
        var submission = Submission.of(task);
        var meeting = MeetingId.of(task.getExecution().getProcessBusinessKey());
        issuing.resolve(meeting, submission.fields(), submission.actor());
    }
}
