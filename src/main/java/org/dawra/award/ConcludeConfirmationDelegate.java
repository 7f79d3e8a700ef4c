package org.dawra.award;

import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.dawra.cycle.CycleId;
import org.springframework.stereotype.Component;

/** Binds {@code serviceTask_concludeConfirmation}. Reads only. */
@Component
class ConcludeConfirmationDelegate implements JavaDelegate {

    private final Awarding awarding;

    ConcludeConfirmationDelegate(Awarding awarding) {
        this.awarding = awarding;
    }

    @Override
    public void execute(DelegateExecution execution) {
        var cycle = CycleId.of(execution.getProcessBusinessKey());
        AwardSelection.ALL_CONFIRMED.set(execution, awarding.allConfirmed(cycle));
    }
}
