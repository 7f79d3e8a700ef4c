package org.dawra.web;

import java.time.Instant;
import java.util.List;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Work on thousands of rows that goes on by itself: a manager sees how far it is and can pause it at any moment. Modules
 * publish one bean a kind; the rows themselves say what is done, so a pause loses nothing and outlives a restart.
 */
public interface BulkWork {

    /** What tells the kinds apart, as {@code issuing}. */
    String id();

    /** The work as it stands, in the language of the request. */
    Standing standing();

    /** Starts nothing new from now on; what is in the middle of a step finishes it. Pausing twice changes nothing. */
    void pause(String reason, String by);

    /** Goes on where it stopped. */
    void resume(String by);

    /** Empties the reasons, of pauses that last and of past ones, for which this is so: they name somebody who is erased. */
    void forgetReasons(Predicate<String> naming);

    /**
     * How the work stands.
     *
     * @param title what is done
     * @param pause why and since when it rests; null while it may go on
     * @param lines what is on its way or has ended lately
     */
    record Standing(String title, @Nullable Pause pause, List<Line> lines) {

        public Standing {
            lines = List.copyOf(lines);
        }

        /** Whether something would go on now. */
        public boolean isRunning() {
            return pause == null && lines.stream().anyMatch(line -> line.open() > 0);
        }
    }

    /** A pause; {@code reason} as its author wrote it. */
    record Pause(String reason, Instant since) {}

    /**
     * One piece of the work.
     *
     * @param state where it stands
     * @param done rows that are through
     * @param failed rows that have failed for good
     * @param open rows to come
     * @param href where its rows are
     */
    record Line(String title, State state, long done, long failed, long open, Pace pace, String href) {

        /** All rows. */
        public long all() {
            return done + failed + open;
        }

        /** Rows that need nothing more. */
        public long through() {
            return done + failed;
        }

        /** A line whose state follows from its counts. */
        public static Line of(
                String title,
                boolean paused,
                long done,
                long failed,
                long open,
                Pace pace,
                boolean justBegun,
                String href) {
            var state = open == 0
                    ? failed == 0 ? State.DONE : State.DONE_WITH_FAILURES
                    : paused ? State.PAUSED : pace.perMinute() > 0 || justBegun ? State.RUNNING : State.STANDING_STILL;
            return new Line(title, state, done, failed, open, pace, href);
        }
    }

    /** Where a piece of work stands. */
    enum State {
        RUNNING,
        PAUSED,
        /** Something is to come, and for a minute nothing has moved. */
        STANDING_STILL,
        DONE,
        DONE_WITH_FAILURES
    }
}
