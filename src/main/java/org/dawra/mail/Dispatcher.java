package org.dawra.mail;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.locks.ReentrantLock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionSynchronizationManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Sends what the outbox holds: claims a few rows in a short transaction, sends, and commits after each message. Any number
 * of nodes may dispatch at once.
 */
@Component
public class Dispatcher {

    private static final Logger LOG = LoggerFactory.getLogger(Dispatcher.class);

    private static final int BATCH = 50;
    private static final Duration LEASE = Duration.ofMinutes(5);
    private static final Duration RENEWAL = Duration.ofMinutes(1);

    /** What is left of a lease when it is not yet renewed, and a minute to write down what became of the message. */
    private static final Duration LONGEST_ATTEMPT = LEASE.minus(RENEWAL).minus(Duration.ofMinutes(1));

    /** So many connections in a row that break off, or servers that close, are no longer the messages' fault. */
    private static final int BROKEN_IN_A_ROW = 3;

    private final OutboxRows rows;
    private final MailPauses pauses;
    private final Breaker breaker;
    private final Settlements settlements;
    private final Channels channels;
    private final MailFiles files;
    private final ObjectProvider<SecretText> secrets;
    private final int perMinute;
    private final Duration longestAttempt;
    private final Clock clock;
    private final TransactionTemplate transaction;
    private final ReentrantLock oneRoundAtATime = new ReentrantLock();

    Dispatcher(
            OutboxRows rows,
            MailPauses pauses,
            Breaker breaker,
            Settlements settlements,
            Channels channels,
            MailFiles files,
            ObjectProvider<SecretText> secrets,
            @Value("${dawra.mail.per-minute:0}") int perMinute,
            @Value("${dawra.mail.longest-attempt:3m}") Duration longestAttempt,
            Clock clock,
            PlatformTransactionManager transactions) {
        this.rows = rows;
        this.pauses = pauses;
        this.breaker = breaker;
        this.settlements = settlements;
        this.channels = channels;
        this.files = files;
        this.secrets = secrets;
        this.perMinute = perMinute;
        this.longestAttempt = longestAttempt.compareTo(LONGEST_ATTEMPT) < 0 ? longestAttempt : LONGEST_ATTEMPT;
        this.clock = clock;
        this.transaction = new TransactionTemplate(transactions);
        this.transaction.setPropagationBehavior(TransactionDefinition.PROPAGATION_REQUIRES_NEW);
    }

    /**
     * Sends until nothing is due any more or may be sent just now, over one connection, and tells which groups have settled.
     * For the headless year and tests; not to be called within a transaction.
     *
     * @return how many attempts there were
     */
    public int drain() {
        if (TransactionSynchronizationManager.isActualTransactionActive()) {
            throw new IllegalStateException("Mail is never sent within a transaction.");
        }
        var attempts = 0;
        oneRoundAtATime.lock();
        try {
            for (var channel : channels.sending()) {
                try (var line = channel.open(longestAttempt)) {
                    for (var sent = round(channel, line); sent > 0; sent = round(channel, line)) {
                        attempts += sent;
                    }
                }
            }
        } finally {
            oneRoundAtATime.unlock();
        }
        return attempts;
    }

    /** One batch of a channel; answers how many messages were attempted. */
    int round(SendingChannel channel, SendingChannel.Line line) {
        var expired = transaction.execute(status -> rows.releaseExpired());
        if (expired != null) {
            expired.forEach(settlements::lookAfterCommit);
        }
        var claimed = transaction.execute(status -> claim(channel.name()));
        var attempts = claimed == null || claimed.isEmpty() ? 0 : new Batch(channel, line, claimed).send();
        settlements.tell();
        return attempts;
    }

    private List<OutboxRows.Claimed> claim(String channel) {
        if (pauses.isPaused()) {
            return List.of();
        }
        var limit = breaker.allowed(channel, BATCH);
        if (limit > 0 && perMinute > 0) {
            limit = Math.min(limit, rows.allowedThisMinute(channel, perMinute));
        }
        var claimed = limit <= 0 ? List.<OutboxRows.Claimed>of() : rows.claim(channel, limit, LEASE);
        claimed.stream().findFirst().ifPresent(rows::begin);
        return claimed;
    }

    /** The rows of one claim, on their way. */
    private final class Batch {

