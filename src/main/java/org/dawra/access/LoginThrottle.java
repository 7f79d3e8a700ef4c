package org.dawra.access;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import org.dawra.web.ClientNetwork;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.security.core.AuthenticationException;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Makes whoever guesses wait: by account after a few failures, by address after more, since a whole office may share one.
 * In the database, so that it holds on every node and after a restart. An attempt counts as failed before the password is
 * looked at and is taken back when it was right: a hundred guesses at one moment are five.
 */
@Component
class LoginThrottle {

    private static final int FREE_FOR_ACCOUNT = 5;
    private static final int FREE_FOR_ADDRESS = 30;
    private static final int FREE_REQUESTS = 10;
    private static final Duration FORGOTTEN = Duration.ofHours(1);
    private static final Duration LONGEST = Duration.ofMinutes(15);

    private final JdbcClient jdbc;
    private final TransactionTemplate transaction;
    private final Clock clock;

    LoginThrottle(JdbcClient jdbc, PlatformTransactionManager transactions, Clock clock) {
        this.jdbc = jdbc;
        this.transaction = new TransactionTemplate(transactions);
        this.transaction.setPropagationBehavior(TransactionDefinition.PROPAGATION_REQUIRES_NEW);
        this.clock = clock;
    }

    /** Too many failures: not before these seconds have passed. */
    static final class Wait extends AuthenticationException {

        private final long seconds;

        Wait(long seconds) {
            super("too many attempts");
            this.seconds = seconds;
        }

        long seconds() {
            return seconds;
        }
    }

    /** Counts an attempt to log in. Throws {@link Wait} while the account or the address has to wait. */
    void attempt(String account, String address) {
        count(List.of(
                Count.of("account:" + name(account), FREE_FOR_ACCOUNT),
                Count.of("address:" + ClientNetwork.of(address), FREE_FOR_ADDRESS)));
    }

    /** The attempt was right. */
    void succeeded(String account, String address) {
        forget(account);
        jdbc.sql(
                        "update login_failure set failures = failures - 1, until_at = last_at where guess_hash = ? and failures > 0")
                .param(Fingerprint.of("address:" + ClientNetwork.of(address)))
                .update();
    }

    /** Counts a request for a link, which sends mail to somebody. Throws {@link Wait}. */
    void request(String address) {
        count(List.of(Count.of("request:" + ClientNetwork.of(address), FREE_REQUESTS)));
    }

    /** The account's failures no longer count: its holder has shown who he is by a link. */
    void forget(String account) {
        jdbc.sql("delete from login_failure where guess_hash = ?")
                .param(Fingerprint.of("account:" + name(account)))
                .update();
    }

    /** Something that is counted, and how often it is free. */
    private record Count(String hash, int free) {

        static Count of(String what, int free) {
            return new Count(Fingerprint.of(what), free);
        }
    }

    private void count(List<Count> counts) {
        counts.forEach(count -> ensure(count.hash()));
        var wait = transaction.execute(status -> {
            var now = clock.instant();
            var failures = counts.stream().map(count -> read(count.hash())).toList();
            var until = failures.stream().map(Failures::until).max(Instant::compareTo);
            if (until.isPresent() && until.get().isAfter(now)) {
                return Duration.between(now, until.get()).toSeconds() + 1;
            }
            for (var i = 0; i < counts.size(); i++) {
                write(
                        counts.get(i).hash(),
                        failures.get(i).andOne(now, counts.get(i).free()));
            }
            return 0L;
        });
        if (wait != null && wait > 0) {
            throw new Wait(wait);
        }
    }

    /** In a transaction of its own: PostgreSQL gives up one in which two nodes inserted the same row. */
    private void ensure(String hash) {
        var now = at(clock.instant());
        var inserted = 0;
        try {
            inserted = jdbc.sql("insert into login_failure (guess_hash, failures, last_at, until_at)"
                            + " select cast(? as varchar(64)), 0, cast(? as timestamp with time zone),"
                            + " cast(? as timestamp with time zone)"
                            + " where not exists (select 1 from login_failure where guess_hash = ?)")
                    .params(hash, now, now, hash)
                    .update();
        } catch (DuplicateKeyException another) {
            return;
        }
        if (inserted == 1) {
            jdbc.sql("delete from login_failure where last_at < ?")
                    .param(now.minus(FORGOTTEN).minus(LONGEST))
                    .update();
        }
    }

    private Failures read(String hash) {
        return jdbc.sql("select failures, last_at, until_at from login_failure where guess_hash = ? for update")
                .param(hash)
                .query((row, number) -> new Failures(
                        row.getInt("failures"),
                        row.getObject("last_at", OffsetDateTime.class).toInstant(),
                        row.getObject("until_at", OffsetDateTime.class).toInstant()))
                .optional()
                .orElseGet(() -> new Failures(0, clock.instant(), clock.instant()));
    }

    private void write(String hash, Failures failures) {
        jdbc.sql("update login_failure set failures = ?, last_at = ?, until_at = ? where guess_hash = ?")
                .params(failures.count(), at(failures.last()), at(failures.until()), hash)
                .update();
    }

    private static OffsetDateTime at(Instant instant) {
        return OffsetDateTime.ofInstant(instant, ZoneOffset.UTC);
    }

    private static String name(String account) {
        return account.strip().toLowerCase(Locale.ROOT);
    }

    /** Failures in a row; an hour's rest makes them forgotten. */
    record Failures(int count, Instant last, Instant until) {

        Failures andOne(Instant now, int free) {
            var before = last.plus(FORGOTTEN).isBefore(now) ? 0 : count;
            var over = Math.min(before + 1 - free, 10);
            var wait = over < 0 ? Duration.ZERO : Duration.ofSeconds(15L << over);
            return new Failures(before + 1, now, now.plus(wait.compareTo(LONGEST) > 0 ? LONGEST : wait));
        }
    }
}
