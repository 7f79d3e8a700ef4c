package org.dawra.certificate;

import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.dawra.cycle.MeetingId;
import org.springframework.stereotype.Component;

/** Binds {@code serviceTask_issueCertificates}. Idempotent: takes only planned rows and moves each on in the same transaction. */
@Component
class IssueCertificatesDelegate implements JavaDelegate {

    private final Issuing issuing;

    IssueCertificatesDelegate(Issuing issuing) {
        this.issuing = issuing;
    }

    @Override
    public void execute(DelegateExecution execution) {
        var meeting = MeetingId.of(execution.getProcessBusinessKey());
        var lane = Integer.parseInt(CertificateIssuing.LANE.get(execution));
        CertificateIssuing.MORE.set(execution, issuing.issue(meeting, lane));
    }
}
