package org.dawra.certificate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.csrf;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.post;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.text.PDFTextStripper;
import org.dawra.access.Role;
import org.dawra.access.SignedIn;
import org.dawra.cycle.MeetingId;
import org.dawra.document.Seal;
import org.dawra.document.SealCheck;
import org.dawra.engine.Actor;
import org.dawra.engine.Fields;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.autoconfigure.web.servlet.AutoConfigureMockMvc;
import org.springframework.context.ApplicationContext;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.test.annotation.DirtiesContext;
import org.springframework.test.context.ActiveProfiles;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.test.web.servlet.request.RequestPostProcessor;

/** Paper certificates handed over in the hall, and looked at before, in the whole application. */
@Tag("database")
@DirtiesContext
@AutoConfigureMockMvc
@ActiveProfiles("test")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class CollectingStory {

    private static final String OURS = "sidi-bennour";
    private static final String THEIRS = "el-jadida";
    private static final Actor MANAGER = new Actor("manager", Set.of(Role.PROGRAMME_MANAGER.group()));
    private static final Actor COORDINATOR =
            new Actor("coordinator", Set.of(Role.COORDINATOR.group(), Role.COORDINATOR.group(OURS)));
    private static final Actor TEAM = new Actor("team", Set.of(Role.WORKING_TEAM.group()));
    private static final Actor AUDITOR = new Actor("auditor", Set.of(Role.AUDITOR.group()));

    @Autowired
    private ApplicationContext house;

    @Autowired
    private Collecting collecting;

    @Autowired
    private CollectedRows collected;

    @Autowired
    private CertificateLife deeds;

    @Autowired
    private Specimens specimens;

    @Autowired
    private Seal seal;

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
    void whoeverTicksTwiceHasTickedOnceAndMayTakeItBack() {
        var paper = meeting.issue(OURS, "سعاد الراشدي").get(0);
        var before = count(OURS);

        collecting.tick(paper.id(), TEAM);
        collecting.tick(paper.id(), COORDINATOR);
        assertThat(count(OURS).collected()).isEqualTo(before.collected() + 1);
        assertThat(entry("سعاد").tick()).isNotNull().satisfies(tick -> {
            assertThat(tick.by()).as("who was first").isEqualTo("team");
            assertThat(tick.at()).isNotNull();
        });
        assertThat(deeds("certificate.collected", paper)).isOne();

        collecting.undo(paper.id(), COORDINATOR);
        collecting.undo(paper.id(), COORDINATOR);
        assertThat(entry("سعاد").tick()).isNull();
        assertThat(count(OURS)).isEqualTo(before);
        assertThat(deeds("certificate.collected.undone", paper)).isOne();
        collecting.tick(paper.id(), MANAGER);
        assertThat(entry("سعاد").tick()).isNotNull();
    }

    @Test
    void twoWhoTickAtTheSameMomentTickOnce() throws Exception {
        var paper = meeting.issue(OURS, "كريمة العوني").get(0);
        var pool = Executors.newFixedThreadPool(4);
        try {
            Callable<Boolean> tick = () -> {
                try {
                    collecting.tick(paper.id(), TEAM);
                } catch (DuplicateKeyException e) {
                    return false;
                }
                return true;
            };
            for (var done : pool.invokeAll(List.of(tick, tick, tick, tick))) {
                done.get();
            }
        } finally {
            pool.shutdown();
        }
        assertThat(deeds("certificate.collected", paper)).isOne();
        assertThat(jdbc.queryForObject(
                        "select count(*) from certificate_collected where certificate_id = ?",
                        Integer.class,
                        paper.id()))
                .isOne();
    }

    @Test
    void anotherProvincesPapersDoNotExistForACoordinatorAndTheAuditorOnlyReads() throws Exception {
        var theirs = meeting.issue(THEIRS, "لطيفة الهلالي").get(0);
        for (var actor : List.of(COORDINATOR, AUDITOR)) {
            assertThatThrownBy(() -> collecting.tick(theirs.id(), actor)).isInstanceOf(NoSuchElementException.class);
            assertThatThrownBy(() -> collecting.undo(theirs.id(), actor)).isInstanceOf(NoSuchElementException.class);
        }
        assertThat(deeds("certificate.collected", theirs)).isZero();
        assertThat(status(COORDINATOR, THEIRS)).isEqualTo(404).isEqualTo(status(COORDINATOR, "nowhere"));
        assertThat(page(COORDINATOR, OURS, "")).doesNotContain("لطيفة", "el-jadida");
        assertThat(page(COORDINATOR, OURS, "لطيفة")).doesNotContain("الهلالي");
        assertThat(page(AUDITOR, THEIRS, "لطيفة")).contains("لطيفة الهلالي").doesNotContain("/certificates/collected/");
        assertThat(page(MANAGER, THEIRS, "لطيفة"))
                .contains("لطيفة الهلالي", "/certificates/collected/" + theirs.id(), "province=" + OURS);
    }

    @Test
    void aPaperIsFoundByNameAndNumberCountedByInstitutionAndLeavesTheListOfThoseLeft() throws Exception {
        var papers = meeting.issue(OURS, "زينب المزابي", "هند القاسمي");
        var serial = entry("زينب").line().serial();
        assertThat(found(serial))
                .singleElement()
                .satisfies(e -> assertThat(e.line().certificate().id())
                        .isEqualTo(papers.get(0).id()));

        var answer = pages.perform(
                        post("/certificates/collected/" + papers.get(0).id())
                                .param("meeting", "" + meeting.meeting())
                                .param("province", OURS)
                                .with(csrf())
                                .with(as(TEAM)))
                .andReturn()
                .getResponse();
        assertThat(answer.getRedirectedUrl())
                .startsWith("/certificates/collected?meeting=" + meeting.meeting() + "&province=" + OURS);
        assertThat(names(collecting.find(id(), OURS, "", false, 0)))
                .contains("هند القاسمي")
                .doesNotContain("زينب المزابي");
        assertThat(names(collecting.find(id(), OURS, "", true, 0)))
                .contains("زينب المزابي")
                .doesNotContain("هند القاسمي");
        var groups = collecting.find(id(), OURS, "زينب المزابي", false, 0).groups();
        assertThat(groups).singleElement().satisfies(group -> {
            assertThat(group.count().collected()).isGreaterThanOrEqualTo(1);
            assertThat(group.count().papers())
                    .isGreaterThanOrEqualTo(group.count().collected());
        });
    }

    @Test
    void aCorrectedPaperIsToBeCollectedAgainAndARevokedOneIsNot() {
        var papers = meeting.issue(OURS, "رقية مفتاح", "بشرى حجي");
        collecting.tick(papers.get(0).id(), TEAM);
        deeds.correct(
                papers.get(0).id(),
                Fields.of(Map.of("version", "1", "name", "رقية بنت مفتاح", "reason", "تصحيح")),
                MANAGER);
        assertThat(entry("رقية")).satisfies(entry -> {
            assertThat(entry.tick()).isNull();
            assertThat(entry.earlier()).isTrue();
        });
        collecting.tick(papers.get(0).id(), TEAM);
        assertThat(entry("رقية").earlier()).isFalse();

        jdbc.update(
                "update certificate set state = 'REVOKED' where id = ?",
                papers.get(1).id());
        collecting.tick(papers.get(1).id(), TEAM);
        assertThat(deeds("certificate.collected", papers.get(1))).isZero();
        assertThat(found("بشرى")).isEmpty();
    }

    @Test
    void thePreviewBearsTheLongestAndTheShortestNameAndIsASpecimenThatNobodySealsOrKeeps() throws Exception {
        meeting.issue(OURS, "فاطمة الزهراء بنت عبد الرحمان بنعبد الله العلوي الإدريسي المنصوري", "مي");
        var documents = jdbc.queryForObject("select count(*) from document", Integer.class);
        var answer = pages.perform(get("/certificates/preview.pdf")
                        .param("meeting", "" + meeting.meeting())
                        .with(as(MANAGER)))
                .andReturn()
                .getResponse();
        assertThat(answer.getContentType()).isEqualTo("application/pdf");
        var pdf = answer.getContentAsByteArray();
        try (var preview = Loader.loadPDF(pdf)) {
            assertThat(new PDFTextStripper().getText(preview).replaceAll("[\u200e\u200f]", ""))
                    .contains(
                            "فاطمة الزهراء بنت عبد الرحمان بنعبد الله العلوي الإدريسي المنصوري", "\nمي\n", "SPÉCIMEN");
            assertThat(preview.getNumberOfPages()).isBetween(2, 3);
        }
        assertThat(seal.check(pdf).verdict()).isEqualTo(SealCheck.Verdict.NONE);
        assertThat(jdbc.queryForObject("select count(*) from document", Integer.class))
                .isEqualTo(documents);
        Files.createDirectories(Path.of("target/papers"));
        Files.write(Path.of("target/papers/preview-meeting.pdf"), pdf);

        var edition = specimens.of("2024");
        Files.write(Path.of("target/papers/preview-edition.pdf"), edition);
        try (var preview = Loader.loadPDF(edition)) {
            assertThat(preview.getNumberOfPages()).isEqualTo(3);
            assertThat(new PDFTextStripper().getText(preview).replaceAll("[\u200e\u200f]", ""))
                    .contains("اللقاء التكويني الخامس", "SPÉCIMEN");
        }
        assertThatThrownBy(() -> specimens.of("2099")).isInstanceOf(NoSuchElementException.class);
    }

    private static RequestPostProcessor as(Actor actor) {
        return SignedIn.as(actor.userId(), actor.groups().toArray(String[]::new));
    }

    private MeetingId id() {
        return new MeetingId(meeting.meeting());
    }

    private CollectedRows.Count count(String province) {
        return collected.byProvince(id()).getOrDefault(province, new CollectedRows.Count(0, 0));
    }

    private List<Collecting.Entry> found(String words) {
        var entries = new ArrayList<Collecting.Entry>();
        collecting.find(id(), OURS, words, false, 0).groups().forEach(group -> entries.addAll(group.entries()));
        return entries;
    }

    private Collecting.Entry entry(String words) {
        assertThat(found(words)).hasSize(1);
        return found(words).get(0);
    }

    private static List<String> names(Collecting.Found found) {
        return found.groups().stream()
                .flatMap(group -> group.entries().stream())
                .map(entry -> entry.line().holder())
                .map(holder -> holder == null ? "" : holder.name())
                .toList();
    }

    private int deeds(String deed, IssuedMeeting.Issued paper) {
        var count = jdbc.queryForObject(
                "select count(*) from audit_entry where deed = ? and subject = ?",
                Integer.class,
                deed,
                "certificate:" + paper.id());
        return count == null ? 0 : count;
    }

    private String page(Actor actor, String province, String words) throws Exception {
        return pages.perform(get("/certificates/collected")
                        .param("meeting", "" + meeting.meeting())
                        .param("province", province)
                        .param("q", words)
                        .with(as(actor)))
                .andReturn()
                .getResponse()
                .getContentAsString();
    }

    private int status(Actor actor, String province) throws Exception {
        return pages.perform(get("/certificates/collected")
                        .param("meeting", "" + meeting.meeting())
                        .param("province", province)
                        .with(as(actor)))
                .andReturn()
                .getResponse()
                .getStatus();
    }
}
