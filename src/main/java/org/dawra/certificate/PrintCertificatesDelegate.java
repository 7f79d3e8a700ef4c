package org.dawra.certificate;

import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.dawra.cycle.MeetingId;
import org.springframework.stereotype.Component;

/** Binds {@code serviceTask_printCertificates}. Idempotent: each run makes one print file of what is in none. */
@Component
class PrintCertificatesDelegate implements JavaDelegate {

    private final Printing printing;

    PrintCertificatesDelegate(Printing printing) {
        this.printing = printing;
    }

    @Override
    public void execute(DelegateExecution execution) {
        var more = printing.print(MeetingId.of(execution.getProcessBusinessKey()));
        CertificateIssuing.UNPRINTED.set(execution, more);
    }
}
