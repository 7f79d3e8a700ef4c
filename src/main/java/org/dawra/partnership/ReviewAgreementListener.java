package org.dawra.partnership;

import org.camunda.bpm.engine.delegate.DelegateTask;
import org.camunda.bpm.engine.delegate.TaskListener;
import org.dawra.engine.Submission;
import org.springframework.stereotype.Component;

/** Binds {@code userTask_reviewAgreement}. */
@Component
class ReviewAgreementListener implements TaskListener {

    private final AgreementReview review;

    ReviewAgreementListener(AgreementReview review) {
        this.review = review;
    }

    @Override
    public void notify(DelegateTask task) {
        var submission = Submission.of(task);
        var agreement = Long.parseLong(task.getExecution().getProcessBusinessKey());
        review.decide(agreement, submission.fields(), submission.actor());
    }
}
