package org.dawra.award;

import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.dawra.cycle.CycleId;
import org.springframework.stereotype.Component;

/** Binds {@code serviceTask_rankNominees}. Idempotent: the same scores give the same ranking. */
@Component
class RankNomineesDelegate implements JavaDelegate {

    private final Judging judging;

    RankNomineesDelegate(Judging judging) {
        this.judging = judging;
    }

    @Override
    public void execute(DelegateExecution execution) {
        var cycle = CycleId.of(execution.getProcessBusinessKey());
        AwardSelection.METHODS_AGREE.set(execution, judging.rank(cycle));
    }
}
