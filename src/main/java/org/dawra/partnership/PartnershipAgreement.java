package org.dawra.partnership;

import java.util.Date;
import java.util.List;
import org.dawra.engine.ProcessContract;
import org.dawra.engine.ProcessVariable;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** What model and code of {@code partnership-agreement} agree on. The business key is the agreement's id. */
@Configuration(proxyBeanMethods = false)
public class PartnershipAgreement {

    /** Process id. */
    public static final String KEY = "partnership-agreement";
    /** Until when the network should have written the first version. */
    public static final ProcessVariable<Date> DRAFT_DUE = ProcessVariable.of("draftDue", Date.class);
    /** When an unsigned agreement lapses. */
    public static final ProcessVariable<Date> EXPIRES_AT = ProcessVariable.of("expiresAt", Date.class);
    /** Whom the review waits for: accounts of officials, or holders of personal links. */
    public static final ProcessVariable<List<String>> REVIEWERS = ProcessVariable.list("reviewers");
    /** One of the reviewers, inside the review and the signing. */
    public static final ProcessVariable<String> REVIEWER = ProcessVariable.of("reviewer", String.class);
    /** When reviewers are reminded. */
    public static final ProcessVariable<Date> REVIEW_DUE = ProcessVariable.of("reviewDue", Date.class);
    /** APPROVED, CHANGES or DECLINED. */
    public static final ProcessVariable<String> OUTCOME = ProcessVariable.kept("outcome", String.class);
    /** Until when the network should have written the next version. */
    public static final ProcessVariable<Date> REVISION_DUE = ProcessVariable.of("revisionDue", Date.class);
    /** When the programme manager is told that a party has not answered. */
    public static final ProcessVariable<Date> REVIEW_UNANSWERED_AT =
            ProcessVariable.of("reviewUnansweredAt", Date.class);
    /** PAPER or ELECTRONIC. */
    public static final ProcessVariable<String> SIGNING = ProcessVariable.kept("signing", String.class);
    /** The accounts that sign for the network; empty where the network is no party. */
    public static final ProcessVariable<List<String>> NETWORK_SIGNATORIES = ProcessVariable.list("networkSignatories");
    /** One of them. */
    public static final ProcessVariable<String> NETWORK_SIGNATORY =
            ProcessVariable.of("networkSignatory", String.class);

    /** The network does not sign what the parties approved; the agreement ends. */
    public static final String NETWORK_DECLINED = "network-declined";

    /** Writing the first version. */
    public static final String DRAFT = "userTask_draftAgreement";
    /** Writing the next version. */
    public static final String REVISE = "userTask_reviseAgreement";
    /** A party reads and decides. */
    public static final String REVIEW = "userTask_reviewAgreement";
    /** A party signs electronically. */
    public static final String SIGN = "userTask_signAgreement";
    /** A signatory of the network signs electronically. */
    public static final String SIGN_FOR_NETWORK = "userTask_signForNetwork";
    /** The signed sheet is recorded. */
    public static final String RECORD_PAPER = "userTask_recordPaperSignature";

    private static final String[] CONTENT = {"titleAr", "titleFr", "objectAr", "objectFr", "commitments", "parties"};

    static final ProcessContract CONTRACT = ProcessContract.process(KEY)
            .task(DRAFT, CONTENT)
            .task(REVISE, CONTENT)
            .task(REVIEW, "decision", "comment", "signing", "version")
            .task(SIGN, "function", "consent", "fingerprint")
            .task(SIGN_FOR_NETWORK, "decision", "consent", "reason")
            .task(RECORD_PAPER, "decision", "scan", "signedOn", "reference", "reason")
            .error(NETWORK_DECLINED)
            .variables(
                    DRAFT_DUE,
                    EXPIRES_AT,
                    REVIEWERS,
                    REVIEWER,
                    REVIEW_DUE,
                    REVIEW_UNANSWERED_AT,
                    REVISION_DUE,
                    OUTCOME,
                    SIGNING,
                    NETWORK_SIGNATORIES,
                    NETWORK_SIGNATORY)
            .build();

    @Bean
    ProcessContract partnershipAgreementContract() {
        return CONTRACT;
    }
}
