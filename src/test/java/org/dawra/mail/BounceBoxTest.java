package org.dawra.mail;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.icegreen.greenmail.user.GreenMailUser;
import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import jakarta.mail.Flags;
import jakarta.mail.Folder;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.internet.MimeMessage;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.UUID;
import org.h2.jdbcx.JdbcDataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.autoconfigure.mail.MailProperties;
import org.springframework.core.io.Resource;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.init.ResourceDatabasePopulator;
import org.springframework.jdbc.support.JdbcTransactionManager;

/** Mail goes out by a real server and comes back to a real mailbox. */
@Tag("database")
class BounceBoxTest {

    @TempDir
    java.nio.file.Path folder;

    private final OutboxTest.MovableClock clock = new OutboxTest.MovableClock();
    private final List<String> settled = new ArrayList<>();
    private final GreenMail greenMail = new GreenMail(new ServerSetup[] {
        new ServerSetup(0, "127.0.0.1", ServerSetup.PROTOCOL_SMTP),
        new ServerSetup(0, "127.0.0.1", ServerSetup.PROTOCOL_IMAP)
    });

    private GreenMailUser mailbox;
    private JdbcClient jdbc;
    private OutboxRows rows;
    private StoredOutbox outbox;
    private Dispatcher dispatcher;
    private Settlements settlements;
    private BounceBox box;
    private String messageId = "";

    @BeforeEach
    void aMessageThatAServerHasTaken() throws Exception {
        greenMail.start();
        mailbox = greenMail.setUser("bounces@dawra.example", "bounces", "secret");
        var source = new JdbcDataSource();
        source.setURL("jdbc:h2:mem:" + UUID.randomUUID() + ";DB_CLOSE_DELAY=-1");
        var migrations = new PathMatchingResourcePatternResolver().getResources("classpath:db/migration/*__mail_*.sql");
        Arrays.sort(migrations, Comparator.comparing(Resource::getFilename));
        new ResourceDatabasePopulator(migrations).execute(source);
        jdbc = JdbcClient.create(source);
        rows = new OutboxRows(jdbc, new JdbcTemplate(source), clock);
        settlements = new Settlements(rows, event -> {
            if (event instanceof MailSettled mail) {
                settled.add(mail.group());
            }
        });
        var composer = OutboxTest.composer(clock);
        var server = new MailProperties();
        server.setHost("127.0.0.1");
        server.setPort(greenMail.getSmtp().getPort());
        var files = new MailFiles(folder);
        var channels = new Channels(List.of(
                new EmailChannel(composer, new MailServer(server, OutboxTest.returnPath()), files), new HandChannel()));
        outbox = new StoredOutbox(
                rows,
                channels,
                composer,
                new Declines(jdbc, OutboxTest.none(), clock),
                OutboxTest.url(),
                settlements,
                files,
                OutboxTest.none());
        dispatcher = new Dispatcher(
                rows,
                new MailPauses(jdbc, clock),
                new Breaker(jdbc, clock),
                settlements,
                channels,
                files,
                OutboxTest.none(),
                0,
                java.time.Duration.ofMinutes(3),
                clock,
                new JdbcTransactionManager(source));
        box = box("secret", composer);
        outbox.plan(new Message(
                "p:1",
                "g",
                new Message.Recipient("سعيد", "gone@example.org", "+212612345678", "coordinator-x"),
                "ar",
                "دعوة",
                "مرحبا",
                List.of()));
        dispatcher.drain();
        messageId = greenMail.getReceivedMessages()[0].getMessageID();
        assertThat(outbox.states("g")).isEqualTo(Map.of(MessageState.SENT, 1L));
        settled.clear();
    }

    private BounceBox box(String password, Composer composer) {
        return new BounceBox(
                new BounceSettings(
                        "bounces@dawra.example",
                        true,
                        "127.0.0.1",
                        greenMail.getImap().getPort(),
                        "imap",
                        "bounces",
                        password,
                        "INBOX",
                        "Dawra"),
                new Bounces(rows, composer, settlements),
                java.time.Duration.ofMinutes(1),
                clock);
    }

    @AfterEach
    void stop() {
        greenMail.stop();
    }

    @Test
    void whatComesBackForGoodHasFailedAndBecomesALineWithTheTelephoneNumber() throws Exception {
        comes(report("failed", "5.1.1", messageId, "bounces@dawra.example"));
        assertThat(box.read()).isEqualTo(1);
        settlements.tell();
        assertThat(outbox.states("g")).isEqualTo(Map.of(MessageState.FAILED, 1L));
        assertThat(rows.page(null, "g", 0, 1).get(0).bounce()).isEqualTo("5.1.1");
        assertThat(outbox.handList("coordinator-x"))
                .singleElement()
                .satisfies(line -> assertThat(line.phone()).isEqualTo("212612345678"));
        assertThat(rows.undeliveredByList()).isEqualTo(Map.of("coordinator-x", 1L));
        assertThat(settled).containsExactly("g");
        assertThat(mails("INBOX")).isZero();
        assertThat(mails("Dawra")).isEqualTo(1);
    }

    @Test
    void theSameReportAgainChangesNothing() throws Exception {
        comes(report("failed", "5.1.1", messageId, "bounces@dawra.example"));
        box.read();
        var id = rows.page(null, "g", 0, 1).get(0).id();
        assertThat(outbox.handed("coordinator-x", id, "c1")).isTrue();
        comes(report("failed", "5.1.1", messageId, "bounces@dawra.example"));
        assertThat(box.read()).isEqualTo(1);
        assertThat(outbox.states("g")).isEqualTo(Map.of(MessageState.HANDED, 1L));
        assertThat(box.read()).isZero();
    }

