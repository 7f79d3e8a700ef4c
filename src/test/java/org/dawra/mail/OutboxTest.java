package org.dawra.mail;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.mockito.ArgumentMatchers.anyString;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.when;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import jakarta.mail.Session;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeMultipart;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.Properties;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.dawra.web.AllTexts;
import org.dawra.web.PublicUrl;
import org.h2.jdbcx.JdbcDataSource;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.mail.MailProperties;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.core.io.Resource;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.init.ResourceDatabasePopulator;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;
import org.springframework.util.unit.DataSize;

@Tag("database")
class OutboxTest {

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

        private final MovableClock clock = new MovableClock();
        private final List<String> settled = new ArrayList<>();
        private final SmtpStub stub = new SmtpStub();
        private GreenMail greenMail;

        @TempDir
        Path folder;

        private JdbcClient jdbc;
        private OutboxRows rows;
        private StoredOutbox outbox;
        private MailPauses pauses;
        private Breaker breaker;
        private Settlements settlements;
        private JdbcTransactionManager transactions;

        abstract DataSource database() throws IOException;

        @BeforeAll
        void migrate() throws IOException {
            var source = database();
            var migrations =
                    new PathMatchingResourcePatternResolver().getResources("classpath:db/migration/*__mail_*.sql");
            Arrays.sort(migrations, Comparator.comparing(Resource::getFilename));
            new ResourceDatabasePopulator(migrations).execute(source);
            jdbc = JdbcClient.create(source);
            breaker = new Breaker(jdbc, clock);
            rows = new OutboxRows(jdbc, new JdbcTemplate(source), clock);
            pauses = new MailPauses(jdbc, clock);
            transactions = new JdbcTransactionManager(source);
            ApplicationEventPublisher events = event -> {
                if (event instanceof MailSettled mail) {
                    settled.add(mail.group());
                }
            };
            settlements = new Settlements(rows, events);
            greenMail = new GreenMail(new ServerSetup(0, "127.0.0.1", ServerSetup.PROTOCOL_SMTP));
            greenMail.start();
        }

        @AfterAll
        void close() {
            greenMail.stop();
            stub.close();
        }

        @BeforeEach
        void empty() throws Exception {
            var composer = composer(clock);
            outbox = new StoredOutbox(
                    rows,
                    channels(composer, 0),
                    composer,
                    declines(),
                    url(),
                    settlements,
                    new MailFiles(folder),
                    secrets());
            jdbc.sql("delete from mail_declined").update();
            jdbc.sql("delete from outbox_resend").update();
            jdbc.sql("delete from outbox_content").update();
            jdbc.sql("delete from outbox").update();
            jdbc.sql("delete from mail_pause").update();
            breaker.answered("EMAIL");
            settled.clear();
            greenMail.purgeEmailFromAllMailboxes();
            stub.reset(SmtpStub.Drop.NEVER, Integer.MAX_VALUE);
        }

        @AfterEach
        void emptyFolder() throws IOException {
            try (var files = Files.list(folder)) {
                for (var file : files.toList()) {
                    Files.delete(file);
                }
            }
        }

        @Test
        void aPurposeIsPlannedOnce() {
            outbox.planAll(List.of(mailTo("a@example.org", "p:1"), mailTo("a@example.org", "p:1")));
            outbox.plan(mailTo("b@example.org", "p:1"));
            outbox.plan(mailTo("b@example.org", "p:2"));
            assertThat(outbox.states("g")).isEqualTo(Map.of(MessageState.PLANNED, 2L));
            assertThat(outbox.isSettled("g")).isFalse();
        }

        @Test
        void withoutAServerMessagesBecomeFilesAndCountAsSent() throws Exception {
            outbox.planAll(IntStream.range(0, 45)
                    .mapToObj(i -> mailTo("p" + i + "@example.org", "p:" + i))
                    .toList());
            assertThat(toFiles().drain()).isEqualTo(45);
            assertThat(outbox.states("g")).isEqualTo(Map.of(MessageState.SENT, 45L));
            assertThat(settled).containsExactly("g");
            try (var files = Files.list(folder)) {
                assertThat(files.map(f -> f.getFileName().toString()).toList())
                        .hasSize(45)
                        .allMatch(name -> name.matches("\\d+\\.eml"));
            }
        }

        @Test
        void whileSendingRestsNothingLeavesAndAfterwardsEverythingDoesOnce() throws Exception {
            outbox.planAll(IntStream.range(0, 30)
                    .mapToObj(i -> mailTo("p" + i + "@example.org", "p:" + i))
                    .toList());
            pauses.pause("نسخة احتياطية", "manager");
            pauses.pause("مرة ثانية", "manager");
            toGreenMail().drain();
            assertThat(outbox.states("g")).isEqualTo(Map.of(MessageState.PLANNED, 30L));
            assertThat(greenMail.getReceivedMessages()).isEmpty();
            assertThat(pauses.current())
                    .hasValueSatisfying(p -> assertThat(p.reason()).isEqualTo("نسخة احتياطية"));
            pauses.resume("manager");
            assertThat(pauses.isPaused()).isFalse();
            toGreenMail().drain();
            assertThat(outbox.states("g")).isEqualTo(Map.of(MessageState.SENT, 30L));
            assertThat(greenMail.getReceivedMessages()).hasSize(30);
        }

