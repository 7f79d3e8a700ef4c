package org.dawra.registration;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.LinkedHashMap;
import java.util.Map;
import org.springframework.stereotype.Component;

/**
 * Slows down whoever floods the public form: so many registrations from one address in ten minutes. A hall full of people
 * behind one address stays well below it. Kept in memory of this node only; nothing is recorded.
 */
@Component
class AttemptLimit {

    static final int MOST = 60;
    private static final Duration WINDOW = Duration.ofMinutes(10);
    private static final int ADDRESSES = 5_000;

    private final Clock clock;
    private final Map<String, ArrayDeque<Instant>> byAddress = new LinkedHashMap<>(16, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<String, ArrayDeque<Instant>> eldest) {
            return size() > ADDRESSES;
        }
    };

    AttemptLimit(Clock clock) {
        this.clock = clock;
    }

    /** Counts an attempt; false when there were too many. */
    synchronized boolean allows(String address) {
        var now = clock.instant();
        var attempts = byAddress.computeIfAbsent(address, a -> new ArrayDeque<>());
        while (!attempts.isEmpty() && attempts.peekFirst().isBefore(now.minus(WINDOW))) {
            attempts.removeFirst();
        }
        if (attempts.size() >= MOST) {
            return false;
        }
        attempts.addLast(now);
        return true;
    }
}
