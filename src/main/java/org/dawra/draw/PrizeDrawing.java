package org.dawra.draw;

import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import org.dawra.access.Role;
import org.dawra.audit.AuditTrail;
import org.dawra.cycle.CycleId;
import org.dawra.cycle.MeetingId;
import org.dawra.cycle.Programmes;
import org.dawra.cycle.TrainingCycles;
import org.dawra.document.Seal;
import org.dawra.engine.Actor;
import org.dawra.engine.Fields;
import org.dawra.engine.Refused;
import org.dawra.registration.Institution;
import org.dawra.registration.Institutions;
import org.dawra.registration.PersonErased;
import org.dawra.training.Attendances;
import org.dawra.web.ChosenLanguage;
import org.dawra.web.PublicUrl;
import org.springframework.context.MessageSource;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * Draws the prizes of a cycle: freezes who takes part and commits to a one-time code before anybody knows the randomness,
 * computes the order from both, and offers the prizes in that order. Every step may be repeated without harm.
 */
@Component
@Transactional
class PrizeDrawing implements DrawResults {

    /** When sheets stay unconfirmed for so long after the end, the pool is frozen with what is confirmed. */
    private static final Duration PATIENCE_AFTER_END = Duration.ofDays(1);

    private static final Duration TIME_TO_ANSWER = Duration.ofDays(1);
    private static final SecureRandom RANDOM = new SecureRandom();

    private final Draws draws;
    private final DrawPapers papers;
    private final TrainingCycles cycles;
    private final Programmes programmes;
    private final Attendances attendances;
    private final Institutions institutions;
    private final AuditTrail audit;
    private final PublicUrl url;
    private final MessageSource messages;
    private final Clock clock;

    PrizeDrawing(
            Draws draws,
            DrawPapers papers,
            TrainingCycles cycles,
            Programmes programmes,
            Attendances attendances,
            Institutions institutions,
            AuditTrail audit,
            PublicUrl url,
            MessageSource messages,
            Clock clock) {
        this.draws = draws;
        this.papers = papers;
        this.cycles = cycles;
        this.programmes = programmes;
        this.attendances = attendances;
        this.institutions = institutions;
        this.audit = audit;
        this.url = url;
        this.messages = messages;
        this.clock = clock;
    }

    /** Plans the draw with a fresh one-time code and answers when its pool is to be frozen. */
    Instant plan(CycleId cycle) {
        if (draws.find(cycle).isEmpty()) {
            var rules = cycles.get(cycle).edition().draw();
            if (rules == null) {
                throw new IllegalStateException("The edition of cycle " + cycle.key() + " has no draw.");
            }
            var meeting = programmes.meetings(cycle).stream()
                    .filter(m -> rules.meeting().equals(m.code()))
                    .findFirst()
                    .orElseThrow();
            draws.plan(cycle, meeting.id(), rules.winners(), rules.reserves(), random());
        }
        return programmes.timetable(draw(cycle).meeting()).closing();
    }

    /**
     * What freezing came to.
     *
     * @param lookAgainAt when to try again while the attendance is not confirmed and nobody tells that it is
     */
    record Freezing(boolean ready, int poolSize, Instant lookAgainAt) {}

    /** Freezes the pool, unless the attendance is not confirmed yet. A frozen pool never changes. */
    Freezing freeze(CycleId cycle) {
        var draw = draw(cycle);
        var now = clock.instant();
        if (draw.state() == DrawRecord.State.PLANNED) {
            if (!attendanceConfirmed(draw.meeting(), now)) {
                return new Freezing(false, 0, lookAgainAt(draw.meeting(), now));
            }
            freeze(draw, now);
        }
        return new Freezing(true, draws.tickets(draw.id()).size(), now);
    }

    /** Until when the answer to a prize that is offered now should be recorded. */
    Instant answerDue() {
        return clock.instant().plus(TIME_TO_ANSWER);
    }

    private void freeze(Draw draw, Instant now) {
        var tickets = new ArrayList<Draw.Ticket>();
        var named = new ArrayList<NamedTicket>();
        for (var institution : draws.participants(draw.meeting())) {
            var ticket = new NamedTicket(
                    named.size() + 1,
                    institutions.find(institution).map(Institution::name).orElse(""),
                    random());
            named.add(ticket);
            tickets.add(new Draw.Ticket(ticket.number(), institution, FrozenPool.label(ticket.nonce(), ticket.name())));
        }
        var pool = papers.pool(draw, labels(tickets));
        draws.freeze(draw.id(), tickets, pool.fingerprint(), papers.storePool(draw, pool, named), now);
        audit.record("engine", "draw.frozen", "draw:" + draw.id());
    }

