package org.dawra.cycle;

import java.util.ArrayList;
import java.util.Date;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.ExecutionListener;
import org.dawra.engine.Submission;
import org.springframework.stereotype.Component;

/** Binds {@code startEvent} of {@code annual-cycle}: opens the cycle, whose id becomes the business key. */
@Component
class OpenCycleListener implements ExecutionListener {

    private final CycleOpening opening;

    OpenCycleListener(CycleOpening opening) {
        this.opening = opening;
    }

    @Override
    public void notify(DelegateExecution execution) {
        var submission = Submission.of(execution);
        var opened = opening.open(submission.fields(), submission.actor());
        execution.setProcessBusinessKey(opened.cycle().key());
        AnnualCycle.FIXED_MEETINGS.set(execution, new ArrayList<>(opened.fixedMeetings()));
        AnnualCycle.HAS_AWARD.set(execution, opened.award());
        AnnualCycle.HAS_DRAW.set(execution, opened.draw());
        AnnualCycle.HAS_INSTITUTION_AGREEMENTS.set(execution, opened.institutionAgreements());
        AnnualCycle.PROGRAMME_DUE.set(execution, Date.from(opened.programmeDue()));
        AnnualCycle.PROGRAMME_DEPUTY_AT.set(
                execution, Date.from(opened.programmeDue().plus(ProgrammeApproval.UNTIL_DEPUTY)));
        AnnualCycle.PROGRAMME_MANAGER_AT.set(
                execution, Date.from(opened.programmeDue().plus(ProgrammeApproval.UNTIL_MANAGER)));
        AnnualCycle.YEAR_END.set(execution, Date.from(opened.yearEnd()));
        AnnualCycle.RECOMMENDATIONS_DUE.set(execution, Date.from(opened.recommendationsDue()));
    }
}
