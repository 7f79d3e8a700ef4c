package org.dawra.certificate;

import java.util.Date;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.dawra.cycle.MeetingId;
import org.springframework.stereotype.Component;

/** Binds {@code serviceTask_recountMail}. Changes nothing. */
@Component
class RecountMailDelegate implements JavaDelegate {

    private final Deliveries deliveries;

    RecountMailDelegate(Deliveries deliveries) {
        this.deliveries = deliveries;
    }

    @Override
    public void execute(DelegateExecution execution) {
        var mail = deliveries.recount(MeetingId.of(execution.getProcessBusinessKey()));
        CertificateIssuing.SETTLED.set(execution, mail.settled());
        CertificateIssuing.UNDELIVERABLE.set(execution, mail.undeliverable());
        CertificateIssuing.RECOUNT_AT.set(execution, Date.from(mail.recountAt()));
        CertificateIssuing.RESOLVE_DUE.set(execution, Date.from(mail.resolveDue()));
    }
}
