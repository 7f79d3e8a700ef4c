package org.dawra.registration;

import java.util.Date;
import java.util.List;
import org.dawra.engine.ProcessContract;
import org.dawra.engine.ProcessVariable;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Contract of {@code beneficiary-registration}; business key: the cycle's id. */
@Configuration(proxyBeanMethods = false)
public class BeneficiaryRegistration {

    /** The process. */
    public static final String KEY = "beneficiary-registration";

    public static final String VALIDATE_LIST = "userTask_validateList";

    /** Opens the lists. */
    public static final String OPEN_LISTS = "serviceTask_openLists";

    /** Codes of the provinces, one list each. */
    public static final ProcessVariable<List<String>> PROVINCES = ProcessVariable.list("provinces");

    /** The province of one list. */
    public static final ProcessVariable<String> PROVINCE = ProcessVariable.of("province", String.class);

    /** When lists open. */
    public static final ProcessVariable<Date> LISTS_OPEN = ProcessVariable.kept("listsOpen", Date.class);

    /** When lists close at the latest. */
    public static final ProcessVariable<Date> LISTS_CLOSE = ProcessVariable.kept("listsClose", Date.class);

    /** When a coordinator should have looked at the list for the first time. */
    public static final ProcessVariable<Date> VALIDATION_DUE = ProcessVariable.kept("validationDue", Date.class);

    /** Of one list: until when its coordinator should look at it this time. */
    public static final ProcessVariable<Date> LIST_DUE = ProcessVariable.of("listDue", Date.class);

    /** Of one list: whether its coordinator has called it final. */
    public static final ProcessVariable<Boolean> LIST_FINAL = ProcessVariable.of("listFinal", Boolean.class);

    /** Of one list: when its coordinator looks at it again. */
    public static final ProcessVariable<Date> NEXT_ROUND = ProcessVariable.of("nextRound", Date.class);

    /** A closed list was opened again: one message a province, so that only its branch wakes. */
    public static final String LIST_REOPENED = "list-reopened-${province}";

    /** The contract. */
    public static final ProcessContract CONTRACT = ProcessContract.process(KEY)
            .task(VALIDATE_LIST, "decisions", "final")
            .variables(PROVINCES, PROVINCE, LISTS_OPEN, LISTS_CLOSE, VALIDATION_DUE, LIST_DUE, LIST_FINAL, NEXT_ROUND)
            .message(LIST_REOPENED)
            .build();

    /** {@link #LIST_REOPENED} of one province. */
    static String reopened(String province) {
        return LIST_REOPENED.replace("${province}", province);
    }

    @Bean
    ProcessContract beneficiaryRegistrationContract() {
        return CONTRACT;
    }
}
