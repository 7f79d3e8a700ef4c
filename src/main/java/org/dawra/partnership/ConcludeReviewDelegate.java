package org.dawra.partnership;

import java.util.Date;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.springframework.stereotype.Component;

/** Binds {@code serviceTask_concludeReview}. Idempotent: the decisions stand. */
@Component
class ConcludeReviewDelegate implements JavaDelegate {

    private final AgreementReview review;

    ConcludeReviewDelegate(AgreementReview review) {
        this.review = review;
    }

    @Override
    public void execute(DelegateExecution execution) {
        var conclusion = review.conclude(Long.parseLong(execution.getProcessBusinessKey()));
        PartnershipAgreement.OUTCOME.set(execution, conclusion.outcome().name());
        if (conclusion.signing() != null) {
            PartnershipAgreement.SIGNING.set(execution, conclusion.signing().name());
        }
        PartnershipAgreement.REVISION_DUE.set(execution, Date.from(review.revisionDue()));
        PartnershipAgreement.NETWORK_SIGNATORIES.set(execution, conclusion.networkSignatories());
    }
}
