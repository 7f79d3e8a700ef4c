package org.dawra.training;

import java.util.Date;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
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
    }
}
