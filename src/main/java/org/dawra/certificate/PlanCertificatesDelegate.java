package org.dawra.certificate;

import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.dawra.cycle.MeetingId;
import org.springframework.stereotype.Component;

/** Binds {@code serviceTask_planCertificates}. Idempotent: plans only certificates that are missing. */
@Component
class PlanCertificatesDelegate implements JavaDelegate {

    private final Issuing issuing;

    PlanCertificatesDelegate(Issuing issuing) {
        this.issuing = issuing;
    }

    @Override
    public void execute(DelegateExecution execution) {
        var plan = issuing.plan(MeetingId.of(execution.getProcessBusinessKey()));
        CertificateIssuing.PLANNED.set(execution, plan.planned());
        CertificateIssuing.LANES.set(execution, plan.lanes());
    }
}
