package org.dawra.partnership;

import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.dawra.followup.Escalation;
import org.springframework.stereotype.Component;

/** Binds {@code serviceTask_reportLateReview}. Idempotent: a manager is told once a task. */
@Component
class ReportLateReviewDelegate implements JavaDelegate {

    private final Escalation escalation;

    ReportLateReviewDelegate(Escalation escalation) {
        this.escalation = escalation;
    }

    @Override
    public void execute(DelegateExecution execution) {
        var reviewer = PartnershipAgreement.REVIEWER.get(execution);
        escalation.tellManager(
                PartnershipAgreement.KEY,
                execution.getProcessBusinessKey(),
                task -> task.definitionKey().equals(PartnershipAgreement.REVIEW) && reviewer.equals(task.assignee()));
    }
}
