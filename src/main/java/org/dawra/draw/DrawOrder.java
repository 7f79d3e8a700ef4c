package org.dawra.draw;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/**
 * The order in which tickets are drawn, computed from what everybody can read. Each ticket's label is expanded from one
 * key made of the one-time code, the pool's fingerprint and the randomness, and the tickets stand in ascending order of
 * the results: no ticket's place depends on how the others are listed, and no remainder is ever taken, so there is no
 * modulo bias (after draft-thomson-elegy-vrs).
 */
final class DrawOrder {

    /** The name under which the record states how it was computed. */
    static final String ALGORITHM = "HKDF-SHA256/dawra-1";

    private static final int KEY_LENGTH = 32;

    private DrawOrder() {}

    /**
     * The ticket numbers 1 to {@code tickets} in the order drawn.
     *
     * @param code the one-time code whose fingerprint was published with the pool
     * @param fingerprint of the frozen pool, lower-case hex
     * @param randomness in its canonical form
     */
    static List<Integer> of(String code, String fingerprint, String randomness, int tickets) {
        var prk = Hkdf.extract((code + "/" + fingerprint).getBytes(UTF_8), randomness.getBytes(UTF_8));
        record Keyed(int ticket, byte[] key) {}
        return IntStream.rangeClosed(1, tickets)
                .mapToObj(n -> new Keyed(n, Hkdf.expand(prk, ("ticket-" + n).getBytes(UTF_8), KEY_LENGTH)))
                .sorted(Comparator.comparing(Keyed::key, Arrays::compareUnsigned)
                        .thenComparing(Keyed::ticket))
                .map(Keyed::ticket)
                .toList();
    }
}