        @Test
        void aPauseInTheMiddleOfABatchPutsTheRestBackAsItWas() throws Exception {
            outbox.planAll(IntStream.range(0, 5)
                    .mapToObj(i -> mailTo("p" + i + "@example.org", "p:" + i))
                    .toList());
            // Somebody pauses while the third message is on the line.
            var sent = new AtomicInteger();
            SecretText watching = new SecretText() {
                @Override
                public boolean isFor(String group) {
                    if (sent.incrementAndGet() == 3) {
                        pauses.pause("توقف", "manager");
                    }
                    return false;
                }

                @Override
                public Optional<String> next(String group) {
                    return Optional.empty();
                }
            };
            dispatcher(greenMail.getSmtp().getPort(), only(watching)).drain();
            assertThat(outbox.states("g")).isEqualTo(Map.of(MessageState.SENT, 3L, MessageState.PLANNED, 2L));
            assertThat(jdbc.sql(
                                    "select count(*) from outbox where state = 'PLANNED' and attempts = 0"
                                            + " and first_attempt_at is null and lease_until is null and next_attempt_at is not null")
                            .query(Integer.class)
                            .single())
                    .isEqualTo(2);
            pauses.resume("manager");
            toGreenMail().drain();
            assertThat(greenMail.getReceivedMessages()).hasSize(5);
        }

        @Test
        void afterARestoreFromABackupNothingIsSentUntilSomebodyResumes() {
            outbox.plan(mailTo("a@example.org", "p:1"));
            pauses.pauseAfterRestore("استُرجعت نسخة احتياطية");
            toFiles().drain();
            assertThat(outbox.states("g")).isEqualTo(Map.of(MessageState.PLANNED, 1L));
            assertThat(pauses.current())
                    .hasValueSatisfying(p -> assertThat(p.by()).isEqualTo(MailPauses.RESTORED));
        }

        @Test
        void whatIsUnderWayIsCountedByGroup() {
            outbox.planAll(IntStream.range(0, 4)
                    .mapToObj(i -> mailTo("p" + i + "@example.org", "p:" + i))
                    .toList());
            toFiles().drain();
            assertThat(rows.underWay(clock.instant().minusSeconds(60), 10)).isEmpty();
            outbox.plan(mailTo("q@example.org", "p:5"));
            assertThat(rows.underWay(clock.instant().minusSeconds(60), 10))
                    .singleElement()
                    .satisfies(group -> {
                        assertThat(group.group()).isEqualTo("g");
                        assertThat(group.sent()).isEqualTo(4);
                        assertThat(group.open()).isEqualTo(1);
                        assertThat(group.failed()).isZero();
                        assertThat(group.lately()).isEqualTo(4);
                    });
        }

        @Test
        void theServerGetsTheMessageOverOneConnection() throws Exception {
            outbox.planAll(List.of(mailTo("a@example.org", "p:1"), mailTo("b@example.org", "p:2")));
            toGreenMail().drain();
            assertThat(outbox.states("g")).isEqualTo(Map.of(MessageState.SENT, 2L));
            var received = greenMail.getReceivedMessages();
            assertThat(received).hasSize(2);
            assertThat(received[0].getSubject()).isEqualTo("شهادة المشاركة: إقليم سيدي بنور");
            assertThat(((InternetAddress) received[0].getAllRecipients()[0]).getPersonal())
                    .isEqualTo("فاطمة الزهراء");
            assertThat(received[0].getMessageID()).endsWith("@dawra.example>");

            stub.reset(SmtpStub.Drop.NEVER, Integer.MAX_VALUE);
            outbox.planAll(List.of(mailTo("a@example.org", "p:3"), mailTo("b@example.org", "p:4")));
            toStub().drain();
            assertThat(stub.accepted()).hasSize(2);
            assertThat(stub.connections()).isEqualTo(1);
        }

        @Test
        void aSecretIsMadeWhenItIsSentAndRestsNowhere() throws Exception {
            outbox.planAll(
                    List.of(secret("a@example.org", "s:1", "secret"), secret("b@example.org", "s:2", "secret-gone")));
            var planned = jdbc.sql("select message_id from outbox where purpose = 's:1'")
                    .query(String.class)
                    .single();
            toGreenMail().drain();
            var received = greenMail.getReceivedMessages();
            assertThat(received).hasSize(1);
            assertThat(received[0].getMessageID()).isEqualTo(planned);
            var parts = (MimeMultipart) received[0].getContent();
            assertThat(parts.getBodyPart(0).getContent().toString())
                    .contains("https://dawra.example/welcome/s3cr3t1")
                    .doesNotContain(SecretText.PLACE);
            assertThat(parts.getBodyPart(1).getContent().toString())
                    .contains("href=\"https://dawra.example/welcome/s3cr3t1\"")
                    .contains("dir=\"rtl\"");
            assertThat(outbox.states("secret-gone")).isEqualTo(Map.of(MessageState.FAILED, 1L));
            var kept = jdbc.sql("select bytes from outbox_content join outbox on id = outbox_id where purpose = 's:1'")
                    .query((row, number) -> row.getBytes("bytes"))
                    .single();
            var rests = (MimeMultipart)
                    new MimeMessage(Session.getInstance(new Properties()), new ByteArrayInputStream(kept)).getContent();
            assertThat(rests.getBodyPart(0).getContent().toString())
                    .contains(SecretText.PLACE)
                    .doesNotContain("s3cr3t");
        }

