package org.dawra.registration;

import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.dawra.cycle.CycleId;
import org.springframework.stereotype.Component;

/** Binds {@code serviceTask_openLists}. Idempotent: opens only lists that do not exist yet. */
@Component
class OpenListsDelegate implements JavaDelegate {

    private final ProvinceLists lists;

    OpenListsDelegate(ProvinceLists lists) {
        this.lists = lists;
    }

    @Override
    public void execute(DelegateExecution execution) {
        lists.open(CycleId.of(execution.getProcessBusinessKey()));
    }
}
