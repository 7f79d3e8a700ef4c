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
    /** A file is no guess: nobody comes nearer to a paper by changing one. It costs the look at its seal, though. */
    static final int FILES_PER_NETWORK = 600;

    static final int FILES_TOGETHER = 6_000;
    static final Duration WINDOW = Duration.ofMinutes(10);
    private static final int NETWORKS = 20_000;

    private final Clock clock;
    private final Count questions;
    private final Count files;

    VerificationThrottle(Clock clock) {
        this.clock = clock;
        this.questions = new Count(PER_NETWORK, TOGETHER, clock.instant());
        this.files = new Count(FILES_PER_NETWORK, FILES_TOGETHER, clock.instant());
    }

    /** What was asked in one way. */
    private static final class Count {
        private final int perNetwork;
        private final int all;
        private final Map<String, Window> byNetwork = new LinkedHashMap<>(16, 0.75f, true) {
            @Override
            protected boolean removeEldestEntry(Map.Entry<String, Window> eldest) {
                return size() > NETWORKS;
            }
        };
        private Window together;

        Count(int perNetwork, int all, Instant now) {
            this.perNetwork = perNetwork;
            this.all = all;
            this.together = new Window(now, 0);
        }

        synchronized long asked(String network, boolean known, Instant now) {
            var own =
                    byNetwork.getOrDefault(network, new Window(now, 0)).at(now).and(known ? 0 : 1);
            byNetwork.put(network, own);
            together = together.at(now).and(known ? 0 : 1);
            var until = own.wrong() > perNetwork ? own.begins().plus(WINDOW) : now;
            if (together.wrong() > all && together.begins().plus(WINDOW).isAfter(until)) {
                until = together.begins().plus(WINDOW);
            }
            return known || !until.isAfter(now)
                    ? 0
                    : Duration.between(now, until).toSeconds() + 1;
        }
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
     * Takes note of a code, known or not, with the same steps for both; answers for how many seconds the network has to wait
     * for its next wrong one, 0 while it has not to.
     */
    long asked(String address, boolean known) {
        return questions.asked(ClientNetwork.of(address), known, clock.instant());
    }

    /** The same for a file, sent itself or by its fingerprint. Guessing codes shuts nobody out from having it looked at. */
    long presented(String address, boolean known) {
        return files.asked(ClientNetwork.of(address), known, clock.instant());
    }
}
