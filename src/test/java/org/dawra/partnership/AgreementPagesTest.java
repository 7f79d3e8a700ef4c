package org.dawra.partnership;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.csrf;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.multipart;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.post;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.content;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.header;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.redirectedUrl;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.status;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.dawra.access.SignedIn;
import org.dawra.engine.HumanTasks;
import org.dawra.engine.Timers;
import org.dawra.registration.PersonErased;
import org.hamcrest.Matchers;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.autoconfigure.web.servlet.AutoConfigureMockMvc;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.context.annotation.Import;
import org.springframework.mock.web.MockMultipartFile;
import org.springframework.test.context.ActiveProfiles;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.test.web.servlet.ResultActions;
import org.springframework.test.web.servlet.request.MockHttpServletRequestBuilder;
import org.springframework.test.web.servlet.request.RequestPostProcessor;

/** The pages of agreements in the whole application, its login and its database. */
@Tag("database")
@SpringBootTest
@AutoConfigureMockMvc
@ActiveProfiles("test")
@Import(AgreementStage.class)
class AgreementPagesTest {

    private static final RequestPostProcessor MANAGER = SignedIn.as("manager", "programme-manager");
    private static final RequestPostProcessor PRESIDENT = SignedIn.as("president", "president");
    private static final RequestPostProcessor OFFICIAL =
            SignedIn.as(AgreementStage.OFFICIAL, "partners", "partner-employment");

    @Autowired
    MockMvc pages;

    @Autowired
    AgreementStage.Scene stage;

    @Autowired
    AgreementRows rows;

    @Autowired
    AgreementLetters letters;

    @Autowired
    Timers timers;

    @Autowired
    HumanTasks tasks;

    private long agreement;
    private String token;

    @BeforeEach
    void anAgreementLiesBeforeTheRegion() {
        agreement = stage.laidBefore("region");
        token = stage.link(agreement, 0);
    }

    @Test
    void anUnknownLinkAndALapsedOneAreAnsweredAlike() throws Exception {
        var unknown = pages.perform(get("/agreements/NOSUC-HLINK"))
                .andExpect(status().isNotFound())
                .andReturn();
        timers.fire(PartnershipAgreement.KEY, Long.toString(agreement), "boundary_expired");
        stage.runJobs();
        var lapsed = pages.perform(get("/agreements/" + token))
                .andExpect(status().isNotFound())
                .andReturn();
        assertThat(lapsed.getResponse().getContentAsString())
                .isEqualTo(unknown.getResponse().getContentAsString());
        pages.perform(get("/agreements/" + token + "/document")).andExpect(status().isNotFound());
        pages.perform(post("/agreements/NOSUC-HLINK/decision").with(csrf()).param("decision", "APPROVE"))
                .andExpect(status().isNotFound());
    }

    @Test
    void whoIsErasedIsReachedNoMoreAndTheAgreementStays() {
        var party = rows.parties(agreement).get(0);
        rows.changeParty(
                party.id(), party.name(), new AgreementParty.Contact("Zahra@example.invalid", "212600000001", "ar"));
        letters.on(new PersonErased(1, Set.of(), Set.of("212699999999"), null));
        assertThat(rows.parties(agreement).get(0).contact())
                .as("somebody else was erased")
                .isEqualTo(new AgreementParty.Contact("Zahra@example.invalid", "212600000001", "ar"));
        letters.on(new PersonErased(1, Set.of(), Set.of("zahra@example.invalid"), null));
        assertThat(rows.parties(agreement).get(0).contact()).isEqualTo(new AgreementParty.Contact(null, null, "ar"));
        assertThat(rows.parties(agreement).get(0).name()).isEqualTo(party.name());
    }

    @Test
    void readingNeverUsesTheLinkUp() throws Exception {
        for (var round = 0; round < 2; round++) {
            var page = pages.perform(get("/agreements/" + token))
                    .andExpect(status().isOk())
                    .andExpect(header().string("Referrer-Policy", "no-referrer"))
                    .andExpect(header().string("X-Robots-Tag", "noindex, nofollow"))
                    .andReturn()
                    .getResponse()
                    .getContentAsString();
            assertThat(page).contains("dir=\"rtl\"", "الصيغة 1", "data-step=\"REVIEW\"");
        }
        assertThat(rows.decisions(rows.latest(agreement).orElseThrow().id())).isEmpty();
        var pdf = pages.perform(get("/agreements/" + token + "/document"))
                .andExpect(status().isOk())
                .andExpect(content().contentType("application/pdf"))
                .andReturn()
                .getResponse()
                .getContentAsByteArray();
        assertThat(new String(pdf, 0, 5, StandardCharsets.US_ASCII)).isEqualTo("%PDF-");
    }

