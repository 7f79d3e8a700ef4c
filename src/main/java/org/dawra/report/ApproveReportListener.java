package org.dawra.report;

import org.camunda.bpm.engine.delegate.DelegateTask;
import org.camunda.bpm.engine.delegate.TaskListener;
import org.dawra.cycle.CycleId;
import org.dawra.engine.Submission;
import org.springframework.stereotype.Component;

/** Binds the completion of {@code userTask_approveReport}. */
@Component
class ApproveReportListener implements TaskListener {

    private final ReportDesk desk;

    ApproveReportListener(ReportDesk desk) {
        this.desk = desk;
    }

    @Override
    public void notify(DelegateTask task) {
        var submission = Submission.of(task);
        var cycle = CycleId.of(task.getExecution().getProcessBusinessKey());
        var confirmer = GeneralReport.CONFIRMER.get(task);
        desk.approve(cycle, confirmer, submission.fields(), submission.actor());
    }
}
