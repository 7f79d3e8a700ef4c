package org.dawra.overview;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import org.dawra.web.ClientNetwork;
import org.springframework.stereotype.Component;

/**
 * Counts questions about papers that nobody knows, by network and all together. What is known is answered however many
 * wrong questions came before: telephones share addresses, and a throttle that refused the right paper would be a way to
 * shut a whole hall out. What protects a code is its 130 random bits; this keeps guessing from being worth the trouble.
 *
 * <p>In the memory of each node: k nodes allow k times as much, and no question of a stranger writes to the database.
 */
@Component
class VerificationThrottle {

    /** A hall behind one address may mistype so often; a guesser is no nearer. */
    static final int PER_NETWORK = 60;

    static final int TOGETHER = 3_000;
    static final Duration WINDOW = Duration.ofMinutes(10);
    private static final int NETWORKS = 20_000;

    private final Clock clock;
    private final Map<String, Window> byNetwork = new LinkedHashMap<>(16, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Window> eldest) {
            return size() > NETWORKS;
        }
    };
    private Window together;

    VerificationThrottle(Clock clock) {
        this.clock = clock;
        this.together = new Window(clock.instant(), 0);
    }

    private record Window(Instant begins, int wrong) {

        Window at(Instant now) {
            return begins.plus(WINDOW).isAfter(now) ? this : new Window(now, 0);
        }

        Window and(int more) {
            return new Window(begins, wrong + more);
        }
    }

    /**
     * Takes note of a question, known or not, with the same steps for both; answers for how many seconds the network has to
     * wait for its next wrong one, 0 while it has not to.
     */
    synchronized long asked(String address, boolean known) {
        var now = clock.instant();
        var network = ClientNetwork.of(address);
        var own = byNetwork.getOrDefault(network, new Window(now, 0)).at(now).and(known ? 0 : 1);
        byNetwork.put(network, own);
        together = together.at(now).and(known ? 0 : 1);
        var until = own.wrong() > PER_NETWORK ? own.begins().plus(WINDOW) : now;
        if (together.wrong() > TOGETHER && together.begins().plus(WINDOW).isAfter(until)) {
            until = together.begins().plus(WINDOW);
        }
        return known || !until.isAfter(now) ? 0 : Duration.between(now, until).toSeconds() + 1;
    }
}
