package org.dawra.training;

import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.dawra.cycle.MeetingId;
import org.springframework.stereotype.Component;

/** Binds {@code serviceTask_printSheets}. Idempotent: prints anew in place of what was printed. */
@Component
class PrintSheetsDelegate implements JavaDelegate {

    private final AttendanceSheets sheets;

    PrintSheetsDelegate(AttendanceSheets sheets) {
        this.sheets = sheets;
    }

    @Override
    public void execute(DelegateExecution execution) {
        sheets.print(MeetingId.of(execution.getProcessBusinessKey()));
    }
}