        private final SendingChannel channel;
        private final SendingChannel.Line line;
        private final List<OutboxRows.Claimed> waiting;
        private Instant leased = clock.instant();
        private int brokenInARow;

        Batch(SendingChannel channel, SendingChannel.Line line, List<OutboxRows.Claimed> claimed) {
            this.channel = channel;
            this.line = line;
            this.waiting = new ArrayList<>(claimed);
        }

        int send() {
            var attempts = 0;
            while (!waiting.isEmpty()) {
                if (pauses.isPaused()) {
                    putBackTheRest();
                    break;
                }
                keepLeases();
                if (waiting.isEmpty()) {
                    break;
                }
                var row = waiting.get(0);
                var outcome = attempt(row);
                if (outcome.kind() == Outcome.Kind.NO_LINE) {
                    breaker.silent(channel.name(), outcome.refusal());
                    putBackTheRest();
                    break;
                }
                waiting.remove(0);
                attempts++;
                settle(row, outcome);
                if (tellBreaker(outcome)) {
                    putBackTheRest();
                    break;
                }
            }
            return attempts;
        }

        /** A slow server must not let the leases of those behind run out: they have not been tried yet. */
        private void keepLeases() {
            if (clock.instant().isAfter(leased.plus(RENEWAL))) {
                leased = clock.instant();
                transaction.executeWithoutResult(status -> waiting.removeIf(row -> !rows.renew(row, LEASE)));
            }
        }

        private void putBackTheRest() {
            transaction.executeWithoutResult(status -> waiting.forEach(rows::putBack));
            waiting.clear();
        }

        private Outcome attempt(OutboxRows.Claimed row) {
            var planned = rows.bytes(row.id()).orElse(null);
            var outcome = planned == null ? gone() : attempt(row, planned);
            if (outcome.kind() == Outcome.Kind.ACCEPTED && rows.isErased(row.id())) {
                files.forget(List.of(row.id())); // erased while it was being written
            }
            return outcome;
        }

        /** A message that cannot be made or sent by a fault of ours must not hold up those behind it. */
        private Outcome attempt(OutboxRows.Claimed row, byte[] planned) {
            try {
                var bytes = filled(planned, row.group()).orElse(null);
                return bytes == null ? gone() : line.send(row.id(), bytes);
            } catch (RuntimeException e) {
                LOG.warn(
                        "Message {} cannot be made or sent: {}",
                        row.id(),
                        e.getClass().getName());
                LOG.debug("Message {}", row.id(), e);
                return Outcome.unsendable();
            }
        }

        /** Erased while it waited, or what it was for is no more: there is nobody left to send it to. */
        private static Outcome gone() {
            return new Outcome(Outcome.Kind.REFUSED, null);
        }

        private Optional<byte[]> filled(byte[] planned, String group) {
            return secrets.stream()
                    .filter(secret -> secret.isFor(group))
                    .findFirst()
                    .map(secret -> secret.next(group).map(text -> channel.fill(planned, text)))
                    .orElse(Optional.of(planned));
        }

        /** Whether the server has had enough for now. */
        private boolean tellBreaker(Outcome outcome) {
            var broken = outcome.kind() == Outcome.Kind.UNREACHABLE || outcome.isClosing();
            brokenInARow = broken ? brokenInARow + 1 : 0;
            if (broken
                    && (brokenInARow >= BROKEN_IN_A_ROW
                            || breaker.current(channel.name()).isPresent())) {
                breaker.silent(channel.name(), null);
                return true;
            }
            if (!broken && outcome.status() != null) {
                breaker.answered(channel.name());
            }
            return false;
        }

        /** Writes what became of a row, and in the same transaction that the next one is on its way. */
        private void settle(OutboxRows.Claimed row, Outcome outcome) {
            var now = clock.instant();
            var first = row.firstAttempt();
            var after = Aftermath.of(
                    outcome,
                    row.attempts() + 1,
                    first == null ? now : first,
                    row.uncertain(),
                    now,
                    ThreadLocalRandom.current()::nextDouble);
            var ours = transaction.execute(status -> {
                var settled = rows.settle(row, after, outcome.status());
                while (!waiting.isEmpty() && !rows.begin(waiting.get(0))) {
                    waiting.remove(0); // another node has taken it: this one was thought to be dead
                }
                return settled;
            });
            if (Boolean.TRUE.equals(ours) && after.isSettled()) {
                settlements.lookAfterCommit(row.group());
            }
        }
    }
}
