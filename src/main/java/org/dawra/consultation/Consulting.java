package org.dawra.consultation;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.dawra.access.Account;
import org.dawra.access.Accounts;
import org.dawra.access.Preferences;
import org.dawra.access.Role;
import org.dawra.audit.AuditTrail;
import org.dawra.cycle.CycleId;
import org.dawra.cycle.Programmes;
import org.dawra.cycle.Province;
import org.dawra.cycle.TrainingCycles;
import org.dawra.engine.Actor;
import org.dawra.engine.Fields;
import org.dawra.engine.Refused;
import org.dawra.mail.Message;
import org.dawra.mail.Outbox;
import org.dawra.web.Language;
import org.dawra.web.PublicUrl;
import org.springframework.context.MessageSource;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Runs a consultation: the coordinators' sheets, the workshop, the provinces' shares of the seats. */
@Service
class Consulting {

    private static final Duration REMINDER_BEFORE_DUE = Duration.ofDays(2);
    private static final Duration DEPUTY_BEFORE_DUE = Duration.ofDays(1);
    private static final int LONGEST = 2_000;
    private static final int LONGEST_OF_WORKSHOP = 4_000;
    private static final int MOST_PEOPLE = 100_000;
    /** What a province counts that sent no sheet and had none before. */
    private static final int UNKNOWN_PROVINCE = 1;

    private final SheetTable sheets;
    private final TrainingCycles cycles;
    private final Programmes programmes;
    private final Accounts accounts;
    private final Preferences preferences;
    private final Outbox outbox;
    private final MessageSource texts;
    private final PublicUrl url;
    private final AuditTrail audit;
    private final Clock clock;

    Consulting(
            SheetTable sheets,
            TrainingCycles cycles,
            Programmes programmes,
            Accounts accounts,
            Preferences preferences,
            Outbox outbox,
            MessageSource texts,
            PublicUrl url,
            AuditTrail audit,
            Clock clock) {
        this.sheets = sheets;
        this.cycles = cycles;
        this.programmes = programmes;
        this.accounts = accounts;
        this.preferences = preferences;
        this.outbox = outbox;
        this.texts = texts;
        this.url = url;
        this.audit = audit;
        this.clock = clock;
    }

    /** What the process needs to know of sheets that have been opened. */
    record Opened(List<String> provinces, Instant reminder, Instant deputy, Instant due, Instant consultation) {}

    /** Opens a sheet a province; doing it again changes nothing. */
    @Transactional
    Opened open(CycleId cycle) {
        var provinces = cycles.get(cycle).edition().provinces().stream()
                .map(Province::code)
                .toList();
        sheets.open(cycle, provinces);
        var timetable = cycles.timetable(cycle);
        return new Opened(
                provinces,
                timetable.consultationSheetsDue().minus(REMINDER_BEFORE_DUE),
                timetable.consultationSheetsDue().minus(DEPUTY_BEFORE_DUE),
                timetable.consultationSheetsDue(),
                timetable.consultation());
    }

    /** Takes the sheet of a province from its coordinator, or whoever stands in for them. */
    @Transactional
    void fill(CycleId cycle, String province, Fields fields, Actor actor) {
        if (accounts.find(actor.userId())
                        .filter(a -> a.role() == Role.COORDINATOR && province.equals(a.scope()))
                        .isEmpty()
                && !preferences.standsIn(actor, Role.COORDINATOR, province)) {
            throw new Refused("", "consultation.notYourProvince");
        }
        var sheet = new SheetTable.Filled(
                fields.text("places", LONGEST),
                fields.text("dates", LONGEST),
                fields.optionalText("logistics", LONGEST),
                fields.integer("expectedBeneficiaries", 0, MOST_PEOPLE),
                fields.optionalText("remarks", LONGEST));
        if (!sheets.fill(cycle, province, sheet, actor.userId(), clock.instant())) {
            throw new Refused("", "consultation.sheet.closed");
        }
        audit.record(actor.userId(), "sheet.filled", "cycle:" + cycle.value() + ":" + province);
    }

    /** Notes that the workshop begins without the province's sheet. */
    void markMissing(CycleId cycle, String province) {
        sheets.markMissing(cycle, province);
    }

