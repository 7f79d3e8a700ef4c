package org.dawra.award;

import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.dawra.cycle.CycleId;
import org.springframework.stereotype.Component;

/** Binds {@code serviceTask_remindJuror}. Idempotent: a reminder is planned once a juror. */
@Component
class RemindJurorDelegate implements JavaDelegate {

    private final Judging judging;

    RemindJurorDelegate(Judging judging) {
        this.judging = judging;
    }

    @Override
    public void execute(DelegateExecution execution) {
        var cycle = CycleId.of(execution.getProcessBusinessKey());
        judging.remind(cycle, AwardSelection.JUROR.get(execution));
    }
}
