package org.dawra.certificate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.csrf;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.post;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.Executors;
import java.util.zip.ZipInputStream;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.text.PDFTextStripper;
import org.dawra.access.Role;
import org.dawra.access.SignedIn;
import org.dawra.document.Codes;
import org.dawra.document.DocumentStore;
import org.dawra.document.Verification;
import org.dawra.engine.Actor;
import org.dawra.engine.Fields;
import org.dawra.engine.Refused;
import org.dawra.registration.NameCorrections;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.autoconfigure.web.servlet.AutoConfigureMockMvc;
import org.springframework.context.ApplicationContext;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.test.annotation.DirtiesContext;
import org.springframework.test.context.ActiveProfiles;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.test.web.servlet.request.MockHttpServletRequestBuilder;

/** What happens to certificates after they were issued, in the whole application. */
@Tag("database")
@DirtiesContext
@AutoConfigureMockMvc
@ActiveProfiles("test")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class CertificateLifeStory {

    private static final String OURS = "sidi-bennour";
    private static final Actor MANAGER = new Actor("manager", Set.of(Role.PROGRAMME_MANAGER.group()));
    private static final Actor TEAM = new Actor("team", Set.of(Role.WORKING_TEAM.group()));
    private static final Actor COORDINATOR =
            new Actor("coordinator", Set.of(Role.COORDINATOR.group(), Role.COORDINATOR.group(OURS)));

    @Autowired
    private ApplicationContext house;

    @Autowired
    private CertificateLife deeds;

    @Autowired
    private StoredCertificates certificates;

    @Autowired
    private CertificateLists lists;

    @Autowired
    private NameCorrections names;

    @Autowired
    private DocumentStore store;

    @Autowired
    private JdbcTemplate jdbc;

    @Autowired
    private MockMvc pages;

    private IssuedMeeting meeting;

    @BeforeAll
    void aMeeting() {
        meeting = new IssuedMeeting(house);
    }

    @Test
    void aCorrectionIssuesAnewUnderTheSameNumberAndTheOldPaperSaysReplaced() throws Exception {
        var old = meeting.issue(OURS, "خديجة المنصوري").get(0);
        correct(old, 1, "خديجة المنصوري العلوي");
        var fresh = meeting.find(old.id());

        assertThat(fresh.code()).isNotEqualTo(old.code());
        assertThat(text(fresh.pdf())).contains("خديجة المنصوري العلوي", "الصيغة 2");
        var was = verify(old.code());
        var is = verify(fresh.code());
        assertThat(was.state()).isEqualTo(Verification.State.REPLACED);
        assertThat(was.change()).isNotNull().satisfies(change -> {
            assertThat(change.version()).isEqualTo(2);
            assertThat(change.on()).isNotNull();
        });
        assertThat(values(was)).as("whose name it bore is not kept").noneMatch(v -> v.contains("خديجة"));
        assertThat(is.state()).isEqualTo(Verification.State.GENUINE);
        assertThat(values(is)).contains("خديجة المنصوري العلوي", "2");
        assertThat(values(is).get(0)).as("the number").isEqualTo(values(was).get(0));
        assertThat(ofFile(old.pdf()).state()).isEqualTo(Verification.State.REPLACED);
        assertThat(ofFile(fresh.pdf()).state()).isEqualTo(Verification.State.GENUINE);
        assertThat(one("select count(*) from outbox where purpose = ?", "certificate:" + old.id() + ":v2"))
                .isOne();
        assertThat(one(
                        "select count(*) from audit_entry where deed = 'certificate.corrected' and subject = ?",
                        "certificate:" + old.id() + "#v2"))
                .isOne();

        correct(old, 2, "خديجة المنصوري");
        assertThat(verify(fresh.code()).change())
                .isNotNull()
                .satisfies(c -> assertThat(c.version()).isEqualTo(3));
        assertThat(verify(old.code()).change())
                .isNotNull()
                .satisfies(c -> assertThat(c.version()).as("the one in force").isEqualTo(3));
    }

    @Test
    void untilItIsIssuedAnewTheNameAsPrintedIsTold() {
        var issued = meeting.issue(OURS, "نعيمة بنسعيد").get(0);
        names.correct(issued.seat(), "نعيمة بن سعيد", "somebody");
        assertThat(values(verify(issued.code()))).contains("نعيمة بنسعيد").doesNotContain("نعيمة بن سعيد");
        names.correct(issued.seat(), "نعيمة بنت سعيد", "somebody");
        assertThat(values(verify(issued.code()))).contains("نعيمة بنسعيد");
        correct(issued, 1, "نعيمة بنت سعيد");
        assertThat(values(verify(meeting.find(issued.id()).code()))).contains("نعيمة بنت سعيد");
    }

    @Test
    void whatIsNotToBeCorrectedIsRefusedAtItsField() {
        var issued = meeting.issue(OURS, "رشيد أمغار").get(0);
        assertRefused(() -> correct(issued, 1, "رشيد أمغار"), "name", "certificate.life.sameName");
        assertRefused(() -> correct(issued, 1, "7"), "name", "registration.name.wrong");
        assertRefused(() -> correct(issued, 2, "رشيد أمغر"), "", "certificate.life.overtaken");
        assertThat(one("select version_number from certificate where id = ?", issued.id()))
                .isOne();
        assertThat(verify(issued.code()).state()).isEqualTo(Verification.State.GENUINE);
    }

    @Test
    void aRevocationTellsDayAndPublicReasonAndTheHolder() {
        var issued = meeting.issue(OURS, "سعيد الفاسي").get(0);
        assertRefused(() -> revoke(issued, 1, "OTHER", ""), "words", "form.required");
        assertRefused(() -> revoke(issued, 1, "NONSENSE", ""), "why", "form.option");
        revoke(issued, 1, "NOT_ATTENDED", "");
        var told = verify(issued.code());
        assertThat(told.state()).isEqualTo(Verification.State.REVOKED);
        assertThat(told.change()).isNotNull().satisfies(change -> {
            assertThat(change.reason()).isEqualTo("La condition de présence n'est pas remplie");
            assertThat(change.on()).isNotNull();
        });
        assertThat(certificates
                        .verify(issued.code(), Locale.ENGLISH)
                        .orElseThrow()
                        .change()
                        .reason())
                .isEqualTo("The holder did not attend as required");
        assertThat(ofFile(issued.pdf()).state()).isEqualTo(Verification.State.REVOKED);
        assertThat(one("select count(*) from outbox where purpose = ?", "certificate:" + issued.id() + ":revoked"))
                .isOne();
        assertRefused(() -> revoke(issued, 1, "MISTAKE", ""), "", "certificate.life.overtaken");
        assertRefused(() -> correct(issued, 1, "سعيد الفاسي بناني"), "", "certificate.life.overtaken");
        var other = meeting.issue(OURS, "مراد الفاسي").get(0);
        revoke(other, 1, "OTHER", "سُلّمت قبل الأوان");
        assertThat(verify(other.code()).change().reason()).isEqualTo("سُلّمت قبل الأوان");
    }

    @Test
    void ofTwoAtOnceTheSecondIsRefusedAndNothingIsHalfDone() throws Exception {
        for (var round = 0; round < 6; round++) {
            var issued =
                    meeting.issue(OURS, "متزامن " + (char) ('أ' + round) + "بج").get(0);
            var barrier = new CyclicBarrier(3);
            var pool = Executors.newFixedThreadPool(3);
            try {
                List<Callable<Boolean>> hands = List.of(
                        () -> attempt(barrier, () -> correct(issued, 1, "متزامن مصحح أول")),
                        () -> attempt(barrier, () -> correct(issued, 1, "متزامن مصحح ثان")),
                        () -> attempt(barrier, () -> revoke(issued, 1, "MISTAKE", "")));
                var done = 0;
                for (var future : pool.invokeAll(hands)) {
                    done += future.get() ? 1 : 0;
                }
                assertThat(done).isOne();
            } finally {
                pool.shutdown();
            }
            var revoked = one("select count(*) from certificate where id = ? and state = 'REVOKED'", issued.id());
            var versions = one("select count(*) from certificate_version where certificate_id = ?", issued.id());
            assertThat(revoked + versions).isOne();
            assertThat(one("select version_number from certificate where id = ?", issued.id()))
                    .isEqualTo(1 + versions);
            assertThat(one("select count(*) from outbox where purpose like ?", "certificate:" + issued.id() + ":%"))
                    .isOne();
        }
    }

    private static boolean attempt(CyclicBarrier barrier, Runnable deed) throws Exception {
        barrier.await();
        try {
            deed.run();
            return true;
        } catch (Refused | org.springframework.dao.ConcurrencyFailureException second) {
            return false;
        }
    }

    @Test
    void itIsSentAgainOnceAFormAndByTheCoordinatorOfTheProvinceToo() {
        var issued = meeting.issue(OURS, "ليلى الدكالي").get(0);
        var fields = Fields.of(Map.of("ordinal", "1", "reason", "ضاعت الرسالة"));
        deeds.resend(issued.id(), fields, COORDINATOR);
        assertRefused(() -> deeds.resend(issued.id(), fields, COORDINATOR), "", "certificate.life.already");
        assertThat(one("select count(*) from outbox where purpose like ?", "certificate:" + issued.id() + ":again%"))
                .isOne();
        deeds.resend(issued.id(), Fields.of(Map.of("ordinal", "2", "reason", "مرة أخرى")), MANAGER);
        assertRefused(
                () -> deeds.resend(issued.id(), Fields.of(Map.of("ordinal", "3", "reason", " ")), MANAGER),
                "reason",
                "form.required");
        assertThatThrownBy(() -> deeds.resend(issued.id(), fields, TEAM)).isInstanceOf(NoSuchElementException.class);
        assertThatThrownBy(() -> deeds.ask(issued.id(), fields, TEAM)).isInstanceOf(NoSuchElementException.class);
        var elsewhere = meeting.issue("el-jadida", "ليلى البيضاوي").get(0);
        assertThatThrownBy(() -> deeds.resend(elsewhere.id(), fields, COORDINATOR))
                .isInstanceOf(NoSuchElementException.class);
    }

    @Test
    void whoHasNoAddressIsReachedByTheCoordinatorWhoSeesTheMessageAndTicksIt() throws Exception {
        var withoutMail = meeting.issue(OURS, "بدون بريد أول", "بدون بريد ثان").stream()
                .filter(one -> one(
                                "select count(*) from beneficiary b join registration r on r.beneficiary_id = b.id"
                                        + " where r.id = ? and b.email is null",
                                one.registration())
                        == 1)
                .findFirst()
                .orElseThrow();
        var other = meeting.issue(OURS, "شخص آخر هناك", "شخص آخر هنا").get(0);
        deeds.resend(withoutMail.id(), Fields.of(Map.of("ordinal", "1", "reason", "لم تصله")), COORDINATOR);
        var path = "/certificates/papers/" + withoutMail.id();
        var coordinator = SignedIn.as("coordinator", "coordinators", "coordinator-" + OURS);
        assertThat(body(get(path).with(coordinator))).contains("https://wa.me/", "من جديد", path + "/handed");
        assertThat(body(get(path).with(SignedIn.as("auditor", "auditor")))).doesNotContain("wa.me");
        var line = String.valueOf(
                one("select max(id) from outbox where purpose = ?", "certificate:" + withoutMail.id() + ":again1"));
        assertThat(status(post("/certificates/papers/" + other.id() + "/handed")
                        .with(coordinator)
                        .with(csrf())
                        .param("line", line)))
                .as("another's message")
                .isEqualTo(404);
        assertThat(status(post(path + "/handed").with(coordinator).with(csrf()).param("line", line)))
                .isEqualTo(302);
        assertThat(one("select count(*) from outbox where id = ? and state = 'HANDED'", Long.parseLong(line)))
                .isOne();
    }

    @Test
    void aCoordinatorAsksAndDoesNotDecide() throws Exception {
        var issued = meeting.issue(OURS, "عزيز الشاوي").get(0);
        for (var deed : List.<Runnable>of(
                () -> deeds.correct(issued.id(), name(1, "عزيز الشاوي الوردي"), COORDINATOR),
                () -> deeds.revoke(issued.id(), Fields.of(Map.of("version", "1", "why", "MISTAKE")), COORDINATOR),
                () -> deeds.settle(issued.id(), COORDINATOR))) {
            assertThatThrownBy(deed::run).isInstanceOf(NoSuchElementException.class);
        }
        var fields = Fields.of(Map.of("ordinal", "1", "kind", "CORRECT", "note", "الاسم الصحيح عزيز الشاوي الوردي"));
        deeds.ask(issued.id(), fields, COORDINATOR);
        assertRefused(() -> deeds.ask(issued.id(), fields, COORDINATOR), "", "certificate.life.already");
        var manager = SignedIn.as("manager", "programme-manager");
        assertThat(body(get("/certificates").with(manager))).contains("طلب المنسقون تصحيحها");
        assertThat(body(get("/certificates/papers?asked=true").with(manager))).contains("عزيز الشاوي", "طلب ينتظر");
        assertThat(body(get("/certificates/papers/" + issued.id()).with(manager)))
                .contains("الاسم الصحيح عزيز");
        correct(issued, 1, "عزيز الشاوي الوردي");
        assertThat(one(
                        "select count(*) from certificate_request where settled_at is null and certificate_id = ?",
                        issued.id()))
                .isZero();
    }

    @Test
    void thePagesShowEachRoleWhatItMayDoAndErrorsStandAtTheirFields() throws Exception {
        var issued = meeting.issue(OURS, "فوزية بناصر").get(0);
        var path = "/certificates/papers/" + issued.id();
        var manager = SignedIn.as("manager", "programme-manager");
        var coordinator = SignedIn.as("coordinator", "coordinators", "coordinator-" + OURS);
        var stranger = SignedIn.as("other", "coordinators", "coordinator-el-jadida");
        assertThat(body(get(path).with(manager)))
                .contains(path + "/revoke", path + "/correct", path + "/resend")
                .doesNotContain(path + "/ask");
        assertThat(body(get(path).with(coordinator)))
                .contains(path + "/ask", path + "/resend")
                .doesNotContain(path + "/revoke");
        assertThat(body(get(path).with(SignedIn.as("team", "working-team"))))
                .doesNotContain(path + "/resend", path + "/ask");
        for (var foreign : List.of(
                path,
                path + "/file",
                "/certificates/papers?province=" + OURS,
                "/certificates/papers.zip?province=" + OURS + "&meeting=" + meeting.meeting())) {
            assertThat(status(get(foreign).with(stranger))).as(foreign).isEqualTo(404);
        }
        assertThat(status(post(path + "/resend")
                        .with(stranger)
                        .with(csrf())
                        .param("ordinal", "1")
                        .param("reason", "x")))
                .isEqualTo(404);
        assertThat(status(post(path + "/revoke")
                        .with(coordinator)
                        .with(csrf())
                        .param("version", "1")
                        .param("why", "MISTAKE")))
                .isEqualTo(404);
        var wrong = pages.perform(post(path + "/revoke")
                        .with(manager)
                        .with(csrf())
                        .param("version", "1")
                        .param("why", "OTHER")
                        .param("words", ""))
                .andReturn()
                .getResponse();
        assertThat(wrong.getStatus()).isEqualTo(422);
        assertThat(wrong.getContentAsString(java.nio.charset.StandardCharsets.UTF_8))
                .contains("id=\"words-errors\"", "value=\"OTHER\" checked");
        assertThat(status(post(path + "/correct")
                        .with(manager)
                        .with(csrf())
                        .param("version", "1")
                        .param("name", "فوزية بن ناصر")
                        .param("reason", "خطأ مطبعي")))
                .isEqualTo(302);
        assertThat(body(get(path).with(manager))).contains("فوزية بن ناصر", "خطأ مطبعي");
    }

    @Test
    void certificatesAreFoundByNumberCodeAndName() throws Exception {
        var issued = meeting.issue(OURS, "زبيدة الحمدوشي", "يطو أوعلي");
        var manager = SignedIn.as("manager", "programme-manager");
        var serial = lists.line(rows(issued.get(0).id())).serial();
        for (var words : List.of(
                "زبيدة", serial, issued.get(0).code(), issued.get(0).code().toLowerCase(Locale.ROOT))) {
            assertThat(body(get("/certificates/papers").param("q", words).with(manager)))
                    .as(words)
                    .contains("زبيدة الحمدوشي")
                    .doesNotContain("يطو أوعلي");
        }
        assertThat(body(get("/certificates/papers").param("q", "لا أحد").with(manager)))
                .contains("لا شهادة بهذه المواصفات");
    }

    @Test
    void theZipHoldsThePapersInForceOfOneProvinceUnderNamesThatWindowsTakes() throws Exception {
        var here = meeting.issue("settat", "أحمد / الكاتب: \"المدير\"?", "con", "CON.\u202e ");
        meeting.issue("el-jadida", "ليس هنا");
        revoke(here.get(1), 1, "MISTAKE", "");
        var response = pages.perform(get("/certificates/papers.zip?province=settat&meeting=" + meeting.meeting())
                        .with(SignedIn.as("c", "coordinators", "coordinator-settat")))
                .andReturn()
                .getResponse();
        assertThat(response.getContentType()).isEqualTo("application/zip");
        var entries = new LinkedHashMap<String, byte[]>();
        try (var zip = new ZipInputStream(new ByteArrayInputStream(response.getContentAsByteArray()))) {
            for (var entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                entries.put(entry.getName(), zip.readAllBytes());
            }
        }
        assertThat(entries).hasSize(2);
        assertThat(entries.keySet())
                .allSatisfy(
                        name -> assertThat(name).matches("2026-1-\\d{4} [^\\\\/:*?\"<>|\\p{Cntrl}\u202e]+[^. ]\\.pdf"));
        assertThat(entries.keySet().iterator().next()).contains("أحمد - الكاتب- -المدير--");
        assertThat(entries.values()).first().isEqualTo(here.get(0).pdf());
        assertThat(one(
                        "select count(*) from audit_entry where deed = 'file.taken' and subject like '/certificates/papers.zip%'",
                        new Object[0]))
                .isPositive();
    }

    @Test
    void theZipIsWrittenAFewPapersAtATime() throws IOException {
        var many = new ArrayList<String>();
        for (var i = 0; i < 90; i++) {
            many.add("كثير رقم " + (char) ('ا' + i % 20) + "بت" + i);
        }
        meeting.issue("nouaceur", many.toArray(String[]::new));
        var files = lists.papers(new org.dawra.cycle.MeetingId(meeting.meeting()), "nouaceur");
        var count = 0;
        try (var zip = new ZipInputStream(new ZipStream(files))) {
            while (zip.getNextEntry() != null) {
                count++;
            }
        }
        assertThat(count).isEqualTo(90);
    }

    @Test
    void erasureReachesEveryVersionMessageAndWord() {
        var old = meeting.issue(OURS, "منسية الاسم").get(0);
        deeds.ask(
                old.id(),
                Fields.of(Map.of("ordinal", "1", "kind", "CORRECT", "note", "منسية الاسم الكامل")),
                COORDINATOR);
        correct(old, 1, "منسية الاسم الكامل");
        names.correct(old.seat(), "منسية الاسم جدا", "x");
        deeds.resend(old.id(), Fields.of(Map.of("ordinal", "1", "reason", "منسية")), MANAGER);
        var fresh = meeting.find(old.id());
        meeting.erase(fresh);
        for (var code : List.of(old.code(), fresh.code())) {
            assertThat(values(verify(code))).noneMatch(v -> v.contains("منسية"));
        }
        assertThat(verify(fresh.code()).state()).isEqualTo(Verification.State.ERASED);
        assertThat(one(
                        "select count(*) from document d join certificate_version v on v.document_id = d.id"
                                + " where v.certificate_id = ? and d.bytes is not null",
                        old.id()))
                .isZero();
        for (var column : List.of(
                "certificate_printed.holder_name",
                "certificate_version.reason",
                "certificate_sending.reason",
                "certificate_request.note")) {
            var table = column.substring(0, column.indexOf('.'));
            var field = column.substring(column.indexOf('.') + 1);
            assertThat(jdbc.queryForList(
                            "select " + field + " from " + table + " where certificate_id = ?", String.class, old.id()))
                    .as(column)
                    .noneMatch(text -> text != null && text.contains("منسية"));
        }
        assertThat(one(
                        "select count(*) from outbox_content c join outbox o on o.id = c.outbox_id where o.purpose like ?",
                        "certificate:" + old.id() + "%"))
                .isZero();
        assertRefused(() -> correct(fresh, 2, "اسم جديد"), "", "certificate.life.overtaken");
    }

    private void correct(IssuedMeeting.Issued issued, int version, String name) {
        deeds.correct(issued.id(), name(version, name), MANAGER);
    }

    private static Fields name(int version, String name) {
        return Fields.of(Map.of("version", Integer.toString(version), "name", name, "reason", "خطأ في الكتابة"));
    }

    private void revoke(IssuedMeeting.Issued issued, int version, String why, String words) {
        deeds.revoke(
                issued.id(),
                Fields.of(Map.of("version", Integer.toString(version), "why", why, "words", words)),
                MANAGER);
    }

    private static void assertRefused(Runnable deed, String field, String key) {
        assertThatThrownBy(deed::run).isInstanceOfSatisfying(Refused.class, refused -> {
            assertThat(refused.findings().get(0).field()).isEqualTo(field);
            assertThat(refused.findings().get(0).messageKey()).isEqualTo(key);
        });
    }

    private Verification verify(String code) {
        return certificates.verify(code, Locale.FRENCH).orElseThrow();
    }

    private Verification ofFile(byte[] pdf) {
        return store.idOf(Codes.sha256(pdf))
                .flatMap(id -> certificates.verifyDocument(id, Locale.FRENCH))
                .orElseThrow();
    }

    private static List<String> values(Verification verification) {
        return verification.facts().stream().map(Verification.Fact::value).toList();
    }

    private Certificate rows(long id) {
        return house.getBean(CertificateRows.class).find(id).orElseThrow();
    }

    private String body(MockHttpServletRequestBuilder request) throws Exception {
        return pages.perform(request)
                .andReturn()
                .getResponse()
                .getContentAsString(java.nio.charset.StandardCharsets.UTF_8);
    }

    private int status(MockHttpServletRequestBuilder request) throws Exception {
        return pages.perform(request).andReturn().getResponse().getStatus();
    }

    private int one(String sql, Object... args) {
        return jdbc.queryForObject(sql, Integer.class, args);
    }

    private static String text(byte[] pdf) throws IOException {
        try (var document = Loader.loadPDF(pdf)) {
            return new PDFTextStripper().getText(document).replaceAll("[\u200e\u200f]", "");
        }
    }
}
