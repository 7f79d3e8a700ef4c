package org.dawra.partnership;

import org.camunda.bpm.engine.delegate.DelegateTask;
import org.camunda.bpm.engine.delegate.TaskListener;
import org.dawra.engine.Submission;
import org.springframework.stereotype.Component;

/** Binds {@code userTask_signAgreement}. */
@Component
class SignAgreementListener implements TaskListener {

    private final AgreementSigning signing;

    SignAgreementListener(AgreementSigning signing) {
        this.signing = signing;
    }

    @Override
    public void notify(DelegateTask task) {
        var submission = Submission.of(task);
        var agreement = Long.parseLong(task.getExecution().getProcessBusinessKey());
        signing.signForParty(agreement, submission.fields(), submission.actor());
    }
}
