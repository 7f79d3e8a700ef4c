package org.dawra.training;

import java.util.Date;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.dawra.followup.Escalation;
import org.springframework.stereotype.Component;

/** Binds {@code serviceTask_openSession}. Idempotent: an open session stays open. */
@Component
class OpenSessionDelegate implements JavaDelegate {

    private final SessionConduct conduct;

    OpenSessionDelegate(SessionConduct conduct) {
        this.conduct = conduct;
    }

    @Override
    public void execute(DelegateExecution execution) {
        var charge = conduct.open(Long.parseLong(execution.getProcessBusinessKey()));
        SessionDelivery.FACILITATOR.set(execution, charge.facilitator());
        SessionDelivery.SESSION_ENDS.set(execution, Date.from(charge.ends()));
        SessionDelivery.SUMMARY_DUE.set(execution, Date.from(charge.summaryDue()));
        SessionDelivery.COUNT_DEPUTY_AT.set(execution, Date.from(Escalation.deputyAt(charge.ends())));
        SessionDelivery.COUNT_LATE_AT.set(execution, Date.from(Escalation.managerAt(charge.ends())));
        SessionDelivery.SUMMARY_DEPUTY_AT.set(execution, Date.from(Escalation.deputyAt(charge.summaryDue())));
        SessionDelivery.SUMMARY_MISSING_AT.set(execution, Date.from(Escalation.managerAt(charge.summaryDue())));
    }
}
