package org.dawra.training;

import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.springframework.stereotype.Component;

/** Binds {@code serviceTask_remindFacilitator}. Idempotent: one message a session. */
@Component
class RemindFacilitatorDelegate implements JavaDelegate {

    private final SessionConduct conduct;

    RemindFacilitatorDelegate(SessionConduct conduct) {
        this.conduct = conduct;
    }

    @Override
    public void execute(DelegateExecution execution) {
        conduct.remind(Long.parseLong(execution.getProcessBusinessKey()));
    }
}
