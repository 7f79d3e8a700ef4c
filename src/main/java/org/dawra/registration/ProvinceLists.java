package org.dawra.registration;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Set;
import java.util.stream.Collectors;
import org.dawra.access.Accounts;
import org.dawra.access.Role;
import org.dawra.audit.AuditTrail;
import org.dawra.cycle.CycleId;
import org.dawra.cycle.Province;
import org.dawra.cycle.TrainingCycles;
import org.dawra.engine.Actor;
import org.dawra.engine.Fields;
import org.dawra.engine.Refused;
import org.dawra.mail.Outbox;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** The provinces' lists of a cycle: opened, validated by their coordinators round by round, closed. */
@Service
class ProvinceLists {

    /** A coordinator who has not finished the list looks at it again after a week. */
    static final Duration ROUND = Duration.ofDays(7);

    private static final Duration TIME_FOR_A_ROUND = Duration.ofDays(3);

    private static final int LONGEST_REASON = 300;
    private static final int ROWS_A_ROUND = 300;

    private final JdbcClient jdbc;
    private final Clock clock;
    private final TrainingCycles cycles;
    private final Registrations registrations;
    private final Accounts accounts;
    private final RegistrationMessages messages;
    private final Outbox outbox;
    private final AuditTrail audit;

    ProvinceLists(
            JdbcClient jdbc,
            Clock clock,
            TrainingCycles cycles,
            Registrations registrations,
            Accounts accounts,
            RegistrationMessages messages,
            Outbox outbox,
            AuditTrail audit) {
        this.jdbc = jdbc;
        this.clock = clock;
        this.cycles = cycles;
        this.registrations = registrations;
        this.accounts = accounts;
        this.messages = messages;
        this.outbox = outbox;
        this.audit = audit;
    }

    /**
     * When lists open, when they should be validated, and when they close at the latest.
     *
     * @param validationDue with the consultation's sheets: the coordinators tell their counts from the lists
     * @param close the year's end: meetings run all year, and each takes its seats from the lists
     */
    record Dates(Instant open, Instant validationDue, Instant close) {}

    /** What a coordinator decides about a registration that waits. */
    enum Decision {
        ACCEPT,
        REFUSE,
        LATER
    }

    Dates dates(CycleId cycle) {
        var timetable = cycles.timetable(cycle);
        return new Dates(timetable.listsOpen(), timetable.consultationSheetsDue(), timetable.yearEnd());
    }

    /** Codes of the provinces that keep a list. */
    List<String> provinces(CycleId cycle) {
        return cycles.get(cycle).edition().provinces().stream()
                .map(Province::code)
                .toList();
    }

    /** Opens the list of each province; one that has been closed stays closed. */
    @Transactional
    public void open(CycleId cycle) {
        for (var province : provinces(cycle)) {
            jdbc.sql("""
                            insert into registration_list (cycle_id, province, state, opened_at)
                            select :cycle, :province, 'OPEN', cast(:now as timestamp with time zone)
                             where not exists (
                               select 1 from registration_list where cycle_id = :cycle and province = :province)
                            """)
                    .param("cycle", cycle.value())
                    .param("province", province)
                    .param("now", now())
                    .update();
        }
    }

    /** Closes the lists that are still open. */
    @Transactional
    public void close(CycleId cycle) {
        jdbc.sql("update registration_list set state = 'CLOSED', closed_at = ? where cycle_id = ? and state = 'OPEN'")
                .params(now(), cycle.value())
                .update();
    }

    /** Opens a closed list again; answers false when it is not closed. */
    boolean reopen(CycleId cycle, String province) {
        return jdbc.sql("update registration_list set state = 'OPEN', closed_at = null"
                                + " where cycle_id = ? and province = ? and state = 'CLOSED'")
                        .params(cycle.value(), province)
                        .update()
                == 1;
    }

    ListState state(CycleId cycle, String province) {
        return states(cycle).getOrDefault(province, ListState.NOT_YET);
    }

    /** State by province code, every province of the edition among them. */
    Map<String, ListState> states(CycleId cycle) {
        var stored = jdbc
                .sql("select province, state from registration_list where cycle_id = ?")
                .param(cycle.value())
                .query((row, n) -> Map.entry(row.getString("province"), ListState.valueOf(row.getString("state"))))
                .list()
                .stream()
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
        var states = new LinkedHashMap<String, ListState>();
        provinces(cycle).forEach(p -> states.put(p, stored.getOrDefault(p, ListState.NOT_YET)));
        return states;
    }

    /** Throws {@link Refused} when the list is closed. Those who keep it may fill it from the cycle's first day. */
    void checkNotClosed(CycleId cycle, String province) {
        if (state(cycle, province) == ListState.CLOSED) {
            throw new Refused("", "registration.list.closed");
        }
    }