        private Message secret(String email, String purpose, String group) {
            return new Message(
                    purpose,
                    group,
                    new Message.Recipient("فاطمة الزهراء", email, null, "people"),
                    "ar",
                    "دعوة",
                    "مرحبا،\nhttps://dawra.example/welcome/" + SecretText.PLACE + "\n",
                    List.of());
        }

        @Test
        void sampleAddressesAreNeverSentTo() throws Exception {
            outbox.planAll(List.of(mailTo("x@sample.invalid", "p:1"), mailTo("y@Sample.INVALID", "p:2")));
            toGreenMail().drain();
            assertThat(greenMail.getReceivedMessages()).isEmpty();
            assertThat(outbox.states("g")).isEqualTo(Map.of(MessageState.SENT, 2L));
            try (var files = Files.list(folder)) {
                assertThat(files.count()).isEqualTo(2);
            }
        }

        @Test
        void anUnknownRecipientFailsForGoodAndTheOthersOfTheBatchArrive() {
            stub.refuse("550 nobody of that name");
            outbox.planAll(List.of(
                    mailTo("a@example.org", "p:1"),
                    mailTo("refused@example.org", "p:2"),
                    mailTo("c@example.org", "p:3")));
            toStub().drain();
            assertThat(outbox.states("g")).isEqualTo(Map.of(MessageState.SENT, 2L, MessageState.FAILED, 1L));
            assertThat(statusOf("p:2")).isEqualTo(550);
            assertThat(settled).containsExactly("g");
        }

        @Test
        void aRefusalForNowIsTriedAgainLater() {
            stub.refuse("451 greylisted");
            outbox.plan(mailTo("refused@example.org", "p:1"));
            toStub().drain();
            assertThat(outbox.states("g")).isEqualTo(Map.of(MessageState.RETRY, 1L));
            assertThat(statusOf("p:1")).isEqualTo(451);
            assertThat(settled).isEmpty();
            assertThat(toGreenMail().drain()).isZero();
            clock.pass(Duration.ofMinutes(2));
            assertThat(toGreenMail().drain()).isEqualTo(1);
            assertThat(outbox.states("g")).isEqualTo(Map.of(MessageState.SENT, 1L));
            assertThat(settled).containsExactly("g");
        }

        @Test
        void whileTheServerIsDownNoMessageLosesATryAndOneProbesForAllNodes() throws Exception {
            outbox.planAll(List.of(mailTo("a@example.org", "p:1"), mailTo("b@example.org", "p:2")));
            assertThat(dispatcher(1).drain()).isZero();
            assertThat(untouched()).isEqualTo(2);
            assertThat(breaker.current("EMAIL"))
                    .hasValueSatisfying(silence -> assertThat(silence.nextProbe())
                            .isEqualTo(clock.instant().plusSeconds(30)));

            // Nobody asks before the time is up, whether the server is back or not.
            assertThat(toGreenMail().drain()).isZero();
            assertThat(greenMail.getReceivedMessages()).isEmpty();

            clock.pass(Duration.ofSeconds(30));
            assertThat(inTransaction(() -> breaker.allowed("EMAIL", 50))).isEqualTo(1);
            assertThat(inTransaction(() -> breaker.allowed("EMAIL", 50)))
                    .as("another node")
                    .isZero();

            for (var pause : new long[] {60, 120, 300, 300}) {
                clock.pass(Duration.ofSeconds(31));
                breaker.probeNow("EMAIL");
                dispatcher(1).drain();
                assertThat(breaker.current("EMAIL").orElseThrow().nextProbe())
                        .isEqualTo(clock.instant().plusSeconds(pause));
            }
            assertThat(untouched()).as("after an outage").isEqualTo(2);

            clock.pass(Duration.ofDays(3));
            assertThat(toGreenMail().drain()).isEqualTo(2);
            assertThat(outbox.states("g")).isEqualTo(Map.of(MessageState.SENT, 2L));
            assertThat(breaker.current("EMAIL")).isEmpty();
        }

        private int untouched() {
            return jdbc.sql("select count(*) from outbox where state = 'PLANNED' and attempts = 0"
                            + " and first_attempt_at is null and lease_until is null and next_attempt_at is not null")
                    .query(Integer.class)
                    .single();
        }

        @Test
        void aServerThatKeepsBreakingOffIsLeftAloneAfterThree() {
            stub.reset(SmtpStub.Drop.BEFORE_DOT, Integer.MAX_VALUE);
            outbox.planAll(IntStream.range(0, 6)
                    .mapToObj(i -> mailTo("a@example.org", "p:" + i))
                    .toList());
            assertThat(toStub().drain()).isEqualTo(3);
            assertThat(outbox.states("g")).isEqualTo(Map.of(MessageState.RETRY, 3L, MessageState.PLANNED, 3L));
            assertThat(stub.connections()).isEqualTo(3);
        }

        @Test
        void noMinuteSeesMoreThanTheCapOverAllNodes() throws Exception {
            outbox.planAll(IntStream.range(0, 12)
                    .mapToObj(i -> mailTo("p" + i + "@example.org", "p:" + i))
                    .toList());
            var one = capped(5);
            var other = capped(5);
            // What a third node holds may go out at any moment.
            var claimed = inTransaction(() -> rows.claim("EMAIL", 2, Duration.ofMinutes(5)));
            assertThat(one.drain() + other.drain()).isEqualTo(3);
            claimed.forEach(row ->
                    inTransaction(() -> rows.settle(row, new Aftermath(MessageState.SENT, null, false), 250)));
            clock.pass(Duration.ofSeconds(59));
            assertThat(other.drain()).isZero();
            clock.pass(Duration.ofSeconds(1));
            assertThat(other.drain() + one.drain()).isEqualTo(5);
            clock.pass(Duration.ofSeconds(60));
            assertThat(one.drain() + other.drain()).isEqualTo(2);
            assertThat(greenMail.getReceivedMessages()).hasSize(10);
        }

