package org.dawra.evaluation;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.springframework.stereotype.Component;

/**
 * Counts wrong short codes by address. A whole hall may sit behind one address, so right codes cost nothing and the limit
 * leaves room for typing errors; six characters of 32 still take years to guess at this rate.
 */
@Component
class WrongCodes {

    static final int LIMIT = 60;
    private static final Duration WINDOW = Duration.ofMinutes(10);
    private static final int MOST_ADDRESSES = 10_000;

    private final Clock clock;
    private final Map<String, Deque<Instant>> byAddress = new ConcurrentHashMap<>();

    WrongCodes(Clock clock) {
        this.clock = clock;
    }

    /** Whether the address has to wait. */
    boolean tooMany(String address) {
        var wrong = byAddress.get(address);
        if (wrong == null) {
            return false;
        }
        synchronized (wrong) {
            forget(wrong);
            return wrong.size() >= LIMIT;
        }
    }

    /** One more wrong code from the address. */
    void count(String address) {
        if (byAddress.size() > MOST_ADDRESSES) {
            byAddress.clear();
        }
        var wrong = byAddress.computeIfAbsent(address, a -> new ArrayDeque<>());
        synchronized (wrong) {
            forget(wrong);
            wrong.add(clock.instant());
        }
    }

    private void forget(Deque<Instant> wrong) {
        var oldest = clock.instant().minus(WINDOW);
        while (!wrong.isEmpty() && wrong.peekFirst().isBefore(oldest)) {
            wrong.removeFirst();
        }
    }
}
