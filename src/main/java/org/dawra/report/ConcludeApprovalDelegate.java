package org.dawra.report;

import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.dawra.cycle.CycleId;
import org.springframework.stereotype.Component;

/** Binds {@code serviceTask_concludeApproval}. Idempotent: reads the decisions about the version at hand. */
@Component
class ConcludeApprovalDelegate implements JavaDelegate {

    private final ReportDesk desk;

    ConcludeApprovalDelegate(ReportDesk desk) {
        this.desk = desk;
    }

    @Override
    public void execute(DelegateExecution execution) {
        GeneralReport.ALL_APPROVED.set(execution, desk.conclude(CycleId.of(execution.getProcessBusinessKey())));
    }
}