        @Test
        void whatSomebodyWaitsForAtAScreenGoesBeforeThousands() {
            outbox.planAll(IntStream.range(0, 5)
                    .mapToObj(i -> mailTo("p" + i + "@example.org", "p:" + i))
                    .toList());
            outbox.plan(secret("a@example.org", "s:1", "secret"));
            capped(1).drain();
            assertThat(outbox.states("secret")).isEqualTo(Map.of(MessageState.SENT, 1L));
            assertThat(outbox.states("g")).isEqualTo(Map.of(MessageState.PLANNED, 5L));
        }

        @Test
        void thousandsTravelOverOneConnection() {
            outbox.planAll(IntStream.range(0, 120)
                    .mapToObj(i -> mailTo("p" + i + "@example.org", "p:" + i))
                    .toList());
            toStub().drain();
            assertThat(stub.accepted()).hasSize(120).doesNotHaveDuplicates();
            assertThat(stub.connections()).isEqualTo(1);
        }

        @Test
        void theServerReceivesTheStoredBytesAndAgainTheSameOnARepetition() throws Exception {
            stub.reset(SmtpStub.Drop.AFTER_DOT, Integer.MAX_VALUE);
            outbox.plan(mailTo("a@example.org", "p:1"));
            toStub().drain();
            stub.reset(SmtpStub.Drop.NEVER, Integer.MAX_VALUE);
            var first = stub.lastBytes();
            clock.pass(Duration.ofMinutes(2));
            toStub().drain();
            assertThat(stub.accepted()).hasSize(1);
            assertThat(stub.lastBytes()).isEqualTo(first);
            var stored = jdbc.sql("select bytes from outbox_content")
                    .query((row, number) -> row.getBytes("bytes"))
                    .single();
            assertThat(stub.senders())
                    .as("the envelope names the message")
                    .allMatch(sender -> sender.matches("MAIL FROM:<bounces\\+[0-9a-f-]{36}@dawra\\.example>.*"));
            assertThat(first.strip()).isEqualTo(new String(stored, StandardCharsets.US_ASCII).strip());
        }

        @Test
        void theLeasesOfThoseBehindASlowMessageAreKept() {
            outbox.planAll(IntStream.range(0, 3)
                    .mapToObj(i -> mailTo("p" + i + "@example.org", "p:" + i))
                    .toList());
            // Each message takes four minutes; the lease is five.
            SecretText slow = new SecretText() {
                @Override
                public boolean isFor(String group) {
                    clock.pass(Duration.ofMinutes(4));
                    inTransaction(() -> rows.releaseExpired());
                    return false;
                }

                @Override
                public Optional<String> next(String group) {
                    return Optional.empty();
                }
            };
            dispatcher(stub.port(), only(slow)).drain();
            assertThat(outbox.states("g")).isEqualTo(Map.of(MessageState.SENT, 3L));
            assertThat(stub.accepted()).hasSize(3);
        }

        @Test
        void whomTheMailDidNotReachComesOntoTheListWithTheTelephoneNumber() {
            stub.refuse("550 nobody of that name");
            outbox.plan(new Message(
                    "p:1",
                    "g",
                    new Message.Recipient("سعيد", "refused@example.org", "+212 612-345678", "coordinator-x"),
                    "ar",
                    "دعوة",
                    "مرحبا بك: https://dawra.example/s/x",
                    List.of()));
            assertThat(outbox.handList("coordinator-x")).isEmpty();
            toStub().drain();
            assertThat(outbox.states("g")).isEqualTo(Map.of(MessageState.FAILED, 1L));
            var line = outbox.handList("coordinator-x").get(0);
            assertThat(line.name()).isEqualTo("سعيد");
            assertThat(line.phone()).isEqualTo("212612345678");
            assertThat(line.text()).isEqualTo("مرحبا بك: https://dawra.example/s/x");
            assertThat(line.whatsApp()).startsWith("https://wa.me/212612345678?text=");
            assertThat(outbox.handLines("coordinator-x", List.of("p:1"))).containsExactly(line);
            assertThat(rows.handPage("coordinator-x", false, 0, 10)).hasSize(1);
            assertThat(rows.handCounts()).containsExactly(new OutboxRows.HandCount("coordinator-x", 1, 0));

            settled.clear();
            assertThat(outbox.handed("coordinator-y", line.id(), "c2")).isFalse();
            assertThat(outbox.handed("coordinator-x", line.id(), "c1")).isTrue();
            toStub().drain();
            assertThat(outbox.states("g")).isEqualTo(Map.of(MessageState.HANDED, 1L));
            assertThat(settled).containsExactly("g");
            assertThat(rows.handCounts()).containsExactly(new OutboxRows.HandCount("coordinator-x", 0, 1));
        }

