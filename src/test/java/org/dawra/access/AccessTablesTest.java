package org.dawra.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.Executors;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.h2.jdbcx.JdbcDataSource;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** The throttle and the links on both databases, with two nodes and many hands. */
@Tag("database")
class AccessTablesTest {

    @Nested
    class OnH2 extends Story {
        @Override
        DataSource database() {
            var source = new JdbcDataSource();
            source.setURL("jdbc:h2:mem:" + UUID.randomUUID() + ";DB_CLOSE_DELAY=-1");
            source.setUser("sa");
            return source;
        }
    }

    @Nested
    class OnPostgres extends Story {

        private EmbeddedPostgres server;

        @Override
        DataSource database() throws IOException {
            server = EmbeddedPostgres.builder()
                    .setServerConfig("max_connections", "150")
                    .start();
            return server.getPostgresDatabase();
        }

        @AfterAll
        void stop() throws IOException {
            server.close();
        }
    }

    @TestInstance(TestInstance.Lifecycle.PER_CLASS)
    abstract static class Story {

        private Instant now = Instant.parse("2026-01-10T09:00:00Z");
        private JdbcClient jdbc;
        private LoginThrottle throttle;
        private LoginThrottle onAnotherNode;
        private AccessLinks links;
        private TransactionTemplate transaction;

        private final Clock clock = new Clock() {
            @Override
            public Instant instant() {
                return now;
            }

            @Override
            public ZoneId getZone() {
                return ZoneOffset.UTC;
            }

            @Override
            public Clock withZone(ZoneId zone) {
                return this;
            }
        };

        abstract DataSource database() throws IOException;

        @BeforeAll
        void migrate() throws IOException {
            var source = database();
            Flyway.configure()
                    .dataSource(source)
                    .locations("classpath:db/migration")
                    .load()
                    .migrate();
            jdbc = JdbcClient.create(source);
            var transactions = new JdbcTransactionManager(source);
            transaction = new TransactionTemplate(transactions);
            throttle = new LoginThrottle(jdbc, transactions, clock);
            onAnotherNode = new LoginThrottle(jdbc, transactions, clock);
            links = new AccessLinks(jdbc, clock);
        }

        @BeforeEach
        void empty() {
            jdbc.sql("delete from login_failure").update();
            jdbc.sql("delete from access_link").update();
        }

        @Test
        void fiveAttemptsAreFreeAndThenThePauseGrows() {
            attempt(5, "someone", "10.0.0.1");
            assertThat(waitFor("someone", "10.0.0.2")).isEqualTo(16);
            now = now.plusSeconds(16);
            attempt(1, "someone", "10.0.0.1");
            assertThat(waitFor("someone", "10.0.0.1")).isEqualTo(31);
        }

        @Test
        void aNameIsTheSameHoweverItIsWritten() {
            attempt(5, "Someone ", "10.0.0.1");
            assertThat(waitFor("someone", "10.0.0.2")).isEqualTo(16);
        }

        @Test
        void thePauseHoldsOnEveryNodeAndNeverExceedsAQuarterOfAnHour() {
            for (var i = 0; i < 25; i++) {
                throttle.attempt("someone", "10.0." + i + ".1");
                now = now.plus(Duration.ofMinutes(15));
            }
            now = now.minus(Duration.ofMinutes(15));
            assertThatThrownBy(() -> onAnotherNode.attempt("someone", "10.9.9.9"))
                    .isInstanceOfSatisfying(
                            LoginThrottle.Wait.class,
                            wait -> assertThat(wait.seconds()).isEqualTo(901));
        }

        @Test
        void anAddressThatTriesManyAccountsWaitsToo() {
            for (var i = 0; i < 30; i++) {
                attempt(1, "account-" + i, "10.0.0.1");
            }
            assertThat(waitFor("another", "10.0.0.1")).isEqualTo(16);
            assertThatCode(() -> throttle.attempt("another", "10.0.0.2")).doesNotThrowAnyException();
        }

        @Test
        void aHolderOfIpv6HasOneAddress() {
            for (var i = 0; i < 30; i++) {
                attempt(1, "account-" + i, "2001:db8:1:2::" + i);
            }
            assertThat(waitFor("another", "2001:db8:1:2:ffff::1")).isEqualTo(16);
            assertThatCode(() -> throttle.attempt("another", "2001:db8:1:3::1")).doesNotThrowAnyException();
        }

        @Test
        void successAndAnHoursRestForget() {
            attempt(4, "someone", "10.0.0.1");
            attempt(1, "someone", "10.0.0.1");
            throttle.succeeded("someone", "10.0.0.1");
            attempt(5, "someone", "10.0.0.1");
            now = now.plus(Duration.ofHours(2));
            attempt(5, "someone", "10.0.0.1");
        }

