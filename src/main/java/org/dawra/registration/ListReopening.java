package org.dawra.registration;

import java.time.Clock;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import org.dawra.access.Accounts;
import org.dawra.access.Role;
import org.dawra.audit.AuditTrail;
import org.dawra.cycle.CycleId;
import org.dawra.cycle.Programmes;
import org.dawra.cycle.TrainingCycles;
import org.dawra.engine.Actor;
import org.dawra.engine.Fields;
import org.dawra.engine.ProcessMessages;
import org.dawra.engine.Refused;
import org.dawra.mail.Outbox;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.GeneratedKeyHolder;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Opens a closed list again, as long as a meeting of the cycle still takes its seats from it. */
@Service
class ListReopening {

    private static final int LONGEST_REASON = 300;

    private final TrainingCycles cycles;
    private final Programmes programmes;
    private final ProvinceLists lists;
    private final Accounts accounts;
    private final RegistrationMessages messages;
    private final Outbox outbox;
    private final ProcessMessages processes;
    private final AuditTrail audit;
    private final JdbcClient jdbc;
    private final Clock clock;

    ListReopening(
            TrainingCycles cycles,
            Programmes programmes,
            ProvinceLists lists,
            Accounts accounts,
            RegistrationMessages messages,
            Outbox outbox,
            ProcessMessages processes,
            AuditTrail audit,
            JdbcClient jdbc,
            Clock clock) {
        this.cycles = cycles;
        this.programmes = programmes;
        this.lists = lists;
        this.accounts = accounts;
        this.messages = messages;
        this.outbox = outbox;
        this.processes = processes;
        this.audit = audit;
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /** Whether the actor is offered to open the list again. */
    boolean offered(CycleId cycle, String province, Actor actor) {
        return RegistrationScope.managesAll(actor)
                && lists.state(cycle, province) == ListState.CLOSED
                && takesSeats(cycle);
    }

    /** The programme manager opens the list again; the coordinator's task comes back through the process. */
    @Transactional
    public void reopen(CycleId id, String province, Fields fields, Actor actor) {
        var cycle = cycles.get(id);
        RegistrationScope.check(cycle, province, actor);
        if (!RegistrationScope.managesAll(actor)) {
            throw new Refused("", "registration.reopen.notYours");
        }
        var reason = fields.text("reason", LONGEST_REASON);
        if (!takesSeats(id)) {
            throw new Refused("", "registration.reopen.seatsFixed");
        }
        if (!lists.reopen(id, province)) {
            throw new Refused("", "registration.reopen.notClosed");
        }
        var key = new GeneratedKeyHolder();
        jdbc.sql("insert into registration_list_reopening (cycle_id, province, reason, reopened_at, reopened_by)"
                        + " values (?, ?, ?, ?, ?)")
                .params(
                        id.value(),
                        province,
                        reason,
                        OffsetDateTime.ofInstant(clock.instant(), ZoneOffset.UTC),
                        actor.userId())
                .update(key, "id");
        var purpose = "list-reopened:" + key.getKeyAs(Long.class) + ":";
        outbox.planAll(accounts.withRole(Role.COORDINATOR, province).stream()
                .map(account -> messages.reopened(cycle, purpose + account.userId(), account, province, reason))
                .toList());
        audit.record(actor.userId(), "registration-list.reopened", "registration-list:" + id.key() + ":" + province);
        if (!processes.signal(BeneficiaryRegistration.KEY, id.key(), BeneficiaryRegistration.reopened(province))) {
            throw new Refused("", "registration.reopen.over");
        }
    }

    /** Whether a meeting of the cycle is still to come whose seats are not fixed; while none is planned, one may come. */
    private boolean takesSeats(CycleId cycle) {
        var meetings = programmes.meetings(cycle);
        var fixed = jdbc.sql("select count(*) from seat_window where cycle_id = ? and closed_at is not null")
                .param(cycle.value())
                .query(Integer.class)
                .single();
        return meetings.isEmpty() || fixed < meetings.size();
    }
}
