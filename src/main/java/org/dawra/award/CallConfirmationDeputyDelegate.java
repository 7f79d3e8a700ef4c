package org.dawra.award;

import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.dawra.followup.Escalation;
import org.springframework.stereotype.Component;

/** Binds {@code serviceTask_callConfirmationDeputy}. Idempotent: a deputy is called once a task. */
@Component
class CallConfirmationDeputyDelegate implements JavaDelegate {

    private final Escalation escalation;

    CallConfirmationDeputyDelegate(Escalation escalation) {
        this.escalation = escalation;
    }

    @Override
    public void execute(DelegateExecution execution) {
        escalation.callDeputy(
                AwardSelection.KEY, execution.getProcessBusinessKey(), AwardSelection.CONFIRM_AWARD, null);
    }
}
