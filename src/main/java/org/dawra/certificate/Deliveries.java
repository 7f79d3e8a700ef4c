package org.dawra.certificate;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.dawra.access.Role;
import org.dawra.audit.AuditTrail;
import org.dawra.cycle.MeetingId;
import org.dawra.cycle.Programmes;
import org.dawra.cycle.TrainingCycles;
import org.dawra.engine.Actor;
import org.dawra.engine.Fields;
import org.dawra.engine.Refused;
import org.dawra.mail.MessageState;
import org.dawra.mail.Outbox;
import org.dawra.web.Language;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** What becomes of the messages that bring a meeting's certificates, and of those that did not arrive. */
@Component
class Deliveries {

    private static final Duration RECOUNT = Duration.ofHours(12);
    private static final Duration TIME_TO_RESOLVE = Duration.ofDays(7);

    private static final List<MessageState> UNDELIVERED = List.of(MessageState.FAILED, MessageState.UNKNOWN);

    private final CertificateRows rows;
    private final TrainingCycles cycles;
    private final Programmes programmes;
    private final Outbox outbox;
    private final AuditTrail audit;
    private final Clock clock;

    Deliveries(
            CertificateRows rows,
            TrainingCycles cycles,
            Programmes programmes,
            Outbox outbox,
            AuditTrail audit,
            Clock clock) {
        this.rows = rows;
        this.cycles = cycles;
        this.programmes = programmes;
        this.outbox = outbox;
        this.audit = audit;
        this.clock = clock;
    }

    /** Where the messages of a meeting's certificates stand. */
    record MailCount(boolean settled, int undeliverable, Instant recountAt, Instant resolveDue) {}

    /**
     * Counts the messages that travel by e-mail. Those to hand over are no reason to wait: the certificate itself is
     * handed over on paper.
     */
    @Transactional(readOnly = true)
    MailCount recount(MeetingId meeting) {
        var states = outbox.states(Issuing.mailGroup(meeting));
        var open = states.entrySet().stream()
                .filter(e -> !e.getKey().isFinal())
                .mapToLong(Map.Entry::getValue)
                .sum();
        var now = clock.instant();
        return new MailCount(
                open == 0,
                Math.max(0, undelivered(states) - rows.run(meeting).resolvedMessages()),
                now.plus(RECOUNT),
                now.plus(TIME_TO_RESOLVE));
    }

    /** Takes note of how the undelivered messages were dealt with. */
    @Transactional
    void resolve(MeetingId meeting, Fields fields, Actor actor) {
        if (!actor.in(Role.PROGRAMME_MANAGER.group())) {
            throw new Refused("", "certificate.notYours");
        }
        var note = fields.text("note", 1000);
        rows.resolve(meeting, undelivered(outbox.states(Issuing.mailGroup(meeting))), note, actor.userId());
        audit.record(actor.userId(), "certificate.undeliverable.resolved", "meeting:" + meeting.value());
    }

    int undelivered(MeetingId meeting) {
        return undelivered(outbox.states(Issuing.mailGroup(meeting)));
    }

    /** Undelivered messages of each province, in the edition's order; the key is the province's name. */
    Map<String, Long> undeliveredByProvince(MeetingId meeting, Language language) {
        var byProvince = new LinkedHashMap<String, Long>();
        var lists = new HashMap<String, Long>();
        UNDELIVERED.forEach(state -> outbox.lists(Issuing.mailGroup(meeting), state)
                .forEach((list, count) -> lists.merge(list, count, Long::sum)));
        var cycle = cycles.get(programmes.meeting(meeting).cycle());
        for (var province : cycle.edition().provinces()) {
            var count = lists.getOrDefault(Role.COORDINATOR.group(province.code()), 0L);
            if (count > 0) {
                byProvince.put(province.name().in(language), count);
            }
        }
        return byProvince;
    }

    private static int undelivered(Map<MessageState, Long> states) {
        return Math.toIntExact(UNDELIVERED.stream()
                .mapToLong(state -> states.getOrDefault(state, 0L))
                .sum());
    }
}
