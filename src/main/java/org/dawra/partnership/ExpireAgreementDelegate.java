package org.dawra.partnership;

import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.springframework.stereotype.Component;

/** Binds {@code serviceTask_expireAgreement}. Idempotent: what has ended stays as it is. */
@Component
class ExpireAgreementDelegate implements JavaDelegate {

    private final AgreementReview review;

    ExpireAgreementDelegate(AgreementReview review) {
        this.review = review;
    }

    @Override
    public void execute(DelegateExecution execution) {
        review.expire(Long.parseLong(execution.getProcessBusinessKey()));
    }
}
