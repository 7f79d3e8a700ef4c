package org.dawra.overview;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Locale;
import javax.sql.DataSource;
import org.dawra.access.Account;
import org.dawra.access.Accounts;
import org.dawra.access.Passwords;
import org.dawra.access.Role;
import org.dawra.access.Visitor;
import org.dawra.audit.AuditLog;
import org.dawra.audit.AuditTrail;
import org.dawra.audit.SealedTrail;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.annotation.DirtiesContext;
import org.springframework.test.context.ActiveProfiles;

/** The audit trail as it is read, and the head that managers receive. */
@Tag("database")
@DirtiesContext
@SpringBootTest(webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT)
@ActiveProfiles("test")
class AuditPageTest {

    private static final Role[] OTHERS = {
        Role.ADMINISTRATOR, Role.WORKING_TEAM, Role.JURY, Role.FACILITATOR, Role.COORDINATOR, Role.PARTNER
    };

    private static boolean prepared;
    private static String password = "";

    @LocalServerPort
    int port;

    @Autowired
    Passwords passwords;

    @Autowired
    Accounts accounts;

    @Autowired
    AuditTrail trail;

    @Autowired
    AuditLog log;

    @Autowired
    HeadMail mail;

    @Autowired
    JdbcClient jdbc;

    @Autowired
    DataSource database;

    @BeforeEach
    void someDeeds() {
        if (!prepared) {
            prepared = true;
            password = passwords.generate();
            create("president", Role.PRESIDENT, "ar");
            create("manager", Role.PROGRAMME_MANAGER, "fr");
            create("auditor", Role.AUDITOR, "en");
            for (var role : OTHERS) {
                create("other-" + role.name().toLowerCase(Locale.ROOT), role, "ar");
            }
            for (var i = 0; i < 60; i++) {
                trail.record("registration-" + i, "registration.requested", "registration:" + i);
            }
            trail.record("president", "task.completed", "annual-cycle/userTask_approveProgramme:1");
        }
        SealedTrail.seal(database);
    }

    private void create(String id, Role role, String language) {
        accounts.create(
                new Account(
                        id,
                        role,
                        role.isScoped() ? "region" : null,
                        "الموقّع (نموذج)",
                        id + "@dawra.invalid",
                        "212600000000",
                        language),
                password);
    }

    @Test
    void theAuditorReadsInPlainWordsWhoDidWhat() {
        var auditor = visitor("auditor");
        auditor.opens("/?lang=ar");
        var deeds = auditor.opens("/audit?actor=president&deed=task.completed").body();
        assertThat(deeds).contains("رئيس(ة) الشبكة").contains("إنجاز المهمة: المصادقة على البرنامج السنوي");
        var requests = auditor.opens("/audit?deed=registration.requested").body();
        assertThat(requests)
                .contains("registration:59<")
                .doesNotContain("registration:3<")
                .contains("page=1");
        assertThat(auditor.opens("/audit?deed=registration.requested&page=1").body())
                .contains("registration:3<");
        assertThat(auditor.opens("/audit?day=2001-01-01").body()).doesNotContain("registration:");
        assertThat(auditor.opens("/audit?day=nonsense&page=-7").statusCode()).isEqualTo(200);
        auditor.opens("/?lang=fr");
        assertThat(auditor.opens("/audit?actor=president&deed=task.completed").body())
                .contains("Tâche accomplie : ");
    }

    @Test
    void presidentAndManagerReadItAndNobodyElse() {
        for (var user : new String[] {"president", "manager"}) {
            assertThat(visitor(user).opens("/audit").statusCode()).as(user).isEqualTo(200);
        }
        for (var role : OTHERS) {
            var visitor = visitor("other-" + role.name().toLowerCase(Locale.ROOT));
            assertThat(visitor.opens("/audit").statusCode()).as(role.name()).isEqualTo(403);
        }
    }

    @Test
    void whoeverReadsItCanVerifyItAgainstAHeadThatWasKept() {
        var auditor = visitor("auditor");
        auditor.opens("/?lang=en");
        var head = log.head();
        assertThat(auditor.opens("/audit?verify=").body()).contains("The trail holds: ");
        assertThat(auditor.opens("/audit?verify=" + head).body()).contains("The trail holds: ");
        assertThat(auditor.opens("/audit?verify=" + head.position() + ":" + "a".repeat(64))
                        .body())
                .contains("The trail was changed or cut")
                .contains("row " + head.position() + " has another hash");
        assertThat(auditor.opens("/audit?verify=nonsense").body()).contains("This is no head");
    }

    @Test
    void theExportIsItselfRecorded() {
        assertThat(visitor("auditor")
                        .opens("/audit/entries.xlsx?actor=president")
                        .statusCode())
                .isEqualTo(200);
        assertThat(log.page(new AuditLog.Filter("auditor", "file.taken", null), 0, 1))
                .singleElement()
                .satisfies(entry -> assertThat(entry.subject()).isEqualTo("/audit/entries.xlsx"));
    }

    @Test
    void loginsAreRecordedAndWhatWasTypedIsNot() {
        var stranger = new Visitor(port);
        stranger.logsIn("somebody@dawra.invalid", "wrong");
        stranger.logsIn("president", "wrong");
        var president = visitor("president");
        president.posts(
                "/logout",
                java.util.Map.of(
                        "_csrf", Visitor.csrf(president.opens("/my-tasks").body())));
        assertThat(jdbc.sql("select deed || ' ' || actor from audit_entry where deed like 'login.%' and"
                                + " actor in ('president', 'unknown')")
                        .query(String.class)
                        .list())
                .contains("login.failed unknown", "login.failed president", "login.succeeded president")
                .contains("login.ended president");
        assertThat(jdbc.sql("select count(*) from audit_entry where actor like '%@%' or subject like '%@%'")
                        .query(Long.class)
                        .single())
                .isZero();
    }

    @Test
    void theDaysHeadIsSentOnceToEachInTheirLanguage() {
        mail.sendOnceADay();
        mail.sendOnceADay();
        assertThat(log.dayHeads(10)).hasSize(1);
        assertThat(jdbc.sql("select lang from outbox where purpose_group like 'audit-head:%' order by lang")
                        .query(String.class)
                        .list())
                .containsExactly("ar", "en", "fr");
    }

    private Visitor visitor(String user) {
        var visitor = new Visitor(port);
        visitor.logsIn(user, password);
        return visitor;
    }
}
