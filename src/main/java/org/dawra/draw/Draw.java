package org.dawra.draw;

import java.time.Instant;
import org.dawra.cycle.CycleId;
import org.dawra.cycle.MeetingId;
import org.jspecify.annotations.Nullable;

/**
 * The draw of a cycle as it stands.
 *
 * @param meeting whose participants take part
 * @param code one-time code, secret until the randomness is entered
 * @param randomness in its canonical form
 * @param witness function of whoever saw the numbers drawn
 */
record Draw(
        long id,
        CycleId cycle,
        MeetingId meeting,
        DrawRecord.State state,
        int winners,
        int reserves,
        String code,
        @Nullable String fingerprint,
        @Nullable Instant frozenAt,
        Randomness.@Nullable Method method,
        @Nullable String randomness,
        @Nullable String witness,
        @Nullable Instant enteredAt,
        @Nullable Instant drawnAt,
        @Nullable Instant publishedAt,
        @Nullable Long poolDocument,
        @Nullable Long recordDocument,
        @Nullable Long minutesDocument) {

    /** Whether the randomness is known, so that the one-time code may be told. */
    public boolean isRevealed() {
        return randomness != null;
    }

    /** What a place in the order is good for. */
    Kind kind(int place) {
        if (place <= winners) {
            return Kind.WINNER;
        }
        return place <= winners + reserves ? Kind.RESERVE : Kind.OTHER;
    }

    /** A place in the pool. */
    record Ticket(int number, long institution, String label) {}

    /** A place in the order drawn. */
    record Result(
            int place,
            int ticket,
            Kind kind,
            Answer answer,
            @Nullable Instant answeredAt) {}

    /** What a place in the order is good for. */
    enum Kind {
        WINNER,
        RESERVE,
        OTHER
    }

    /** What became of the offer of a prize. */
    enum Answer {
        OPEN,
        OFFERED,
        ACCEPTED,
        DECLINED
    }
}
