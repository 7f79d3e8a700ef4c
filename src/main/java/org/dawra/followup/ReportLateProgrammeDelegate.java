package org.dawra.followup;

import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.dawra.cycle.AnnualCycle;
import org.springframework.stereotype.Component;

/** Binds {@code serviceTask_reportLateProgramme}. Idempotent: a manager is told once a task. */
@Component
class ReportLateProgrammeDelegate implements JavaDelegate {

    private final Escalation escalation;

    ReportLateProgrammeDelegate(Escalation escalation) {
        this.escalation = escalation;
    }

    @Override
    public void execute(DelegateExecution execution) {
        escalation.tellManager(AnnualCycle.KEY, execution.getProcessBusinessKey(), AnnualCycle.APPROVE_PROGRAMME, null);
    }
}
