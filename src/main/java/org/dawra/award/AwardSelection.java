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

    /** Whether both methods give the award to the same institutions. */
    public static final ProcessVariable<Boolean> METHODS_AGREE = ProcessVariable.kept("methodsAgree", Boolean.class);

    /** When the result should be deliberated and confirmed. */
    public static final ProcessVariable<Date> DECISION_DUE = ProcessVariable.of("decisionDue", Date.class);

    /** Groups whose members confirm the result together. */
    public static final ProcessVariable<List<String>> CONFIRMERS = ProcessVariable.list("confirmers");

    /** The group of one confirmation task. */
    public static final ProcessVariable<String> CONFIRMER = ProcessVariable.of("confirmer", String.class);

    /** Whether all have confirmed. */
    public static final ProcessVariable<Boolean> ALL_CONFIRMED = ProcessVariable.kept("allConfirmed", Boolean.class);

    /** The contract. */
    public static final ProcessContract CONTRACT = ProcessContract.process("award-selection")
            .task("userTask_nominate", "nominations")
            .task("userTask_declareConflicts", "conflicts")
            .task("userTask_scoreNominees", "scores")
            .task("userTask_deliberate", "laureates", "reason")
            .task("userTask_confirmAward", "decision", "note")
            .variables(
                    PROVINCES,
                    PROVINCE,
                    AWARD_CLOSES,
                    JURORS,
                    JUROR,
                    NOMINEES,
                    SCORING_DUE,
                    METHODS_AGREE,
                    DECISION_DUE,
                    CONFIRMERS,
                    CONFIRMER,
                    ALL_CONFIRMED)
            .build();

    @Bean
    ProcessContract awardSelectionContract() {
        return CONTRACT;
    }
}
