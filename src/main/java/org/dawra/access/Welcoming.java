package org.dawra.access;

import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.dawra.audit.AuditTrail;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** Sets passwords: by a link, by whoever knows the old one, and answers those who have forgotten theirs. */
@Component
class Welcoming implements DisposableBean {

    private static final Logger LOG = LoggerFactory.getLogger(Welcoming.class);
    private static final int WAITING_REQUESTS = 500;
    private static final int LONGEST_NAME = 254;
    private static final int ACCOUNTS_OF_ONE_ADDRESS = 5;

    private final AccessLinks links;
    private final AccountRows accounts;
    private final EngineUsers users;
    private final LinkLetters letters;
    private final LoginThrottle throttle;
    private final AuditTrail audit;
    private final TransactionTemplate transaction;

    /** Requests are answered before anybody looks whether there is such an account; whoever is too many is dropped. */
    private final ExecutorService later = new ThreadPoolExecutor(
            1,
            1,
            1,
            TimeUnit.MINUTES,
            new ArrayBlockingQueue<>(WAITING_REQUESTS),
            work -> {
                var thread = new Thread(work, "forgotten-passwords");
                thread.setDaemon(true);
                return thread;
            },
            new ThreadPoolExecutor.DiscardPolicy());

    Welcoming(
            AccessLinks links,
            AccountRows accounts,
            EngineUsers users,
            LinkLetters letters,
            LoginThrottle throttle,
            AuditTrail audit,
            PlatformTransactionManager transactions) {
        this.links = links;
        this.accounts = accounts;
        this.users = users;
        this.letters = letters;
        this.throttle = throttle;
        this.audit = audit;
        this.transaction = new TransactionTemplate(transactions);
    }

    /** Whose link this is; empty when there is none, or it has been used, replaced or has expired. Changes nothing. */
    Optional<Guest> guest(String token) {
        return links.find(token)
                .flatMap(link -> accounts.find(link.userId())
                        .filter(row -> row.state() != AccountState.DISABLED)
                        .map(row -> new Guest(row.account(), row.state() == AccountState.INVITED, link)));
    }

    /** Somebody with an open link. */
    record Guest(Account account, boolean first, AccessLinks.Open link) {}

    /**
     * Uses the link to set a password, and answers the user id; empty when the link cannot be used any more. Of any number
     * who try at once, one succeeds. Throws {@link org.dawra.engine.Refused} for a weak password and leaves the link open.
     */
    Optional<String> accept(String token, @Nullable String password) {
        var guest = guest(token);
        if (guest.isEmpty()) {
            return Optional.empty();
        }
        var userId = guest.get().account().userId();
        users.refuseWeak(userId, password);
        var used = transaction.execute(status -> {
            if (!links.use(token)) {
                return false;
            }
            enter(userId, String.valueOf(password));
            return true;
        });
        if (!Boolean.TRUE.equals(used)) {
            return Optional.empty();
        }
        throttle.forget(userId);
        return Optional.of(userId);
    }

    /** Sets another password for somebody who has just shown the old one. All sessions end. */
    void change(String userId, String password) {
        users.refuseWeak(userId, password);
        transaction.executeWithoutResult(status -> enter(userId, password));
    }

    private void enter(String userId, String password) {
        // Links before accounts, as whoever closes an account does: two who hold one row each would wait for ever.
        links.endAll(userId);
        users.setPassword(userId, password);
        accounts.enter(userId, AccountState.ACTIVE);
        audit.record(userId, "account.passwordSet", "account:" + userId);
    }

    /**
     * Somebody has forgotten the password of the account with this name or address. Whether there is one, nobody learns:
     * neither from the answer nor from how long it takes. Throws {@link LoginThrottle.Wait}.
     */
    void forgotten(@Nullable String nameOrAddress, String from) {
        throttle.request(from);
        var typed = nameOrAddress == null ? "" : nameOrAddress.strip();
        if (!typed.isEmpty() && typed.length() <= LONGEST_NAME) {
            later.execute(() -> answer(typed));
        }
    }

    private void answer(String typed) {
        try {
            transaction.executeWithoutResult(status -> accounts.named(typed).stream()
                    .filter(row -> LinkLetters.canBeMailed(row.account()))
                    .limit(ACCOUNTS_OF_ONE_ADDRESS)
                    .forEach(row -> letters.mail(row.account(), AccessLinks.Purpose.RESET, false)));
        } catch (RuntimeException e) {
            // Nobody waits for an answer; whoever asked will ask again.
            LOG.error("A request for a new password could not be answered", e);
        }
    }

    /** Waits until every request so far is answered; for tests. */
    void finish() throws InterruptedException, ExecutionException {
        later.submit(() -> true).get();
    }

    @Override
    public void destroy() {
        later.shutdownNow();
    }
}
