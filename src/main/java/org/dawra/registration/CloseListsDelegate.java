package org.dawra.registration;

import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.dawra.cycle.CycleId;
import org.springframework.stereotype.Component;

/** Binds {@code serviceTask_closeLists}. Idempotent: closes only lists that are open. */
@Component
class CloseListsDelegate implements JavaDelegate {

    private final ProvinceLists lists;

    CloseListsDelegate(ProvinceLists lists) {
        this.lists = lists;
    }

    @Override
    public void execute(DelegateExecution execution) {
        lists.close(CycleId.of(execution.getProcessBusinessKey()));
    }
}
