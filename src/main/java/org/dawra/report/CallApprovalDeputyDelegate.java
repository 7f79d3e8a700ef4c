package org.dawra.report;

import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.dawra.followup.Escalation;
import org.springframework.stereotype.Component;

/** Binds {@code serviceTask_callApprovalDeputy}. Idempotent: a deputy is called once a task. */
@Component
class CallApprovalDeputyDelegate implements JavaDelegate {

    private final Escalation escalation;

    CallApprovalDeputyDelegate(Escalation escalation) {
        this.escalation = escalation;
    }

    @Override
    public void execute(DelegateExecution execution) {
        escalation.callDeputy(GeneralReport.KEY, execution.getProcessBusinessKey(), GeneralReport.APPROVE_REPORT, null);
    }
}
