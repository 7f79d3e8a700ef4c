package org.dawra.registration;

import java.util.Date;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.ExecutionListener;
import org.dawra.cycle.CycleId;
import org.springframework.stereotype.Component;

/** Binds the start of {@code beneficiary-registration}: the dates that its timers read. */
@Component
class PlanListsListener implements ExecutionListener {

    private final ProvinceLists lists;

    PlanListsListener(ProvinceLists lists) {
        this.lists = lists;
    }

    @Override
    public void notify(DelegateExecution execution) {
        var cycle = CycleId.of(execution.getProcessBusinessKey());
        var dates = lists.dates(cycle);
        BeneficiaryRegistration.LISTS_OPEN.set(execution, Date.from(dates.open()));
        BeneficiaryRegistration.LISTS_CLOSE.set(execution, Date.from(dates.close()));
        BeneficiaryRegistration.VALIDATION_DUE.set(execution, Date.from(dates.validationDue()));
        BeneficiaryRegistration.PROVINCES.set(execution, lists.provinces(cycle));
    }
}
