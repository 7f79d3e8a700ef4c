package org.dawra.partnership;

import org.camunda.bpm.engine.delegate.BpmnError;
import org.camunda.bpm.engine.delegate.DelegateTask;
import org.camunda.bpm.engine.delegate.TaskListener;
import org.dawra.engine.Submission;
import org.springframework.stereotype.Component;

/** Binds {@code userTask_recordPaperSignature}. */
@Component
class RecordPaperSignatureListener implements TaskListener {

    private final AgreementSigning signing;

    RecordPaperSignatureListener(AgreementSigning signing) {
        this.signing = signing;
    }

    @Override
    public void notify(DelegateTask task) {
        var submission = Submission.of(task);
        var agreement = Long.parseLong(task.getExecution().getProcessBusinessKey());
        if (signing.recordPaper(agreement, submission.fields(), submission.actor()) == NetworkAnswer.DECLINE) {
            throw new BpmnError(PartnershipAgreement.NETWORK_DECLINED);
        }
    }
}
