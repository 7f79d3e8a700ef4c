package org.dawra.cycle;

import java.util.Date;
import java.util.List;
import org.dawra.engine.ProcessContract;
import org.dawra.engine.ProcessVariable;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Contract of {@code annual-cycle}; business key: the cycle's id, given by the start listener. */
@Configuration(proxyBeanMethods = false)
public class AnnualCycle {

    /** The process. */
    public static final String KEY = "annual-cycle";

    static final String START = "startEvent";
    public static final String APPROVE_PROGRAMME = "userTask_approveProgramme";
    public static final String REVISE_PROGRAMME = "userTask_reviseProgramme";
    public static final String ADOPT_RECOMMENDATIONS = "userTask_adoptRecommendations";

    /** Makes the approved programme hold. */
    public static final String CONFIRM_PROGRAMME = "serviceTask_confirmProgramme";

    /** Opens next year's draft. */
    public static final String OPEN_NEXT_DRAFT = "serviceTask_openNextDraft";

    // What it calls: where overviews show how far that has come.
    public static final String REGISTRATION = "callActivity_registration";
    public static final String PARTNERSHIP_AGREEMENT = "callActivity_partnershipAgreement";
    public static final String CONSULTATION = "callActivity_consultation";
    public static final String DELIVERY = "callActivity_delivery";
    public static final String EVALUATION = "callActivity_evaluation";
    public static final String FIXED_DELIVERY = "callActivity_fixedDelivery";
    public static final String FIXED_EVALUATION = "callActivity_fixedEvaluation";
    public static final String AWARD = "callActivity_award";
    public static final String DRAW = "callActivity_draw";
    public static final String INSTITUTION_AGREEMENT = "callActivity_institutionAgreement";
    public static final String GENERAL_REPORT = "callActivity_generalReport";

    /** Ids of the meetings that were fixed before the consultation. */
    public static final ProcessVariable<List<String>> FIXED_MEETINGS = ProcessVariable.list("fixedMeetings");

    /** Ids of the meetings of the approved programme that were not fixed before. */
    public static final ProcessVariable<List<String>> PLANNED_MEETINGS = ProcessVariable.list("plannedMeetings");

    /** Whether the approved programme has such meetings. */
    public static final ProcessVariable<Boolean> HAS_PLANNED_MEETINGS =
            ProcessVariable.kept("hasPlannedMeetings", Boolean.class);

    /** The meeting that a branch is about. */
    public static final ProcessVariable<String> MEETING_ID = ProcessVariable.of("meetingId", String.class);

    /** Ids of the agreements with the partners; set by {@code openAgreementsDelegate}. */
    public static final ProcessVariable<List<String>> AGREEMENTS = ProcessVariable.list("agreements");

    /** Ids of the agreements between institutions; set by {@code openInstitutionAgreementsDelegate}. */
    public static final ProcessVariable<List<String>> INSTITUTION_AGREEMENTS =
            ProcessVariable.list("institutionAgreements");

    /** The agreement that a branch is about. */
    public static final ProcessVariable<String> AGREEMENT_ID = ProcessVariable.of("agreementId", String.class);

    /** Whether the edition has an award. */
    public static final ProcessVariable<Boolean> HAS_AWARD = ProcessVariable.kept("hasAward", Boolean.class);

    /** Whether the edition has a prize draw. */
    public static final ProcessVariable<Boolean> HAS_DRAW = ProcessVariable.kept("hasDraw", Boolean.class);

    /** Whether the edition has agreements between institutions. */
    public static final ProcessVariable<Boolean> HAS_INSTITUTION_AGREEMENTS =
            ProcessVariable.kept("hasInstitutionAgreements", Boolean.class);

    /** When the programme should be approved. */
    public static final ProcessVariable<Date> PROGRAMME_DUE = ProcessVariable.kept("programmeDue", Date.class);

    /** When the president's deputy is called. */
    public static final ProcessVariable<Date> PROGRAMME_DEPUTY_AT =
            ProcessVariable.kept("programmeDeputyAt", Date.class);

    /** When the programme manager is told that nobody has approved. */
    public static final ProcessVariable<Date> PROGRAMME_MANAGER_AT =
            ProcessVariable.kept("programmeManagerAt", Date.class);

    /** Whether the president approved. */
    public static final ProcessVariable<Boolean> PROGRAMME_APPROVED =
            ProcessVariable.kept("programmeApproved", Boolean.class);

    /** When the year is reviewed. */
    public static final ProcessVariable<Date> YEAR_END = ProcessVariable.kept("yearEnd", Date.class);

    /** When next year's recommendations should be adopted. */
    public static final ProcessVariable<Date> RECOMMENDATIONS_DUE =
            ProcessVariable.kept("recommendationsDue", Date.class);

    /** The contract. */
    public static final ProcessContract CONTRACT = ProcessContract.process(KEY)
            .startForm("edition", "firstMeetingDay")
            .task(APPROVE_PROGRAMME, "decision", "note")
            .task(REVISE_PROGRAMME, "meetings", "note")
            .task(ADOPT_RECOMMENDATIONS, "adopted", "note")
            .variables(
                    FIXED_MEETINGS,
                    PLANNED_MEETINGS,
                    HAS_PLANNED_MEETINGS,
                    MEETING_ID,
                    AGREEMENTS,
                    INSTITUTION_AGREEMENTS,
                    AGREEMENT_ID,
                    HAS_AWARD,
                    HAS_DRAW,
                    HAS_INSTITUTION_AGREEMENTS,
                    PROGRAMME_DUE,
                    PROGRAMME_DEPUTY_AT,
                    PROGRAMME_MANAGER_AT,
                    PROGRAMME_APPROVED,
                    YEAR_END,
                    RECOMMENDATIONS_DUE)
            .build();

    @Bean
    ProcessContract annualCycleContract() {
        return CONTRACT;
    }
}
