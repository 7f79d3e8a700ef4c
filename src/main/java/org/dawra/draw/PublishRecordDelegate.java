package org.dawra.draw;

import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.dawra.cycle.CycleId;
import org.springframework.stereotype.Component;

/** Binds {@code serviceTask_publishRecord}. Idempotent: a published record stays as it is. */
@Component
class PublishRecordDelegate implements JavaDelegate {

    private final PrizeDrawing drawing;

    PublishRecordDelegate(PrizeDrawing drawing) {
        this.drawing = drawing;
    }

    @Override
    public void execute(DelegateExecution execution) {
        var cycle = CycleId.of(execution.getProcessBusinessKey());
        drawing.publish(cycle);
    }
}
