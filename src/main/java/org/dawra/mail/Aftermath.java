package org.dawra.mail;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.function.DoubleSupplier;
import org.jspecify.annotations.Nullable;

/**
 * What becomes of a message after an attempt.
 *
 * @param nextAttempt when to try again, or null when nothing more happens by itself
 * @param uncertain whether some attempt so far may have arrived
 */
record Aftermath(MessageState state, @Nullable Instant nextAttempt, boolean uncertain) {

    /** RFC 5321, 4.5.4.1 asks for patience with growing pauses; the last one repeats. */
    private static final List<Duration> PAUSES = List.of(
            Duration.ofMinutes(1),
            Duration.ofMinutes(5),
            Duration.ofMinutes(15),
            Duration.ofMinutes(60),
            Duration.ofMinutes(240));

    /** Not with fewer tries than there are pauses: days in which nothing could be tried are no fault of the message. */
    private static final Duration PATIENCE = Duration.ofHours(48);

    boolean isSettled() {
        return nextAttempt == null;
    }

    /**
     * Decides.
     *
     * @param attempts how many there have been, this one included
     * @param firstAttempt when the first one began
     * @param uncertain whether an earlier one may have arrived: then this was the one repetition
     * @param random 0 to 1, so that a failed batch does not come back all at once
     */
    static Aftermath of(
            Outcome outcome,
            int attempts,
            Instant firstAttempt,
            boolean uncertain,
            Instant now,
            DoubleSupplier random) {
        return switch (outcome.kind()) {
            case ACCEPTED -> new Aftermath(MessageState.SENT, null, uncertain);
            case REFUSED -> new Aftermath(uncertain ? MessageState.UNKNOWN : MessageState.FAILED, null, uncertain);
            case UNCERTAIN ->
                new Aftermath(MessageState.UNKNOWN, uncertain ? null : now.plus(pause(attempts, random)), true);
            case REFUSED_FOR_NOW, UNREACHABLE -> {
                var next = now.plus(pause(attempts, random));
                if (next.isAfter(firstAttempt.plus(PATIENCE)) && attempts > PAUSES.size()) {
                    yield new Aftermath(uncertain ? MessageState.UNKNOWN : MessageState.FAILED, null, uncertain);
                }
                yield new Aftermath(uncertain ? MessageState.UNKNOWN : MessageState.RETRY, next, uncertain);
            }
            case NO_LINE -> throw new IllegalArgumentException("What was not tried has no aftermath.");
        };
    }

    private static Duration pause(int attempts, DoubleSupplier random) {
        var pause = PAUSES.get(Math.min(Math.max(attempts, 1), PAUSES.size()) - 1);
        return Duration.ofMillis((long) (pause.toMillis() * (0.9 + 0.2 * random.getAsDouble())));
    }
}
