package org.dawra.training;

import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.dawra.followup.Escalation;
import org.springframework.stereotype.Component;

/** Binds {@code serviceTask_callSummaryDeputy}. Idempotent: a deputy is called once a task. */
@Component
class CallSummaryDeputyDelegate implements JavaDelegate {

    private final Escalation escalation;

    CallSummaryDeputyDelegate(Escalation escalation) {
        this.escalation = escalation;
    }

    @Override
    public void execute(DelegateExecution execution) {
        escalation.callDeputy(
                SessionDelivery.KEY, execution.getProcessBusinessKey(), SessionDelivery.WRITE_SUMMARY, null);
    }
}
