package org.dawra.report;

import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.dawra.cycle.CycleId;
import org.springframework.stereotype.Component;

/** Binds {@code serviceTask_mailReport}. Idempotent: each account is told once. */
@Component
class MailReportDelegate implements JavaDelegate {

    private final ReportDesk desk;

    MailReportDelegate(ReportDesk desk) {
        this.desk = desk;
    }

    @Override
    public void execute(DelegateExecution execution) {
        desk.mail(CycleId.of(execution.getProcessBusinessKey()));
    }
}