        @Test
        void noNameKeepsOthersFromBeingWrittenTo() {
            var names = List.of(
                    "a\u0000b",
                    "half \uD800",
                    "\uDC00 half",
                    "😀".repeat(200) + "x",
                    "x" + "😀".repeat(200),
                    "",
                    "ﷺ".repeat(299));
            var messages = new ArrayList<Message>();
            for (var name : names) {
                for (var email : Arrays.asList("a@example.org", null)) {
                    messages.add(new Message(
                            "p:" + messages.size(),
                            "g",
                            new Message.Recipient(name, email, "+212612345678", "coordinator-x"),
                            "ar",
                            name,
                            name,
                            List.of()));
                }
            }
            outbox.planAll(messages);
            toGreenMail().drain();
            assertThat(outbox.states("g"))
                    .isEqualTo(
                            Map.of(MessageState.SENT, (long) names.size(), MessageState.PLANNED, (long) names.size()));
            assertThat(outbox.handList("coordinator-x")).hasSize(names.size());
        }

        @Test
        void aPersonsMessagesAreFoundByNameAddressAndTelephoneHoweverWritten() {
            outbox.plan(mailTo("Fatima.Z@Example.org", "p:1"));
            outbox.plan(new Message(
                    "p:2",
                    "g",
                    new Message.Recipient("أُمَيْمة الإدريسي", null, "+212612345678", "l"),
                    "ar",
                    "دعوة",
                    "مرحبا",
                    List.of()));
            assertThat(found("فاطمه الزهراء")).containsExactly("p:1");
            assertThat(found("الزهراء فاطمة")).containsExactly("p:1");
            assertThat(found("fatima.z@example")).containsExactly("p:1");
            assertThat(found("الادريسي")).containsExactly("p:2");
            assertThat(found("اميمة")).containsExactly("p:2");
            assertThat(found("06 12 34 56 78")).containsExactly("p:2");
            assertThat(found("%%")).isEmpty();
            assertThat(found("فاطمة الادريسي")).isEmpty();
            assertThat(SearchWords.of(" x ").isEmpty()).isTrue();

            jdbc.sql("update outbox_content set to_name = null, to_address = null, phone = null")
                    .update();
            assertThat(found("فاطمة")).isEmpty();
            outbox.nameOlderMessages();
            assertThat(found("فاطمة")).containsExactly("p:1");
            assertThat(found("0612345678")).containsExactly("p:2");

            outbox.erase(List.of("p:2"));
            assertThat(found("الادريسي")).isEmpty();
        }

        private List<String> found(String typed) {
            var words = SearchWords.of(typed);
            return rows.search(words, 10).stream().map(OutboxRows.Row::purpose).toList();
        }

        @Test
        void aConnectionThatDiesBeforeTheDotIsTriedAgain() {
            stub.reset(SmtpStub.Drop.BEFORE_DOT, Integer.MAX_VALUE);
            outbox.plan(mailTo("a@example.org", "p:1"));
            toStub().drain();
            assertThat(outbox.states("g")).isEqualTo(Map.of(MessageState.RETRY, 1L));
        }

        @Test
        void aConnectionThatDiesAfterTheDotLeavesItOpenAndIsRepeatedOnceWithTheSameId() {
            stub.reset(SmtpStub.Drop.AFTER_DOT, Integer.MAX_VALUE);
            outbox.plan(mailTo("a@example.org", "p:1"));
            toStub().drain();
            assertThat(outbox.states("g")).isEqualTo(Map.of(MessageState.UNKNOWN, 1L));
            assertThat(outbox.isSettled("g")).isFalse();

            clock.pass(Duration.ofMinutes(2));
            toStub().drain();
            clock.pass(Duration.ofDays(1));
            toStub().drain();
            assertThat(stub.seen()).hasSize(2);
            assertThat(stub.seen().get(0)).isEqualTo(stub.seen().get(1));
            assertThat(outbox.states("g")).isEqualTo(Map.of(MessageState.UNKNOWN, 1L));
            assertThat(outbox.isSettled("g")).isTrue();
            assertThat(settled).containsExactly("g");
        }

        @Test
        void theRepetitionThatArrivesCountsAsSent() {
            stub.reset(SmtpStub.Drop.AFTER_DOT, Integer.MAX_VALUE);
            outbox.plan(mailTo("a@example.org", "p:1"));
            toStub().drain();
            stub.reset(SmtpStub.Drop.NEVER, Integer.MAX_VALUE);
            clock.pass(Duration.ofMinutes(2));
            toStub().drain();
            assertThat(outbox.states("g")).isEqualTo(Map.of(MessageState.SENT, 1L));
        }

        @Test
        void aServerThatFailsAtQuitHasAcceptedTheMessage() {
            stub.reset(SmtpStub.Drop.AT_QUIT, Integer.MAX_VALUE);
            outbox.plan(mailTo("a@example.org", "p:1"));
            toStub().drain();
            assertThat(outbox.states("g")).isEqualTo(Map.of(MessageState.SENT, 1L));
        }

        @Test
        void aServerThatTakesFewMessagesAConnectionGetsAnotherConnection() {
            stub.reset(SmtpStub.Drop.NEVER, 2);
            outbox.planAll(IntStream.range(0, 5)
                    .mapToObj(i -> mailTo("a@example.org", "p:" + i))
                    .toList());
            toStub().drain();
            assertThat(outbox.states("g")).isEqualTo(Map.of(MessageState.SENT, 5L));
            assertThat(stub.connections()).isEqualTo(3);
        }

