package org.dawra.overview;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.user;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.status;

import java.util.UUID;
import org.dawra.access.Account;
import org.dawra.access.Accounts;
import org.dawra.access.Role;
import org.dawra.audit.AuditLog;
import org.dawra.audit.AuditTrail;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.test.autoconfigure.web.servlet.AutoConfigureMockMvc;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.context.SmartLifecycle;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.annotation.DirtiesContext;
import org.springframework.test.context.ActiveProfiles;
import org.springframework.test.web.servlet.MockMvc;

/** The audit trail as it is read, and the head that managers receive. */
@Tag("database")
@DirtiesContext
@SpringBootTest
@AutoConfigureMockMvc
@ActiveProfiles("test")
class AuditPageTest {

    private static boolean prepared;

    @Autowired
    MockMvc pages;

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
    @Qualifier("sealerThread")
    SmartLifecycle sealer;

    @BeforeEach
    void someDeeds() {
        if (!prepared) {
            prepared = true;
            create("president", Role.PRESIDENT, "ar");
            create("manager", Role.PROGRAMME_MANAGER, "fr");
            create("auditor", Role.AUDITOR, "en");
            for (var i = 0; i < 60; i++) {
                trail.record("registration-" + i, "registration.requested", "registration:" + i);
            }
            trail.record("president", "task.completed", "annual-cycle/userTask_approveProgramme:1");
        }
        // A node that goes down chains what is there.
        sealer.stop();
        sealer.start();
    }

    private void create(String id, Role role, String language) {
        accounts.create(
                new Account(id, role, null, "الموقّع (نموذج)", id + "@dawra.invalid", "212600000000", language),
                "Aa1!" + UUID.randomUUID());
    }

    @Test
    void theAuditorReadsInPlainWordsWhoDidWhat() throws Exception {
        var page = html("/audit", "auditor");
        assertThat(page).contains("رئيس(ة) الشبكة").contains("إنجاز المهمة: ").contains("registration:59");
        assertThat(page).doesNotContain("registration:3<").contains("page=1");
        assertThat(html("/audit?lang=fr&actor=president", "auditor"))
                .contains("Tâche accomplie : ")
                .doesNotContain("registration:59");
        assertThat(html("/audit?deed=registration.requested&page=1", "president"))
                .contains("registration:3<");
        assertThat(html("/audit?day=2001-01-01", "programme-manager")).doesNotContain("registration:");
        assertThat(html("/audit?day=nonsense&page=-7", "programme-manager")).contains("registration:59");
    }

    @Test
    void nobodyElseDoes() throws Exception {
        for (var group :
                new String[] {"camunda-admin", "coordinators", "working-team", "partners", "jury", "facilitator"}) {
            pages.perform(get("/audit").with(user("somebody").roles(group))).andExpect(status().isForbidden());
        }
    }

    @Test
    void theExportIsItselfRecorded() throws Exception {
        pages.perform(get("/audit/entries.xlsx")
                        .param("actor", "president")
                        .with(user("auditor").roles("auditor")))
                .andExpect(status().isOk());
        assertThat(log.page(new AuditLog.Filter("auditor", "file.taken", null), 0, 1))
                .singleElement()
                .satisfies(entry -> assertThat(entry.subject()).isEqualTo("/audit/entries.xlsx"));
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

    private String html(String path, String group) throws Exception {
        return pages.perform(get(path).accept("text/html").with(user("auditor").roles(group)))
                .andExpect(status().isOk())
                .andReturn()
                .getResponse()
                .getContentAsString(java.nio.charset.StandardCharsets.UTF_8);
    }
}
