package org.dawra.mail;

import jakarta.mail.Address;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeMessage;
import java.io.ByteArrayInputStream;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Properties;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
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

    private static final int BATCH = 50;
    private static final Duration LEASE = Duration.ofMinutes(5);
    private static final Duration RENEWAL = Duration.ofMinutes(1);

    private final OutboxRows rows;
    private final MailPauses pauses;
    private final Settlements settlements;
    private final MailServer server;
    private final MailFiles files;
    private final ObjectProvider<SecretText> secrets;
    private final Clock clock;
    private final TransactionTemplate transaction;
    private final Session session = Session.getInstance(new Properties());
    private final ReentrantLock oneRoundAtATime = new ReentrantLock();

    Dispatcher(
            OutboxRows rows,
            MailPauses pauses,
            Settlements settlements,
            MailServer server,
            MailFiles files,
            ObjectProvider<SecretText> secrets,
            Clock clock,
            PlatformTransactionManager transactions) {
        this.rows = rows;
        this.pauses = pauses;
        this.settlements = settlements;
        this.server = server;
        this.files = files;
        this.secrets = secrets;
        this.clock = clock;
        this.transaction = new TransactionTemplate(transactions);
        this.transaction.setPropagationBehavior(TransactionDefinition.PROPAGATION_REQUIRES_NEW);
    }

    /**
     * Sends until nothing is due any more, and tells which groups have settled. For the headless year and tests; not to be
     * called within a transaction.
     *
     * @return how many attempts there were
     */
    public int drain() {
        if (TransactionSynchronizationManager.isActualTransactionActive()) {
            throw new IllegalStateException("Mail is never sent within a transaction.");
        }
        var attempts = 0;
        for (var sent = round(); sent > 0; sent = round()) {
            attempts += sent;
        }
        return attempts;
    }

    /** One batch; answers how many messages were attempted. */
    int round() {
        oneRoundAtATime.lock();
        try {
            var expired = transaction.execute(status -> rows.releaseExpired());
            if (expired != null) {
                expired.forEach(settlements::lookAfterCommit);
            }
            var claimed = transaction.execute(
                    status -> pauses.isPaused() ? List.<OutboxRows.Claimed>of() : rows.claim(BATCH, LEASE));
            var attempts = claimed == null ? 0 : claimed.size();
            if (claimed != null && !claimed.isEmpty()) {
                send(claimed);
            }
            settlements.tell();
            return attempts;
        } finally {
            oneRoundAtATime.unlock();
        }
    }

    private void send(Iterable<OutboxRows.Claimed> batch) {
        var leased = clock.instant();
        var reachable = true;
        try (var line = server.open()) {
            for (var row : batch) {
                if (pauses.isPaused()) {
                    transaction.executeWithoutResult(status -> rows.putBack(row));
                    continue;
                }
                if (clock.instant().isAfter(leased.plus(RENEWAL)) && !stillOurs(row)) {
                    continue;
                }
                var outcome = attempt(row, line, reachable);
                reachable = reachable && outcome.kind() != Outcome.Kind.UNREACHABLE;
                settle(row, outcome);
            }
        }
    }

    private boolean stillOurs(OutboxRows.Claimed row) {
        return Boolean.TRUE.equals(transaction.execute(status -> rows.renew(row, LEASE)));
    }

    private Outcome attempt(OutboxRows.Claimed row, SmtpLine line, boolean reachable) {
        var bytes = rows.bytes(row.id())
                .flatMap(planned -> filled(planned, row.group()))
                .orElse(null);
        var to = bytes == null ? null : recipient(bytes);
        if (bytes == null || to == null) {
            // Erased while it waited, or what it was for is no more: there is nobody left to send it to.
            return new Outcome(Outcome.Kind.REFUSED, null);
        }
        if (!server.isConfigured() || isInvented(to)) {
            var outcome = files.write(row.id(), bytes);
            if (rows.bytes(row.id()).isEmpty()) {
                files.forget(List.of(row.id())); // erased while it was being written
            }
            return outcome;
        }
        return reachable ? line.send(bytes, to) : Outcome.unreachable();
    }

    private Optional<byte[]> filled(byte[] planned, String group) {
        return secrets.stream()
                .filter(secret -> secret.isFor(group))
                .findFirst()
                .map(secret -> secret.next(group).map(text -> Composer.fill(planned, text)))
                .orElse(Optional.of(planned));
    }

    /** RFC 2606 reserves {@code .invalid}: sample persons have such addresses and are never sent to. */
    static boolean isInvented(Address to) {
        var address = to instanceof InternetAddress internet ? internet.getAddress() : to.toString();
        return address.toLowerCase(Locale.ROOT).replaceAll("\\.+$", "").endsWith(".invalid");
    }

    private @Nullable Address recipient(byte[] bytes) {
        try {
            var all = new MimeMessage(session, new ByteArrayInputStream(bytes)).getAllRecipients();
            return all == null || all.length == 0 ? null : all[0];
        } catch (MessagingException e) {
            return null;
        }
    }

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
        var ours = transaction.execute(status -> rows.settle(row, after, outcome.status()));
        if (Boolean.TRUE.equals(ours) && after.isSettled()) {
            settlements.lookAfterCommit(row.group());
        }
    }
}
