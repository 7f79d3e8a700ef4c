package org.dawra.consultation;

import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import org.dawra.engine.ProcessContract;
import org.dawra.engine.ProcessVariable;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Contract of {@code coordinator-consultation}; business key: the cycle's id. */
@Configuration(proxyBeanMethods = false)
public class CoordinatorConsultation {

    /** The process. */
    public static final String KEY = "coordinator-consultation";

    public static final String FILL_SHEET = "userTask_fillSheet";
    public static final String HOLD_WORKSHOP = "userTask_holdWorkshop";

    /** Opens the sheets. */
    public static final String OPEN_SHEETS = "serviceTask_openSheets";

    /** Codes of the provinces, one sheet each. */
    public static final ProcessVariable<List<String>> PROVINCES = ProcessVariable.list("provinces");

    /** The province of one sheet. */
    public static final ProcessVariable<String> PROVINCE = ProcessVariable.of("province", String.class);

    /** When a coordinator is reminded. */
    public static final ProcessVariable<Date> SHEET_REMINDER = ProcessVariable.kept("sheetReminder", Date.class);

    /** When a coordinator's deputy is called. */
    public static final ProcessVariable<Date> SHEET_DEPUTY_AT = ProcessVariable.kept("sheetDeputyAt", Date.class);

    /** When sheets should be there, and otherwise the programme manager is told. */
    public static final ProcessVariable<Date> SHEETS_DUE = ProcessVariable.kept("sheetsDue", Date.class);

    /** When the workshop begins; sheets that are not there then are missing. */
    public static final ProcessVariable<Date> CONSULTATION_AT = ProcessVariable.kept("consultationAt", Date.class);

    /** Until when the workshop's decisions should be recorded: its evening. */
    public static final ProcessVariable<Date> WORKSHOP_DUE = ProcessVariable.kept("workshopDue", Date.class);

    private static final Duration OF_THE_DAY = Duration.ofHours(10);

    /** Escalation: a province's sheet was not there in time. */
    public static final String SHEET_MISSING = "sheet-missing";

    /** The contract. */
    public static final ProcessContract CONTRACT = ProcessContract.process(KEY)
            .task(FILL_SHEET, "places", "dates", "logistics", "expectedBeneficiaries", "remarks")
            .taskOfTheDay(HOLD_WORKSHOP, "method", "logistics", "notes", "meetings")
            .variables(PROVINCES, PROVINCE, SHEET_REMINDER, SHEET_DEPUTY_AT, SHEETS_DUE, CONSULTATION_AT, WORKSHOP_DUE)
            .escalation(SHEET_MISSING)
            .build();

    /** {@link #WORKSHOP_DUE} of a workshop that begins then. */
    public static Instant workshopDue(Instant consultation) {
        return consultation.plus(OF_THE_DAY);
    }

    @Bean
    ProcessContract coordinatorConsultationContract() {
        return CONTRACT;
    }
}
