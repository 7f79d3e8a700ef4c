package org.dawra.followup;

import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.dawra.cycle.AnnualCycle;
import org.springframework.stereotype.Component;

/** Binds {@code serviceTask_callPresidentDeputy}. Idempotent: a deputy is called once a task. */
@Component
class CallPresidentDeputyDelegate implements JavaDelegate {

    private final Escalation escalation;

    CallPresidentDeputyDelegate(Escalation escalation) {
        this.escalation = escalation;
    }

    @Override
    public void execute(DelegateExecution execution) {
        escalation.callDeputy(AnnualCycle.KEY, execution.getProcessBusinessKey(), AnnualCycle.APPROVE_PROGRAMME, null);
    }
}
