package org.dawra.partnership;

import java.util.Map;
import org.dawra.engine.Actor;
import org.dawra.engine.HumanTask;
import org.dawra.engine.TaskForm;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** What the Tasklist forms about agreements show. */
@Configuration(proxyBeanMethods = false)
class AgreementForms {

    private interface Facts {
        Map<String, Object> of(Agreement agreement);
    }

    @Bean
    TaskForm draftAgreementForm(AgreementRows rows, AgreementFacts facts) {
        return form(PartnershipAgreement.DRAFT, rows, facts::drafting);
    }

    @Bean
    TaskForm reviseAgreementForm(AgreementRows rows, AgreementFacts facts) {
        return form(PartnershipAgreement.REVISE, rows, facts::drafting);
    }

    @Bean
    TaskForm recordPaperSignatureForm(AgreementRows rows, AgreementFacts facts) {
        return form(PartnershipAgreement.RECORD_PAPER, rows, facts::paper);
    }

    @Bean
    TaskForm signForNetworkForm(AgreementRows rows, AgreementFacts facts) {
        return form(PartnershipAgreement.SIGN_FOR_NETWORK, rows, facts::network);
    }

    private static TaskForm form(String element, AgreementRows rows, Facts facts) {
        return new TaskForm() {
            @Override
            public String process() {
                return PartnershipAgreement.KEY;
            }

            @Override
            public String element() {
                return element;
            }

            @Override
            public Map<String, Object> facts(HumanTask task, Actor actor) {
                return facts.of(rows.get(Long.parseLong(task.businessKey())));
            }
        };
    }
}
