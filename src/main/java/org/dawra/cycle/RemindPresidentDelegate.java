package org.dawra.cycle;

import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.springframework.stereotype.Component;

/** Binds {@code serviceTask_remindPresident}. Idempotent: a version of the programme is reminded of once. */
@Component
class RemindPresidentDelegate implements JavaDelegate {

    private final ProgrammeApproval approval;

    RemindPresidentDelegate(ProgrammeApproval approval) {
        this.approval = approval;
    }

    @Override
    public void execute(DelegateExecution execution) {
        approval.remind(CycleId.of(execution.getProcessBusinessKey()));
    }
}
