package org.dawra.followup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.Mockito.doAnswer;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.reset;
import static org.mockito.Mockito.verify;
import static org.mockito.Mockito.when;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import javax.sql.DataSource;
import org.dawra.access.Account;
import org.dawra.access.Accounts;
import org.dawra.access.Preferences;
import org.dawra.access.Role;
import org.dawra.access.ScopeChoices;
import org.dawra.access.TaskSubjects;
import org.dawra.cycle.CycleFixture;
import org.dawra.engine.Actor;
import org.dawra.engine.HumanTask;
import org.dawra.engine.HumanTasks;
import org.dawra.mail.Message;
import org.dawra.mail.Outbox;
import org.dawra.mail.Undelivered;
import org.dawra.web.AllTexts;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.springframework.beans.factory.support.StaticListableBeanFactory;
import org.springframework.jdbc.support.JdbcTransactionManager;

/** The day's list: to whom, when, what it says, and never twice. */
@Tag("database")
class DigestsTest {

    @Nested
    class OnH2 extends Story {
        @Override
        DataSource database() {
            return CycleFixture.h2();
        }
    }

    @Nested
    class OnPostgres extends Story {

        private EmbeddedPostgres server;

        @Override
        DataSource database() throws IOException {
            server = EmbeddedPostgres.start();
            return server.getPostgresDatabase();
        }

        @AfterAll
        void stop() throws IOException {
            server.close();
        }
    }

    @TestInstance(TestInstance.Lifecycle.PER_CLASS)
    abstract static class Story {

        /** A Tuesday. */
        private static final String TUESDAY = "2026-12-01";

        private final MovableClock clock = new MovableClock();
        private final HumanTasks tasks = mock(HumanTasks.class);
        private final Accounts accounts = mock(Accounts.class);
        private final Preferences preferences = mock(Preferences.class);
        private final Undelivered undelivered = mock(Undelivered.class);
        private final List<Message> planned = Collections.synchronizedList(new ArrayList<>());
        private final Map<String, Preferences.Choice> choices = new HashMap<>();
        private CycleFixture year;
        private DataSource source;

        abstract DataSource database() throws IOException;

        @BeforeAll
        void openTheYear() throws IOException {
            source = database();
            year = new CycleFixture(source);
            year.open("2026", LocalDate.parse("2027-02-07"));
        }

        @BeforeEach
        void begin() {
            year.jdbc.sql("delete from digest_day").update();
            planned.clear();
            choices.clear();
            reset(tasks, accounts, preferences, undelivered);
            when(accounts.actor(any())).thenAnswer(call -> {
                Account account = call.getArgument(0);
                return new Actor(account.userId(), Set.of(account.role().group()));
            });
            when(preferences.of(any()))
                    .thenAnswer(call -> choices.getOrDefault(
                            call.<String>getArgument(0), new Preferences.Choice(true, Preferences.USUAL_HOUR, null)));
            people(account("samira", "samira@x.test", "ar"));
            due(task("a", "2026-12-03T18:00:00Z"));
        }

        private void people(Account... people) {
            when(accounts.active()).thenReturn(List.of(people));
        }

        private void due(HumanTask... open) {
            when(tasks.openTo(any())).thenReturn(List.of(open));
        }

        private static Account account(String user, String email, String language) {
            return new Account(user, Role.PROGRAMME_MANAGER, null, user, email, "212600000000", language);
        }

        private static HumanTask task(String id, String due) {
            return new HumanTask(
                    id,
                    "coordinator-consultation",
                    "userTask_holdWorkshop",
                    "1",
                    "عقد الورشة التشاورية",
                    Instant.parse("2026-11-20T08:00:00Z"),
                    due == null ? null : Instant.parse(due),
                    null,
                    Set.of(Role.PROGRAMME_MANAGER.group()),
                    Map.of());
        }

        private Digests node() {
            var outbox = mock(Outbox.class);
            doAnswer(call -> planned.add(call.getArgument(0))).when(outbox).plan(any());
            var texts = AllTexts.source();
            var subjects = mock(TaskSubjects.class);
            when(subjects.about(any())).thenReturn("");
            var words = new TaskWords(
                    subjects, accounts, new StaticListableBeanFactory().getBeanProvider(ScopeChoices.class), texts);
            return new Digests(
                    tasks,
                    accounts,
                    preferences,
                    new YearClock(year.cycles, clock),
                    words,
                    new Letters(texts, CycleFixture.publicUrl()),
                    AllTexts.formats(),
                    outbox,
                    undelivered,
                    year.jdbc,
                    clock,
                    new JdbcTransactionManager(source));
        }

        private void planAt(String time) {
            clock.now = Instant.parse(time);
            node().planThoseDue();
        }

        @Test
        void whoeverDeclinesTheListTurnsOffTheSwitchAmongTheirChoices() {
            planAt(TUESDAY + "T08:30:00Z");
            var list = planned.get(0);
            assertThat(list.decline()).isEqualTo(Message.Decline.NO_MORE);
            var off = new DigestSwitch(preferences);
            assertThat(off.isFor(list.group())).isTrue();
            assertThat(off.isFor("agreement:1")).isFalse();
            off.decline(list.purpose(), true);
            verify(preferences).wantsDigest("samira", false);
            off.decline(list.purpose(), false);
            verify(preferences).wantsDigest("samira", true);
        }

        @Test
        void whoHasPeopleToCallIsToldEvenWhenNothingIsDue() {
            due();
            planAt(TUESDAY + "T08:00:00Z");
            assertThat(planned).isEmpty();
            when(undelivered.waiting(Set.of(Role.PROGRAMME_MANAGER.group()))).thenReturn(2L);
            planAt("2026-12-02T08:00:00Z");
            assertThat(planned)
                    .singleElement()
                    .satisfies(list -> assertThat(list.text())
                            .contains("رسائل لم تصل إلى أصحابها بالبريد: 2", "https://dawra.example/hand-over"));
        }

