package org.dawra.consultation;

import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.dawra.cycle.CycleId;
import org.springframework.stereotype.Component;

/** Binds {@code serviceTask_tellManager}. Idempotent: each missing sheet is told of once. */
@Component
class TellManagerDelegate implements JavaDelegate {

    private final Consulting consulting;

    TellManagerDelegate(Consulting consulting) {
        this.consulting = consulting;
    }

    @Override
    public void execute(DelegateExecution execution) {
        consulting.tellManager(CycleId.of(execution.getProcessBusinessKey()));
    }
}