    @Test
    void theAddressThatNamesTheMessageIsEnough() throws Exception {
        var tag = messageId.substring(1, messageId.indexOf('@'));
        comes(report("failed", "5.2.2", null, "bounces+" + tag + "@dawra.example"));
        assertThat(box.read()).isEqualTo(1);
        assertThat(outbox.states("g")).isEqualTo(Map.of(MessageState.FAILED, 1L));
    }

    @Test
    void aServerThatStillTriesOrHasDeliveredChangesNothing() throws Exception {
        comes(report("delayed", "4.4.1", messageId, "bounces@dawra.example"));
        comes(report("delivered", "2.0.0", messageId, "bounces@dawra.example"));
        comes(report("failed", "2.0.0", messageId, "bounces@dawra.example"));
        assertThat(box.read()).isEqualTo(3);
        assertThat(outbox.states("g")).isEqualTo(Map.of(MessageState.SENT, 1L));
        assertThat(mails("Dawra")).isEqualTo(3);
    }

    @Test
    void whoeverDoesNotKnowTheMessageIdIsNotBelieved() throws Exception {
        comes(report("failed", "5.1.1", "<" + UUID.randomUUID() + "@dawra.example>", "bounces@dawra.example"));
        comes(report("failed", "5.1.1", "<%@dawra.example>", "bounces+" + UUID.randomUUID() + "@dawra.example"));
        comes("From: a@example.org\r\nTo: bounces@dawra.example\r\nSubject: Re\r\n\r\nI am away. " + messageId
                + "\r\n");
        comes("Content-Type: multipart/report; boundary=x\r\n\r\n--x\r\nContent-Type: message/delivery-status\r\n"
                + "Content-Transfer-Encoding: base64\r\n\r\n%%%%\r\n--x");
        comes("Content-Type: multipart/report\r\n\r\nno boundary at all\r\n");
        assertThat(box.read()).isZero();
        assertThat(outbox.states("g")).isEqualTo(Map.of(MessageState.SENT, 1L));
        assertThat(mails("INBOX")).as("left to people").isEqualTo(5);
        comes(report("failed", "5.1.1", messageId, "bounces@dawra.example"));
        assertThat(box.read()).as("what is strange stands in nobody's way").isEqualTo(1);
    }

    @Test
    void whatIsOnItsWayAgainIsNotStoppedByAReportOnTheFirstTime() throws Exception {
        comes(report("failed", "5.1.1", messageId, "bounces@dawra.example"));
        box.read();
        var id = rows.page(null, "g", 0, 1).get(0).id();
        assertThat(rows.resend(id, "صُحّح العنوان", "manager")).isTrue();
        comes(report("failed", "5.1.1", messageId, "bounces@dawra.example"));
        box.read();
        assertThat(outbox.states("g")).isEqualTo(Map.of(MessageState.RETRY, 1L));
    }

    @Test
    void aBoxThatCannotBeReadIsTold() {
        var closed = box("wrong", OutboxTest.composer(clock));
        assertThatThrownBy(closed::read).isInstanceOf(MessagingException.class);
        closed.readRegularly();
        assertThat(closed.failingSince()).contains(clock.instant());
        box.readRegularly();
        assertThat(box.failingSince()).isEmpty();
    }

    private int mails(String name) throws Exception {
        try (var store = Session.getInstance(new Properties()).getStore("imap")) {
            store.connect("127.0.0.1", greenMail.getImap().getPort(), "bounces", "secret");
            try (var opened = store.getFolder(name)) {
                opened.open(Folder.READ_ONLY);
                return (int) Arrays.stream(opened.getMessages())
                        .filter(mail -> {
                            try {
                                return !mail.isSet(Flags.Flag.DELETED);
                            } catch (MessagingException e) {
                                throw new IllegalStateException(e);
                            }
                        })
                        .count();
            }
        }
    }

    private void comes(String mail) throws MessagingException {
        mailbox.deliver(new MimeMessage(
                Session.getInstance(new Properties()),
                new ByteArrayInputStream(mail.getBytes(StandardCharsets.UTF_8))));
    }

    /** As RFC 3464 has it. */
    static String report(String action, String status, String about, String to) {
        return """
                From: MAILER-DAEMON@mx.example.org
                To: <%s>
                Subject: Undelivered Mail Returned to Sender
                MIME-Version: 1.0
                Content-Type: multipart/report; report-type=delivery-status; boundary="b1"

                --b1
                Content-Type: text/plain; charset=us-ascii

                I'm sorry to have to inform you.

                --b1
                Content-Type: message/delivery-status

                Reporting-MTA: dns; mx.example.org
                Arrival-Date: Sat, 10 Jan 2026 10:00:00 +0100

                Final-Recipient: rfc822; gone@example.org
                Action: %s
                Status: %s
                Diagnostic-Code: smtp; 550 5.1.1 <gone@example.org>: Recipient address rejected

                --b1
                Content-Type: text/rfc822-headers

                Subject: x
                %sFrom: dawra@dawra.example

                --b1--
                """.formatted(to, action, status, about == null ? "" : "Message-ID: " + about + "\n")
                .replace("\n", "\r\n");
    }
}
