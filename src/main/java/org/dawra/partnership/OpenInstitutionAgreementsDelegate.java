package org.dawra.partnership;

import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.dawra.cycle.AnnualCycle;
import org.dawra.cycle.CycleId;
import org.springframework.stereotype.Component;

/** Binds {@code serviceTask_openInstitutionAgreements} of the year. Idempotent: what is open already stays. */
@Component
class OpenInstitutionAgreementsDelegate implements JavaDelegate {

    private final AgreementOpening opening;

    OpenInstitutionAgreementsDelegate(AgreementOpening opening) {
        this.opening = opening;
    }

    @Override
    public void execute(DelegateExecution execution) {
        var cycle = CycleId.of(execution.getProcessBusinessKey());
        AnnualCycle.INSTITUTION_AGREEMENTS.set(execution, opening.betweenInstitutions(cycle));
    }
}