    /** Reminds the coordinators of a province whose sheet is still open, and whom no day's list reminds. */
    @Transactional
    void remindCoordinator(CycleId cycle, String province) {
        var open = sheets.sheet(cycle, province)
                .filter(s -> s.state() == ConsultationSheet.State.OPEN)
                .isPresent();
        if (open) {
            plan(
                    accounts.withRole(Role.COORDINATOR, province).stream()
                            .filter(account -> !accounts.isSentTheDaysList(account))
                            .toList(),
                    cycle,
                    "remindCoordinator:" + province,
                    Role.COORDINATOR.group(province),
                    "consultation.reminder",
                    province);
        }
    }

    /** Tells the programme manager which provinces sent no sheet; each province is told once. */
    @Transactional
    void tellManager(CycleId cycle) {
        sheets.sheets(cycle).stream()
                .filter(s -> s.state() == ConsultationSheet.State.MISSING)
                .forEach(s -> plan(
                        accounts.withRole(Role.PROGRAMME_MANAGER),
                        cycle,
                        "tellManager:" + s.province(),
                        Role.PROGRAMME_MANAGER.group(),
                        "consultation.missing",
                        s.province()));
    }

    /** Records what the workshop decided; its meetings become the draft of the programme. */
    @Transactional
    void hold(CycleId cycle, Fields fields, Actor actor) {
        if (accounts.find(actor.userId())
                .filter(a -> a.role() == Role.PROGRAMME_MANAGER)
                .isEmpty()) {
            throw new Refused("", "consultation.notAllowed");
        }
        var workshop = new SheetTable.Workshop(
                fields.optionalText("method", LONGEST_OF_WORKSHOP),
                fields.optionalText("logistics", LONGEST_OF_WORKSHOP),
                fields.optionalText("notes", LONGEST_OF_WORKSHOP));
        programmes.propose(cycle, Programmes.ProposedMeeting.rows(fields), actor);
        if (sheets.workshop(cycle).isPresent()) {
            throw new Refused("", "consultation.workshop.twice");
        }
        sheets.hold(cycle, workshop, actor.userId(), clock.instant());
        audit.record(actor.userId(), "workshop.held", "cycle:" + cycle.value());
    }

    /** Shares the seats by the coordinators' figures; doing it again gives the same. */
    @Transactional
    void shareSeats(CycleId cycle) {
        programmes.shareSeats(cycle, weights(cycle));
    }

    /**
     * What each province counts: the figure of its sheet; without a sheet that of the last closed year, or one, so that
     * nobody is shut out because a sheet is missing.
     */
    Map<String, Integer> weights(CycleId cycle) {
        var weights = new LinkedHashMap<String, Integer>();
        for (var sheet : sheets.sheets(cycle)) {
            var expected = sheet.expectedBeneficiaries();
            weights.put(
                    sheet.province(),
                    sheet.state() == ConsultationSheet.State.FILLED && expected != null
                            ? expected
                            : sheets.lastYear(cycle, sheet.province()).orElse(UNKNOWN_PROVINCE));
        }
        return weights;
    }

    private void plan(List<Account> to, CycleId cycle, String step, String handList, String textKey, String province) {
        var purpose = CoordinatorConsultation.KEY + ":" + cycle.key() + ":" + step;
        var name = cycles.get(cycle).edition().province(province).map(Province::name);
        var due = cycles.localTimes(cycle).day(cycles.timetable(cycle).consultationSheetsDue());
        outbox.planAll(to.stream()
                .map(account -> {
                    var locale = Language.valueOf(account.language().toUpperCase(Locale.ROOT))
                            .locale();
                    var args = new Object[] {name.map(n -> n.in(locale)).orElse(province), due, url.of("/my-tasks")};
                    return new Message(
                            purpose + ":" + account.userId(),
                            purpose,
                            new Message.Recipient(account.displayName(), account.email(), account.phone(), handList),
                            account.language(),
                            texts.getMessage(textKey + ".subject", args, locale),
                            texts.getMessage(textKey + ".text", args, locale),
                            List.of());
                })
                .toList());
    }
}
