package org.dawra.certificate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.csrf;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.post;

import java.nio.charset.StandardCharsets;
import org.dawra.access.SignedIn;
import org.dawra.document.Seal;
import org.dawra.document.SealCheck;
import org.dawra.document.TimeAuthority;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.autoconfigure.web.servlet.AutoConfigureMockMvc;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.context.ApplicationContext;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.test.annotation.DirtiesContext;
import org.springframework.test.context.ActiveProfiles;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.test.web.servlet.request.AbstractMockHttpServletRequestBuilder;

/** The whole application with a time stamp authority, which answers or does not. */
@SpringBootTest
@Tag("database")
@DirtiesContext
@AutoConfigureMockMvc
@ActiveProfiles("test")
class StampedCertificatesTest {

    private static final TimeAuthority AUTHORITY = TimeAuthority.open();

    @Autowired
    private ApplicationContext house;

    @Autowired
    private Seal seal;

    @Autowired
    private JdbcTemplate jdbc;

    @Autowired
    private MockMvc pages;

    private IssuedMeeting meeting;

    @DynamicPropertySource
    static void configure(DynamicPropertyRegistry settings) {
        settings.add("dawra.seal.tsa-url", AUTHORITY::url);
    }

    @AfterAll
    static void close() {
        AUTHORITY.close();
    }

    @BeforeEach
    void aMeeting() {
        AUTHORITY.works();
        meeting = new IssuedMeeting(house);
    }

    @Test
    void whatIsIssuedIsStampedAndThePageForCheckingTellsSo() throws Exception {
        var issued = meeting.issue("sidi-bennour", "خديجة المنصوري").get(0);
        var check = seal.check(issued.pdf());
        assertThat(check.verdict()).isEqualTo(SealCheck.Verdict.VALID);
        assertThat(check.stamp())
                .isNotNull()
                .satisfies(stamp -> assertThat(stamp.isSound()).isTrue());
        assertThat(issued.pdf().length).isLessThan(60_000);

        assertThat(body(presented(issued.pdf(), "application/json")))
                .contains(
                        "GENUINE",
                        "\"timeStamp\":{\"sound\":true,\"at\":\""
                                + check.stamp().at())
                .contains(TimeAuthority.NAME);
        assertThat(body(presented(issued.pdf(), "text/html"))).contains("ختم زمني بتاريخ", "horodatage</bdi>");
        var broken = issued.pdf().clone();
        var digits = new String(broken, StandardCharsets.ISO_8859_1);
        broken[digits.indexOf("2a864886f70d0109100104") + 120] ^= 1;
        assertThat(body(presented(broken, "application/json"))).contains("ALTERED", "\"timeStamp\":{\"sound\":false}");
        assertThat(body(presented(broken, "text/html"))).contains("الختم الزمني غير سليم");
    }

    @Test
    void withoutTheStampNothingIsIssuedOrCorrectedAndAPersonIsToldWhy() throws Exception {
        var issued = meeting.issue("sidi-bennour", "رشيد أمغار").get(0);
        AUTHORITY.fails();
        assertThatThrownBy(() -> meeting.issue("sidi-bennour", "نعيمة بنسعيد")).isInstanceOf(Seal.Unstamped.class);
        assertThat(jdbc.queryForObject("select count(*) from certificate where state = 'PLANNED'", Integer.class))
                .isOne();
        var refused = correct(issued, "رشيد أمغار الوردي");
        assertThat(refused.getStatus()).isEqualTo(422);
        assertThat(body(refused)).contains("تعذر الحصول على الختم الزمني");
        assertThat(meeting.find(issued.id()).pdf()).isEqualTo(issued.pdf());

        AUTHORITY.works();
        assertThat(correct(issued, "رشيد أمغار الوردي").getStatus()).isEqualTo(302);
        assertThat(seal.check(meeting.find(issued.id()).pdf()).stamp())
                .satisfies(stamp -> assertThat(stamp.isSound()).isTrue());
        meeting.issue("sidi-bennour", "سعيد الفاسي");
        assertThat(jdbc.queryForObject("select count(*) from certificate where state = 'PLANNED'", Integer.class))
                .isZero();
    }

    private MockHttpServletResponse correct(IssuedMeeting.Issued issued, String name) throws Exception {
        return answer(post("/certificates/papers/" + issued.id() + "/correct")
                .with(SignedIn.as("manager", "programme-manager"))
                .with(csrf())
                .param("version", "1")
                .param("name", name)
                .param("reason", "خطأ في الكتابة"));
    }

    private MockHttpServletResponse presented(byte[] pdf, String accept) throws Exception {
        return answer(post("/verify")
                .with(csrf())
                .header("Accept", accept)
                .contentType("application/pdf")
                .content(pdf));
    }

    private MockHttpServletResponse answer(AbstractMockHttpServletRequestBuilder<?> request) throws Exception {
        return pages.perform(request).andReturn().getResponse();
    }

    private static String body(MockHttpServletResponse response) throws Exception {
        return response.getContentAsString(StandardCharsets.UTF_8);
    }
}
