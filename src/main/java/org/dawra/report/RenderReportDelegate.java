package org.dawra.report;

import java.util.Date;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.dawra.cycle.CycleId;
import org.dawra.followup.Escalation;
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
        var due = GeneralReport.REPORT_DUE.get(execution).toInstant();
        GeneralReport.APPROVAL_DEPUTY_AT.set(execution, Date.from(Escalation.deputyAt(due)));
        GeneralReport.APPROVAL_LATE_AT.set(execution, Date.from(Escalation.managerAt(due)));
    }
}