    @Test
    void whatAPartyHasBegunToWriteByItsLinkIsKeptUntilItIsSentOrThrownAway() throws Exception {
        var decision = "/agreements/" + token + "/decision";
        pages.perform(post(decision)
                        .with(csrf())
                        .param("decision", "CHANGES")
                        .param("version", "1")
                        .param("comment", "نقترح <b>أجلا</b> أطول")
                        .param("draft", "save"))
                .andExpect(redirectedUrl("/agreements/" + token + "#changes"));
        assertThat(rows.decisions(rows.latest(agreement).orElseThrow().id()))
                .as("nothing was sent")
                .isEmpty();
        var page = pages.perform(get("/agreements/" + token))
                .andReturn()
                .getResponse()
                .getContentAsString();
        assertThat(page).contains("نقترح &lt;b&gt;أجلا&lt;/b&gt; أطول", "مسودة");
        assertThat(page.indexOf("نقترح")).as("in its own form only").isEqualTo(page.lastIndexOf("نقترح"));
        var another = stage.link(stage.laidBefore("wilaya"), 0);
        pages.perform(get("/agreements/" + another))
                .andExpect(content().string(Matchers.not(Matchers.containsString("نقترح"))));
        pages.perform(post(decision)
                        .with(csrf())
                        .param("decision", "CHANGES")
                        .param("version", "1")
                        .param("draft", "discard"))
                .andExpect(status().is3xxRedirection());
        pages.perform(get("/agreements/" + token))
                .andExpect(content().string(Matchers.not(Matchers.containsString("نقترح"))));
    }

    @Test
    void aLinkTypedInLowerCaseOrWithoutHyphensIsTheSameLink() throws Exception {
        pages.perform(get("/agreements/" + token.toLowerCase(Locale.ROOT).replace("-", "")))
                .andExpect(status().isOk());
    }

    @Test
    void thePageSpeaksFrenchAndEnglish() throws Exception {
        pages.perform(get("/agreements/" + token).param("lang", "fr").queryParam("lang", "fr"))
                .andExpect(content().string(Matchers.containsString("Demander une modification")))
                .andExpect(content().string(Matchers.containsString("dir=\"ltr\"")));
        pages.perform(get("/agreements/" + token).queryParam("lang", "en"))
                .andExpect(content().string(Matchers.containsString("Ask for changes")));
    }

    @Test
    void approvingTwiceShowsWhereTheAgreementStandsAndCountsOnce() throws Exception {
        approve().andExpect(status().is3xxRedirection()).andExpect(redirectedUrl("/agreements/" + token + "#now"));
        approve().andExpect(redirectedUrl("/agreements/" + token + "?already#now"));
        assertThat(rows.decisions(rows.latest(agreement).orElseThrow().id())).hasSize(1);
        pages.perform(get("/agreements/" + token + "?already").queryParam("already", ""))
                .andExpect(content().string(Matchers.containsString("سبق أن سجلنا جوابكم")));
    }

    @Test
    void aRequestForChangesNeedsWordsAndKeepsWhatWasTyped() throws Exception {
        var empty = decide("CHANGES", "   ")
                .andExpect(status().isUnprocessableEntity())
                .andReturn()
                .getResponse()
                .getContentAsString();
        assertThat(empty).contains("id=\"comment-errors\"").contains("data-step=\"REVIEW\"");
        var tooLong = "مهم".repeat(1_400);
        var kept = decide("CHANGES", tooLong)
                .andExpect(status().isUnprocessableEntity())
                .andReturn()
                .getResponse()
                .getContentAsString();
        assertThat(kept).contains(tooLong).containsPattern("<details[^>]*id=\"changes\"[^>]*open");
        assertThat(rows.get(agreement).state()).isEqualTo(AgreementState.IN_REVIEW);
    }

