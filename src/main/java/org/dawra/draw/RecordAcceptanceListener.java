package org.dawra.draw;

import org.camunda.bpm.engine.delegate.DelegateTask;
import org.camunda.bpm.engine.delegate.TaskListener;
import org.dawra.cycle.CycleId;
import org.dawra.engine.Submission;
import org.springframework.stereotype.Component;

/** Takes an institution's answer from {@code userTask_recordAcceptance}. */
@Component
class RecordAcceptanceListener implements TaskListener {

    private final PrizeDrawing drawing;

    RecordAcceptanceListener(PrizeDrawing drawing) {
        this.drawing = drawing;
    }

    @Override
    public void notify(DelegateTask task) {
        var submission = Submission.of(task);
        var cycle = CycleId.of(task.getExecution().getProcessBusinessKey());
        var ticket = Integer.parseInt(PrizeDraw.TICKET.get(task));
        drawing.recordAnswer(cycle, ticket, submission.fields(), submission.actor());
    }
}
