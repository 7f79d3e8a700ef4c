package org.dawra.award;

import java.util.Date;
import java.util.List;
import org.dawra.engine.ProcessContract;
import org.dawra.engine.ProcessVariable;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** What code and model of {@code award-selection} agree on; the business key is the cycle's id. */
@Configuration(proxyBeanMethods = false)
public class AwardSelection {

    /** The process. */
    public static final String KEY = "award-selection";

    /** The decision on nominees. */
    static final String NOMINEE_ELIGIBILITY = "nominee-eligibility";

    public static final String NOMINATE = "userTask_nominate";
    public static final String DECLARE_CONFLICTS = "userTask_declareConflicts";
    public static final String SCORE_NOMINEES = "userTask_scoreNominees";
    public static final String DELIBERATE = "userTask_deliberate";
    public static final String CONFIRM_AWARD = "userTask_confirmAward";

    /** Opens the nominations. */
    public static final String OPEN_NOMINATIONS = "serviceTask_openNominations";

    /** Makes the diplomas. */
    public static final String MAKE_DIPLOMAS = "serviceTask_makeDiplomas";

    /** Codes of the provinces whose coordinators nominate. */
    public static final ProcessVariable<List<String>> PROVINCES = ProcessVariable.list("provinces");

    /** The province of one nomination task. */
    public static final ProcessVariable<String> PROVINCE = ProcessVariable.of("province", String.class);

    /** When nominations close. */
    public static final ProcessVariable<Date> AWARD_CLOSES = ProcessVariable.of("awardCloses", Date.class);

    /** User ids of the jurors. */
    public static final ProcessVariable<List<String>> JURORS = ProcessVariable.list("jurors");

    /** The juror of one round of scoring. */
    public static final ProcessVariable<String> JUROR = ProcessVariable.of("juror", String.class);

    /** How many nominees are eligible. */
    public static final ProcessVariable<Integer> NOMINEES = ProcessVariable.kept("nominees", Integer.class);

    /** When jurors should have scored. */
    public static final ProcessVariable<Date> SCORING_DUE = ProcessVariable.of("scoringDue", Date.class);

    /** When the programme manager is told who has not scored. */
    public static final ProcessVariable<Date> SCORES_MISSING_AT = ProcessVariable.of("scoresMissingAt", Date.class);

    /** Whether both methods give the award to the same institutions. */
    public static final ProcessVariable<Boolean> METHODS_AGREE = ProcessVariable.kept("methodsAgree", Boolean.class);

    /** When the result should be deliberated and confirmed. */
    public static final ProcessVariable<Date> DECISION_DUE = ProcessVariable.of("decisionDue", Date.class);

    /** When the president's deputy is called to the confirmation, and when the programme manager is told who has not decided. */
    public static final ProcessVariable<Date> DECISION_DEPUTY_AT = ProcessVariable.of("decisionDeputyAt", Date.class);

    public static final ProcessVariable<Date> DECISION_LATE_AT = ProcessVariable.of("decisionLateAt", Date.class);

    /** Groups whose members confirm the result together. */
    public static final ProcessVariable<List<String>> CONFIRMERS = ProcessVariable.list("confirmers");

    /** The group of one confirmation task. */
    public static final ProcessVariable<String> CONFIRMER = ProcessVariable.of("confirmer", String.class);

    /** Whether all have confirmed. */
    public static final ProcessVariable<Boolean> ALL_CONFIRMED = ProcessVariable.kept("allConfirmed", Boolean.class);

    /** The contract. */
    public static final ProcessContract CONTRACT = ProcessContract.process(KEY)
            .task(NOMINATE, "nominations")
            .task(DECLARE_CONFLICTS, "conflicts")
            .task(SCORE_NOMINEES, "scores")
            .task(DELIBERATE, "laureates", "reason")
            .task(CONFIRM_AWARD, "decision", "note")
            .variables(
                    PROVINCES,
                    PROVINCE,
                    AWARD_CLOSES,
                    JURORS,
                    JUROR,
                    NOMINEES,
                    SCORING_DUE,
                    SCORES_MISSING_AT,
                    METHODS_AGREE,
                    DECISION_DUE,
                    DECISION_DEPUTY_AT,
                    DECISION_LATE_AT,
                    CONFIRMERS,
                    CONFIRMER,
                    ALL_CONFIRMED)
            .build();

    @Bean
    ProcessContract awardSelectionContract() {
        return CONTRACT;
    }
}