    @Test
    void whatAPartyWritesIsShownAsTextWhereverItAppears() throws Exception {
        decide("CHANGES", "<script>alert(1)</script>").andExpect(status().is3xxRedirection());
        for (var page : new String[] {"/agreements/" + token, "/agreements/detail/" + agreement}) {
            var shown = pages.perform(get(page).with(MANAGER))
                    .andExpect(status().isOk())
                    .andReturn()
                    .getResponse()
                    .getContentAsString();
            assertThat(shown).contains("&lt;script&gt;alert(1)").doesNotContain("<script>alert(1)");
        }
    }

    @Test
    void aPostWithoutItsTokenAndAnAnswerToAnOldVersionChangeNothing() throws Exception {
        pages.perform(post("/agreements/" + token + "/decision").param("decision", "APPROVE"))
                .andExpect(status().isForbidden());
        pages.perform(post("/agreements/" + token + "/decision")
                        .with(csrf())
                        .param("decision", "APPROVE")
                        .param("version", "9"))
                .andExpect(status().isUnprocessableEntity());
        pages.perform(post("/agreements/" + token + "/decision").with(csrf()))
                .andExpect(status().isUnprocessableEntity());
        assertThat(rows.decisions(rows.latest(agreement).orElseThrow().id())).isEmpty();
    }

    @Test
    void aPartySignsElectronicallyOnItsPage() throws Exception {
        pages.perform(post("/agreements/" + token + "/decision")
                        .with(csrf())
                        .param("decision", "APPROVE")
                        .param("signing", "ELECTRONIC"))
                .andExpect(status().is3xxRedirection());
        stage.runJobs();
        var sha256 = rows.latest(agreement).orElseThrow().seal().sha256();
        pages.perform(post("/agreements/" + token + "/signature")
                        .with(csrf())
                        .param("function", "<b>رئيس الجهة</b>")
                        .param("fingerprint", sha256))
                .andExpect(status().isUnprocessableEntity())
                .andExpect(content().string(Matchers.containsString("id=\"consent-errors\"")))
                .andExpect(content().string(Matchers.containsString("&lt;b&gt;رئيس الجهة")));
        pages.perform(post("/agreements/" + token + "/signature")
                        .with(csrf())
                        .param("function", "رئيس الجهة")
                        .param("consent", "true")
                        .param("fingerprint", sha256))
                .andExpect(redirectedUrl("/agreements/" + token + "#now"));
        assertThat(rows.signatures(agreement))
                .singleElement()
                .satisfies(s -> assertThat(s.function()).isEqualTo("رئيس الجهة"));
        pages.perform(get("/agreements/" + token))
                .andExpect(content().string(Matchers.containsString("data-step=\"SIGN_NETWORK\"")));
    }

