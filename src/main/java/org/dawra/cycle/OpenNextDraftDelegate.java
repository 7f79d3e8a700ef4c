package org.dawra.cycle;

import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.springframework.stereotype.Component;

/** Binds {@code serviceTask_openNextDraft}. Idempotent: a year closes once. */
@Component
class OpenNextDraftDelegate implements JavaDelegate {

    private final NextYear nextYear;

    OpenNextDraftDelegate(NextYear nextYear) {
        this.nextYear = nextYear;
    }

    @Override
    public void execute(DelegateExecution execution) {
        nextYear.openDraft(CycleId.of(execution.getProcessBusinessKey()));
    }
}
