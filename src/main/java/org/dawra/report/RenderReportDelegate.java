package org.dawra.report;

import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.dawra.cycle.CycleId;
import org.springframework.stereotype.Component;

/** Binds {@code serviceTask_renderReport}. A repeated run makes one more version of the same content. */
@Component
class RenderReportDelegate implements JavaDelegate {

    private final ReportDesk desk;

    RenderReportDelegate(ReportDesk desk) {
        this.desk = desk;
    }

    @Override
    public void execute(DelegateExecution execution) {
        desk.render(CycleId.of(execution.getProcessBusinessKey()));
    }
}
