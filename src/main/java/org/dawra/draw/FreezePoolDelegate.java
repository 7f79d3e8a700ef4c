package org.dawra.draw;

import java.util.Date;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.dawra.cycle.CycleId;
import org.springframework.stereotype.Component;

/** Binds {@code serviceTask_freezePool}. Idempotent: a frozen pool stays as it is. */
@Component
class FreezePoolDelegate implements JavaDelegate {

    private final PrizeDrawing drawing;

    FreezePoolDelegate(PrizeDrawing drawing) {
        this.drawing = drawing;
    }

    @Override
    public void execute(DelegateExecution execution) {
        var cycle = CycleId.of(execution.getProcessBusinessKey());
        var freezing = drawing.freeze(cycle);
        PrizeDraw.POOL_READY.set(execution, freezing.ready());
        PrizeDraw.POOL_SIZE.set(execution, freezing.poolSize());
        PrizeDraw.RECHECK_AT.set(execution, Date.from(freezing.lookAgainAt()));
    }
}
