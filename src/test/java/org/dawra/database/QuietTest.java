package org.dawra.database;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class QuietTest {

    private final Quiet quiet = new Quiet();
    private final ExecutorService threads = Executors.newCachedThreadPool();

    @AfterEach
    void end() {
        threads.shutdownNow();
    }

    @Test
    void aStateIsNeverWrittenWhileAStatementRunsAndHoldsAllThatWasAskedFor() throws Exception {
        var running = new AtomicInteger();
        var changes = new AtomicInteger();
        var wrong = new AtomicInteger();
        var states = new AtomicInteger();
        var writtenUpTo = new AtomicInteger();
        Callable<Void> transactions = () -> {
            for (int i = 0; i < 300; i++) {
                quiet.enter();
                running.incrementAndGet();
                LockSupport.parkNanos(ThreadLocalRandom.current().nextInt(100_000));
                var mine = changes.incrementAndGet();
                running.decrementAndGet();
                quiet.leave();
                quiet.write(() -> {
                    var before = changes.get();
                    LockSupport.parkNanos(ThreadLocalRandom.current().nextInt(100_000));
                    if (running.get() > 0 || changes.get() != before) {
                        wrong.incrementAndGet();
                    }
                    states.incrementAndGet();
                    writtenUpTo.set(before);
                });
                if (writtenUpTo.get() < mine) {
                    wrong.incrementAndGet();
                }
            }
            return null;
        };
        var all = new ArrayList<Future<Void>>();
        for (int i = 0; i < 6; i++) {
            all.add(threads.submit(transactions));
        }
        for (var one : all) {
            one.get(30, SECONDS);
        }
        assertThat(wrong).hasValue(0);
        assertThat(states.get()).isBetween(300, 1_799);
    }

    @Test
    void whatFailsIsNotTakenForWritten() {
        assertThatThrownBy(() -> quiet.write(() -> {
                    throw new IllegalStateException("full");
                }))
                .hasMessage("full");
        var again = new AtomicBoolean();
        quiet.write(() -> again.set(true));
        assertThat(again).isTrue();
    }

    @Test
    void aStatementThatOthersWaitForIsLetThrough() throws Exception {
        quiet.enter();
        var written = new CountDownLatch(1);
        var asked = threads.submit(() -> quiet.write(written::countDown));
        var later = threads.submit(() -> {
            quiet.enter();
            quiet.leave();
        });
        later.get(10, SECONDS);
        assertThat(written.getCount()).isOne();
        quiet.leave();
        asked.get(10, SECONDS);
        assertThat(written.getCount()).isZero();
    }

    @Test
    void reliefIsGivenUpWhileAStatementRuns() throws Exception {
        quiet.enter();
        var written = new AtomicBoolean();
        quiet.relieve(() -> written.set(true));
        assertThat(written).isFalse();
        quiet.leave();
        quiet.relieve(() -> written.set(true));
        assertThat(written).isTrue();
    }

    @Test
    void nobodyStandsBackForWhatIsGivenUp() throws Exception {
        var shortest = Long.MAX_VALUE;
        // Standing back takes 100 ms each time; a busy machine holds one of them up, not all.
        for (int i = 0; i < 10 && shortest > 50_000_000L; i++) {
            var one = new Quiet();
            one.enter();
            one.relieve(() -> {});
            shortest = Math.min(
                    shortest,
                    threads.submit(() -> {
                                var begin = System.nanoTime();
                                one.enter();
                                one.leave();
                                return System.nanoTime() - begin;
                            })
                            .get(10, SECONDS));
        }
        assertThat(shortest).isLessThan(50_000_000L);
    }
}
