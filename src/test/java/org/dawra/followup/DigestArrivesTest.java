package org.dawra.followup;

import static org.assertj.core.api.Assertions.assertThat;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.GreenMailUtil;
import com.icegreen.greenmail.util.ServerSetup;
import jakarta.mail.Message.RecipientType;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeMultipart;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Map;
import org.camunda.bpm.engine.ManagementService;
import org.dawra.access.Account;
import org.dawra.access.Accounts;
import org.dawra.access.Passwords;
import org.dawra.access.Role;
import org.dawra.engine.ProcessStarts;
import org.dawra.mail.Dispatcher;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Primary;
import org.springframework.test.annotation.DirtiesContext;
import org.springframework.test.context.ActiveProfiles;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

/** The day's list of a running year on its whole way: from the engine's tasks through a real mail server to the reader. */
@Tag("database")
@DirtiesContext
@ActiveProfiles("test")
@SpringBootTest(properties = {"dawra.mail.from=dawra@network.test", "dawra.followup.digests=true"})
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class DigestArrivesTest {

    /** A Tuesday morning. */
    private static final Instant NOW = Instant.parse("2026-12-01T09:30:00Z");

    private static final GreenMail SERVER = new GreenMail(new ServerSetup(0, "127.0.0.1", ServerSetup.PROTOCOL_SMTP));

    @DynamicPropertySource
    static void mailServer(DynamicPropertyRegistry properties) {
        SERVER.start();
        properties.add("spring.mail.host", () -> "127.0.0.1");
        properties.add("spring.mail.port", () -> SERVER.getSmtp().getPort());
    }

    /** The hour of the list is an hour of this day. */
    @TestConfiguration
    static class Morning {

        @Bean
        @Primary
        Clock morning() {
            return Clock.fixed(NOW, ZoneOffset.UTC);
        }
    }

    @Autowired
    Digests digests;

    @Autowired
    Dispatcher dispatcher;

    @Autowired
    Accounts accounts;

    @Autowired
    Passwords passwords;

    @Autowired
    ProcessStarts starts;

    @Autowired
    ManagementService management;

    @BeforeAll
    void sheetsAreDueInAFewDays() {
        create("manager", Role.PROGRAMME_MANAGER, null, "manager@x.test", "fr");
        create("settat", Role.COORDINATOR, "settat", "settat@x.test", "ar");
        create("jadida", Role.COORDINATOR, "el-jadida", "jadida@x.test", "fr");
        create("nouaceur", Role.COORDINATOR, "nouaceur", null, "ar");
        create("president", Role.PRESIDENT, null, "president@x.test", "ar");
        starts.submit(
                "annual-cycle",
                accounts.actor(accounts.find("manager").orElseThrow()),
                Map.of(
                        "edition",
                        "2026",
                        "firstMeetingDay",
                        LocalDate.ofInstant(NOW, ZoneOffset.UTC).plusDays(8).toString()));
        for (var jobs = management.createJobQuery().messages().withRetriesLeft().list();
                !jobs.isEmpty();
                jobs = management.createJobQuery().messages().withRetriesLeft().list()) {
            management.executeJob(jobs.get(0).getId());
        }
    }

    @AfterAll
    static void stop() {
        SERVER.stop();
    }

    private void create(String id, Role role, @Nullable String scope, @Nullable String email, String language) {
        accounts.create(new Account(id, role, scope, "شخص " + id, email, null, language), passwords.generate());
    }

    @Test
    void theListReachesItsReaderOnceInTheReadersLanguageWithAWayToEndIt() throws Exception {
        digests.planThoseDue();
        dispatcher.drain();
        digests.planThoseDue();
        dispatcher.drain();

        var arabic = only("settat@x.test");
        assertThat(arabic.getSubject()).isEqualTo("مهامكم: الثلاثاء 1 دجنبر 2026");
        assertThat(arabic.getHeader("Content-Language")).containsExactly("ar");
        assertThat(((InternetAddress) arabic.getRecipients(RecipientType.TO)[0]).getPersonal())
                .isEqualTo("شخص settat");
        assertThat(arabic.getRecipients(RecipientType.CC)).isNull();
        assertThat(arabic.getFrom()[0].toString()).contains("dawra@network.test");
        assertThat(text(arabic))
                .contains("إعداد ورقة التشاور", "https://dawra.example/")
                .doesNotContain("{0}", "jadida");
        assertThat(arabic.getHeader("Auto-Submitted")).containsExactly("auto-generated");
        assertThat(arabic.getHeader("List-Unsubscribe"))
                .singleElement()
                .asString()
                .startsWith("<https://dawra.example/")
                .endsWith(">");
        assertThat(arabic.getHeader("List-Unsubscribe-Post")).containsExactly("List-Unsubscribe=One-Click");

        var french = only("jadida@x.test");
        assertThat(french.getSubject()).contains("mardi 1er décembre 2026");
        assertThat(french.getHeader("Content-Language")).containsExactly("fr");
        assertThat(text(french)).contains("Remplir la fiche de concertation").doesNotContain("settat");
        assertThat(french.getHeader("List-Unsubscribe")[0]).isNotEqualTo(arabic.getHeader("List-Unsubscribe")[0]);

        assertThat(SERVER.getReceivedMessages())
                .as("who has nothing to do, or no address, gets none")
                .allSatisfy(message ->
                        assertThat(message.getAllRecipients()[0].toString()).doesNotContain("president", "nouaceur"));
    }

    private static MimeMessage only(String address) throws Exception {
        MimeMessage found = null;
        for (var message : SERVER.getReceivedMessages()) {
            if (message.getAllRecipients()[0].toString().contains(address)) {
                assertThat(found).as("one list a day to " + address).isNull();
                found = message;
            }
        }
        assertThat(found).as(address).isNotNull();
        return java.util.Objects.requireNonNull(found);
    }

    private static String text(MimeMessage message) throws Exception {
        var content = message.getContent();
        while (content instanceof MimeMultipart parts) {
            content = parts.getBodyPart(0).getContent();
        }
        return content instanceof String plain
                ? plain
                : new String(GreenMailUtil.getBodyAsBytes(message), StandardCharsets.UTF_8);
    }
}