    @Test
    void theStaffListIsClosedToOthersAndExports() throws Exception {
        pages.perform(get("/agreements")).andExpect(redirectedUrl("/login"));
        pages.perform(get("/agreements").with(SignedIn.as("c", "coordinators", "coordinator-settat")))
                .andExpect(status().isForbidden());
        pages.perform(get("/agreements/detail/" + agreement).with(OFFICIAL)).andExpect(status().isForbidden());
        var cycle = "2024-" + rows.get(agreement).cycle().value();
        pages.perform(get("/agreements").with(MANAGER)).andExpect(status().isOk());
        pages.perform(get("/agreements").param("cycle", cycle).with(MANAGER))
                .andExpect(status().isOk())
                .andExpect(content().string(Matchers.containsString("/agreements/detail/" + agreement)));
        pages.perform(get("/agreements/list.xlsx").param("cycle", cycle).with(MANAGER))
                .andExpect(status().isOk())
                .andExpect(header().string(
                                "Content-Type", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"));
        pages.perform(get("/agreements").param("cycle", "1900-none").with(MANAGER))
                .andExpect(status().isNotFound());
        pages.perform(get("/agreements/detail/987654").with(MANAGER)).andExpect(status().isNotFound());
    }

    @Test
    void aFreshLinkToHandOverOpensTheSamePage() throws Exception {
        var party = rows.parties(agreement).get(0).id();
        pages.perform(post("/agreements/detail/" + agreement + "/links")
                        .with(MANAGER)
                        .with(csrf())
                        .param("party", Long.toString(party)))
                .andExpect(status().is3xxRedirection());
        var detail = pages.perform(get("/agreements/detail/" + agreement).with(MANAGER))
                .andExpect(status().isOk())
                .andReturn()
                .getResponse()
                .getContentAsString();
        var fresh = stage.link(agreement, 0);
        assertThat(fresh).isNotEqualTo(token);
        assertThat(detail).contains(fresh);
        for (var link : new String[] {token, fresh}) {
            pages.perform(get("/agreements/" + link)).andExpect(status().isOk());
        }
    }

    @Test
    void onlyTheManagerSeesPersonalLinks() throws Exception {
        for (var reader : new String[] {"president", "auditor"}) {
            pages.perform(get("/agreements/detail/" + agreement).with(SignedIn.as(reader, reader)))
                    .andExpect(status().isOk())
                    .andExpect(content().string(Matchers.not(Matchers.containsString(token))));
        }
        pages.perform(get("/agreements/detail/" + agreement).with(MANAGER))
                .andExpect(content().string(Matchers.containsString(token)));
    }

    @Test
    void scansAreTakenFromTheManagerOnlyAndOnlyAsPdfJpegOrPng() throws Exception {
        var pdf = new MockMultipartFile(
                "scan", "x.pdf", "application/pdf", "%PDF-1.4".getBytes(StandardCharsets.US_ASCII));
        var exe = new MockMultipartFile("scan", "x.pdf", "application/pdf", "MZ".getBytes(StandardCharsets.US_ASCII));
        pages.perform(multipart("/agreements/scans").file(pdf).with(csrf()).with(OFFICIAL))
                .andExpect(status().isForbidden());
        pages.perform(multipart("/agreements/scans").file(exe).with(csrf()).with(MANAGER))
                .andExpect(status().isUnprocessableEntity())
                .andExpect(content().string(Matchers.containsString("PDF وJPEG وPNG")));
        pages.perform(multipart("/agreements/scans").with(csrf()).with(MANAGER))
                .andExpect(status().isUnprocessableEntity());
        pages.perform(multipart("/agreements/scans").file(pdf).with(csrf()).with(MANAGER))
                .andExpect(status().isOk())
                .andExpect(content().string(Matchers.containsString("uuid")));
        pages.perform(get("/agreements/scans").with(MANAGER)).andExpect(status().isOk());
    }

    @Test
    void anOfficialWhoLogsInFindsTheTaskAndOnlyTheOwnAgreement() throws Exception {
        var own = stage.laidBefore("employment");
        pages.perform(get("/my-tasks").with(OFFICIAL))
                .andExpect(status().isOk())
                .andExpect(content().string(Matchers.containsString("/agreements/mine/" + own)));
        pages.perform(get("/agreements/mine/" + own).with(OFFICIAL)).andExpect(status().isOk());
        pages.perform(get("/agreements/mine/" + agreement).with(OFFICIAL)).andExpect(status().isNotFound());
        pages.perform(post("/agreements/mine/" + own + "/decision")
                        .with(OFFICIAL)
                        .with(csrf())
                        .param("decision", "DECLINE")
                        .param("comment", "لا"))
                .andExpect(redirectedUrl("/agreements/mine/" + own + "#now"));
        stage.runJobs();
        assertThat(rows.get(own).state()).isEqualTo(AgreementState.DECLINED);
    }

    @Test
    void thePresidentSignsOnTheCardWithConsentOrSaysWhyNotYet() throws Exception {
        var own = stage.laidBefore("employment");
        stage.decides(own, 0, Map.of("decision", "APPROVE", "signing", "ELECTRONIC"));
        stage.decides(own, 0, Map.of("function", "المدير الجهوي", "consent", "true"));
        var task = tasks.waiting(PartnershipAgreement.KEY, Long.toString(own)).stream()
                .filter(t -> "president".equals(t.assignee()))
                .findFirst()
                .orElseThrow()
                .id();
        var document = "/agreements/detail/" + own + "/versions/1";
        pages.perform(get("/waiting-for-me").with(PRESIDENT))
                .andExpect(status().isOk())
                .andExpect(content().string(Matchers.containsString("href=\"" + document + "\"")));
        pages.perform(get(document).with(PRESIDENT)).andExpect(content().contentType("application/pdf"));

        pages.perform(card(task, "yes")).andExpect(status().isUnprocessableEntity());
        assertThat(rows.signatures(own)).hasSize(1);
        pages.perform(card(task, "no").param("reason", " ")).andExpect(status().isUnprocessableEntity());
        pages.perform(card(task, "no").param("reason", "المادة الثالثة غير واضحة"))
                .andExpect(redirectedUrl("/waiting-for-me"));
        assertThat(rows.withheld(own)).hasSize(1);
        pages.perform(get("/waiting-for-me").with(PRESIDENT))
                .andExpect(content().string(Matchers.containsString("المادة الثالثة غير واضحة")));
        pages.perform(get("/agreements/detail/" + own).with(MANAGER))
                .andExpect(content().string(Matchers.containsString("المادة الثالثة غير واضحة")));
        pages.perform(card(task, "yes").with(MANAGER)).andExpect(status().isForbidden());

        pages.perform(card(task, "yes").param("consent", "true")).andExpect(redirectedUrl("/waiting-for-me"));
        assertThat(rows.signatures(own)).hasSize(2);
        pages.perform(card(task, "yes").param("consent", "true")).andExpect(redirectedUrl("/waiting-for-me"));
        assertThat(rows.signatures(own)).as("a second tap signs nothing").hasSize(2);
    }

    @Test
    void thePresidentDeclinesForGoodWithAReasonThatThePartnerReads() throws Exception {
        var own = stage.laidBefore("employment");
        stage.decides(own, 0, Map.of("decision", "APPROVE", "signing", "ELECTRONIC"));
        stage.decides(own, 0, Map.of("function", "المدير الجهوي", "consent", "true"));
        var task = tasks.waiting(PartnershipAgreement.KEY, Long.toString(own)).stream()
                .filter(t -> "president".equals(t.assignee()))
                .findFirst()
                .orElseThrow()
                .id();
        pages.perform(get("/waiting-for-me").param("lang", "ar").with(PRESIDENT))
                .andExpect(content().string(Matchers.containsString("أرفض الاتفاقية نهائيا")));
        pages.perform(card(task, "end").param("reason", " "))
                .andExpect(status().isUnprocessableEntity())
                .andExpect(content().string(Matchers.containsString("id=\"reason-errors\"")));
        pages.perform(card(task, "never").param("reason", "لا")).andExpect(redirectedUrl("/waiting-for-me"));
        assertThat(rows.get(own).state()).isEqualTo(AgreementState.SIGNING);

        var reason = "لم يصادق المكتب على الالتزامات المالية";
        pages.perform(card(task, "end").param("reason", reason)).andExpect(redirectedUrl("/waiting-for-me"));
        assertThat(rows.get(own).state()).isEqualTo(AgreementState.DECLINED);
        assertThat(tasks.waiting(PartnershipAgreement.KEY, Long.toString(own))).isEmpty();
        for (var reader : List.of(
                get("/agreements/mine/" + own).with(OFFICIAL),
                get("/agreements/detail/" + own).with(MANAGER))) {
            pages.perform(reader).andExpect(content().string(Matchers.containsString(reason)));
        }
        pages.perform(card(task, "yes").param("consent", "true")).andExpect(redirectedUrl("/waiting-for-me"));
        assertThat(rows.signatures(own)).as("nobody signs what has ended").hasSize(1);
    }

    private static MockHttpServletRequestBuilder card(String task, String deed) {
        return post("/waiting-for-me")
                .with(PRESIDENT)
                .with(csrf())
                .param("task", task)
                .param("deed", deed);
    }

    @Test
    void theManagersFormsShowWhatTheirTaskNeeds() {
        decideQuietly();
        var task = tasks.waiting(PartnershipAgreement.KEY, Long.toString(agreement))
                .get(0);
        assertThat(task.definitionKey()).isEqualTo(PartnershipAgreement.RECORD_PAPER);
        Map<String, Object> facts = tasks.facts(task.id(), AgreementHouse.MANAGER);
        assertThat(facts).containsKeys("agreement", "version", "documents");
    }

    private void decideQuietly() {
        stage.decides(agreement, 0, Map.of("decision", "APPROVE", "signing", "PAPER"));
    }

    private ResultActions approve() throws Exception {
        return pages.perform(post("/agreements/" + token + "/decision")
                .with(csrf())
                .param("decision", "APPROVE")
                .param("version", "1"));
    }

    private ResultActions decide(String decision, String comment) throws Exception {
        return pages.perform(post("/agreements/" + token + "/decision")
                .with(csrf())
                .param("decision", decision)
                .param("version", "1")
                .param("comment", comment));
    }
}
