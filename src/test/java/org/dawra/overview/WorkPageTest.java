package org.dawra.overview;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.not;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.csrf;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.post;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.content;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.flash;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.redirectedUrl;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.status;

import java.util.List;
import org.dawra.access.Role;
import org.dawra.access.SignedIn;
import org.dawra.engine.FreeTexts;
import org.dawra.mail.Dispatcher;
import org.dawra.mail.MailPauses;
import org.dawra.mail.Message;
import org.dawra.mail.MessageState;
import org.dawra.mail.Outbox;
import org.dawra.web.FormErrors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.autoconfigure.web.servlet.AutoConfigureMockMvc;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.annotation.DirtiesContext;
import org.springframework.test.context.ActiveProfiles;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.test.web.servlet.request.RequestPostProcessor;

/** Work that goes on by itself, as the programme manager sees, pauses and resumes it, and others see it. */
@Tag("database")
@DirtiesContext
@SpringBootTest
@AutoConfigureMockMvc
@ActiveProfiles("test")
class WorkPageTest {

    private static final RequestPostProcessor MANAGER = as(Role.PROGRAMME_MANAGER);

    @Autowired
    MockMvc pages;

    @Autowired
    MailPauses pauses;

    @Autowired
    Outbox outbox;

    @Autowired
    Dispatcher dispatcher;

    @Autowired
    JdbcClient jdbc;

    @Autowired
    List<FreeTexts> erasing;

    @AfterEach
    void resume() {
        pauses.resume("test");
    }

    @Test
    void theManagerPausesWithAReasonAndResumes() throws Exception {
        outbox.plan(message("w:1"));
        pages.perform(get("/progress/work").with(MANAGER))
                .andExpect(status().isOk())
                .andExpect(content().string(containsString("إرسال الرسائل")))
                .andExpect(content().string(containsString("إصدار شواهد المشاركة")))
                .andExpect(content().string(containsString("0 من 1 (0%)")))
                .andExpect(content().string(containsString("data-live=\"3\"")));

        pages.perform(post("/progress/work/pause")
                        .with(MANAGER)
                        .with(csrf())
                        .param("what", "mail")
                        .param("reason", "ننتظر تأكيد العناوين"))
                .andExpect(redirectedUrl("/progress/work#work-mail"));
        assertThat(pauses.current())
                .hasValueSatisfying(p -> assertThat(p.reason()).isEqualTo("ننتظر تأكيد العناوين"));
        assertThat(dispatcher.drain()).isZero();
        pages.perform(get("/progress/work").with(MANAGER))
                .andExpect(content().string(containsString("متوقف مؤقتاً منذ")))
                .andExpect(content().string(containsString("ننتظر تأكيد العناوين")))
                .andExpect(content().string(not(containsString("data-live"))));
        pages.perform(get("/mail").with(MANAGER)).andExpect(content().string(containsString("ننتظر تأكيد العناوين")));

        pages.perform(post("/progress/work/resume").with(MANAGER).with(csrf()).param("what", "mail"))
                .andExpect(redirectedUrl("/progress/work#work-mail"));
        assertThat(dispatcher.drain()).isEqualTo(1);
        assertThat(outbox.states("agreement:1")).containsEntry(MessageState.SENT, 1L);
        assertThat(jdbc.sql("select deed from audit_entry where subject = 'work:mail' order by id")
                        .query(String.class)
                        .list())
                .isEqualTo(List.of("work.paused", "work.resumed"));
    }

    @Test
    void theErasureOfAPersonTakesTheReasonsThatNameThePersonAndLeavesThePause() throws Exception {
        pauses.pause("تطلب فاطمة النموذجية تصحيح اسمها", "test");
        pages.perform(post("/progress/work/pause")
                        .with(MANAGER)
                        .with(csrf())
                        .param("what", "issuing")
                        .param("reason", "تطلب فاطمة النموذجية تصحيح اسمها"))
                .andExpect(redirectedUrl("/progress/work#work-issuing"));
        erasing.forEach(text -> text.forgetNaming(List.of("خديجة للتجربة")));
        assertThat(reasons()).hasSize(2);
        erasing.forEach(text -> text.forgetNaming(List.of("فاطمة النموذجية")));
        assertThat(reasons()).isEmpty();
        assertThat(pauses.isPaused()).isTrue();
        pages.perform(get("/progress/work").with(MANAGER))
                .andExpect(content().string(containsString("متوقف مؤقتاً منذ")))
                .andExpect(content().string(not(containsString("النموذجية"))));
        pages.perform(post("/progress/work/resume").with(MANAGER).with(csrf()).param("what", "issuing"));
    }

    private List<String> reasons() {
        return jdbc.sql("select reason from mail_pause where reason like '%النموذجية%'"
                        + " union all select reason from certificate_pause where reason like '%النموذجية%'")
                .query(String.class)
                .list();
    }

    @Test
    void withoutAReasonNothingRestsAndItIsSaidAtTheField() throws Exception {
        var refused = pages.perform(post("/progress/work/pause")
                        .with(MANAGER)
                        .with(csrf())
                        .param("what", "issuing")
                        .param("reason", "  "))
                .andExpect(redirectedUrl("/progress/work#work-issuing"))
                .andExpect(flash().attributeExists("errors"))
                .andReturn();
        assertThat(((FormErrors) refused.getFlashMap().get("errors")).has("reason"))
                .isTrue();
        pages.perform(get("/progress/work")
                        .with(MANAGER)
                        .flashAttr("refusedKind", "issuing")
                        .flashAttr("typed", "x".repeat(301))
                        .flashAttr("errors", refused.getFlashMap().get("errors")))
                .andExpect(content().string(containsString("id=\"reason-errors\"")))
                .andExpect(content().string(containsString("x".repeat(301))));
        assertThat(pauses.isPaused()).isFalse();
    }

    @Test
    void othersLookAndDoNotTouch() throws Exception {
        for (var role : List.of(Role.PRESIDENT, Role.WORKING_TEAM, Role.AUDITOR)) {
            pages.perform(get("/progress/work").with(as(role)))
                    .andExpect(status().isOk())
                    .andExpect(content().string(not(containsString("/progress/work/pause"))));
            pages.perform(post("/progress/work/pause")
                            .with(as(role))
                            .with(csrf())
                            .param("what", "mail")
                            .param("reason", "x"))
                    .andExpect(status().isForbidden());
        }
        pages.perform(get("/progress/work").with(as(Role.FACILITATOR))).andExpect(status().isForbidden());
        pages.perform(post("/progress/work/pause")
                        .with(MANAGER)
                        .with(csrf())
                        .param("what", "nothing")
                        .param("reason", "x"))
                .andExpect(status().isNotFound());
        assertThat(pauses.isPaused()).isFalse();
    }

    private static RequestPostProcessor as(Role role) {
        return SignedIn.as("work-" + role.group(), role.group());
    }

    private static Message message(String purpose) {
        return new Message(
                purpose,
                "agreement:1",
                new Message.Recipient("فاطمة الزهراء", "a@example.invalid", null, "people"),
                "ar",
                "موضوع",
                "نص",
                List.of());
    }
}
