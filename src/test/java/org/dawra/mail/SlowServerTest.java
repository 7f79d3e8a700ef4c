package org.dawra.mail;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import jakarta.mail.MessagingException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.test.util.ReflectionTestUtils;

/**
 * A server that talks or listens byte by byte, each within the time of a read or write. It would need minutes for one
 * message; a second is all that one may take here.
 */
@Tag("database")
@Timeout(value = 20, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class SlowServerTest {

    private static final Duration LONGEST = Duration.ofSeconds(1);

    /** An answer takes at least a second and a half. */
    private static final int DRAWL = 200;

    @TempDir
    Path folder;

    private final SmtpStub stub = new SmtpStub();
    private MailRoom room;

    @BeforeEach
    void aRoom() {
        room = new MailRoom(folder);
        stub.reset(SmtpStub.Drop.NEVER, Integer.MAX_VALUE);
    }

    @AfterEach
    void close() {
        stub.close();
    }

    @Test
    void slowInTheGreetingNothingWasTriedAndTheLineIsCalledSilent() {
        stub.drawl("CONNECT", DRAWL);
        room.outbox.plan(OutboxTest.mailTo("a@example.org", "p:1"));
        assertThat(drain()).isZero();
        assertThat(room.states()).isEqualTo(Map.of(MessageState.PLANNED, 1L));
        assertThat(room.breaker.current("EMAIL")).isPresent();
    }

    @Test
    void slowInAnAnswerBeforeTheDotItIsTriedAgainLater() {
        for (var where : List.of("MAIL", "RCPT", "DATA")) {
            stub.reset(SmtpStub.Drop.NEVER, Integer.MAX_VALUE);
            stub.drawl(where, DRAWL);
            room.outbox.plan(OutboxTest.mailTo("a@example.org", "p:" + where));
            assertThat(drain()).as(where).isEqualTo(1);
        }
        assertThat(room.states()).isEqualTo(Map.of(MessageState.RETRY, 3L));
        assertThat(stub.seen()).isEmpty();
    }

    @Test
    void slowInTakingAMessageItIsTriedAgainLater() {
        stub.sip(100);
        var bytes = new byte[4 * 1024 * 1024];
        new Random(1).nextBytes(bytes);
        var plain = OutboxTest.mailTo("a@example.org", "p:1");
        room.outbox.plan(new Message(
                plain.purpose(),
                plain.group(),
                plain.to(),
                "ar",
                plain.subject(),
                plain.text(),
                List.of(new Message.Attachment("a.pdf", "application/pdf", bytes))));
        assertThat(drain()).isEqualTo(1);
        assertThat(room.states()).isEqualTo(Map.of(MessageState.RETRY, 1L));
        assertThat(stub.seen()).isEmpty();
    }

    @Test
    void slowInTheAnswerToTheDotNobodyKnows() {
        stub.drawl(".", DRAWL);
        room.outbox.plan(OutboxTest.mailTo("a@example.org", "p:1"));
        assertThat(drain()).isEqualTo(1);
        assertThat(room.states()).isEqualTo(Map.of(MessageState.UNKNOWN, 1L));
        assertThat(stub.seen()).hasSize(1);
    }

    @Test
    void slowInSayingFarewellTheMessageIsSent() {
        stub.drawl("QUIT", DRAWL);
        room.outbox.plan(OutboxTest.mailTo("a@example.org", "p:1"));
        assertThat(drain()).isEqualTo(1);
        assertThat(room.states()).isEqualTo(Map.of(MessageState.SENT, 1L));
    }

    @Test
    void aReusedConnectionThatBecomesSlowGetsNoSecondTime() {
        room.outbox.planAll(
                List.of(OutboxTest.mailTo("a@example.org", "p:1"), OutboxTest.mailTo("b@example.org", "p:2")));
        stub.drawl("RCPT", DRAWL);
        stub.tireAfter(1);
        assertThat(drain()).isEqualTo(2);
        assertThat(room.states()).isEqualTo(Map.of(MessageState.SENT, 1L, MessageState.RETRY, 1L));
        assertThat(stub.connections()).isEqualTo(1);
    }

    @Test
    void anAnswerToTheDotThatTakesLongerThanOthersIsWaitedFor() {
        room.settings.put("mail.smtp.timeout", "400");
        stub.ponder(800);
        room.outbox.plan(OutboxTest.mailTo("a@example.org", "p:1"));
        room.dispatcher(stub.port(), Duration.ofSeconds(10)).drain();
        assertThat(room.states()).isEqualTo(Map.of(MessageState.SENT, 1L));
    }

    @Test
    void anEncryptedConnectionIsCutTheSameWay() {
        var greenMail = new GreenMail(new ServerSetup(0, "127.0.0.1", ServerSetup.PROTOCOL_SMTPS));
        greenMail.start();
        try {
            room.server().setProtocol("smtps");
            room.settings.put("mail.smtps.ssl.trust", "*");
            room.settings.put("mail.smtps.ssl.checkserveridentity", "false");
            room.outbox.plan(OutboxTest.mailTo("a@example.org", "p:1"));
            var port = greenMail.getSmtps().getPort();
            assertThat(room.dispatcher(port, Duration.ofMillis(1)).drain()).isZero();
            room.breaker.probeNow("EMAIL");
            assertThat(room.dispatcher(port, Duration.ofSeconds(20)).drain()).isEqualTo(1);
            assertThat(room.states()).isEqualTo(Map.of(MessageState.SENT, 1L));
        } finally {
            greenMail.stop();
        }
    }

    @Test
    void theTimeIsOverBeforeTheLeaseWhateverIsSet() {
        var dispatcher = room.dispatcher(stub.port(), Duration.ofHours(1));
        assertThat(ReflectionTestUtils.getField(dispatcher, "longestAttempt")).isEqualTo(Duration.ofMinutes(3));
    }

    @Test
    void aMailboxThatTalksByTheByteIsLeft() {
        stub.drawl("CONNECT", DRAWL);
        stub.answer("CONNECT", "* OK ready, but in its own time");
        var settings = new BounceSettings(
                "b@dawra.example", false, "127.0.0.1", stub.port(), "imap", "b", "secret", "INBOX", "Dawra");
        var box = new BounceBox(settings, new Bounces(room.rows, room.composer, room.settlements), LONGEST, room.clock);
        assertThatThrownBy(box::read).isInstanceOf(MessagingException.class);
    }

    private int drain() {
        return room.dispatcher(stub.port(), LONGEST).drain();
    }
}
