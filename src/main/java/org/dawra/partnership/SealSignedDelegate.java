package org.dawra.partnership;

import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.springframework.stereotype.Component;

/** Binds {@code serviceTask_sealSigned}. Idempotent: the final file is made once. */
@Component
class SealSignedDelegate implements JavaDelegate {

    private final AgreementSealing sealing;

    SealSignedDelegate(AgreementSealing sealing) {
        this.sealing = sealing;
    }

    @Override
    public void execute(DelegateExecution execution) {
        sealing.finish(Long.parseLong(execution.getProcessBusinessKey()));
    }
}
