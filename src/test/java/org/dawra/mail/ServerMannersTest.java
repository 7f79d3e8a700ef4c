package org.dawra.mail;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

/** What becomes of a message whatever a server answers, and wherever. */
@Tag("database")
@ExtendWith(OutputCaptureExtension.class)
@Timeout(value = 20, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class ServerMannersTest {

    @TempDir
    Path folder;

    private final SmtpStub stub = new SmtpStub();
    private MailRoom room;

    @BeforeEach
    void aRoom() {
        room = new MailRoom(folder);
        room.settings.put("mail.smtp.timeout", "1000");
        stub.reset(SmtpStub.Drop.NEVER, Integer.MAX_VALUE);
    }

    @AfterEach
    void close() {
        stub.close();
    }

    @ParameterizedTest
    @CsvSource({
        "CONNECT, 421 4.3.2 busy, PLANNED, true",
        "CONNECT, 554 no service, PLANNED, true",
        "CONNECT, '', PLANNED, true",
        "EHLO, 421 4.3.2 closing, PLANNED, true",
        "EHLO, '', PLANNED, true",
        "MAIL, 421 4.3.2 closing, RETRY, false",
        "MAIL, 451 4.3.0 later, RETRY, false",
        "MAIL, 452 4.3.1 full, RETRY, false",
        "MAIL, 552 5.3.4 too large, FAILED, false",
        "MAIL, 552 too large, FAILED, false",
        "MAIL, 554 5.2.3 too long, FAILED, false",
        "MAIL, 552 5.2.2 your account is full, PLANNED, true",
        "MAIL, 500 5.5.2 what, PLANNED, true",
        "MAIL, 501 5.1.7 no address, PLANNED, true",
        "MAIL, 503 5.5.1 first things first, PLANNED, true",
        "MAIL, 550 5.7.1 not you, PLANNED, true",
        "MAIL, 550 not you, PLANNED, true",
        "MAIL, 553 5.1.8 no such domain, PLANNED, true",
        "MAIL, 554 5.7.1 denied, PLANNED, true",
        "MAIL, 555 5.5.4 parameters, PLANNED, true",
        "MAIL, 530 5.7.0 log in first, PLANNED, true",
        "MAIL, 530 5.7.0 STARTTLS first, PLANNED, true",
        "MAIL, '', RETRY, false",
        "RCPT, 421 4.3.2 closing, RETRY, false",
        "RCPT, 450 4.2.1 busy, RETRY, false",
        "RCPT, 451 4.7.1 greylisted, RETRY, false",
        "RCPT, 452 4.2.2 full, RETRY, false",
        "RCPT, 550 5.1.1 unknown, FAILED, false",
        "RCPT, 551 5.1.6 moved, FAILED, false",
        "RCPT, 552 5.2.2 full, FAILED, false",
        "RCPT, 553 5.1.3 name, FAILED, false",
        "RCPT, 553 5.1.8 the sender's domain is not found, PLANNED, true",
        "RCPT, 501 5.1.7 the sender is no address, PLANNED, true",
        "RCPT, 530 5.7.0 log in first, PLANNED, true",
        "RCPT, 550 5.7.1 denied, FAILED, false",
        "RCPT, 251 2.1.5 forwarded, SENT, false",
        "RCPT, '', RETRY, false",
        "DATA, 421 4.3.2 closing, RETRY, false",
        "DATA, 450 4.3.0 later, RETRY, false",
        "DATA, 550 5.7.1 no, FAILED, false",
        "DATA, 554 5.5.1 no, FAILED, false",
        "DATA, 250 what, RETRY, false",
        "DATA, 999 what, RETRY, false",
        "DATA, nonsense, RETRY, false",
        "DATA, '', RETRY, false",
        "., 421 4.3.2 closing, RETRY, false",
        "., 450 4.7.1 later, RETRY, false",
        "., 452 4.3.1 full, RETRY, false",
        "., 550 5.7.1 spam, FAILED, false",
        "., 552 5.3.4 too large, FAILED, false",
        "., 251 2.0.0 taken, SENT, false",
        "., 354 what, UNKNOWN, false",
        "., 999 what, UNKNOWN, false",
        "., nonsense, UNKNOWN, false",
        "., '', UNKNOWN, false",
        "QUIT, 500 what, SENT, false",
        "QUIT, '', SENT, false"
    })
    void whatBecomesOfAMessage(String where, String answer, MessageState state, boolean silent) {
        stub.answer(where, answer);
        room.outbox.plan(OutboxTest.mailTo("a@example.org", "p:1"));
        drain();
        assertThat(room.states()).isEqualTo(Map.of(state, 1L));
        assertThat(room.breaker.current("EMAIL").isPresent()).isEqualTo(silent);
        assertThat(room.jdbc
                        .sql("select attempts from outbox")
                        .query(Integer.class)
                        .single())
                .as("what was not tried costs no try")
                .isEqualTo(state == MessageState.PLANNED ? 0 : 1);
        if (state != MessageState.SENT && state != MessageState.FAILED) {
            stub.reset(SmtpStub.Drop.NEVER, Integer.MAX_VALUE);
            room.clock.pass(Duration.ofHours(1));
            drain();
            assertThat(room.states()).as("when it is well again").isEqualTo(Map.of(MessageState.SENT, 1L));
            assertThat(stub.accepted()).hasSize(1);
        }
    }

    @Test
    void aSenderWhoIsRefusedFailsNoMessageHoweverLongAndIsToldToTheManager(CapturedOutput log) {
        room.outbox.planAll(IntStream.range(0, 120)
                .mapToObj(i -> OutboxTest.mailTo("p" + i + "@example.org", "p:" + i))
                .toList());
        stub.answer(
                "MAIL", "550-5.7.1 <dawra@example.org>: Sender address rejected:\r\n550 5.7.1 not owned by user x@y.z");
        for (var hour = 0; hour < 100; hour++) {
            drain();
            room.clock.pass(Duration.ofHours(1));
        }
        assertThat(room.states()).isEqualTo(Map.of(MessageState.PLANNED, 120L));
        assertThat(stub.connections()).as("one message probes").isEqualTo(100);
        assertThat(attempts()).isZero();
        assertThat(room.breaker.current("EMAIL").orElseThrow().refusal())
                .isEqualTo(new Refusal(550, "5.7.1 … Sender address rejected: 5.7.1 not owned by user …"));
        assertThat(log.getAll()).contains("from this sender: 550").doesNotContain("@", "owned by");

        stub.reset(SmtpStub.Drop.NEVER, Integer.MAX_VALUE);
        drain();
        assertThat(room.states()).isEqualTo(Map.of(MessageState.SENT, 120L));
        assertThat(room.breaker.current("EMAIL")).isEmpty();
        stub.answer("CONNECT", SmtpStub.GOES);
        room.outbox.plan(OutboxTest.mailTo("a@example.org", "p:later"));
        drain();
        assertThat(room.breaker.current("EMAIL").orElseThrow().refusal())
                .as("nobody says anything now")
                .isNull();
    }

    @Test
    void daysInWhichTheSenderIsRefusedDoNotRunAgainstAMessageThatWaitedForItself() {
        stub.answer("RCPT", "451 4.7.1 greylisted");
        room.outbox.plan(OutboxTest.mailTo("a@example.org", "p:1"));
        drain();
        stub.answer("MAIL", "550 5.7.1 not you");
        for (var hour = 0; hour < 72; hour++) {
            room.clock.pass(Duration.ofHours(1));
            drain();
        }
        assertThat(attempts()).as("the one before").isEqualTo(1);
        stub.reset(SmtpStub.Drop.NEVER, Integer.MAX_VALUE);
        stub.answer("RCPT", "451 4.7.1 greylisted");
        drain();
        assertThat(room.states()).isEqualTo(Map.of(MessageState.RETRY, 1L));
        stub.reset(SmtpStub.Drop.NEVER, Integer.MAX_VALUE);
        room.clock.pass(Duration.ofHours(1));
        drain();
        assertThat(room.states()).isEqualTo(Map.of(MessageState.SENT, 1L));
    }

    @Test
    void aServerThatHasHadEnoughOfAConnectionDoesNotRefuseTheSender() {
        stub.reset(SmtpStub.Drop.NEVER, 2);
        stub.tired("554 5.7.0 too many on this connection");
        room.outbox.planAll(IntStream.range(0, 7)
                .mapToObj(i -> OutboxTest.mailTo("a@example.org", "p:" + i))
                .toList());
        drain();
        assertThat(room.states()).isEqualTo(Map.of(MessageState.SENT, 7L));
        assertThat(stub.connections()).isEqualTo(4);
    }

    @ParameterizedTest
    @CsvSource({"535 5.7.8 wrong, 535", "454 4.7.0 later, ", "421 4.3.2 closing, "})
    void aLoginThatIsRefusedIsToldToTheManager(String answer, Integer status) {
        stub.answer("EHLO", "250-stub\r\n250 AUTH PLAIN LOGIN");
        stub.answer("AUTH", answer);
        room.server().setUsername("someone");
        room.server().setPassword("something");
        room.outbox.plan(OutboxTest.mailTo("a@example.org", "p:1"));
        drain();
        assertThat(room.states()).isEqualTo(Map.of(MessageState.PLANNED, 1L));
        assertThat(attempts()).isZero();
        var refusal = room.breaker.current("EMAIL").orElseThrow().refusal();
        if (status == null) {
            assertThat(refusal).isNull();
        } else {
            assertThat(refusal).isEqualTo(new Refusal(status, "5.7.8 wrong"));
            assertThat(refusal.isOfLogin()).isTrue();
        }
    }

    @Test
    void anAnswerOfManyLinesIsOneAnswer() {
        stub.answer("CONNECT", "220-stub\r\n220-says much\r\n220 stub");
        stub.answer("EHLO", "250-stub\r\n250-SIZE 10000000\r\n250-8BITMIME\r\n250-SMTPUTF8\r\n250 CHUNKING");
        stub.answer("RCPT", "250-2.1.5 well\r\n250 2.1.5 known");
        stub.answer(".", "250-2.0.0 taken\r\n250 2.0.0 as 123");
        room.settings.put("mail.smtp.chunksize", "100");
        room.settings.put("mail.smtp.allow8bitmime", "true");
        room.outbox.planAll(IntStream.range(0, 3)
                .mapToObj(i -> OutboxTest.mailTo("a@example.org", "p:" + i))
                .toList());
        drain();
        assertThat(room.states()).isEqualTo(Map.of(MessageState.SENT, 3L));
        assertThat(stub.connections()).isEqualTo(1);
        var stored = room.jdbc
                .sql("select bytes from outbox_content order by outbox_id desc fetch first 1 rows only")
                .query((row, number) -> row.getBytes("bytes"))
                .single();
        assertThat(stub.lastBytes().strip())
                .as("as stored, whatever the server could take")
                .isEqualTo(new String(stored, StandardCharsets.US_ASCII).strip());
    }

    @Test
    void whereTlsIsRequiredAndNotOfferedNothingIsSentAndNothingIsCharged() {
        room.settings.put("mail.smtp.starttls.required", "true");
        room.outbox.plan(OutboxTest.mailTo("a@example.org", "p:1"));
        drain();
        assertThat(room.states()).isEqualTo(Map.of(MessageState.PLANNED, 1L));
        assertThat(stub.senders()).isEmpty();
        assertThat(room.breaker.current("EMAIL")).isPresent();
    }

    @Test
    void anAnswerThatComesTooLateLeavesItOpenAndTheCopyIsTheSame() {
        room.settings.put("mail.smtp.timeout", "100");
        stub.ponder(1_000);
        room.outbox.plan(OutboxTest.mailTo("a@example.org", "p:1"));
        drain();
        assertThat(room.states()).isEqualTo(Map.of(MessageState.UNKNOWN, 1L));
        stub.ponder(0);
        room.settings.put("mail.smtp.timeout", "5000");
        room.clock.pass(Duration.ofMinutes(2));
        drain();
        assertThat(room.states()).isEqualTo(Map.of(MessageState.SENT, 1L));
        assertThat(stub.seen()).hasSize(2).containsOnly(stub.accepted().get(0));
    }

    @Test
    void aMessageThatCannotBeFilledStandsInNobodysWay() {
        var poisoned = new SecretText() {
            @Override
            public boolean isFor(String group) {
                return group.equals("poison");
            }

            @Override
            public Optional<String> next(String group) {
                throw new IllegalStateException("a secret that cannot be made");
            }
        };
        var plain = OutboxTest.mailTo("a@example.org", "poison:1");
        room.outbox.plan(
                new Message(plain.purpose(), "poison", plain.to(), "ar", plain.subject(), plain.text(), List.of()));
        room.outbox.planAll(IntStream.range(0, 60)
                .mapToObj(i -> OutboxTest.mailTo("b@example.org", "p:" + i))
                .toList());
        var dispatcher = room.dispatcher(stub.port(), Duration.ofSeconds(5), only(poisoned));
        dispatcher.drain();
        assertThat(room.states()).isEqualTo(Map.of(MessageState.SENT, 60L));
        assertThat(room.outbox.states("poison"))
                .as("it was not sent, and may be well later")
                .isEqualTo(Map.of(MessageState.RETRY, 1L));
        for (var hour = 0; hour < 50; hour++) {
            room.clock.pass(Duration.ofHours(1));
            dispatcher.drain();
        }
        assertThat(room.outbox.states("poison")).isEqualTo(Map.of(MessageState.FAILED, 1L));
        assertThat(room.breaker.current("EMAIL")).as("not the server's fault").isEmpty();
        assertThat(room.outbox.handList("coordinator-x")).hasSize(1);
    }

    @Test
    void bytesThatAreNoMessageStandInNobodysWay() {
        room.outbox.planAll(IntStream.range(0, 6)
                .mapToObj(i -> OutboxTest.mailTo("b@example.org", "p:" + i))
                .toList());
        room.jdbc
                .sql("update outbox_content set bytes = ? where outbox_id in (select id from outbox"
                        + " where purpose in ('p:0', 'p:1', 'p:2', 'p:3'))")
                .param(new byte[] {0, 1, 2})
                .update();
        drain();
        assertThat(room.states()).containsEntry(MessageState.SENT, 2L).doesNotContainKey(MessageState.SENDING);
        assertThat(room.breaker.current("EMAIL")).isEmpty();
        assertThat(room.outbox.handList("coordinator-x"))
                .as("the list can still be shown")
                .hasSizeGreaterThanOrEqualTo(4);
    }

    @Test
    void twoNodesAtOnceSendEachMessageOnce() throws Exception {
        room.outbox.planAll(IntStream.range(0, 150)
                .mapToObj(i -> OutboxTest.mailTo("p" + i + "@example.org", "p:" + i))
                .toList());
        var here = room.dispatcher(stub.port(), Duration.ofSeconds(10));
        var there = room.dispatcher(stub.port(), Duration.ofSeconds(10));
        var second = new Thread(there::drain);
        second.start();
        here.drain();
        second.join();
        here.drain();
        assertThat(room.states()).isEqualTo(Map.of(MessageState.SENT, 150L));
        assertThat(stub.seen()).hasSize(150).doesNotHaveDuplicates();
    }

    @Test
    void aClockThatJumpsBackStopsNothingForGood() {
        stub.answer("RCPT", "451 4.7.1 greylisted");
        room.outbox.plan(OutboxTest.mailTo("a@example.org", "p:1"));
        drain();
        room.clock.pass(Duration.ofHours(-3));
        room.outbox.plan(OutboxTest.mailTo("b@example.org", "p:2"));
        stub.reset(SmtpStub.Drop.NEVER, Integer.MAX_VALUE);
        drain();
        assertThat(room.states()).isEqualTo(Map.of(MessageState.SENT, 1L, MessageState.RETRY, 1L));
        room.clock.pass(Duration.ofHours(3).plusMinutes(2));
        drain();
        assertThat(room.states()).isEqualTo(Map.of(MessageState.SENT, 2L));
        assertThat(stub.accepted()).hasSize(2);
    }

    @Test
    void aSilenceDoesNotLastForHoursAfterTheClockJumpedBack() {
        stub.answer("CONNECT", "421 4.3.2 busy");
        room.outbox.plan(OutboxTest.mailTo("a@example.org", "p:1"));
        drain();
        room.clock.pass(Duration.ofHours(-3));
        assertThat(room.inTransaction(() -> room.breaker.allowed("EMAIL", 50))).isEqualTo(1);
        assertThat(room.inTransaction(() -> room.breaker.allowed("EMAIL", 50))).isZero();
    }

    @Test
    void aCapDoesNotRestForHoursAfterTheClockJumpedBack() {
        room.outbox.planAll(IntStream.range(0, 4)
                .mapToObj(i -> OutboxTest.mailTo("a@example.org", "p:" + i))
                .toList());
        var capped = room.capped(stub.port(), 2);
        assertThat(capped.drain()).isEqualTo(2);
        room.clock.pass(Duration.ofHours(-3));
        room.outbox.plan(OutboxTest.mailTo("a@example.org", "p:9"));
        room.clock.pass(Duration.ofMinutes(2));
        assertThat(capped.drain()).isEqualTo(1);
    }

    @Test
    void linesThatBeginWithADotOrAreLongArriveAsTheyWere() throws Exception {
        var text = ".\n..\n.dot\nFrom here\n" + "x".repeat(3000) + "\nbare\rreturn";
        var plain = OutboxTest.mailTo("a@example.org", "p:1");
        room.outbox.plan(new Message(plain.purpose(), "g", plain.to(), "fr", plain.subject(), text, List.of()));
        drain();
        assertThat(stub.lastBytes().lines()).allMatch(line -> line.length() <= 998);
        assertThat(new EmailChannel(null, null, null)
                        .read(stub.lastBytes().getBytes(StandardCharsets.US_ASCII))
                        .text()
                        .replace("\r\n", "\n"))
                .startsWith(".\n..\n.dot\nFrom here\n" + "x".repeat(3000));
    }

    @Test
    void whoHasAnAddressThatServersDoNotTakeIsToldByHand() {
        for (var address : List.of("سعيد@example.org", "سعيد@تعاونية.المغرب", "\"a b\"@c.org", "a@[127.0.0.1]")) {
            room.outbox.plan(OutboxTest.mailTo(address, "p:" + address));
        }
        drain();
        assertThat(room.outbox.handList("coordinator-x")).hasSize(4);
        assertThat(stub.connections()).isZero();
    }

    private int attempts() {
        return room.jdbc
                .sql("select sum(attempts) from outbox")
                .query(Integer.class)
                .single();
    }

    private static ObjectProvider<SecretText> only(SecretText secret) {
        return new ObjectProvider<>() {
            @Override
            public Stream<SecretText> stream() {
                return Stream.of(secret);
            }
        };
    }

    private void drain() {
        room.breaker.probeNow("EMAIL");
        room.dispatcher(stub.port(), Duration.ofSeconds(5)).drain();
    }
}
