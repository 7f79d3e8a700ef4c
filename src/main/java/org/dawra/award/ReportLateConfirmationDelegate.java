package org.dawra.award;

import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.dawra.followup.Escalation;
import org.springframework.stereotype.Component;

/** Binds {@code serviceTask_reportLateConfirmation}. Idempotent: a manager is told once a task. */
@Component
class ReportLateConfirmationDelegate implements JavaDelegate {

    private final Escalation escalation;

    ReportLateConfirmationDelegate(Escalation escalation) {
        this.escalation = escalation;
    }

    @Override
    public void execute(DelegateExecution execution) {
        escalation.tellManager(
                AwardSelection.KEY, execution.getProcessBusinessKey(), AwardSelection.CONFIRM_AWARD, null);
    }
}
