package org.dawra.evaluation;

import java.util.Date;
import org.dawra.engine.ProcessContract;
import org.dawra.engine.ProcessVariable;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Contract of the process {@code cycle-evaluation}: one instance a meeting. */
@Configuration(proxyBeanMethods = false)
public class CycleEvaluation {

    public static final String KEY = "cycle-evaluation";
    public static final String REVIEW_RESULTS = "userTask_reviewResults";

    /** Opens the survey in the hall. */
    public static final String OPEN_SURVEY = "serviceTask_openSurvey";

    public static final ProcessVariable<Date> SURVEY_OPENS = ProcessVariable.of("surveyOpens", Date.class);
    public static final ProcessVariable<Date> SURVEY_REMINDER = ProcessVariable.of("surveyReminder", Date.class);
    public static final ProcessVariable<Date> SURVEY_CLOSES = ProcessVariable.of("surveyCloses", Date.class);
    public static final ProcessVariable<Date> RESULTS_DUE = ProcessVariable.of("resultsDue", Date.class);

    public static final ProcessContract CONTRACT = ProcessContract.process(KEY)
            .task(REVIEW_RESULTS, "conclusion")
            .variables(SURVEY_OPENS, SURVEY_REMINDER, SURVEY_CLOSES, RESULTS_DUE)
            .build();

    @Bean
    ProcessContract cycleEvaluationContract() {
        return CONTRACT;
    }
}
