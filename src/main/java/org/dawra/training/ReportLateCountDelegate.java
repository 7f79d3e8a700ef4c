package org.dawra.training;

import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.dawra.followup.Escalation;
import org.springframework.stereotype.Component;

/** Binds {@code serviceTask_reportLateCount}. Idempotent: a manager is told once a task. */
@Component
class ReportLateCountDelegate implements JavaDelegate {

    private final Escalation escalation;

    ReportLateCountDelegate(Escalation escalation) {
        this.escalation = escalation;
    }

    @Override
    public void execute(DelegateExecution execution) {
        escalation.tellManager(
                SessionDelivery.KEY, execution.getProcessBusinessKey(), SessionDelivery.CONFIRM_ATTENDANCE, null);
    }
}
