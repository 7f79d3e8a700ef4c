package org.dawra.mail;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.csrf;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.post;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.status;

import com.icegreen.greenmail.user.GreenMailUser;
import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeMessage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import org.camunda.bpm.engine.HistoryService;
import org.camunda.bpm.engine.ManagementService;
import org.camunda.bpm.engine.RuntimeService;
import org.dawra.access.Account;
import org.dawra.access.Accounts;
import org.dawra.access.Passwords;
import org.dawra.access.Role;
import org.dawra.access.SignedIn;
import org.dawra.cycle.TrainingCycles;
import org.dawra.engine.ProcessStarts;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.autoconfigure.web.servlet.AutoConfigureMockMvc;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.context.ApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Primary;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.annotation.DirtiesContext;
import org.springframework.test.context.ActiveProfiles;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import org.springframework.test.util.ReflectionTestUtils;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.test.web.servlet.request.RequestPostProcessor;

/**
 * A certificate's mail comes back weeks after its process has ended. No process is opened again: the coordinator is told in
 * the day's list and on every page, and finds the person with the telephone number.
 */
@Tag("database")
@DirtiesContext
@ActiveProfiles("test")
@AutoConfigureMockMvc
@SpringBootTest(properties = {"dawra.mail.from=dawra@network.test", "dawra.followup.digests=true"})
class LateReturnTest {

    private static final Instant NOW = Instant.parse("2026-12-01T09:30:00Z");
    private static final String GROUP = "certificate-issuing:1";

    private static final GreenMail SERVER = new GreenMail(new ServerSetup[] {
        new ServerSetup(0, "127.0.0.1", ServerSetup.PROTOCOL_SMTP),
        new ServerSetup(0, "127.0.0.1", ServerSetup.PROTOCOL_IMAP)
    });

    private static GreenMailUser mailbox;

    @DynamicPropertySource
    static void mailServer(DynamicPropertyRegistry properties) {
        SERVER.start();
        mailbox = SERVER.setUser("bounces@dawra.example", "bounces", "secret");
        properties.add("spring.mail.host", () -> "127.0.0.1");
        properties.add("spring.mail.port", () -> SERVER.getSmtp().getPort());
    }

    @AfterAll
    static void stop() {
        SERVER.stop();
    }

    @TestConfiguration
    static class Morning {

        @Bean
        @Primary
        Clock morning() {
            return Clock.fixed(NOW, ZoneOffset.UTC);
        }
    }

    @Autowired
    ApplicationContext house;

    @Autowired
    Outbox outbox;

    @Autowired
    OutboxRows rows;

    @Autowired
    Dispatcher dispatcher;

    @Autowired
    Bounces bounces;

    @Autowired
    Accounts accounts;

    @Autowired
    Passwords passwords;

    @Autowired
    ProcessStarts starts;

    @Autowired
    TrainingCycles cycles;

    @Autowired
    RuntimeService runtime;

    @Autowired
    HistoryService history;

    @Autowired
    ManagementService management;

    @Autowired
    JdbcClient jdbc;

    @Autowired
    MockMvc web;

