package org.dawra.report;

import java.util.Date;
import java.util.List;
import org.dawra.engine.ProcessContract;
import org.dawra.engine.ProcessVariable;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Contract of {@code general-report}; business key: the cycle's id. */
@Configuration(proxyBeanMethods = false)
public class GeneralReport {

    /** The process. */
    public static final String KEY = "general-report";

    public static final String WRITE_NARRATIVE = "userTask_writeNarrative";
    public static final String APPROVE_REPORT = "userTask_approveReport";

    /** Publishes the report. */
    public static final String PUBLISH = "serviceTask_publishReport";

    /** The groups whose members must approve, as the edition names them. */
    public static final ProcessVariable<List<String>> CONFIRMERS = ProcessVariable.list("confirmers");

    /** The group of one approval. */
    public static final ProcessVariable<String> CONFIRMER = ProcessVariable.of("confirmer", String.class);

    /** Whether all of them approved the version at hand. */
    public static final ProcessVariable<Boolean> ALL_APPROVED = ProcessVariable.kept("allApproved", Boolean.class);

    /** When narrative and approvals should be there. */
    public static final ProcessVariable<Date> REPORT_DUE = ProcessVariable.of("reportDue", Date.class);

    /** When the president's deputy is called to the approval, and when the programme manager is told that it is missing. */
    public static final ProcessVariable<Date> APPROVAL_DEPUTY_AT = ProcessVariable.of("approvalDeputyAt", Date.class);

    public static final ProcessVariable<Date> APPROVAL_LATE_AT = ProcessVariable.of("approvalLateAt", Date.class);

    /** The contract. */
    public static final ProcessContract CONTRACT = ProcessContract.process(KEY)
            .task(WRITE_NARRATIVE, "narrativeAr", "narrativeFr")
            .task(APPROVE_REPORT, "decision", "note")
            .variables(CONFIRMERS, CONFIRMER, ALL_APPROVED, REPORT_DUE, APPROVAL_DEPUTY_AT, APPROVAL_LATE_AT)
            .build();

    @Bean
    ProcessContract generalReportContract() {
        return CONTRACT;
    }
}
