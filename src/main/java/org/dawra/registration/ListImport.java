package org.dawra.registration;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.dawra.cycle.CycleId;
import org.dawra.engine.Refused;
import org.dawra.web.Pace;
import org.jspecify.annotations.Nullable;

/**
 * A list that is being taken in: what it does now and how many rows are through. Written by the thread that does the work,
 * read by the page that shows it.
 */
final class ListImport implements ImportProgress {

    private final String id;
    private final String user;
    private final CycleId cycle;
    private final String province;
    private final Clock clock;
    private final CountDownLatch over = new CountDownLatch(1);

    private volatile Step step;
    private volatile PeopleSheet.@Nullable Upload people;
    private volatile @Nullable Refused refusal;

    /**
     * What is done now.
     *
     * @param rows how many are through
     * @param all how many there are; 0 while that is not known
     */
    record Step(Phase phase, int rows, int all, Instant since) {}

    /** Where it stands. */
    enum Phase {
        WAITING,
        READING,
        CHECKING,
        STORING,
        DONE,
        REFUSED,
        /** Something broke; nothing was taken in. */
        BROKEN;

        boolean isOver() {
            return compareTo(DONE) >= 0;
        }
    }

    ListImport(String id, String user, CycleId cycle, String province, Clock clock) {
        this.id = id;
        this.user = user;
        this.cycle = cycle;
        this.province = province;
        this.clock = clock;
        this.step = new Step(Phase.WAITING, 0, 0, clock.instant());
    }

    @Override
    public void at(Phase phase, int rows, int all) {
        var before = step;
        step = new Step(phase, rows, all, before.phase() == phase ? before.since() : clock.instant());
    }

    void read(PeopleSheet.Upload upload) {
        people = upload;
    }

    /** How it ended. */
    void end(Phase phase, @Nullable Refused why) {
        refusal = why;
        at(phase, step.rows(), step.all());
        over.countDown();
    }

    /** Waits until it is over, or for so long. */
    boolean isOverWithin(Duration patience) {
        try {
            return over.await(patience.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    /** How fast the rows of this step go by. */
    Pace pace() {
        var now = step;
        return Pace.of(now.rows(), Math.max(0, now.all() - now.rows()), now.since(), clock.instant());
    }

    String id() {
        return id;
    }

    String user() {
        return user;
    }

    CycleId cycle() {
        return cycle;
    }

    String province() {
        return province;
    }

    Step step() {
        return step;
    }

    /** What the file holds, once it was read. */
    PeopleSheet.@Nullable Upload people() {
        return people;
    }

    /** Why it was refused. */
    @Nullable
    Refused refusal() {
        return refusal;
    }
}
