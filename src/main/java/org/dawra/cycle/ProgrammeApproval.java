package org.dawra.cycle;

import java.time.Clock;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import org.dawra.access.Role;
import org.dawra.audit.AuditTrail;
import org.dawra.engine.Actor;
import org.dawra.engine.Fields;
import org.dawra.engine.Refused;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** The president's decision about the programme, and what follows from it. */
@Service
class ProgrammeApproval {

    /** How long after the due date the president's deputy is called, and the programme manager told. */
    static final Duration UNTIL_DEPUTY = Duration.ofDays(1);

    static final Duration UNTIL_MANAGER = Duration.ofDays(3);

    private static final int LONGEST_NOTE = 2_000;

    private static final String PROPOSED_AGAIN = "PROPOSE";

    private final JdbcClient jdbc;
    private final TrainingCycles cycles;
    private final Programmes programmes;
    private final Duties duties;
    private final Reminders reminders;
    private final AuditTrail audit;
    private final Clock clock;

    ProgrammeApproval(
            JdbcClient jdbc,
            TrainingCycles cycles,
            Programmes programmes,
            Duties duties,
            Reminders reminders,
            AuditTrail audit,
            Clock clock) {
        this.jdbc = jdbc;
        this.cycles = cycles;
        this.programmes = programmes;
        this.duties = duties;
        this.reminders = reminders;
        this.audit = audit;
        this.clock = clock;
    }

    /** What the president may answer. */
    enum Decision {
        APPROVE,
        SEND_BACK
    }

    /** Records {@code decision} and {@code note}; answers whether the programme is approved. */
    @Transactional
    boolean decide(CycleId cycle, Fields fields, Actor actor) {
        duties.require(actor, Role.PRESIDENT);
        var decision = fields.option("decision", Decision.class);
        var note = decision == Decision.SEND_BACK
                ? fields.text("note", LONGEST_NOTE)
                : fields.optionalText("note", LONGEST_NOTE);
        if (programmes.state(cycle) != Programmes.State.PROPOSED) {
            throw new Refused("", "cycle.programme.notProposed");
        }
        var approved = decision == Decision.APPROVE;
        record(cycle, decision.name(), note, actor);
        jdbc.sql("update programme set state = ? where cycle_id = ?")
                .params((approved ? Programmes.State.APPROVED : Programmes.State.SENT_BACK).name(), cycle.value())
                .update();
        audit.record(actor.userId(), approved ? "programme.approved" : "programme.sentBack", "cycle:" + cycle.value());
        return approved;
    }

    /** Takes the programme manager's revised {@code meetings}. */
    @Transactional
    void revise(CycleId cycle, Fields fields, Actor actor) {
        duties.require(actor, Role.PROGRAMME_MANAGER);
        var note = fields.optionalText("note", LONGEST_NOTE);
        programmes.propose(cycle, Programmes.ProposedMeeting.rows(fields), actor);
        record(cycle, PROPOSED_AGAIN, note, actor);
    }

    private void record(CycleId cycle, String decision, @Nullable String note, Actor actor) {
        jdbc.sql("insert into programme_decision (cycle_id, version, decision, note, decided_by, decided_at)"
                        + " select cycle_id, version, ?, ?, ?, ? from programme where cycle_id = ?")
                .param(decision)
                .param(note)
                .param(actor.userId())
                .param(OffsetDateTime.ofInstant(clock.instant(), ZoneOffset.UTC))
                .param(cycle.value())
                .update();
    }

    /** Ids of the approved meetings that were not fixed before. */
    List<String> plannedMeetings(CycleId cycle) {
        if (programmes.state(cycle) != Programmes.State.APPROVED) {
            throw new IllegalStateException("The programme of cycle " + cycle.value() + " is not approved.");
        }
        return programmes.meetings(cycle).stream()
                .filter(m -> !m.fixed())
                .map(m -> m.id().key())
                .toList();
    }

    /** Reminds the president, once a version. */
    @Transactional
    void remind(CycleId cycle) {
        var version = jdbc.sql("select version from programme where cycle_id = ?")
                .param(cycle.value())
                .query(Integer.class)
                .single();
        reminders.remind(
                Role.PRESIDENT,
                "annual-cycle:" + cycle.key() + ":remindPresident:" + version,
                "cycle.reminder.programme",
                cycle);
    }

    /** What the president wrote when the programme was last sent back. */
    Optional<String> lastNote(CycleId cycle) {
        return note(cycle, Decision.SEND_BACK.name());
    }

    /** What the programme manager wrote about the changes when the programme was last proposed again. */
    Optional<String> lastChanges(CycleId cycle) {
        return note(cycle, PROPOSED_AGAIN);
    }

    private Optional<String> note(CycleId cycle, String decision) {
        return jdbc
                .sql("select note from programme_decision where cycle_id = ? and decision = ? order by id desc")
                .params(cycle.value(), decision)
                .query((row, number) -> Optional.ofNullable(row.getString("note")))
                .list()
                .stream()
                .findFirst()
                .flatMap(note -> note);
    }
}
