package org.dawra.consultation;

import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.dawra.cycle.CycleId;
import org.springframework.stereotype.Component;

/** Binds {@code serviceTask_shareSeats}. Idempotent: the same sheets give the same shares. */
@Component
class ShareSeatsDelegate implements JavaDelegate {

    private final Consulting consulting;

    ShareSeatsDelegate(Consulting consulting) {
        this.consulting = consulting;
    }

    @Override
    public void execute(DelegateExecution execution) {
        consulting.shareSeats(CycleId.of(execution.getProcessBusinessKey()));
    }
}
