package org.dawra.report;

import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.dawra.followup.Escalation;
import org.springframework.stereotype.Component;

/** Binds {@code serviceTask_reportLateApproval}. Idempotent: a manager is told once a task. */
@Component
class ReportLateApprovalDelegate implements JavaDelegate {

    private final Escalation escalation;

    ReportLateApprovalDelegate(Escalation escalation) {
        this.escalation = escalation;
    }

    @Override
    public void execute(DelegateExecution execution) {
        escalation.tellManager(
                GeneralReport.KEY, execution.getProcessBusinessKey(), GeneralReport.APPROVE_REPORT, null);
    }
}
