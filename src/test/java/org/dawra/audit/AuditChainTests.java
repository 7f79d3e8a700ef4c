package org.dawra.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What the trail promises, whatever the database. */
@Tag("database")
abstract class AuditChainTests {

    private TrailHouse house;

    abstract TrailHouse house();

    @BeforeEach
    void move() {
        house = house();
    }

    @AfterEach
    void leave() {
        house.close();
    }

    private AuditHead tenDeeds() {
        for (var i = 1; i <= 10; i++) {
            house.deed("actor-" + i % 3, "agreement.approved", "agreement:" + i);
        }
        house.node().sealAll();
        return house.log.head();
    }

    @Test
    void everyCommittedDeedGetsItsLink() {
        var head = tenDeeds();
        assertThat(head.position()).isEqualTo(10);
        assertThat(house.broken(head.toString(), head.hash())).isNull();
        assertThat(house.log.page(new AuditLog.Filter(null, null, null), 0, 3))
                .extracting(AuditEntry::subject)
                .containsExactly("agreement:10", "agreement:9", "agreement:8");
        assertThat(house.log.count(new AuditLog.Filter("actor-1", "agreement.approved", LocalDate.of(2026, 1, 31))))
                .isEqualTo(4);
        assertThat(house.log.count(new AuditLog.Filter(null, null, LocalDate.of(2026, 2, 1))))
                .isZero();
    }

    @Test
    void aDeedThatIsRolledBackLeavesNoRowAndNoHole() {
        house.deed("a", "seat.confirmed", "seat:1");
        assertThatThrownBy(() -> house.transaction.executeWithoutResult(status -> {
                    house.trail.record("a", "seat.confirmed", "seat:2");
                    throw new IllegalStateException("the deed fails");
                }))
                .hasMessage("the deed fails");
        house.deed("a", "seat.confirmed", "seat:3");
        house.node().sealAll();
        assertThat(house.log.head().position()).isEqualTo(2);
        assertThat(house.broken()).isNull();
        assertThat(house.jdbc.queryForList("select subject from audit_entry order by id", String.class))
                .containsExactly("seat:1", "seat:3");
    }

