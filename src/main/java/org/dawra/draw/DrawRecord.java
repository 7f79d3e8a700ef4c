package org.dawra.draw;

import java.util.List;
import org.dawra.cycle.CycleId;
import org.jspecify.annotations.Nullable;

/**
 * A prize draw as others read it.
 *
 * @param fingerprint SHA-256 of the frozen pool, in hex; null before freezing
 * @param poolSize how many institutions take part; 0 before freezing
 * @param winners those who accepted a prize, in the order drawn; one who declined is replaced by the next reserve
 * @param reserves reserves who were not needed, in the order drawn
 * @param recordDocument id of the stored {@code record.json}; null before publication
 * @param minutesDocument id of the stored minutes; null before publication
 */
public record DrawRecord(
        CycleId cycle,
        State state,
        @Nullable String fingerprint,
        int poolSize,
        List<Line> winners,
        List<Line> reserves,
        @Nullable Long recordDocument,
        @Nullable Long minutesDocument) {

    public DrawRecord {
        winners = List.copyOf(winners);
        reserves = List.copyOf(reserves);
    }

    /** Where the draw stands. */
    public enum State {
        /** Waits for its day. */
        PLANNED,
        /** The pool and its fingerprint are published; the randomness is not known yet. */
        FROZEN,
        /** The order is known; prizes are being offered. */
        DRAWN,
        /** Record and minutes are published. */
        PUBLISHED,
        /** No institution took part: there is nothing to draw. */
        EMPTY
    }

    /** A ticket with the institution that holds it, by its name when the pool was frozen. */
    public record Line(int ticket, long institution, String name) {}
}