        @Test
        void whoLogsInRightlyBuysNoGuessesForTheAddress() {
            attempt(1, "own", "10.0.0.1");
            for (var i = 0; i < 29; i++) {
                attempt(1, "account-" + i, "10.0.0.1");
            }
            now = now.plusSeconds(16);
            attempt(1, "own", "10.0.0.1");
            throttle.succeeded("own", "10.0.0.1");
            attempt(1, "account-x", "10.0.0.1");
            assertThat(waitFor("account-y", "10.0.0.1")).isEqualTo(31);
        }

        @Test
        void aHundredGuessesAtOnceAreFive() throws Exception {
            var outcomes = atOnce(100, i -> {
                try {
                    (i % 2 == 0 ? throttle : onAnotherNode).attempt("raced", "10.0." + i + ".7");
                    return true;
                } catch (LoginThrottle.Wait wait) {
                    return false;
                }
            });
            assertThat(outcomes.stream().filter(went -> went).count()).isEqualTo(5);
        }

        @Test
        void noNameAndNoAddressIsKept() {
            attempt(1, "somebodys-password", "10.0.0.1");
            assertThat(jdbc.sql("select guess_hash from login_failure")
                            .query(String.class)
                            .list())
                    .hasSize(2)
                    .allMatch(hash -> hash.matches("[0-9a-f]{64}"));
        }

        @Test
        void whatNobodyRemembersIsDeleted() {
            attempt(3, "long-ago", "10.0.0.1");
            now = now.plus(Duration.ofHours(3));
            attempt(1, "today", "10.0.0.2");
            assertThat(jdbc.sql("select count(*) from login_failure")
                            .query(Long.class)
                            .single())
                    .isEqualTo(2);
        }

        @Test
        void ofAHundredWhoUseALinkAtOnceOneWins() throws Exception {
            var token = links.issue("raced", AccessLinks.Purpose.INVITATION);
            var outcomes = atOnce(100, i -> Boolean.TRUE.equals(transaction.execute(status -> links.use(token))));
            assertThat(outcomes.stream().filter(won -> won).count()).isEqualTo(1);
            assertThat(links.find(token)).isEmpty();
        }

        @Test
        void aLinkIsStoredHashedHoldsForThreeDaysAndLookingChangesNothing() {
            var token = links.issue("invited", AccessLinks.Purpose.INVITATION);
            assertThat(token).matches("[0-9a-hjkmnp-tv-z]{26}");
            assertThat(jdbc.sql("select * from access_link")
                            .query()
                            .listOfRows()
                            .toString())
                    .doesNotContain(token);
            assertThat(links.find(token)).isPresent();
            assertThat(links.find(token))
                    .hasValueSatisfying(link -> assertThat(link.userId()).isEqualTo("invited"));
            assertThat(links.find(token.substring(1))).isEmpty();
            now = now.plus(Duration.ofHours(72));
            assertThat(links.find(token)).isEmpty();
            assertThat(links.use(token)).isFalse();
        }

        @Test
        void anotherLinkCanEndTheOnesBefore() {
            var first = links.issue("invited", AccessLinks.Purpose.INVITATION);
            assertThat(links.openUntil("invited")).isPresent();
            links.endAll("invited");
            assertThat(links.openUntil("invited")).isEmpty();
            assertThat(links.use(first)).isFalse();
        }

        private void attempt(int times, String account, String address) {
            for (var i = 0; i < times; i++) {
                throttle.attempt(account, address);
            }
        }

        private long waitFor(String account, String address) {
            var seconds = new long[1];
            assertThatThrownBy(() -> throttle.attempt(account, address))
                    .isInstanceOfSatisfying(LoginThrottle.Wait.class, wait -> seconds[0] = wait.seconds());
            return seconds[0];
        }

        private interface Deed {
            boolean of(int hand);
        }

        private static List<Boolean> atOnce(int hands, Deed deed) throws Exception {
            var gate = new CyclicBarrier(hands);
            var threads = Executors.newFixedThreadPool(hands);
            try {
                var work = new ArrayList<Callable<Boolean>>();
                for (var i = 0; i < hands; i++) {
                    var hand = i;
                    work.add(() -> {
                        gate.await();
                        return deed.of(hand);
                    });
                }
                var outcomes = new ArrayList<Boolean>();
                for (var future : threads.invokeAll(work)) {
                    outcomes.add(future.get());
                }
                return outcomes;
            } finally {
                threads.shutdown();
            }
        }
    }
}
