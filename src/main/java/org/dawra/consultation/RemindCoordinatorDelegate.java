package org.dawra.consultation;

import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.dawra.cycle.CycleId;
import org.springframework.stereotype.Component;

/** Binds {@code serviceTask_remindCoordinator}. Idempotent: a province is reminded once. */
@Component
class RemindCoordinatorDelegate implements JavaDelegate {

    private final Consulting consulting;

    RemindCoordinatorDelegate(Consulting consulting) {
        this.consulting = consulting;
    }

    @Override
    public void execute(DelegateExecution execution) {
        consulting.remindCoordinator(
                CycleId.of(execution.getProcessBusinessKey()), CoordinatorConsultation.PROVINCE.get(execution));
    }
}