    /** All half-days but the last, whose sheets are still being signed while the closing goes on. */
    private boolean attendanceConfirmed(MeetingId meeting, Instant now) {
        var present = attendances.present(meeting).entrySet().stream()
                .sorted(Map.Entry.comparingByKey())
                .map(Map.Entry::getValue)
                .toList();
        var needed = present.subList(0, present.size() <= 1 ? present.size() : present.size() - 1);
        return (!needed.isEmpty() && needed.stream().allMatch(count -> count > 0))
                || !now.isBefore(patienceEnds(meeting));
    }

    private Instant patienceEnds(MeetingId meeting) {
        return programmes.timetable(meeting).ends().plus(PATIENCE_AFTER_END);
    }

    /** Twice at most: a confirmed half-day is told by a message, and this is for one that was lost. */
    private Instant lookAgainAt(MeetingId meeting, Instant now) {
        var ends = programmes.timetable(meeting).ends();
        return now.isBefore(ends) ? ends : patienceEnds(meeting);
    }

    /** Takes the randomness: once, after freezing, from the programme manager. */
    void enterRandomness(CycleId cycle, Fields fields, Actor actor) {
        requireManager(actor);
        var draw = draw(cycle);
        var frozenAt = draw.frozenAt();
        if (frozenAt == null) {
            throw new Refused("", "draw.refused.notFrozen");
        }
        var now = clock.instant();
        var randomness = Randomness.read(fields, frozenAt, now);
        var witness = fields.text("witness", 120);
        if (!draws.enter(draw.id(), randomness, witness, actor.userId(), now)) {
            throw new Refused("randomness", "draw.refused.entered");
        }
        audit.record(actor.userId(), "draw.randomness-entered", "draw:" + draw.id());
    }

    /** Computes the order: winners, then reserves, then everybody else. */
    void drawOrder(CycleId cycle) {
        var draw = draw(cycle);
        if (draw.state() != DrawRecord.State.FROZEN || draw.randomness() == null || draw.fingerprint() == null) {
            return;
        }
        var order = DrawOrder.of(
                draw.code(),
                draw.fingerprint(),
                draw.randomness(),
                draws.tickets(draw.id()).size());
        var results = IntStream.range(0, order.size())
                .mapToObj(i -> new Draw.Result(i + 1, order.get(i), draw.kind(i + 1), Draw.Answer.OPEN, null))
                .toList();
        draws.drawn(draw.id(), results, clock.instant());
        audit.record("engine", "draw.drawn", "draw:" + draw.id());
    }

    /** Offers a prize that is left to the next in order, and answers the ticket; empty when nothing is left to offer. */
    Optional<Integer> offerNext(CycleId cycle) {
        var draw = draw(cycle);
        var results = draws.results(draw.id());
        var offered = first(results, r -> r.answer() == Draw.Answer.OFFERED);
        if (offered.isPresent()) {
            return offered;
        }
        var given =
                results.stream().filter(r -> r.answer() == Draw.Answer.ACCEPTED).count();
        if (given >= draw.winners()) {
            return Optional.empty();
        }
        var next = first(results, r -> r.answer() == Draw.Answer.OPEN && r.kind() != Draw.Kind.OTHER);
        next.ifPresent(ticket -> draws.offer(draw.id(), ticket, clock.instant()));
        return next;
    }

    private static Optional<Integer> first(List<Draw.Result> results, Predicate<Draw.Result> wanted) {
        return results.stream().filter(wanted).map(Draw.Result::ticket).findFirst();
    }

    /** Records what the institution says to its prize. */
    void recordAnswer(CycleId cycle, int ticket, Fields fields, Actor actor) {
        requireManager(actor);
        var draw = draw(cycle);
        var decision = fields.option("decision", Decision.class);
        var note = fields.optionalText("note", 1000);
        if (!draws.answer(draw.id(), ticket, decision.answer(), note, actor.userId(), clock.instant())) {
            throw new Refused("", "draw.refused.notOffered");
        }
        audit.record(
                actor.userId(),
                "draw.prize-" + decision.name().toLowerCase(Locale.ROOT),
                "draw:" + draw.id() + "#" + ticket);
    }

    /** What an institution may say to its prize. */
    enum Decision {
        ACCEPTED,
        DECLINED;

        Draw.Answer answer() {
            return this == ACCEPTED ? Draw.Answer.ACCEPTED : Draw.Answer.DECLINED;
        }
    }

    /** Publishes record and minutes. */
    void publish(CycleId cycle) {
        var draw = draw(cycle);
        if (draw.state() != DrawRecord.State.DRAWN) {
            return;
        }
        if (!cycles.get(cycle).sample() && !url.isSet()) {
            throw new IllegalStateException(
                    "Set the public address before a draw is published: its record carries it.");
        }
        var pool = papers.pool(draw, labels(draws.tickets(draw.id())));
        var results = draws.results(draw.id());
        draws.publish(
                draw.id(),
                papers.storeRecord(draw, pool, results, papers.tickets(draw)),
                papers.storeMinutes(draw, pool, results, papers.tickets(draw)),
                clock.instant());
        audit.record("engine", "draw.published", "draw:" + draw.id());
    }

