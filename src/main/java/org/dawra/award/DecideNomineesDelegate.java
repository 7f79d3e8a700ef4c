package org.dawra.award;

import java.util.Date;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.dawra.cycle.CycleId;
import org.dawra.followup.Escalation;
import org.springframework.stereotype.Component;

/** Binds {@code serviceTask_decideNominees}. Idempotent: a nomination is decided once. */
@Component
class DecideNomineesDelegate implements JavaDelegate {

    private final Nominating nominating;

    DecideNomineesDelegate(Nominating nominating) {
        this.nominating = nominating;
    }

    @Override
    public void execute(DelegateExecution execution) {
        var jury = nominating.decide(CycleId.of(execution.getProcessBusinessKey()));
        AwardSelection.NOMINEES.set(execution, jury.nominees());
        AwardSelection.JURORS.set(execution, jury.jurors());
        AwardSelection.CONFIRMERS.set(execution, jury.confirmers());
        AwardSelection.SCORING_DUE.set(execution, Date.from(jury.scoringDue()));
        AwardSelection.SCORES_MISSING_AT.set(execution, Date.from(Escalation.managerAt(jury.scoringDue())));
        AwardSelection.DECISION_DUE.set(execution, Date.from(jury.decisionDue()));
        AwardSelection.DECISION_DEPUTY_AT.set(execution, Date.from(Escalation.deputyAt(jury.decisionDue())));
        AwardSelection.DECISION_LATE_AT.set(execution, Date.from(Escalation.managerAt(jury.decisionDue())));
    }
}
