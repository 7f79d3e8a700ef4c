package org.dawra.access;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.security.core.AuthenticationException;
import org.springframework.stereotype.Component;

/**
 * Makes whoever guesses passwords wait: by account after a few failures, by address after more, since a whole office may
 * share one. In memory; the engine besides locks an account in the database.
 */
@Component
class LoginThrottle {

    private static final int FREE_FOR_ACCOUNT = 5;
    private static final int FREE_FOR_ADDRESS = 30;
    private static final Duration LONGEST = Duration.ofMinutes(15);
    private static final int REMEMBERED = 10_000;

    private final Clock clock;
    private final Map<String, Failures> byAccount = new Bounded();
    private final Map<String, Failures> byAddress = new Bounded();

    LoginThrottle(Clock clock) {
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

    /** Throws {@link Wait} while the account or the address has to wait. */
    synchronized void check(String account, String address) {
        var now = clock.instant();
        var until = later(waitOf(byAccount.get(account)), waitOf(byAddress.get(address)));
        if (until != null && until.isAfter(now)) {
            throw new Wait(Duration.between(now, until).toSeconds() + 1);
        }
    }

    synchronized void failed(String account, String address) {
        var now = clock.instant();
        byAccount.merge(account, Failures.first(now), (before, first) -> before.andOne(now, FREE_FOR_ACCOUNT));
        byAddress.merge(address, Failures.first(now), (before, first) -> before.andOne(now, FREE_FOR_ADDRESS));
    }

    synchronized void succeeded(String account) {
        byAccount.remove(account);
    }

    private static @Nullable Instant waitOf(@Nullable Failures failures) {
        return failures == null ? null : failures.until();
    }

    private static @Nullable Instant later(@Nullable Instant one, @Nullable Instant other) {
        if (one == null || other == null) {
            return one == null ? other : one;
        }
        return one.isAfter(other) ? one : other;
    }

    /** Failures in a row; an hour's rest makes them forgotten. */
    private record Failures(int count, Instant last, Instant until) {

        static Failures first(Instant now) {
            return new Failures(1, now, now);
        }

        Failures andOne(Instant now, int free) {
            if (last.plus(Duration.ofHours(1)).isBefore(now)) {
                return first(now);
            }
            var over = Math.min(count + 1 - free, 10);
            var wait = over < 0 ? Duration.ZERO : Duration.ofSeconds(15L << over);
            return new Failures(count + 1, now, now.plus(wait.compareTo(LONGEST) > 0 ? LONGEST : wait));
        }
    }

    private static final class Bounded extends LinkedHashMap<String, Failures> {
        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Failures> eldest) {
            return size() > REMEMBERED;
        }
    }
}
