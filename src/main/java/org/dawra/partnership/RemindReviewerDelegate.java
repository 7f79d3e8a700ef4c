package org.dawra.partnership;

import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.springframework.stereotype.Component;

/** Binds {@code serviceTask_remindReviewer}. Idempotent: a version is reminded of once. */
@Component
class RemindReviewerDelegate implements JavaDelegate {

    private final AgreementReview review;

    RemindReviewerDelegate(AgreementReview review) {
        this.review = review;
    }

    @Override
    public void execute(DelegateExecution execution) {
        review.remind(Long.parseLong(execution.getProcessBusinessKey()), PartnershipAgreement.REVIEWER.get(execution));
    }
}
