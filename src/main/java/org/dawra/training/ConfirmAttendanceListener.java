package org.dawra.training;

import org.camunda.bpm.engine.delegate.DelegateTask;
import org.camunda.bpm.engine.delegate.TaskListener;
import org.dawra.engine.Submission;
import org.springframework.stereotype.Component;

/** Binds the completion of {@code userTask_confirmAttendance}. */
@Component
class ConfirmAttendanceListener implements TaskListener {

    private final SessionConduct conduct;

    ConfirmAttendanceListener(SessionConduct conduct) {
        this.conduct = conduct;
    }

    @Override
    public void notify(DelegateTask task) {
        var submission = Submission.of(task);
        conduct.confirmAttendance(
                Long.parseLong(task.getExecution().getProcessBusinessKey()), submission.fields(), submission.actor());
    }
}
