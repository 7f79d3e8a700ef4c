package org.dawra.consultation;

import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.dawra.cycle.CycleId;
import org.springframework.stereotype.Component;

/** Binds {@code serviceTask_markSheetMissing}. Idempotent: touches an open sheet only. */
@Component
class MarkSheetMissingDelegate implements JavaDelegate {

    private final Consulting consulting;

    MarkSheetMissingDelegate(Consulting consulting) {
        this.consulting = consulting;
    }

    @Override
    public void execute(DelegateExecution execution) {
        consulting.markMissing(
                CycleId.of(execution.getProcessBusinessKey()), CoordinatorConsultation.PROVINCE.get(execution));
    }
}
