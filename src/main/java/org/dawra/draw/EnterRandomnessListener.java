package org.dawra.draw;

import org.camunda.bpm.engine.delegate.DelegateTask;
import org.camunda.bpm.engine.delegate.TaskListener;
import org.dawra.cycle.CycleId;
import org.dawra.engine.Submission;
import org.springframework.stereotype.Component;

/** Takes the randomness from {@code userTask_enterRandomness}. */
@Component
class EnterRandomnessListener implements TaskListener {

    private final PrizeDrawing drawing;

    EnterRandomnessListener(PrizeDrawing drawing) {
        this.drawing = drawing;
    }

    @Override
    public void notify(DelegateTask task) {
        var submission = Submission.of(task);
        var cycle = CycleId.of(task.getExecution().getProcessBusinessKey());
        drawing.enterRandomness(cycle, submission.fields(), submission.actor());
    }
}
