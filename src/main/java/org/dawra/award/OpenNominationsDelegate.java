package org.dawra.award;

import java.util.Date;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.dawra.cycle.CycleId;
import org.springframework.stereotype.Component;

/** Binds {@code serviceTask_openNominations}. Reads only. */
@Component
class OpenNominationsDelegate implements JavaDelegate {

    private final Nominating nominating;

    OpenNominationsDelegate(Nominating nominating) {
        this.nominating = nominating;
    }

    @Override
    public void execute(DelegateExecution execution) {
        var cycle = CycleId.of(execution.getProcessBusinessKey());
        AwardSelection.PROVINCES.set(execution, nominating.provinces(cycle));
        AwardSelection.AWARD_CLOSES.set(execution, Date.from(nominating.closes(cycle)));
    }
}
