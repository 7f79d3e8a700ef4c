package org.dawra.report;

import org.camunda.bpm.engine.delegate.DelegateTask;
import org.camunda.bpm.engine.delegate.TaskListener;
import org.dawra.cycle.CycleId;
import org.dawra.engine.Submission;
import org.springframework.stereotype.Component;

/** Binds the completion of {@code userTask_writeNarrative}. */
@Component
class WriteNarrativeListener implements TaskListener {

    private final ReportDesk desk;

    WriteNarrativeListener(ReportDesk desk) {
        this.desk = desk;
    }

    @Override
    public void notify(DelegateTask task) {
        var submission = Submission.of(task);
        var cycle = CycleId.of(task.getExecution().getProcessBusinessKey());
        desk.writeNarrative(cycle, submission.fields(), submission.actor());
    }
}
