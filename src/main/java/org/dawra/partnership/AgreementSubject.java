package org.dawra.partnership;

import java.util.stream.Collectors;
import org.dawra.access.TaskSubject;
import org.dawra.engine.HumanTask;
import org.dawra.web.ChosenLanguage;
import org.springframework.stereotype.Component;

/** Tells the tasks of several agreements apart by the names of their parties. */
@Component
class AgreementSubject implements TaskSubject {

    private final AgreementRows rows;

    AgreementSubject(AgreementRows rows) {
        this.rows = rows;
    }

    @Override
    public String process() {
        return PartnershipAgreement.KEY;
    }

    @Override
    public String about(HumanTask task) {
        var language = ChosenLanguage.current();
        return rows.parties(Long.parseLong(task.businessKey())).stream()
                .map(party -> party.name().in(language))
                .collect(Collectors.joining(" · "));
    }
}
