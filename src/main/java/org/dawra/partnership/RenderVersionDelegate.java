package org.dawra.partnership;

import java.util.Date;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.dawra.followup.Escalation;
import org.springframework.stereotype.Component;

/** Binds {@code serviceTask_renderVersion}. Idempotent: a version that has its file stays as it is. */
@Component
class RenderVersionDelegate implements JavaDelegate {

    private final AgreementSealing sealing;

    RenderVersionDelegate(AgreementSealing sealing) {
        this.sealing = sealing;
    }

    @Override
    public void execute(DelegateExecution execution) {
        var laid = sealing.lay(Long.parseLong(execution.getProcessBusinessKey()));
        PartnershipAgreement.REVIEWERS.set(execution, laid.reviewers());
        PartnershipAgreement.REVIEW_DUE.set(execution, Date.from(laid.due()));
        PartnershipAgreement.REVIEW_UNANSWERED_AT.set(execution, Date.from(Escalation.managerAt(laid.due())));
    }
}
