package org.dawra.consultation;

import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.dawra.followup.Escalation;
import org.springframework.stereotype.Component;

/** Binds {@code serviceTask_callSheetDeputy}. Idempotent: a deputy is called once a task. */
@Component
class CallSheetDeputyDelegate implements JavaDelegate {

    private final Escalation escalation;

    CallSheetDeputyDelegate(Escalation escalation) {
        this.escalation = escalation;
    }

    @Override
    public void execute(DelegateExecution execution) {
        escalation.callDeputy(
                CoordinatorConsultation.KEY,
                execution.getProcessBusinessKey(),
                CoordinatorConsultation.FILL_SHEET,
                CoordinatorConsultation.PROVINCE.get(execution));
    }
}