    /** Throws {@link Refused} unless the list takes registrations from the public. */
    void checkOpen(CycleId cycle, String province) {
        switch (state(cycle, province)) {
            case OPEN -> {}
            case NOT_YET -> throw new Refused("", "registration.list.notYet");
            case CLOSED -> throw new Refused("", "registration.list.closed");
        }
    }

    /**
     * One round of validation: takes the coordinator's decisions, and closes the list when it is final.
     *
     * @return whether the list is final now
     */
    @Transactional
    public boolean validate(CycleId cycle, String province, Fields fields, Actor actor) {
        RegistrationScope.check(cycles.get(cycle), province, actor);
        var findings = new ArrayList<Refused.Finding>();
        var seen = new HashSet<Long>();
        for (var row : fields.rows("decisions")) {
            try {
                decide(cycle, province, row, actor, seen);
            } catch (Refused refused) {
                findings.addAll(refused.findings());
            }
        }
        var last = fields.flag("final");
        if (last && findings.isEmpty()) {
            var open = registrations.count(new Registrations.Query(cycle, province, RegistrationState.WAITING, null));
            if (open > 0) {
                findings.add(new Refused.Finding("final", "registration.list.undecided", List.of(open)));
            }
        }
        if (!findings.isEmpty()) {
            throw new Refused(findings);
        }
        if (last) {
            jdbc.sql("""
                            update registration_list set state = 'CLOSED', closed_at = ?
                             where cycle_id = ? and province = ? and state = 'OPEN'
                            """).params(now(), cycle.value(), province).update();
            audit.record(
                    actor.userId(), "registration-list.closed", "registration-list:" + cycle.key() + ":" + province);
        }
        return last;
    }

    private void decide(CycleId cycle, String province, Fields row, Actor actor, Set<Long> seen) {
        var decision = row.option("decision", Decision.class);
        var id = row.id("registration");
        var entry = registrations
                .find(id)
                .filter(e -> e.province().equals(province))
                .filter(e -> registrations.isOf(e.id(), cycle))
                .orElseThrow(() -> row.refused("registration", "registration.decision.unknown"));
        if (!seen.add(id)) {
            throw row.refused("registration", "registration.decision.twice");
        }
        var reason = row.optionalText("reason", LONGEST_REASON);
        if (decision == Decision.REFUSE && reason == null) {
            throw row.refused("reason", "registration.decision.reason");
        }
        if (decision == Decision.LATER || entry.state() != RegistrationState.WAITING) {
            // Whoever confirmed by e-mail while the form was open has decided already.
            return;
        }
        var accept = decision == Decision.ACCEPT;
        registrations.move(
                id,
                List.of(RegistrationState.WAITING),
                accept ? RegistrationState.ACCEPTED : RegistrationState.REFUSED,
                accept ? null : reason,
                actor.userId());
        audit.record(actor.userId(), accept ? "registration.accepted" : "registration.refused", "registration:" + id);
    }

    /** Reminds the province's coordinators once that their list waits for them, where no day's list says it. */
    @Transactional
    public void remind(CycleId cycle, String province) {
        var year = cycles.get(cycle);
        var waiting = registrations.count(new Registrations.Query(cycle, province, RegistrationState.WAITING, null));
        outbox.planAll(accounts.withRole(Role.COORDINATOR, province).stream()
                .filter(account -> !accounts.isSentTheDaysList(account))
                .map(account -> messages.reminder(
                        year,
                        String.join(
                                ":",
                                BeneficiaryRegistration.KEY,
                                cycle.key(),
                                BeneficiaryRegistration.VALIDATE_LIST,
                                province,
                                account.userId()),
                        account,
                        province,
                        waiting))
                .toList());
    }

    /** The waiting registrations that fit one sitting; the rest comes with the next round. */
    List<Entry> waiting(CycleId cycle, String province) {
        return registrations.page(
                new Registrations.Query(cycle, province, RegistrationState.WAITING, null), 0, ROWS_A_ROUND);
    }

    /** Until when a round should be done that begins then; never past the day on which lists close. */
    static Instant roundDue(Instant begins, Instant close) {
        var due = begins.plus(TIME_FOR_A_ROUND);
        return due.isBefore(close) ? due : close;
    }

    /** When the next round of an unfinished list begins. */
    Instant nextRound() {
        return clock.instant().plus(ROUND);
    }

    /** The province. Throws {@link NoSuchElementException} when the edition has none with this code. */
    Province province(CycleId cycle, String code) {
        return cycles.get(cycle)
                .edition()
                .province(code)
                .orElseThrow(() -> new NoSuchElementException("no such province"));
    }

    private OffsetDateTime now() {
        return OffsetDateTime.ofInstant(clock.instant(), ZoneOffset.UTC);
    }
}
