package org.dawra.consultation;

import java.util.ArrayList;
import java.util.Date;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.dawra.cycle.CycleId;
import org.springframework.stereotype.Component;

/** Binds {@code serviceTask_openSheets}. Idempotent: adds only the sheets that are not there. */
@Component
class OpenSheetsDelegate implements JavaDelegate {

    private final Consulting consulting;

    OpenSheetsDelegate(Consulting consulting) {
        this.consulting = consulting;
    }

    @Override
    public void execute(DelegateExecution execution) {
        var opened = consulting.open(CycleId.of(execution.getProcessBusinessKey()));
        CoordinatorConsultation.PROVINCES.set(execution, new ArrayList<>(opened.provinces()));
        CoordinatorConsultation.SHEET_REMINDER.set(execution, Date.from(opened.reminder()));
        CoordinatorConsultation.SHEET_DEPUTY_AT.set(execution, Date.from(opened.deputy()));
        CoordinatorConsultation.SHEETS_DUE.set(execution, Date.from(opened.due()));
        CoordinatorConsultation.CONSULTATION_AT.set(execution, Date.from(opened.consultation()));
        CoordinatorConsultation.WORKSHOP_DUE.set(
                execution, Date.from(CoordinatorConsultation.workshopDue(opened.consultation())));
    }
}
