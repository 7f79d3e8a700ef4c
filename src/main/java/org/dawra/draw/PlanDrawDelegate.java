package org.dawra.draw;

import java.util.Date;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.dawra.cycle.CycleId;
import org.springframework.stereotype.Component;

/** Binds {@code serviceTask_planDraw}. Idempotent: a cycle has one draw. */
@Component
class PlanDrawDelegate implements JavaDelegate {

    private final PrizeDrawing drawing;

    PlanDrawDelegate(PrizeDrawing drawing) {
        this.drawing = drawing;
    }

    @Override
    public void execute(DelegateExecution execution) {
        var cycle = CycleId.of(execution.getProcessBusinessKey());
        PrizeDraw.DRAW_OPENS.set(execution, Date.from(drawing.plan(cycle)));
    }
}
