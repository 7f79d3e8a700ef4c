package org.dawra.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.ArgumentMatchers.anyCollection;
import static org.mockito.ArgumentMatchers.anyString;
import static org.mockito.Mockito.doAnswer;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.when;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.text.PDFTextStripper;
import org.dawra.access.Account;
import org.dawra.access.Accounts;
import org.dawra.access.Role;
import org.dawra.audit.AuditTrail;
import org.dawra.cycle.CycleId;
import org.dawra.cycle.TrainingCycles;
import org.dawra.document.DocumentStore;
import org.dawra.document.Documents;
import org.dawra.document.Seal;
import org.dawra.document.Sheets;
import org.dawra.document.TestStores;
import org.dawra.engine.Actor;
import org.dawra.engine.Fields;
import org.dawra.engine.Refused;
import org.dawra.mail.Message;
import org.dawra.mail.Outbox;
import org.dawra.registration.PersonErased;
import org.dawra.web.AllTexts;
import org.dawra.web.PublicUrl;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.core.io.FileSystemResource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;
import org.springframework.jdbc.datasource.init.ResourceDatabasePopulator;

/** The report's steps on a real database. */
class ReportDeskTest {

    private static final CycleId CYCLE = new CycleId(1);
    private static final Instant NOW = Instant.parse("2027-01-05T10:00:00Z");
    private static final Actor MANAGER = new Actor("manager", Set.of("programme-manager"));
    private static final Actor PRESIDENT = new Actor("president", Set.of("president"));
    private static final Actor BOTH = new Actor("both", Set.of("president", "programme-manager"));

    private final List<Message> messages = new ArrayList<>();
    private DocumentStore store;
    private ReportDesk desk;

    @BeforeEach
    void set() throws Exception {
        var database = new DriverManagerDataSource("jdbc:h2:mem:" + UUID.randomUUID() + ";DB_CLOSE_DELAY=-1");
        var populator = new ResourceDatabasePopulator();
        try (var migrations = Files.list(Path.of("src/main/resources/db/migration"))) {
            migrations
                    .filter(m ->
                            m.toString().contains("__document_") || m.toString().contains("__report_"))
                    .sorted()
                    .forEach(m -> populator.addScript(new FileSystemResource(m)));
        }
        populator.execute(database);
        var jdbc = JdbcClient.create(database);
        var clock = Clock.fixed(NOW, ZoneOffset.UTC);
        store = TestStores.on(database, clock);
        var cycles = mock(TrainingCycles.class);
        when(cycles.get(any())).thenReturn(ReportFixture.cycle("2024"));
        var gathering = mock(FigureGathering.class);
        when(gathering.of(CYCLE)).thenReturn(ReportFixture.figures("2024"));
        var accounts = mock(Accounts.class);
        when(accounts.samePerson(BOTH.userId(), "both-again")).thenReturn(true);
        when(accounts.withRole(any()))
                .thenAnswer(call -> List.of(new Account(
                        "user-" + call.<Role>getArgument(0).name(),
                        call.getArgument(0),
                        null,
                        "حساب",
                        null,
                        null,
                        "ar")));
        var outbox = mock(Outbox.class);
        doAnswer(call -> messages.addAll(call.getArgument(0))).when(outbox).planAll(anyCollection());
        var seal = mock(Seal.class);
        when(seal.seal(any(), any())).thenAnswer(call -> call.getArgument(0));
        var url = mock(PublicUrl.class);
        when(url.of(anyString())).thenAnswer(call -> "https://dawra.example" + call.getArgument(0));
        desk = new ReportDesk(
                new ReportRows(jdbc),
                gathering,
                cycles,
                accounts,
                new Documents(),
                seal,
                store,
                new Sheets(),
                outbox,
                url,
                AllTexts.source(),
                new ObjectMapper().findAndRegisterModules(),
                mock(AuditTrail.class),
                clock);
        assertThat(desk.gather(CYCLE).confirmers()).containsExactly("president", "programme-manager");
    }

    @Test
    void twoDifferentPersonsApproveAndOnlyThenItIsPublished() {
        versionOne();
        approve("president", PRESIDENT, "APPROVE");
        assertThat(desk.conclude(CYCLE)).isFalse();
        approve("programme-manager", MANAGER, "APPROVE");
        assertThat(desk.conclude(CYCLE)).isTrue();
        assertThat(desk.of(CYCLE)).isEmpty();
        desk.publish(CYCLE);
        var published = desk.of(CYCLE).orElseThrow();
        desk.publish(CYCLE);
        assertThat(desk.of(CYCLE)).contains(published);
        assertThat(text(published.pressAr())).contains("بلاغ صحفي", "نموذج");
        assertThat(text(published.pressFr())).contains("Communiqué de presse");
        assertThat(store.find(published.document()).orElseThrow().kind()).isEqualTo("report");
        assertThat(store.find(published.figures()).orElseThrow().fileName()).endsWith(".xlsx");
    }

