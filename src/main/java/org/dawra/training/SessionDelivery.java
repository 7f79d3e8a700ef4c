package org.dawra.training;

import java.util.Date;
import org.dawra.engine.ProcessContract;
import org.dawra.engine.ProcessVariable;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Contract of the process {@code session-delivery}: one instance a session, from its end to its summary. */
@Configuration(proxyBeanMethods = false)
public class SessionDelivery {

    public static final String KEY = "session-delivery";
    public static final String CONFIRM_ATTENDANCE = "userTask_confirmAttendance";
    public static final String WRITE_SUMMARY = "userTask_writeSummary";

    /** User id of the account that runs the session. */
    public static final ProcessVariable<String> FACILITATOR = ProcessVariable.of("facilitator", String.class);

    public static final ProcessVariable<Date> SESSION_ENDS = ProcessVariable.of("sessionEnds", Date.class);
    public static final ProcessVariable<Date> SUMMARY_DUE = ProcessVariable.of("summaryDue", Date.class);

    /** When the facilitator's deputy is called to the count, and when the programme manager is told that it is missing. */
    public static final ProcessVariable<Date> COUNT_DEPUTY_AT = ProcessVariable.of("countDeputyAt", Date.class);

    public static final ProcessVariable<Date> COUNT_LATE_AT = ProcessVariable.of("countLateAt", Date.class);
    /** The same for the summary. */
    public static final ProcessVariable<Date> SUMMARY_DEPUTY_AT = ProcessVariable.of("summaryDeputyAt", Date.class);

    public static final ProcessVariable<Date> SUMMARY_MISSING_AT = ProcessVariable.of("summaryMissingAt", Date.class);

    public static final ProcessContract CONTRACT = ProcessContract.process(KEY)
            .taskOfTheDay(CONFIRM_ATTENDANCE, "headcount", "remarks")
            .taskOfTheDay(WRITE_SUMMARY, "summaryAr", "summaryFr", "recommendations")
            .variables(
                    FACILITATOR,
                    SESSION_ENDS,
                    SUMMARY_DUE,
                    COUNT_DEPUTY_AT,
                    COUNT_LATE_AT,
                    SUMMARY_DEPUTY_AT,
                    SUMMARY_MISSING_AT)
            .build();

    @Bean
    ProcessContract sessionDeliveryContract() {
        return CONTRACT;
    }
}
