package org.dawra.database;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Lets a state be written only while no statement is changing it. Statements run side by side; whoever wants the state
 * written waits for those that run, and what all have asked for by then is written at once.
 */
final class Quiet {

    /**
     * How long a statement stands back for a state that is to be written, how long statements then pass before they stand
     * back again, and how long a transaction that is not at its end waits to have a state written. A statement that runs may
     * itself be waiting for a row of the transaction whose next statement stands back.
     */
    private static final long GIVE_WAY = TimeUnit.MILLISECONDS.toNanos(100);

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private int running;
    private int waiting;
    private boolean writing;
    private long passFrom = System.nanoTime() - GIVE_WAY;
    private long asked;
    private long taken;
    private long written;

    /** Before a statement that may change something; {@link #leave} must follow. */
    void enter() {
        lock.lock();
        try {
            var left = GIVE_WAY;
            while (writing || waiting > 0 && !isPassing()) {
                if (writing) {
                    changed.awaitUninterruptibly();
                } else if (left > 0) {
                    left = await(left);
                } else {
                    passFrom = System.nanoTime();
                }
            }
            running++;
        } finally {
            lock.unlock();
        }
    }

    private boolean isPassing() {
        return System.nanoTime() - passFrom < GIVE_WAY;
    }

    /** After it. */
    void leave() {
        lock.lock();
        try {
            if (--running == 0) {
                changed.signalAll();
            }
        } finally {
            lock.unlock();
        }
    }

    /** Returns when a state is written that holds all that was changed before; this thread has written it or another. */
    void write(Runnable state) {
        write(state, Long.MAX_VALUE);
    }

    /** Writes the state if that is possible soon. */
    void relieve(Runnable state) {
        write(state, GIVE_WAY);
    }

    private void write(Runnable state, long patience) {
        lock.lock();
        try {
            if (!isTurn(++asked, patience)) {
                return;
            }
            writing = true;
            taken = asked;
        } finally {
            lock.unlock();
        }
        var done = false;
        try {
            state.run();
            done = true;
        } finally {
            written(done);
        }
    }

    private boolean isTurn(long mine, long patience) {
        var left = patience;
        waiting++;
        try {
            while (written < mine && (running > 0 || writing)) {
                if (patience == Long.MAX_VALUE) {
                    changed.awaitUninterruptibly();
                } else if (left > 0 && !isPassing()) {
                    left = await(left);
                } else {
                    return false;
                }
            }
            return written < mine;
        } finally {
            waiting--;
            changed.signalAll();
        }
    }

    private void written(boolean done) {
        lock.lock();
        try {
            writing = false;
            if (done) {
                written = taken;
            }
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    private long await(long nanos) {
        try {
            return changed.awaitNanos(nanos);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return 0;
        }
    }
}
