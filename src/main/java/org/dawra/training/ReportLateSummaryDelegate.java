package org.dawra.training;

import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.dawra.followup.Escalation;
import org.springframework.stereotype.Component;

/** Binds {@code serviceTask_reportLateSummary}. Idempotent: a manager is told once a task. */
@Component
class ReportLateSummaryDelegate implements JavaDelegate {

    private final Escalation escalation;

    ReportLateSummaryDelegate(Escalation escalation) {
        this.escalation = escalation;
    }

    @Override
    public void execute(DelegateExecution execution) {
        escalation.tellManager(
                SessionDelivery.KEY, execution.getProcessBusinessKey(), SessionDelivery.WRITE_SUMMARY, null);
    }
}
