package org.dawra.award;

import java.util.Set;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.dawra.followup.Escalation;
import org.springframework.stereotype.Component;

/** Binds {@code serviceTask_reportLateScores}. Idempotent: a manager is told once a task. */
@Component
class ReportLateScoresDelegate implements JavaDelegate {

    /** Whoever has not declared conflicts cannot score yet. */
    private static final Set<String> JURORS_TASKS =
            Set.of(AwardSelection.DECLARE_CONFLICTS, AwardSelection.SCORE_NOMINEES);

    private final Escalation escalation;

    ReportLateScoresDelegate(Escalation escalation) {
        this.escalation = escalation;
    }

    @Override
    public void execute(DelegateExecution execution) {
        escalation.tellManager(
                AwardSelection.KEY,
                execution.getProcessBusinessKey(),
                task -> JURORS_TASKS.contains(task.definitionKey()));
    }
}
