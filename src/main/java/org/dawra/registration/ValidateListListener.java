package org.dawra.registration;

import java.util.Date;
import org.camunda.bpm.engine.delegate.DelegateTask;
import org.camunda.bpm.engine.delegate.TaskListener;
import org.dawra.cycle.CycleId;
import org.dawra.engine.Submission;
import org.springframework.stereotype.Component;

/** Binds the completion of {@code userTask_validateList}. */
@Component
class ValidateListListener implements TaskListener {

    private final ProvinceLists lists;

    ValidateListListener(ProvinceLists lists) {
        this.lists = lists;
    }

    @Override
    public void notify(DelegateTask task) {
        var submission = Submission.of(task);
        var cycle = CycleId.of(task.getExecution().getProcessBusinessKey());
        var province = BeneficiaryRegistration.PROVINCE.get(task);
        var isFinal = lists.validate(cycle, province, submission.fields(), submission.actor());
        BeneficiaryRegistration.LIST_FINAL.set(task, isFinal);
        var next = lists.nextRound();
        BeneficiaryRegistration.NEXT_ROUND.set(task, Date.from(next));
        // A list that was final and is opened again lies there until lists close.
        var close = BeneficiaryRegistration.LISTS_CLOSE.get(task).toInstant();
        BeneficiaryRegistration.LIST_DUE.set(task, Date.from(isFinal ? close : ProvinceLists.roundDue(next, close)));
    }
}
