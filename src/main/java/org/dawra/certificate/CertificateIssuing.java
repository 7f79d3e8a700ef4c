package org.dawra.certificate;

import java.util.Date;
import java.util.List;
import org.dawra.cycle.MeetingId;
import org.dawra.engine.ProcessContract;
import org.dawra.engine.ProcessVariable;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Contract of {@code certificate-issuing}; business key: the meeting's id. */
@Configuration(proxyBeanMethods = false)
public class CertificateIssuing {

    /** The process. */
    public static final String KEY = "certificate-issuing";

    /** Sent when the last message of a meeting's certificates has settled. */
    public static final String MAIL_SETTLED = "mail-settled";

    /** Waits until the mail is settled. */
    public static final String AWAIT_MAIL = "message_mailSettled";

    static final String CERTIFICATE_ELIGIBILITY = "certificate-eligibility";

    /** The step that issues one chunk of a lane. */
    static final String ISSUE_CERTIFICATES = "serviceTask_issueCertificates";

    public static final String RESOLVE_UNDELIVERABLE = "userTask_resolveUndeliverable";

    /** Issues the certificates of a lane. */
    public static final String ISSUE = "serviceTask_issueCertificates";

    /** Counts the messages that bring the certificates. */
    public static final String RECOUNT_MAIL = "serviceTask_recountMail";

    /** Numbers of the lanes that have certificates to issue. */
    public static final ProcessVariable<List<String>> LANES = ProcessVariable.list("lanes");

    /** The lane of one branch. */
    public static final ProcessVariable<String> LANE = ProcessVariable.of("lane", String.class);

    /** Of one lane: whether certificates are left in it. */
    public static final ProcessVariable<Boolean> MORE = ProcessVariable.of("more", Boolean.class);

    /** Whether issued certificates are in no print file yet. */
    public static final ProcessVariable<Boolean> UNPRINTED = ProcessVariable.of("unprinted", Boolean.class);

    /** How many certificates this run has planned. */
    public static final ProcessVariable<Integer> PLANNED = ProcessVariable.kept("planned", Integer.class);

    /** How many certificates of the meeting are issued. */
    public static final ProcessVariable<Integer> ISSUED = ProcessVariable.kept("issued", Integer.class);

    /** Whether no message is on its way any more. */
    public static final ProcessVariable<Boolean> SETTLED = ProcessVariable.of("settled", Boolean.class);

    /** How many messages could not be delivered and have not been resolved. */
    public static final ProcessVariable<Integer> UNDELIVERABLE = ProcessVariable.kept("undeliverable", Integer.class);

    /** When the messages are counted again at the latest. */
    public static final ProcessVariable<Date> RECOUNT_AT = ProcessVariable.of("recountAt", Date.class);

    /** When undeliverable messages should have been resolved. */
    public static final ProcessVariable<Date> RESOLVE_DUE = ProcessVariable.of("resolveDue", Date.class);

    /** The contract. */
    public static final ProcessContract CONTRACT = ProcessContract.process(KEY)
            .task(RESOLVE_UNDELIVERABLE, "note")
            .variables(LANES, LANE, MORE, UNPRINTED, PLANNED, ISSUED, SETTLED, UNDELIVERABLE, RECOUNT_AT, RESOLVE_DUE)
            .message(MAIL_SETTLED)
            .build();

    /** What the messages of a meeting's certificates settle as one group. */
    public static String mailGroup(MeetingId meeting) {
        return KEY + ":" + meeting.key();
    }

    @Bean
    ProcessContract certificateIssuingContract() {
        return CONTRACT;
    }
}
