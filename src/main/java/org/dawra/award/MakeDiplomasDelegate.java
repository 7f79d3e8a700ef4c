package org.dawra.award;

import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.dawra.cycle.CycleId;
import org.springframework.stereotype.Component;

/** Binds {@code serviceTask_makeDiplomas}. Idempotent: makes only diplomas that are missing. */
@Component
class MakeDiplomasDelegate implements JavaDelegate {

    private final Awarding awarding;

    MakeDiplomasDelegate(Awarding awarding) {
        this.awarding = awarding;
    }

    @Override
    public void execute(DelegateExecution execution) {
        var cycle = CycleId.of(execution.getProcessBusinessKey());
        awarding.makeDiplomas(cycle);
    }
}