        @Test
        void itComesAtEightAndOnce() {
            planAt(TUESDAY + "T07:59:00Z");
            assertThat(planned).isEmpty();
            planAt(TUESDAY + "T08:00:00Z");
            planAt(TUESDAY + "T08:05:00Z");
            planAt(TUESDAY + "T23:50:00Z");
            assertThat(planned).extracting(Message::purpose).containsExactly("digest:samira:" + TUESDAY);
            planAt("2026-12-02T08:00:00Z");
            assertThat(planned).hasSize(2);
        }

        @Test
        void theHourIsThatOfTheYearsOwnClock() {
            // One hour ahead of UTC until 20 September 2026, as the edition says.
            due(task("a", "2026-09-02T18:00:00Z"));
            planAt("2026-09-01T06:59:00Z");
            assertThat(planned).isEmpty();
            planAt("2026-09-01T07:00:00Z");
            assertThat(planned).hasSize(1);
        }

        @Test
        void itComesAtTheHourThatAPersonHasChosenOrNotAtAll() {
            people(account("late", "l@x.test", "ar"), account("never", "n@x.test", "ar"));
            choices.put("late", new Preferences.Choice(true, 17, null));
            choices.put("never", new Preferences.Choice(false, 8, null));
            planAt(TUESDAY + "T16:59:00Z");
            assertThat(planned).isEmpty();
            planAt(TUESDAY + "T17:00:00Z");
            assertThat(planned).extracting(Message::purpose).containsExactly("digest:late:" + TUESDAY);
        }

        @Test
        void onQuietDaysNobodyIsWrittenTo() {
            due(task("a", "2026-11-27T18:00:00Z"));
            planAt("2026-11-29T09:00:00Z");
            assertThat(planned).as("a Sunday").isEmpty();
            planAt("2027-01-11T09:00:00Z");
            assertThat(planned).as("a national holiday").isEmpty();
            planAt("2027-01-12T09:00:00Z");
            assertThat(planned).hasSize(1);
        }

        @Test
        void whereNothingIsDueNothingIsSentAndWhatComesLaterWaitsForTomorrow() {
            due(task("a", "2026-12-20T18:00:00Z"), task("b", null));
            planAt(TUESDAY + "T08:00:00Z");
            assertThat(planned).isEmpty();
            due(task("a", TUESDAY + "T18:00:00Z"));
            planAt(TUESDAY + "T10:00:00Z");
            assertThat(planned).isEmpty();
            planAt("2026-12-02T08:00:00Z");
            assertThat(planned).hasSize(1);
        }

        @Test
        void aNodeThatWasDownSendsTodaysListLateAndNeverYesterdays() {
            planAt("2026-12-03T19:30:00Z");
            assertThat(planned).extracting(Message::purpose).containsExactly("digest:samira:2026-12-03");
        }

        @Test
        void whoeverHasNoAddressGetsNone() {
            people(account("a", null, "ar"), account("b", "nonsense", "ar"));
            planAt(TUESDAY + "T09:00:00Z");
            assertThat(planned).isEmpty();
        }

        @Test
        void itTellsWhatIsOverdueDueTodayAndDueThisWeekInTheReadersLanguage() {
            people(account("ar", "a@x.test", "ar"), account("fr", "f@x.test", "fr"), account("en", "e@x.test", "en"));
            due(
                    task("a", "2026-11-30T18:00:00Z"),
                    task("b", TUESDAY + "T18:00:00Z"),
                    task("c", "2026-12-08T18:00:00Z"),
                    task("d", "2026-12-09T18:00:00Z"));
            planAt(TUESDAY + "T08:00:00Z");
            var arabic = planned.get(0);
            assertThat(arabic.subject()).isEqualTo("مهامكم: الثلاثاء 1 دجنبر 2026");
            assertThat(arabic.text())
                    .containsSubsequence(
                            "فات أجلها",
                            "عقد الورشة التشاورية",
                            "الاثنين 30 نونبر 2026",
                            "https://dawra.example/camunda/app/tasklist/default/#/?task=a",
                            "أجلها اليوم",
                            "task=b",
                            "أجلها خلال هذا الأسبوع",
                            "task=c",
                            "https://dawra.example/my-account")
                    .doesNotContain("task=d");
            assertThat(planned.get(1).text())
                    .contains("En retard\n• Tenir l'atelier de concertation", "lundi 30 novembre 2026");
            assertThat(planned.get(2).text()).contains("Overdue", "Due today", "Monday 30 November 2026");
        }

        @Test
        void ofTwoNodesOneSends() throws Exception {
            var many = IntStream.range(0, 30)
                    .mapToObj(i -> account("p" + i, "p" + i + "@x.test", "ar"))
                    .toArray(Account[]::new);
            people(many);
            clock.now = Instant.parse(TUESDAY + "T08:00:00Z");
            var gate = new CyclicBarrier(2);
            var threads = Executors.newFixedThreadPool(2);
            try {
                Callable<Void> work = () -> {
                    var node = node();
                    gate.await();
                    node.planThoseDue();
                    return null;
                };
                for (var done : threads.invokeAll(List.of(work, work))) {
                    done.get();
                }
            } finally {
                threads.shutdown();
            }
            assertThat(planned).extracting(Message::purpose).hasSize(30).doesNotHaveDuplicates();
        }
    }

    private static final class MovableClock extends Clock {

        private Instant now = Instant.EPOCH;

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
            return Clock.offset(this, Duration.ZERO);
        }
    }
}
