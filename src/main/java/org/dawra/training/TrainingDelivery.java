package org.dawra.training;

import java.util.Date;
import java.util.List;
import org.dawra.engine.ProcessContract;
import org.dawra.engine.ProcessVariable;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Contract of the process {@code training-delivery}: one instance a meeting, from its preparation to its certificates. */
@Configuration(proxyBeanMethods = false)
public class TrainingDelivery {

    public static final String KEY = "training-delivery";
    public static final String PREPARE_MEETING = "userTask_prepareMeeting";
    public static final String TICK_ATTENDANCE = "userTask_tickAttendance";
    public static final String HOLD_CLOSING = "userTask_holdClosing";
    public static final String SEATS_CLOSE_TIMER = "timer_seatsClose";

    // Steps that have a count.
    public static final String ALLOT_SEATS = "serviceTask_allotSeats";
    public static final String CLOSE_SEATS = "serviceTask_closeSeats";
    public static final String SESSION = "callActivity_session";
    public static final String EARLY_CERTIFICATES = "callActivity_earlyCertificates";
    public static final String FINAL_CERTIFICATES = "callActivity_finalCertificates";

    public static final ProcessVariable<Date> SEATS_OPEN = ProcessVariable.of("seatsOpen", Date.class);
    public static final ProcessVariable<Date> SEATS_CLOSE = ProcessVariable.of("seatsClose", Date.class);
    public static final ProcessVariable<Date> MEETING_BEGINS = ProcessVariable.of("meetingBegins", Date.class);
    public static final ProcessVariable<Date> CERTIFICATES_AT = ProcessVariable.of("certificatesAt", Date.class);
    public static final ProcessVariable<Date> CLOSING_AT = ProcessVariable.of("closingAt", Date.class);
    /** When the programme manager is told which sheets, or the closing, the working team has not entered. */
    public static final ProcessVariable<Date> CLOSING_LATE_AT = ProcessVariable.of("closingLateAt", Date.class);
    /** Ids of the sessions that a facilitator counts and summarises. */
    public static final ProcessVariable<List<String>> SESSIONS = ProcessVariable.list("sessions");
    /** {@link HalfDay#key() Keys} of the half-days. */
    public static final ProcessVariable<List<String>> HALF_DAYS = ProcessVariable.list("halfDays");
    /** The element of {@link #SESSIONS} that a branch is about. */
    public static final ProcessVariable<String> SESSION_ID = ProcessVariable.of("sessionId", String.class);
    /** The element of {@link #HALF_DAYS} that a branch is about. */
    public static final ProcessVariable<String> HALF_DAY = ProcessVariable.of("halfDay", String.class);

    public static final ProcessContract CONTRACT = ProcessContract.process(KEY)
            .task(PREPARE_MEETING, "logistics", "sessions")
            .taskOfTheDay(TICK_ATTENDANCE, "present", "drafts")
            .taskOfTheDay(HOLD_CLOSING, "summariesRead", "certificatesHanded", "shieldsGiven", "remarks")
            .variables(
                    SEATS_OPEN,
                    SEATS_CLOSE,
                    MEETING_BEGINS,
                    CERTIFICATES_AT,
                    CLOSING_AT,
                    CLOSING_LATE_AT,
                    SESSIONS,
                    HALF_DAYS,
                    SESSION_ID,
                    HALF_DAY)
            .build();

    @Bean
    ProcessContract trainingDeliveryContract() {
        return CONTRACT;
    }
}