    /**
     * Takes the name and the nonce of an institution that was one person out of the draw's papers. Pool, fingerprint and
     * order stay what they were: they are made of labels, which tell nothing without the nonce.
     */
    @EventListener
    public void on(PersonErased erased) {
        var own = erased.institution();
        if (own != null) {
            draws.withTicketOf(own.id()).forEach(draw -> forget(draw, own.id()));
        }
    }

    private void forget(Draw draw, long institution) {
        var tickets = draws.tickets(draw.id());
        var numbers = tickets.stream()
                .filter(t -> t.institution() == institution)
                .map(Draw.Ticket::number)
                .toList();
        var named = papers.tickets(draw).stream()
                .map(t -> numbers.contains(t.number()) ? NamedTicket.erased(t.number()) : t)
                .toList();
        var pool = papers.pool(draw, labels(tickets));
        var results = draws.results(draw.id());
        try {
            draws.forget(
                    draw.id(),
                    institution,
                    papers.storePool(draw, pool, named),
                    draw.recordDocument() == null ? null : papers.storeRecord(draw, pool, results, named),
                    draw.minutesDocument() == null ? null : papers.storeMinutes(draw, pool, results, named));
        } catch (Seal.Unstamped e) {
            throw new Refused("", "draw.refused.unstamped");
        }
        papers.erase(draw);
    }

    /** What is fixed when the randomness is entered, as Markdown. */
    @Transactional(readOnly = true)
    Map<String, Object> randomnessFacts(CycleId cycle) {
        var draw = draw(cycle);
        var size = draws.tickets(draw.id()).size();
        var fingerprint = draw.fingerprint() == null ? "" : draw.fingerprint();
        return Map.of("pool", say("draw.form.pool", size, fingerprint), "method", Randomness.Method.HALL.name());
    }

    /** Whose answer is recorded, as Markdown. */
    @Transactional(readOnly = true)
    Map<String, Object> acceptanceFacts(CycleId cycle, int ticket) {
        var draw = draw(cycle);
        var result = draws.results(draw.id()).stream()
                .filter(r -> r.ticket() == ticket)
                .findFirst()
                .orElseThrow();
        var name = DrawPapers.name(papers.tickets(draw), ticket).replaceAll("[*_`<>\\[\\]]", " ");
        return Map.of("offer", say("draw.form.offer", name, ticket, result.place()));
    }

    @Override
    @Transactional(readOnly = true)
    public Optional<DrawRecord> of(CycleId cycle) {
        return draws.find(cycle).map(this::describe);
    }

    @Override
    public Optional<DrawRecord.State> state(CycleId cycle) {
        return draws.find(cycle).map(Draw::state);
    }

    private DrawRecord describe(Draw draw) {
        var tickets = draws.tickets(draw.id());
        var names = papers.tickets(draw);
        var results = draws.results(draw.id());
        return new DrawRecord(
                draw.cycle(),
                draw.state(),
                draw.fingerprint(),
                tickets.size(),
                lines(tickets, names, results, r -> r.answer() == Draw.Answer.ACCEPTED),
                lines(tickets, names, results, r -> r.answer() == Draw.Answer.OPEN && r.kind() == Draw.Kind.RESERVE),
                draw.recordDocument(),
                draw.minutesDocument());
    }

    private List<DrawRecord.Line> lines(
            List<Draw.Ticket> tickets,
            List<NamedTicket> names,
            List<Draw.Result> results,
            Predicate<Draw.Result> wanted) {
        return results.stream()
                .filter(wanted)
                .map(r -> tickets.get(r.ticket() - 1))
                .map(t -> new DrawRecord.Line(t.number(), t.institution(), DrawPapers.name(names, t.number())))
                .toList();
    }

    private String say(String key, Object... args) {
        return messages.getMessage(key, args, ChosenLanguage.current().locale());
    }

    private static List<String> labels(List<Draw.Ticket> tickets) {
        return tickets.stream().map(Draw.Ticket::label).toList();
    }

    private Draw draw(CycleId cycle) {
        return draws.find(cycle).orElseThrow();
    }

    private static void requireManager(Actor actor) {
        if (!actor.in(Role.PROGRAMME_MANAGER.group())) {
            throw new Refused("", "draw.refused.actor");
        }
    }

    private static String random() {
        var bytes = new byte[32];
        RANDOM.nextBytes(bytes);
        return HexFormat.of().formatHex(bytes);
    }
}
