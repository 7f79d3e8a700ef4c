package org.dawra.training;

import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.dawra.followup.Escalation;
import org.springframework.stereotype.Component;

/** Binds {@code serviceTask_callCountDeputy}. Idempotent: a deputy is called once a task. */
@Component
class CallCountDeputyDelegate implements JavaDelegate {

    private final Escalation escalation;

    CallCountDeputyDelegate(Escalation escalation) {
        this.escalation = escalation;
    }

    @Override
    public void execute(DelegateExecution execution) {
        escalation.callDeputy(
                SessionDelivery.KEY, execution.getProcessBusinessKey(), SessionDelivery.CONFIRM_ATTENDANCE, null);
    }
}
