package org.dawra.partnership;

import java.util.Date;
import org.camunda.bpm.engine.delegate.DelegateTask;
import org.camunda.bpm.engine.delegate.TaskListener;
import org.dawra.engine.Submission;
import org.springframework.stereotype.Component;

/** Binds {@code userTask_draftAgreement}. */
@Component
class DraftAgreementListener implements TaskListener {

    private final AgreementDrafting drafting;

    DraftAgreementListener(AgreementDrafting drafting) {
        this.drafting = drafting;
    }

    @Override
    public void notify(DelegateTask task) {
        var submission = Submission.of(task);
        var agreement = Long.parseLong(task.getExecution().getProcessBusinessKey());
        var expiry = drafting.draft(agreement, submission.fields(), submission.actor());
        PartnershipAgreement.EXPIRES_AT.set(task, Date.from(expiry));
    }
}
