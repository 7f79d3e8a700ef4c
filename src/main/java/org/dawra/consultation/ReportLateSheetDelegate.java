package org.dawra.consultation;

import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.dawra.followup.Escalation;
import org.springframework.stereotype.Component;

/** Binds {@code serviceTask_reportLateSheet}. Idempotent: a manager is told once a task. */
@Component
class ReportLateSheetDelegate implements JavaDelegate {

    private final Escalation escalation;

    ReportLateSheetDelegate(Escalation escalation) {
        this.escalation = escalation;
    }

    @Override
    public void execute(DelegateExecution execution) {
        escalation.tellManager(
                CoordinatorConsultation.KEY,
                execution.getProcessBusinessKey(),
                CoordinatorConsultation.FILL_SHEET,
                CoordinatorConsultation.PROVINCE.get(execution));
    }
}
