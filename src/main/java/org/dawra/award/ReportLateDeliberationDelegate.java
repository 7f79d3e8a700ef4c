package org.dawra.award;

import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.dawra.followup.Escalation;
import org.springframework.stereotype.Component;

/** Binds {@code serviceTask_reportLateDeliberation}. Idempotent: a manager is told once a task. */
@Component
class ReportLateDeliberationDelegate implements JavaDelegate {

    private final Escalation escalation;

    ReportLateDeliberationDelegate(Escalation escalation) {
        this.escalation = escalation;
    }

    @Override
    public void execute(DelegateExecution execution) {
        escalation.tellManager(AwardSelection.KEY, execution.getProcessBusinessKey(), AwardSelection.DELIBERATE, null);
    }
}
