package org.dawra.draw;

import java.util.Date;
import org.dawra.engine.ProcessContract;
import org.dawra.engine.ProcessVariable;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** What code and model of {@code prize-draw} agree on; the business key is the cycle's id. */
@Configuration(proxyBeanMethods = false)
public class PrizeDraw {

    /** The process. */
    public static final String KEY = "prize-draw";

    public static final String ENTER_RANDOMNESS = "userTask_enterRandomness";
    public static final String RECORD_ACCEPTANCE = "userTask_recordAcceptance";

    /** Freezes and publishes the pool. */
    public static final String FREEZE_POOL = "serviceTask_freezePool";

    /** Publishes the record. */
    public static final String PUBLISH_RECORD = "serviceTask_publishRecord";

    /** Sent when a half-day of a meeting is confirmed. */
    public static final String ATTENDANCE_CONFIRMED = "attendance-confirmed";

    /** When the pool is frozen: the closing of the draw's meeting. */
    public static final ProcessVariable<Date> DRAW_OPENS = ProcessVariable.of("drawOpens", Date.class);

    /** Whether the attendance is confirmed far enough to freeze the pool. */
    public static final ProcessVariable<Boolean> POOL_READY = ProcessVariable.of("poolReady", Boolean.class);

    /** When to look again for a confirmed attendance that no message told of. */
    public static final ProcessVariable<Date> RECHECK_AT = ProcessVariable.of("recheckAt", Date.class);

    /** How many tickets the pool has. */
    public static final ProcessVariable<Integer> POOL_SIZE = ProcessVariable.kept("poolSize", Integer.class);

    /** Number of the ticket that a prize is offered to. */
    public static final ProcessVariable<String> TICKET = ProcessVariable.kept("ticket", String.class);

    /** Until when the answer of whoever was offered a prize should be recorded. */
    public static final ProcessVariable<Date> ANSWER_DUE = ProcessVariable.of("answerDue", Date.class);

    /** Whether a prize is on offer: one is left and a ticket to ask. */
    public static final ProcessVariable<Boolean> PRIZES_OPEN = ProcessVariable.of("prizesOpen", Boolean.class);

    /** The contract. */
    public static final ProcessContract CONTRACT = ProcessContract.process(KEY)
            .taskOfTheDay(ENTER_RANDOMNESS, "method", "randomness", "round", "witness")
            .task(RECORD_ACCEPTANCE, "decision", "note")
            .variables(DRAW_OPENS, POOL_READY, RECHECK_AT, POOL_SIZE, TICKET, ANSWER_DUE, PRIZES_OPEN)
            .message(ATTENDANCE_CONFIRMED)
            .build();

    @Bean
    ProcessContract prizeDrawContract() {
        return CONTRACT;
    }
}
