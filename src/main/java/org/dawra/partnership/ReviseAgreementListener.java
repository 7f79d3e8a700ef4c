package org.dawra.partnership;

import org.camunda.bpm.engine.delegate.DelegateTask;
import org.camunda.bpm.engine.delegate.TaskListener;
import org.dawra.engine.Submission;
import org.springframework.stereotype.Component;

/** Binds {@code userTask_reviseAgreement}. */
@Component
class ReviseAgreementListener implements TaskListener {

    private final AgreementDrafting drafting;

    ReviseAgreementListener(AgreementDrafting drafting) {
        this.drafting = drafting;
    }

    @Override
    public void notify(DelegateTask task) {
        var submission = Submission.of(task);
        var agreement = Long.parseLong(task.getExecution().getProcessBusinessKey());
        drafting.draft(agreement, submission.fields(), submission.actor());
    }
}