    @Test
    void whatComesBackAfterTheProcessHasEndedIsTheCoordinatorsWork() throws Exception {
        create("manager", Role.PROGRAMME_MANAGER, null, "manager@x.test");
        create("settat", Role.COORDINATOR, "settat", "settat@x.test");
        create("jadida", Role.COORDINATOR, "el-jadida", "jadida@x.test");
        starts.submit(
                "annual-cycle",
                accounts.actor(accounts.find("manager").orElseThrow()),
                Map.of(
                        "edition",
                        "2026",
                        "firstMeetingDay",
                        LocalDate.ofInstant(NOW, ZoneOffset.UTC).plusDays(60).toString()));
        var list = Role.COORDINATOR.group("settat");
        outbox.plan(new Message(
                "certificate:1",
                GROUP,
                new Message.Recipient("سعيد التجريبي", "gone@x.test", "212612345678", list),
                "ar",
                "شهادتكم",
                "شهادتكم: https://dawra.example/s/1",
                List.of()));
        dispatcher.drain();
        issuingEnds();
        assertThat(visible("settat", list)).doesNotContain("سعيد التجريبي");

        var gone = received("gone@x.test");
        assertThat(((InternetAddress) gone.getFrom()[0]).getPersonal())
                .as("the network's own name in the reader's language")
                .isEqualTo(cycles.all().get(0).edition().network().name().ar());
        comesBack(gone.getMessageID());
        dispatcher.drain();
        ReflectionTestUtils.invokeMethod(house.getBean("digests"), "planThoseDue");
        dispatcher.drain();

        assertThat(outbox.states(GROUP)).isEqualTo(Map.of(MessageState.FAILED, 1L));
        assertThat(runtime.createProcessInstanceQuery()
                        .processDefinitionKey("certificate-issuing")
                        .count())
                .as("no process is opened again")
                .isZero();
        assertThat(text(received("settat@x.test"))).contains("بالبريد: 1", "https://dawra.example/hand-over");
        assertThat(SERVER.getReceivedMessages())
                .as("nobody else is told")
                .noneMatch(mail -> isTo(mail, "jadida@x.test"));
        assertThat(page("/my-tasks", settat(list)))
                .as("on her first page, at the place where it lies")
                .containsPattern("(?s)href=\"/hand-over\"[^>]*>.{0,80}التبليغ باليد.{0,200}>1<");
        assertThat(visible("settat", list))
                .contains("سعيد التجريبي", "tel:+212612345678", "https://wa.me/212612345678?text=", "لم يصل البريد");
        var manager = SignedIn.as("manager", Role.PROGRAMME_MANAGER.group());
        var id = rows.idsOf(List.of("certificate:1")).get(0);
        assertThat(page("/mail/" + id, manager)).contains("5.1.1", "تعذّر إرسالها");

        web.perform(post("/hand-over/" + id)
                        .param("list", list)
                        .with(SignedIn.as("jadida", "coordinator", "coordinator-el-jadida"))
                        .with(csrf()))
                .andExpect(status().is4xxClientError());
        web.perform(post("/hand-over/" + id)
                        .param("list", list)
                        .with(settat(list))
                        .with(csrf()))
                .andExpect(status().is3xxRedirection());
        assertThat(outbox.states(GROUP)).isEqualTo(Map.of(MessageState.HANDED, 1L));
        assertThat(visible("settat", list)).doesNotContain("سعيد التجريبي");
        assertThat(page("/my-tasks", settat(list)))
                .doesNotContainPattern("(?s)href=\"/hand-over\"[^>]*>.{0,80}التبليغ باليد.{0,200}>1<");
    }

    /** The rest of an issuing whose messages have all been sent. */
    private void issuingEnds() {
        jdbc.sql("insert into certificate_run (meeting_id, required_half_days, half_days_held, decided_at,"
                        + " resolved_messages) values (1, 1, 1, current_timestamp, 0)")
                .update();
        var issuing = runtime.createProcessInstanceByKey("certificate-issuing")
                .businessKey("1")
                .startBeforeActivity("serviceTask_recountMail")
                .execute();
        for (var job :
                management.createJobQuery().processInstanceId(issuing.getId()).list()) {
            management.executeJob(job.getId());
        }
        assertThat(history.createHistoricProcessInstanceQuery()
                        .processInstanceId(issuing.getId())
                        .finished()
                        .count())
                .isEqualTo(1);
    }

    private void comesBack(String messageId) throws Exception {
        var report = BounceBoxTest.report("failed", "5.1.1", messageId, "bounces@dawra.example");
        mailbox.deliver(new MimeMessage(
                Session.getInstance(new Properties()),
                new ByteArrayInputStream(report.getBytes(StandardCharsets.UTF_8))));
        var settings = new BounceSettings(
                "bounces@dawra.example",
                false,
                "127.0.0.1",
                SERVER.getImap().getPort(),
                "imap",
                "bounces",
                "secret",
                "INBOX",
                "Dawra");
        assertThat(new BounceBox(settings, bounces, Duration.ofMinutes(1), Clock.systemUTC()).read())
                .isEqualTo(1);
    }

    private static RequestPostProcessor settat(String list) {
        return SignedIn.as("settat", Role.COORDINATOR.group(), list);
    }

    private String visible(String user, String list) throws Exception {
        return page("/hand-over", SignedIn.as(user, Role.COORDINATOR.group(), list));
    }

    private String page(String path, RequestPostProcessor who) throws Exception {
        return web.perform(get(path).with(who))
                .andExpect(status().isOk())
                .andReturn()
                .getResponse()
                .getContentAsString(StandardCharsets.UTF_8);
    }

    private static MimeMessage received(String address) throws Exception {
        for (var mail : SERVER.getReceivedMessages()) {
            if (isTo(mail, address)) {
                return mail;
            }
        }
        throw new AssertionError("nothing for " + address);
    }

    private static boolean isTo(MimeMessage mail, String address) {
        try {
            var to = mail.getAllRecipients();
            return to != null && to[0].toString().contains(address);
        } catch (MessagingException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String text(MimeMessage mail) throws Exception {
        return new EmailChannel(null, null, null).read(bytes(mail)).text();
    }

    private static byte[] bytes(MimeMessage mail) throws Exception {
        var bytes = new ByteArrayOutputStream();
        mail.writeTo(bytes);
        return bytes.toByteArray();
    }

    private void create(String id, Role role, @Nullable String scope, String email) {
        accounts.create(new Account(id, role, scope, "شخص " + id, email, null, "ar"), passwords.generate());
    }
}
