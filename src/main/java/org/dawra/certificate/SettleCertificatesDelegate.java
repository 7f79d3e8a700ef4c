package org.dawra.certificate;

import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.dawra.cycle.MeetingId;
import org.springframework.stereotype.Component;

/** Binds {@code serviceTask_settleCertificates}. Changes nothing. */
@Component
class SettleCertificatesDelegate implements JavaDelegate {

    private final Issuing issuing;

    SettleCertificatesDelegate(Issuing issuing) {
        this.issuing = issuing;
    }

    @Override
    public void execute(DelegateExecution execution) {
        CertificateIssuing.ISSUED.set(execution, issuing.settle(MeetingId.of(execution.getProcessBusinessKey())));
    }
}