    @Test
    void aWinnerOfOnePersonIsTakenOutOfWhatWasPublishedAndNothingElseChanges() throws IOException {
        versionOne();
        approve("president", PRESIDENT, "APPROVE");
        approve("programme-manager", MANAGER, "APPROVE");
        desk.conclude(CYCLE);
        desk.publish(CYCLE);
        var before = desk.of(CYCLE).orElseThrow();
        desk.on(new PersonErased(1, Set.of()));
        desk.on(new PersonErased(1, Set.of(), Set.of(), new PersonErased.OwnInstitution(9, Set.of("لا أحد"))));
        assertThat(desk.of(CYCLE)).contains(before);

        var name = "تعاونية نساء العونات";
        assertThat(text(before.pressAr())).contains(name);
        assertThat(printed(before.document())).contains(name);
        desk.on(new PersonErased(1, Set.of(), Set.of(), new PersonErased.OwnInstitution(9, Set.of(name))));
        var after = desk.of(CYCLE).orElseThrow();
        assertThat(after.publishedAt()).isEqualTo(before.publishedAt());
        assertThat(text(after.pressAr())).doesNotContain(name).contains("بلاغ صحفي");
        assertThat(printed(after.document())).doesNotContain(name).contains("التقرير العام");
        for (var old : List.of(before.document(), before.pressAr(), before.pressFr())) {
            assertThat(store.find(old).orElseThrow().bytes()).isNull();
        }
    }

    @Test
    void onePersonNeverCountsTwice() {
        versionOne();
        approve("president", BOTH, "APPROVE");
        assertThatThrownBy(() -> approve("programme-manager", BOTH, "APPROVE"))
                .isInstanceOf(Refused.class)
                .hasMessageContaining("report.samePerson");
        assertThatThrownBy(() -> approve("programme-manager", new Actor("both-again", BOTH.groups()), "APPROVE"))
                .as("a second account of the same person")
                .hasMessageContaining("report.samePerson");
        assertThat(desk.conclude(CYCLE)).isFalse();
    }

    @Test
    void whoeverReturnsSaysWhyAndWhoeverWritesNextReadsIt() {
        versionOne();
        assertThatThrownBy(() -> approve("president", PRESIDENT, "RETURN")).hasMessageContaining("noteRequired");
        desk.approve(
                CYCLE,
                "president",
                Fields.of(Map.of("decision", "RETURN", "note", "أضيفوا فقرة عن التوصيات")),
                PRESIDENT);
        approve("programme-manager", MANAGER, "APPROVE");
        assertThat(desk.conclude(CYCLE)).isFalse();
        assertThat(desk.notes(desk.find(CYCLE).orElseThrow())).containsExactly("أضيفوا فقرة عن التوصيات");
        desk.render(CYCLE);
        approve("president", PRESIDENT, "APPROVE");
        approve("programme-manager", MANAGER, "APPROVE");
        assertThat(desk.conclude(CYCLE)).isTrue();
    }

    @Test
    void strangersAndWrongValuesAreRefused() {
        assertThatThrownBy(() -> desk.writeNarrative(CYCLE, Fields.of(Map.of("narrativeAr", "نص")), PRESIDENT))
                .isInstanceOf(Refused.class);
        assertThatThrownBy(() -> desk.writeNarrative(CYCLE, Fields.of(Map.of()), MANAGER))
                .isInstanceOf(Refused.class);
        versionOne();
        assertThatThrownBy(() -> approve("president", MANAGER, "APPROVE")).isInstanceOf(Refused.class);
        assertThatThrownBy(() -> approve("president", PRESIDENT, "PERHAPS")).isInstanceOf(Refused.class);
        assertThatThrownBy(() -> approve("president", PRESIDENT, "")).isInstanceOf(Refused.class);
    }

    @Test
    void everyoneWhoWorkedForTheYearIsToldOnceWhereTheReportIs() {
        desk.mail(CYCLE);
        assertThat(messages)
                .extracting(Message::purpose)
                .doesNotHaveDuplicates()
                .hasSize(7);
        assertThat(messages).allSatisfy(m -> assertThat(m.text()).contains("https://dawra.example/reports/"));
    }

    private void versionOne() {
        desk.writeNarrative(
                CYCLE,
                Fields.of(Map.of("narrativeAr", "سار الموسم كما خطط له.", "narrativeFr", "Bonne année.")),
                MANAGER);
        desk.render(CYCLE);
    }

    private void approve(String confirmer, Actor actor, String decision) {
        desk.approve(CYCLE, confirmer, Fields.of(Map.of("decision", decision)), actor);
    }

    private String printed(long document) throws IOException {
        try (var pdf = Loader.loadPDF(store.find(document).orElseThrow().bytes())) {
            return new PDFTextStripper().getText(pdf).replaceAll("[\u200e\u200f]", "");
        }
    }

    private String text(long document) {
        return new String(store.find(document).orElseThrow().bytes(), StandardCharsets.UTF_8);
    }
}
