package org.dawra.certificate;

import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.dawra.cycle.MeetingId;
import org.springframework.stereotype.Component;

/** Binds {@code serviceTask_decideEligibility}. Idempotent: the same attendance gives the same rule. */
@Component
class DecideEligibilityDelegate implements JavaDelegate {

    private final Issuing issuing;

    DecideEligibilityDelegate(Issuing issuing) {
        this.issuing = issuing;
    }

    @Override
    public void execute(DelegateExecution execution) {
        issuing.decide(MeetingId.of(execution.getProcessBusinessKey()));
    }
}