        @Test
        void aLeaseThatRunsOutWhileSendingLeavesItOpen() {
            outbox.plan(mailTo("a@example.org", "p:1"));
            var crashed = inTransaction(() -> rows.claim("EMAIL", 10, Duration.ofMinutes(5)));
            assertThat(crashed).hasSize(1);
            assertThat(toFiles().drain()).isZero();

            clock.pass(Duration.ofMinutes(6));
            assertThat(toFiles().drain()).isEqualTo(1);
            assertThat(outbox.states("g")).isEqualTo(Map.of(MessageState.SENT, 1L));
            var late = new Aftermath(MessageState.FAILED, null, false);
            assertThat(rows.settle(crashed.get(0), late, 550)).isFalse();
            assertThat(outbox.states("g")).isEqualTo(Map.of(MessageState.SENT, 1L));
        }

        @Test
        void whoeverDiesWhileSendingLeavesOneMessageInDoubtAndThoseBehindItAsTheyWere() {
            outbox.planAll(IntStream.range(0, 3)
                    .mapToObj(i -> mailTo("p" + i + "@example.org", "p:" + i))
                    .toList());
            inTransaction(() ->
                    rows.begin(rows.claim("EMAIL", 10, Duration.ofMinutes(5)).get(0)));
            clock.pass(Duration.ofMinutes(6));
            inTransaction(() -> rows.releaseExpired());
            assertThat(outbox.states("g")).isEqualTo(Map.of(MessageState.UNKNOWN, 1L, MessageState.PLANNED, 2L));
            assertThat(untouched()).isEqualTo(2);
        }

        @Test
        void ofAllThatAreClaimedOneIsOnItsWay() {
            outbox.planAll(IntStream.range(0, 3)
                    .mapToObj(i -> mailTo("p" + i + "@example.org", "p:" + i))
                    .toList());
            var onTheirWay = new ArrayList<String>();
            SecretText looks = new SecretText() {
                @Override
                public boolean isFor(String group) {
                    onTheirWay.add(String.join(
                            " ",
                            jdbc.sql("select purpose from outbox where state = 'SENDING' and begun")
                                    .query(String.class)
                                    .list()));
                    return false;
                }

                @Override
                public Optional<String> next(String group) {
                    return Optional.empty();
                }
            };
            dispatcher(stub.port(), only(looks)).drain();
            assertThat(onTheirWay).containsExactly("p:0", "p:1", "p:2");
        }

        @Test
        void twoDispatchersNeverTakeTheSameRow() {
            outbox.planAll(IntStream.range(0, 6)
                    .mapToObj(i -> mailTo("a@example.org", "p:" + i))
                    .toList());
            var first = inTransaction(() -> rows.claim("EMAIL", 4, Duration.ofMinutes(5)));
            var second = inTransaction(() -> rows.claim("EMAIL", 4, Duration.ofMinutes(5)));
            assertThat(first).hasSize(4);
            assertThat(second).hasSize(2);
        }

        @Test
        void whoHasNoAddressComesOntoTheListToHandOver() {
            var person = new Message.Recipient("سعيد", null, "+212 612-345678", "coordinator-sidi-bennour");
            outbox.plan(
                    new Message("p:1", "g", person, "ar", "دعوة", "مرحبا بك: https://dawra.example/s/x", List.of()));
            outbox.plan(new Message(
                    "p:2",
                    "g",
                    new Message.Recipient("ليلى", "not an address", null, "coordinator-sidi-bennour"),
                    "ar",
                    "دعوة",
                    "مرحبا",
                    List.of()));
            var lines = outbox.handList("coordinator-sidi-bennour");
            assertThat(lines).hasSize(2);
            var line = lines.get(0);
            assertThat(line.name()).isEqualTo("سعيد");
            assertThat(line.whatsApp())
                    .startsWith("https://wa.me/212612345678?text=%D9%85")
                    .doesNotContain("+");
            assertThat(lines.get(1).whatsApp()).isNull();
            assertThat(outbox.handLines("coordinator-sidi-bennour", List.of("p:2", "p:9")))
                    .containsExactly(lines.get(1));
            assertThat(outbox.handLines("coordinator-el-jadida", List.of("p:2")))
                    .isEmpty();

            assertThat(outbox.handed("coordinator-el-jadida", line.id(), "someone"))
                    .isFalse();
            assertThat(outbox.handed("coordinator-sidi-bennour", line.id(), "c1"))
                    .isTrue();
            assertThat(outbox.handed("coordinator-sidi-bennour", line.id(), "c1"))
                    .isTrue();
            toFiles().drain();
            assertThat(settled).isEmpty();
            inTransaction(
                    () -> outbox.handed("coordinator-sidi-bennour", lines.get(1).id(), "c1"));
            toFiles().drain();
            assertThat(outbox.states("g")).isEqualTo(Map.of(MessageState.HANDED, 2L));
            assertThat(settled).containsExactly("g");
        }

        @Test
        void aMessageGivenUpCanBeSentAgain() {
            stub.refuse("550 nobody");
            outbox.plan(mailTo("refused@example.org", "p:1"));
            toStub().drain();
            var id = rows.page(MessageState.FAILED, "g", 0, 10).get(0).id();
            var before = rows.bytes(id).orElseThrow();
            assertThat(rows.resend(id, "صُحّح العنوان", "manager")).isTrue();
            assertThat(rows.resend(id, "مرة ثانية", "manager")).isFalse();
            assertThat(rows.bytes(id).orElseThrow()).isEqualTo(before);
            assertThat(rows.resent(id)).singleElement().satisfies(again -> {
                assertThat(again.reason()).isEqualTo("صُحّح العنوان");
                assertThat(again.by()).isEqualTo("manager");
            });
            toGreenMail().drain();
            assertThat(outbox.states("g")).isEqualTo(Map.of(MessageState.SENT, 1L));
            assertThat(rows.groups()).containsOnlyKeys("g");
            assertThat(rows.count(MessageState.SENT, null)).isEqualTo(1);
            outbox.erase(List.of("p:1"));
            assertThat(rows.resent(id))
                    .singleElement()
                    .satisfies(again -> assertThat(again.reason()).isNull());
        }

