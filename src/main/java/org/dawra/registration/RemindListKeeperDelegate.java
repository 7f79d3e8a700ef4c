package org.dawra.registration;

import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.dawra.cycle.CycleId;
import org.springframework.stereotype.Component;

/** Binds {@code serviceTask_remindListKeeper}. Idempotent: a coordinator is reminded once a cycle. */
@Component
class RemindListKeeperDelegate implements JavaDelegate {

    private final ProvinceLists lists;

    RemindListKeeperDelegate(ProvinceLists lists) {
        this.lists = lists;
    }

    @Override
    public void execute(DelegateExecution execution) {
        lists.remind(CycleId.of(execution.getProcessBusinessKey()), BeneficiaryRegistration.PROVINCE.get(execution));
    }
}
