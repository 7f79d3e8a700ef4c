package org.dawra.web;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * How fast something goes on, measured over the last minute, or since it began where that is less.
 *
 * @param perMinute rounded
 * @param left how long the rest takes at this rate; null while nothing moves, or nothing is left
 */
public record Pace(long perMinute, @Nullable Duration left) {

    /** Over this time it is measured. */
    public static final Duration WINDOW = Duration.ofMinutes(1);

    private static final Duration SHORTEST = Duration.ofSeconds(1);

    /**
     * The pace of what has {@code open} to go.
     *
     * @param done in the window
     * @param began when it began or was resumed; null where that is not known
     */
    public static Pace of(long done, long open, @Nullable Instant began, Instant now) {
        var window = began == null || began.isBefore(now.minus(WINDOW)) ? WINDOW : Duration.between(began, now);
        var seconds = Math.max(window.toMillis(), SHORTEST.toMillis()) / 1_000.0;
        var perSecond = done / seconds;
        return new Pace(
                Math.round(perSecond * 60),
                done == 0 || open == 0 ? null : Duration.ofSeconds((long) Math.ceil(open / perSecond)));
    }
}
