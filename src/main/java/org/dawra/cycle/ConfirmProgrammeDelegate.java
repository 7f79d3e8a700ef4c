package org.dawra.cycle;

import java.util.ArrayList;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.springframework.stereotype.Component;

/** Binds {@code serviceTask_confirmProgramme}: from here on each approved meeting goes its own way. */
@Component
class ConfirmProgrammeDelegate implements JavaDelegate {

    private final ProgrammeApproval approval;

    ConfirmProgrammeDelegate(ProgrammeApproval approval) {
        this.approval = approval;
    }

    @Override
    public void execute(DelegateExecution execution) {
        var meetings = approval.plannedMeetings(CycleId.of(execution.getProcessBusinessKey()));
        AnnualCycle.PLANNED_MEETINGS.set(execution, new ArrayList<>(meetings));
        AnnualCycle.HAS_PLANNED_MEETINGS.set(execution, !meetings.isEmpty());
    }
}
