package org.dawra.report;

import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.dawra.cycle.CycleId;
import org.springframework.stereotype.Component;

/** Binds {@code serviceTask_publishReport}. Idempotent: what is published stays. */
@Component
class PublishReportDelegate implements JavaDelegate {

    private final ReportDesk desk;

    PublishReportDelegate(ReportDesk desk) {
        this.desk = desk;
    }

    @Override
    public void execute(DelegateExecution execution) {
        desk.publish(CycleId.of(execution.getProcessBusinessKey()));
    }
}
