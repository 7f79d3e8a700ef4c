package org.dawra.engine;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import org.camunda.bpm.engine.impl.util.ClockUtil;

/**
 * A clock for a year that is played: it goes as fast as the clock on the wall, is set once to the day on which the year
 * begins, and from then on is only ever moved forward. The engine goes by it too, so that its timers become due on their
 * days. To be moved only while no step of the engine runs ({@link Timers#workPending()}): the lock of a running step would
 * otherwise run out.
 */
public final class PlayedClock extends Clock implements AutoCloseable {

    private final Clock wall;
    private volatile Duration ahead = Duration.ZERO;
    private boolean begun;

    /** A clock that shows the time of {@code wall} until it is moved. */
    public PlayedClock(Clock wall) {
        this.wall = wall;
    }

    /**
     * Moves the clock: the first time to any instant, afterwards forward only.
     *
     * @throws IllegalArgumentException when {@code to} lies before what the clock shows already
     */
    public synchronized void moveTo(Instant to) {
        if (begun && to.isBefore(instant())) {
            throw new IllegalArgumentException("The clock shows " + instant() + " and is not moved back to " + to);
        }
        begun = true;
        ahead = Duration.between(wall.instant(), to);
        ClockUtil.offset(ahead.toMillis());
    }

    @Override
    public Instant instant() {
        return wall.instant().plus(ahead);
    }

    @Override
    public ZoneId getZone() {
        return wall.getZone();
    }

    /** Not supported: local time comes from the edition, never from a zone. */
    @Override
    public Clock withZone(ZoneId zone) {
        throw new UnsupportedOperationException("Local time comes from the edition's offsets.");
    }

    /** Gives the engine the clock on the wall back. */
    @Override
    public void close() {
        ClockUtil.reset();
    }
}