    @Test
    void aDeedThatCommitsLateIsChainedAfterThoseThatCameLater() throws Exception {
        var recorded = new CountDownLatch(1);
        var goOn = new CountDownLatch(1);
        var thread = Executors.newSingleThreadExecutor();
        try {
            var late = thread.submit(() -> house.transaction.executeWithoutResult(status -> {
                house.trail.record("late", "seat.confirmed", "seat:1");
                recorded.countDown();
                await(goOn);
            }));
            recorded.await();
            house.deed("early", "seat.confirmed", "seat:2");
            assertThat(house.node().sealAll()).isEqualTo(1);
            goOn.countDown();
            late.get();
            assertThat(house.node().sealAll()).isEqualTo(1);
        } finally {
            thread.shutdownNow();
        }
        assertThat(house.jdbc.queryForList(
                        "select e.actor from audit_chain c join audit_entry e on e.id = c.entry_id order by c.chain_position",
                        String.class))
                .containsExactly("early", "late");
        assertThat(house.broken()).isNull();
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void twentyWritersAndTwoNodesMakeOneChain() throws Exception {
        var writers = Executors.newFixedThreadPool(22);
        var writing = new AtomicBoolean(true);
        var sealed = new AtomicInteger();
        try {
            var nodes = new ArrayList<Future<?>>();
            for (var n = 0; n < 2; n++) {
                var node = house.node();
                nodes.add(writers.submit(() -> {
                    while (writing.get()) {
                        sealed.addAndGet(node.sealAll());
                    }
                }));
            }
            var deeds = new ArrayList<Callable<Boolean>>();
            for (var w = 0; w < 20; w++) {
                var writer = w;
                deeds.add(() -> {
                    for (var i = 0; i < 50; i++) {
                        var number = i;
                        house.transaction.executeWithoutResult(status -> {
                            house.trail.record("writer-" + writer, "seat.confirmed", "seat:" + number);
                            if (number % 10 == 9) {
                                status.setRollbackOnly();
                            }
                        });
                    }
                    return true;
                });
            }
            for (var deed : writers.invokeAll(deeds)) {
                deed.get();
            }
            writing.set(false);
            for (var node : nodes) {
                node.get();
            }
        } finally {
            writers.shutdownNow();
        }
        sealed.addAndGet(house.node().sealAll());
        assertThat(sealed.get()).isEqualTo(900);
        assertThat(house.log.head().position()).isEqualTo(900);
        assertThat(house.broken()).isNull();
    }

    @Test
    void twoNodesFixTheHeadOfADayOnce() throws Exception {
        tenDeeds();
        var day = LocalDate.of(2026, 1, 31);
        var nodes = Executors.newFixedThreadPool(2);
        var both = new CyclicBarrier(2);
        try {
            Callable<Boolean> node = () -> {
                both.await();
                try {
                    return Boolean.TRUE.equals(house.transaction.execute(
                            status -> house.log.fixHead(day).isPresent()));
                } catch (AuditLog.HeadFixedMeanwhile other) {
                    return false;
                }
            };
            var first = nodes.submit(node);
            var second = nodes.submit(node);
            assertThat(first.get()).isNotEqualTo(second.get());
        } finally {
            nodes.shutdownNow();
        }
        assertThat(house.log.dayHeads(5)).hasSize(1);
    }

    @Test
    void theDatabaseRefusesToChangeOrDelete() {
        tenDeeds();
        house.log.fixHead(LocalDate.of(2026, 1, 31));
        for (var attempt : new String[] {
            "update audit_entry set actor = 'x' where id = 3",
            "delete from audit_entry where id = 3",
            "update audit_chain set hash = 'x' where chain_position = 3",
            "delete from audit_chain where chain_position = 3",
            "update audit_head set hash = 'x'",
            "delete from audit_head"
        }) {
            assertThatThrownBy(() -> house.jdbc.execute(attempt))
                    .as(attempt)
                    .rootCause()
                    .hasMessageContaining("append-only");
        }
        assertThat(house.broken()).isNull();
    }

    @Test
    void aRewrittenRowIsNamed() {
        tenDeeds();
        house.takeTheGuardsAway();
        house.jdbc.update("update audit_entry set actor = 'somebody-else' where id = 4");
        assertThat(house.broken()).contains("row 4").contains("changed");
    }

    @Test
    void swappedRowsAreNamed() {
        tenDeeds();
        house.takeTheGuardsAway();
        house.jdbc.update("update audit_chain set entry_id = 100 where chain_position = 5");
        house.jdbc.update("update audit_chain set entry_id = 5 where chain_position = 6");
        house.jdbc.update("update audit_chain set entry_id = 6 where chain_position = 5");
        assertThat(house.broken()).contains("row 5").contains("changed");
    }

    @Test
    void aRowDeletedInTheMiddleIsNamed() {
        tenDeeds();
        house.takeTheGuardsAway();
        house.jdbc.update("delete from audit_entry where id = 7");
        assertThat(house.broken()).contains("row 7 is missing");
        house.jdbc.update("delete from audit_chain where chain_position = 7");
        assertThat(house.broken()).contains("row 7 is missing");
    }

    @Test
    void aRowThatWasSlippedInIsNamed() {
        tenDeeds();
        house.jdbc.update("insert into audit_entry (at, actor, deed, subject)"
                + " values (timestamp with time zone '2026-01-31 09:00:00+00', 'x', 'seat.confirmed', 'seat:1')");
        assertThat(house.broken()).contains("no link").contains("entry 11");
    }

    @Test
    void aDeletedTailShowsAgainstAHeadThatSomebodyKept() {
        var head = tenDeeds();
        house.takeTheGuardsAway();
        house.jdbc.update("delete from audit_chain where chain_position > 8");
        assertThat(house.broken()).contains("no link");
        house.jdbc.update("delete from audit_entry where id > 8");
        assertThat(house.broken()).isNull();
        assertThat(house.broken(head.hash())).contains("no row has the hash");
        assertThat(house.broken(head.toString())).contains("row 9 is missing").contains("ends at row 8");
    }

    @Test
    void aDeletedTailShowsAgainstTheDaysHeadInTheDatabase() {
        tenDeeds();
        assertThat(house.log.fixHead(LocalDate.of(2026, 1, 31))).isPresent();
        assertThat(house.log.fixHead(LocalDate.of(2026, 1, 31))).isEmpty();
        house.takeTheGuardsAway();
        house.jdbc.update("delete from audit_chain where chain_position > 8");
        house.jdbc.update("delete from audit_entry where id > 8");
        assertThat(house.broken()).contains("row 9 is missing").contains("2026-01-31");
    }

    @Test
    void aChainThatWasComputedAnewShowsAgainstAnOldHead() {
        var early = tenDeeds();
        for (var i = 11; i <= 20; i++) {
            house.deed("b", "seat.confirmed", "seat:" + i);
        }
        house.node().sealAll();
        var late = house.log.head();
        house.takeTheGuardsAway();
        house.jdbc.update("update audit_entry set actor = 'somebody-else' where id = 15");
        house.jdbc.update("delete from audit_chain where chain_position >= 15");
        house.jdbc.update("insert into audit_pending (entry_id) select id from audit_entry where id >= 15");
        house.node().sealAll();
        assertThat(house.broken()).isNull();
        assertThat(house.broken(early.toString())).isNull();
        assertThat(house.broken(early.toString(), late.toString()))
                .contains("row 20 has another hash")
                .contains("from row 11 on");
        assertThat(house.broken(early.toString(), late.hash()))
                .contains("no row has the hash")
                .contains("after row 10");
    }
}
