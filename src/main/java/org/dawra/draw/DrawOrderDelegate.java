package org.dawra.draw;

import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.dawra.cycle.CycleId;
import org.springframework.stereotype.Component;

/** Binds {@code serviceTask_drawOrder}. Idempotent: the order is computed once. */
@Component
class DrawOrderDelegate implements JavaDelegate {

    private final PrizeDrawing drawing;

    DrawOrderDelegate(PrizeDrawing drawing) {
        this.drawing = drawing;
    }

    @Override
    public void execute(DelegateExecution execution) {
        var cycle = CycleId.of(execution.getProcessBusinessKey());
        drawing.drawOrder(cycle);
    }
}