        @Test
        void whatWasErasedWhileItWaitedIsNotSent() {
            outbox.plan(mailTo("a@example.org", "p:1"));
            jdbc.sql("delete from outbox_content").update();
            toFiles().drain();
            assertThat(outbox.states("g")).isEqualTo(Map.of(MessageState.FAILED, 1L));
        }

        @Test
        void whoeverIsErasedIsWrittenToNoMoreAndTheRestSettles() {
            outbox.planAll(List.of(mailTo("a@example.org", "p:1"), mailTo("b@example.org", "p:2")));
            toFiles().drain();
            outbox.plan(mailTo("c@example.org", "p:3"));
            settled.clear();
            outbox.erase(List.of("p:1", "p:3"));
            toFiles().drain();
            assertThat(outbox.states("g")).isEqualTo(Map.of(MessageState.SENT, 2L, MessageState.FAILED, 1L));
            assertThat(settled).containsExactly("g");
            assertThat(jdbc.sql("select count(*) from outbox_content")
                            .query(Long.class)
                            .single())
                    .isEqualTo(1);
        }

        @Test
        void theFilesOfWhoeverIsErasedGoAfterTheCommitOrAtTheNextStart() throws Exception {
            outbox.planAll(List.of(mailTo("a@example.org", "p:1"), mailTo("b@example.org", "p:2")));
            toFiles().drain();
            var id = rows.idsOf(List.of("p:1")).get(0);
            var bytes = Files.readAllBytes(folder.resolve(id + ".eml"));
            inTransaction(() -> {
                outbox.erase(List.of("p:1"));
                assertThat(folder.resolve(id + ".eml")).as("before the commit").exists();
                return null;
            });
            assertThat(folder.resolve(id + ".eml")).doesNotExist();

            Files.write(folder.resolve(id + ".eml"), bytes);
            Files.write(folder.resolve("999999.eml"), bytes);
            outbox.forgetFilesOfErased();
            assertThat(folder.resolve(id + ".eml")).doesNotExist();
            assertThat(folder.resolve("999999.eml"))
                    .as("another installation's")
                    .exists();
            assertThat(folder.resolve(rows.idsOf(List.of("p:2")).get(0) + ".eml"))
                    .exists();
        }

        @Test
        void mailIsNeverSentWithinATransaction() {
            var dispatcher = toFiles();
            assertThatThrownBy(() -> inTransaction(dispatcher::drain)).isInstanceOf(IllegalStateException.class);
        }

        private Declines declines() {
            return new Declines(jdbc, none(), clock);
        }

        @Test
        void whatAServerSaysOfTheSenderIsKeptWhileItRefuses() {
            var refusal = new Refusal(550, "5.7.1 … " + "ر".repeat(242));
            breaker.silent("EMAIL", refusal);
            assertThat(breaker.current("EMAIL").orElseThrow().refusal()).isEqualTo(refusal);
            breaker.silent("EMAIL", null);
            assertThat(breaker.current("EMAIL").orElseThrow().refusal()).isNull();
            breaker.silent("EMAIL", refusal);
            breaker.answered("EMAIL");
            assertThat(breaker.current("EMAIL")).isEmpty();
            breaker.silent("EMAIL", null);
            assertThat(breaker.current("EMAIL").orElseThrow().refusal())
                    .as("nothing is left of it")
                    .isNull();
            breaker.answered("EMAIL");
        }

        @Test
        void whoDeclinesAKindGetsNoMoreOfItOrByHandAndMayTakeItBack() throws Exception {
            for (var how : List.of(Message.Decline.NO_MORE, Message.Decline.BY_HAND)) {
                var kind = how.name().toLowerCase(Locale.ROOT);
                outbox.plan(declinable("Reader@Example.org", kind + ":1", kind + ":a", how));
                toGreenMail().drain();
                var received = greenMail.getReceivedMessages()[0];
                greenMail.purgeEmailFromAllMailboxes();
                assertThat(received.getHeader("List-Unsubscribe-Post", null)).isEqualTo("List-Unsubscribe=One-Click");
                var link = received.getHeader("List-Unsubscribe", null);
                assertThat(link).matches("<https://dawra\\.example/unsubscribe/[A-Za-z0-9_-]{22}>");
                var token = link.substring(link.lastIndexOf('/') + 1, link.length() - 1);
                assertThat(declines().find(token)).hasValueSatisfying(standing -> {
                    assertThat(standing.declined()).isFalse();
                    assertThat(standing.byHand()).isEqualTo(how == Message.Decline.BY_HAND);
                });
                declines().set(token, true);
                declines().set(token, true);
                assertThat(declines().find(token).orElseThrow().declined()).isTrue();

                outbox.planAll(List.of(
                        declinable("reader@example.org", kind + ":2", kind + ":b", how),
                        declinable("other@example.org", kind + ":3", kind + ":b", how),
                        mailTo("reader@example.org", kind + ":never")));
                toGreenMail().drain();
                assertThat(greenMail.getReceivedMessages()).hasSize(2);
                assertThat(outbox.states(kind + ":b"))
                        .isEqualTo(
                                how == Message.Decline.NO_MORE
                                        ? Map.of(MessageState.SENT, 1L)
                                        : Map.of(MessageState.SENT, 1L, MessageState.PLANNED, 1L));

                declines().set(token, false);
                outbox.plan(declinable("reader@example.org", kind + ":4", kind + ":c", how));
                toGreenMail().drain();
                assertThat(outbox.states(kind + ":c")).isEqualTo(Map.of(MessageState.SENT, 1L));

                declines().set(token, true);
                outbox.erase(List.of(kind + ":1"));
                assertThat(declines().find(token)).isEmpty();
                assertThat(jdbc.sql("select count(*) from mail_declined")
                                .query(Integer.class)
                                .single())
                        .isZero();
                greenMail.purgeEmailFromAllMailboxes();
            }
            assertThat(declines().find("guessed")).isEmpty();
            assertThatThrownBy(() -> declines().set("guessed", true)).isInstanceOf(NoSuchElementException.class);
        }

