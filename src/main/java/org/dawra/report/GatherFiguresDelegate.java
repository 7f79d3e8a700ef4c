package org.dawra.report;

import java.util.Date;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.dawra.cycle.CycleId;
import org.springframework.stereotype.Component;

/** Binds {@code serviceTask_gatherFigures}. Idempotent: gathers again until the report is published. */
@Component
class GatherFiguresDelegate implements JavaDelegate {

    private final ReportDesk desk;

    GatherFiguresDelegate(ReportDesk desk) {
        this.desk = desk;
    }

    @Override
    public void execute(DelegateExecution execution) {
        var terms = desk.gather(CycleId.of(execution.getProcessBusinessKey()));
        GeneralReport.CONFIRMERS.set(execution, terms.confirmers());
        GeneralReport.REPORT_DUE.set(execution, Date.from(terms.due()));
    }
}
