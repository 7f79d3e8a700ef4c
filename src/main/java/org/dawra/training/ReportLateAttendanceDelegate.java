package org.dawra.training;

import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.dawra.followup.Escalation;
import org.springframework.stereotype.Component;

/** Binds {@code serviceTask_reportLateAttendance}. Idempotent: a manager is told once a task. */
@Component
class ReportLateAttendanceDelegate implements JavaDelegate {

    private final Escalation escalation;

    ReportLateAttendanceDelegate(Escalation escalation) {
        this.escalation = escalation;
    }

    @Override
    public void execute(DelegateExecution execution) {
        escalation.tellManager(
                TrainingDelivery.KEY, execution.getProcessBusinessKey(), TrainingDelivery.TICK_ATTENDANCE, null);
    }
}