        private Message declinable(String email, String purpose, String group, Message.Decline how) {
            var plain = mailTo(email, purpose);
            return new Message(purpose, group, plain.to(), "ar", plain.subject(), plain.text(), List.of(), how);
        }

        private <T> T inTransaction(Supplier<T> work) {
            return new TransactionTemplate(transactions).execute(status -> work.get());
        }

        private int statusOf(String purpose) {
            return jdbc.sql("select last_status from outbox where purpose = ?")
                    .param(purpose)
                    .query(Integer.class)
                    .single();
        }

        private Dispatcher toFiles() {
            return dispatcher(0);
        }

        private Dispatcher toGreenMail() {
            return dispatcher(greenMail.getSmtp().getPort());
        }

        private Dispatcher toStub() {
            return dispatcher(stub.port());
        }

        private Dispatcher dispatcher(int port) {
            return dispatcher(port, secrets());
        }

        private Dispatcher dispatcher(int port, ObjectProvider<SecretText> secrets) {
            return dispatcher(port, secrets, 0);
        }

        private Dispatcher capped(int perMinute) {
            return dispatcher(greenMail.getSmtp().getPort(), secrets(), perMinute);
        }

        private Dispatcher dispatcher(int port, ObjectProvider<SecretText> secrets, int perMinute) {
            return new Dispatcher(
                    rows,
                    pauses,
                    breaker,
                    settlements,
                    channels(composer(clock), port),
                    new MailFiles(folder),
                    secrets,
                    perMinute,
                    Duration.ofMinutes(3),
                    clock,
                    transactions);
        }

        private Channels channels(Composer composer, int port) {
            var settings = new MailProperties();
            if (port > 0) {
                settings.setHost("127.0.0.1");
                settings.setPort(port);
            }
            settings.getProperties().put("mail.smtp.timeout", "5000");
            settings.getProperties().put("mail.smtp.connectiontimeout", "5000");
            return new Channels(List.of(
                    new EmailChannel(composer, new MailServer(settings, returnPath()), new MailFiles(folder)),
                    new HandChannel()));
        }
    }

    private static ObjectProvider<SecretText> only(SecretText secret) {
        return new ObjectProvider<>() {
            @Override
            public Stream<SecretText> stream() {
                return Stream.of(secret);
            }
        };
    }

    /** Gives messages of the group "secret" a new one at each attempt, and none to those of "secret-gone". */
    private static ObjectProvider<SecretText> secrets() {
        var given = new AtomicInteger();
        SecretText secret = new SecretText() {
            @Override
            public boolean isFor(String group) {
                return group.startsWith("secret");
            }

            @Override
            public Optional<String> next(String group) {
                return group.equals("secret") ? Optional.of("s3cr3t" + given.incrementAndGet()) : Optional.empty();
            }
        };
        return new ObjectProvider<>() {
            @Override
            public Stream<SecretText> stream() {
                return Stream.of(secret);
            }
        };
    }

    static <T> ObjectProvider<T> none() {
        return new ObjectProvider<>() {
            @Override
            public Stream<T> stream() {
                return Stream.of();
            }
        };
    }

    static ReturnPath returnPath() {
        return new ReturnPath(
                new BounceSettings("bounces@dawra.example", true, null, -1, "imap", null, null, "INBOX", "Dawra"));
    }

    static PublicUrl url() {
        var url = mock(PublicUrl.class);
        when(url.of(anyString())).thenAnswer(call -> "https://dawra.example" + call.getArgument(0));
        return url;
    }

    static Composer composer(Clock clock) {
        return new Composer("", "دورة", none(), DataSize.ofMegabytes(5), url(), AllTexts.source(), clock);
    }

    static Message mailTo(String email, String purpose) {
        return new Message(
                purpose,
                "g",
                new Message.Recipient("فاطمة الزهراء", email, null, "coordinator-x"),
                "ar",
                "شهادة المشاركة: إقليم سيدي بنور",
                "مرحبا،\nرابطك الشخصي: https://dawra.example/s/abc\n",
                List.of());
    }

    static MimeMessage parse(byte[] bytes) throws Exception {
        return new MimeMessage(Session.getInstance(new Properties()), new ByteArrayInputStream(bytes));
    }

    static final class MovableClock extends Clock {

        private Instant now = Instant.parse("2026-01-10T09:00:00Z");

        void pass(Duration duration) {
            now = now.plus(duration);
        }

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
    }
}
