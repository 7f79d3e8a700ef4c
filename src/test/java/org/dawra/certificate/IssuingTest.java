package org.dawra.certificate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.entry;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.ArgumentMatchers.anyCollection;
import static org.mockito.ArgumentMatchers.anyString;
import static org.mockito.ArgumentMatchers.eq;
import static org.mockito.Mockito.doAnswer;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.times;
import static org.mockito.Mockito.verify;
import static org.mockito.Mockito.when;

import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Pattern;
import javax.sql.DataSource;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.text.PDFTextStripper;
import org.assertj.core.groups.Tuple;
import org.dawra.access.Role;
import org.dawra.audit.AuditTrail;
import org.dawra.cycle.CycleId;
import org.dawra.cycle.FrozenRules;
import org.dawra.cycle.LocalTimes;
import org.dawra.cycle.MeetingId;
import org.dawra.cycle.Programmes;
import org.dawra.cycle.TrainingCycle;
import org.dawra.cycle.TrainingCycles;
import org.dawra.document.DocumentStore;
import org.dawra.document.Documents;
import org.dawra.document.Seal;
import org.dawra.document.Sheets;
import org.dawra.document.SpecimenPages;
import org.dawra.document.TestStores;
import org.dawra.document.Verification;
import org.dawra.engine.Actor;
import org.dawra.engine.Fields;
import org.dawra.engine.ProcessMessages;
import org.dawra.engine.ProcessStarts;
import org.dawra.engine.Refused;
import org.dawra.engine.StepPauses;
import org.dawra.mail.MailSettled;
import org.dawra.mail.Message;
import org.dawra.mail.MessageState;
import org.dawra.mail.Outbox;
import org.dawra.registration.Person;
import org.dawra.registration.PersonErased;
import org.dawra.registration.Persons;
import org.dawra.training.AttendanceCorrected;
import org.dawra.training.Attendances;
import org.dawra.training.TrainingSessions;
import org.dawra.web.AllTexts;
import org.dawra.web.Language;
import org.dawra.web.PublicUrl;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.core.io.FileSystemResource;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;
import org.springframework.jdbc.datasource.init.ResourceDatabasePopulator;

/** Planning and issuing on a real database, with attendance and persons played by fixtures. */
class IssuingTest {

    private static final Instant NOW = Instant.parse("2026-02-01T14:00:00Z");
    private static final Actor MANAGER = new Actor("manager", Set.of(Role.PROGRAMME_MANAGER.group()));

    private final List<Message> messages = new ArrayList<>();
    private final Map<MessageState, Long> mailStates = new HashMap<>();
    private final Map<Long, Person> people = new HashMap<>();
    private final List<String> signals = new ArrayList<>();
    private final List<String> erasedMail = new ArrayList<>();
    private final ProcessStarts starts = mock(ProcessStarts.class);
    private final AuditTrail audit = mock(AuditTrail.class);
    private DataSource database;
    private JdbcClient jdbc;
    private CertificateRows rows;
    private PrintRows prints;
    private final StepPauses steps = mock(StepPauses.class);
    private IssuingPauses pauses;
    private Issuing issuing;
    private Deliveries deliveries;
    private Printing printing;
    private StoredCertificates certificates;
    private DocumentStore store;
    private Seal seal;
    private Instant now = NOW;

    @BeforeEach
    void set() {
        database = new DriverManagerDataSource("jdbc:h2:mem:" + UUID.randomUUID() + ";DB_CLOSE_DELAY=-1");
        new ResourceDatabasePopulator(
                        new FileSystemResource("src/main/resources/db/migration/V202611212310__document_store.sql"),
                        new FileSystemResource(
                                "src/main/resources/db/migration/V202611220020__certificate_certificates.sql"),
                        new FileSystemResource("src/main/resources/db/migration/V202611220632__certificate_pause.sql"),
                        new FileSystemResource("src/main/resources/db/migration/V202611220910__certificate_life.sql"),
                        new FileSystemResource(
                                "src/main/resources/db/migration/V202611221241__certificate_unprinted.sql"))
                .execute(database);
        jdbc = JdbcClient.create(database);
        jdbc.sql("create table attended_seat (cycle_id bigint, meeting_id bigint, seat_id bigint,"
                        + " province varchar(60), institution_id bigint, half_days integer)")
                .update();
        build(CertificateFixture.cycle("2026"), "https://dawra.example");
    }

    @Test
    void aChunkReadsNoMoreRowsThanItTakesHoweverManyThereAre() {
        jdbc.sql(
                        "insert into certificate (cycle_id, meeting_id, seat_id, province, institution_id, ordinal, lane, state,"
                                + " step_runs, erased, planned_at)"
                                + " select 1, 900, x, case when x > 500 then 'sidi-bennour' else 'el-jadida' end, 1, x, mod(x, 4),"
                                + " case when x > 1000 then 'PLANNED' else 'ISSUED' end, 0, false, current_timestamp"
                                + " from system_range(1, 2000)")
                .update();

        assertThat(read(CertificateRows.NEXT_OF_LANE, 900, 0)).isEqualTo(100);
        assertThat(read(PrintRows.NEXT_TO_PRINT, 900)).isEqualTo(100);
        assertThat(prints.unprinted(new MeetingId(900), 600))
                .hasSize(500)
                .extracting(Certificate::ordinal)
                .isSorted();
    }

    /** How many rows the database reads to answer the first hundred. */
    private int read(String sql, Object... parameters) {
        var plan = jdbc.sql("explain analyze " + sql + " fetch first 100 rows only")
                .params(parameters)
                .query(String.class)
                .single();
        var count = Pattern.compile("scanCount: (\\d+)").matcher(plan);
        assertThat(count.find()).as(plan).isTrue();
        return Integer.parseInt(count.group(1));
    }

    @Test
    void everyEligibleSeatGetsOneCertificateHoweverOftenItIsPlanned() {
        attended(250, 1);
        issuing.decide(CertificateFixture.MEETING);
        var first = issuing.plan(CertificateFixture.MEETING);
        assertThat(first.planned()).isEqualTo(250);
        assertThat(first.lanes()).containsExactly("0", "1", "2", "3");
        assertThat(issuing.plan(CertificateFixture.MEETING).planned()).isZero();
        issueAll();
        assertThat(issuing.settle(CertificateFixture.MEETING)).isEqualTo(250);
        var counts = certificates.counts(CertificateFixture.MEETING);
        assertThat(counts).isEqualTo(new Certificates.Counts(0, 250, 0, 0, 250));
        assertThat(messages)
                .extracting(Message::purpose)
                .doesNotHaveDuplicates()
                .hasSize(250);
    }

    @Test
    void aLateAttendanceIsCertifiedByTheSecondRun() {
        attended(3, 1);
        run();
        attendedFrom(4, 2, 1);
        run();
        assertThat(certificates.counts(CertificateFixture.MEETING).issued()).isEqualTo(5);
        assertThat(rows.issuedOf(CertificateFixture.MEETING))
                .extracting(Certificate::ordinal)
                .containsExactly(1, 2, 3, 4, 5);
    }

    @Test
    void whoAttendedLessThanAskedGetsNone() {
        attended(2, 1);
        issuing.decide(CertificateFixture.MEETING);
        jdbc.sql("update certificate_run set required_half_days = 2").update();
        assertThat(issuing.plan(CertificateFixture.MEETING).planned()).isZero();
    }

    @Test
    void aLaneTakesAHundredRowsAtATime() {
        attended(1000, 1);
        issuing.decide(CertificateFixture.MEETING);
        issuing.plan(CertificateFixture.MEETING);
        assertThat(issuing.issue(CertificateFixture.MEETING, 0)).isTrue();
        assertThat(certificates.counts(CertificateFixture.MEETING).issued()).isEqualTo(100);
    }

    @Test
    void aChunkKeepsWhatWasStampedAndFailsOnlyWhenNothingWas() {
        attended(400, 1);
        issuing.decide(CertificateFixture.MEETING);
        issuing.plan(CertificateFixture.MEETING);
        var stamps = new AtomicInteger(30);
        doAnswer(call -> {
                    if (stamps.decrementAndGet() < 0) {
                        throw TestStores.unstamped();
                    }
                    return call.getArgument(0);
                })
                .when(seal)
                .seal(any(), any());
        assertThat(issuing.issue(CertificateFixture.MEETING, 0)).isTrue();
        assertThat(certificates.counts(CertificateFixture.MEETING).issued()).isEqualTo(30);
        assertThatThrownBy(() -> issuing.issue(CertificateFixture.MEETING, 0)).isInstanceOf(Seal.Unstamped.class);
        assertThat(certificates.counts(CertificateFixture.MEETING).issued()).isEqualTo(30);
        assertThat(messages).hasSize(30);
        stamps.set(1_000);
        issueAll();
        assertThat(issuing.settle(CertificateFixture.MEETING)).isEqualTo(400);
        assertThat(messages)
                .extracting(Message::purpose)
                .doesNotHaveDuplicates()
                .hasSize(400);
    }

    @Test
    void aChunkWhoseStampsAreSlowEndsWithinAQuarterOfItsJobsLock() {
        attended(400, 1);
        issuing.decide(CertificateFixture.MEETING);
        issuing.plan(CertificateFixture.MEETING);
        doAnswer(call -> {
                    now = now.plusSeconds(9);
                    return call.getArgument(0);
                })
                .when(seal)
                .seal(any(), any());
        assertThat(issuing.issue(CertificateFixture.MEETING, 0)).isTrue();
        assertThat(certificates.counts(CertificateFixture.MEETING).issued()).isEqualTo(7);
        assertThat(Duration.between(NOW, now)).isLessThan(Duration.ofSeconds(75));
    }

    @Test
    void settlingFailsWhileOneIsPlanned() {
        attended(1, 1);
        issuing.decide(CertificateFixture.MEETING);
        issuing.plan(CertificateFixture.MEETING);
        assertThatThrownBy(() -> issuing.settle(CertificateFixture.MEETING)).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void aHolderWhoWasErasedMeanwhileGetsNoneAndTheReasonIsKept() {
        attended(2, 1);
        people.remove(2L);
        run();
        assertThat(certificates.counts(CertificateFixture.MEETING)).isEqualTo(new Certificates.Counts(0, 1, 1, 0, 2));
    }

    @Test
    void aRealCycleIssuesNothingWithoutAPublicAddress() {
        var sample = CertificateFixture.cycle("2026");
        build(CertificateFixture.real(sample), "");
        attended(1, 1);
        assertThatThrownBy(() -> issuing.decide(CertificateFixture.MEETING)).hasMessageContaining("--public-url");
        build(sample, "");
        issuing.decide(CertificateFixture.MEETING);
    }

    @Test
    void mailCarriesTheCertificateAndAPersonWithoutAddressIsToldOnThePhone() {
        attended(2, 1);
        people.put(2L, person(2, null));
        run();
        assertThat(messages)
                .filteredOn(m -> m.to().email() != null)
                .singleElement()
                .satisfies(m -> {
                    assertThat(m.group()).isEqualTo("certificate-issuing:5");
                    assertThat(m.attachments()).hasSize(1);
                    assertThat(m.text()).contains("https://dawra.example/verify/");
                });
        assertThat(messages)
                .filteredOn(m -> m.to().email() == null)
                .singleElement()
                .satisfies(m -> {
                    assertThat(m.group()).isEqualTo("certificate-hand-over:5");
                    assertThat(m.to().handList()).isEqualTo("coordinator-el-jadida");
                    assertThat(m.attachments()).isEmpty();
                });
    }

    @Test
    void printFilesAreOneAProvinceAndHoldOnlyWhatWasNotPrinted() {
        attended(4, 1);
        run();
        printAll();
        printAll();
        assertThat(prints.prints(CertificateFixture.MEETING))
                .extracting(PrintRows.PrintFile::province, PrintRows.PrintFile::copies)
                .containsExactly(Tuple.tuple("el-jadida", 2), Tuple.tuple("sidi-bennour", 2));
        attendedFrom(5, 1, 1);
        run();
        printAll();
        assertThat(prints.prints(CertificateFixture.MEETING)).hasSize(3).allSatisfy(print -> {
            for (var document : List.of(print.document(), print.handOver())) {
                assertThat(SpecimenPages.missingIn(
                                store.find(document).orElseThrow().bytes()))
                        .isEmpty();
            }
        });
        assertThat(printing.list(CertificateFixture.MEETING)).isNotEmpty();
    }

    @Test
    void aProvinceWithMoreThanAFileHoldsGetsAsManyFilesAsItNeeds() {
        var inOneProvince = 2 * (Printing.COPIES + 1);
        attended(inOneProvince, 1);
        run();
        printAll();
        assertThat(prints.prints(CertificateFixture.MEETING))
                .extracting(PrintRows.PrintFile::province, PrintRows.PrintFile::copies)
                .containsExactly(
                        Tuple.tuple("el-jadida", Printing.COPIES),
                        Tuple.tuple("el-jadida", 1),
                        Tuple.tuple("sidi-bennour", Printing.COPIES),
                        Tuple.tuple("sidi-bennour", 1));
    }

    @Test
    void theVerificationPageToldTheTruthBeforeRevocationAndAfterAndAfterErasure() {
        attended(2, 1);
        run();
        var all = rows.issuedOf(CertificateFixture.MEETING);
        var code = all.get(0).code();
        var genuine = certificates
                .verify(code.toLowerCase(Locale.ROOT), Locale.FRENCH)
                .orElseThrow();
        assertThat(genuine.state()).isEqualTo(Verification.State.GENUINE);
        assertThat(genuine.sample()).isTrue();
        assertThat(genuine.facts()).extracting(Verification.Fact::value).contains("مستفيد 2", "2026/1/0001");
        assertThat(certificates.verify("00000-00000-00000-00000-000000", Locale.FRENCH))
                .isEmpty();

        new LifeRows(new JdbcTemplate(database))
                .revoke(all.get(0).id(), 1, RevocationReason.MISTAKE, null, "manager", NOW);
        assertThat(certificates.verify(code, Locale.FRENCH).orElseThrow().state())
                .isEqualTo(Verification.State.REVOKED);

        printAll();
        certificates.on(new PersonErased(9, Set.of(1L)));
        var erased = certificates.verify(all.get(1).code(), Locale.FRENCH).orElseThrow();
        assertThat(erased.state()).isEqualTo(Verification.State.ERASED);
        assertThat(erased.facts()).extracting(Verification.Fact::value).doesNotContain("مستفيد 1");
        assertThat(store.find(all.get(1).document()).orElseThrow().bytes()).isNull();
        var print = prints.prints(CertificateFixture.MEETING).get(0);
        assertThat(print.province()).isEqualTo("sidi-bennour");
        assertThat(store.find(print.document()).orElseThrow().bytes()).isNull();
        assertThat(store.find(print.handOver()).orElseThrow().bytes()).isNull();
        assertThat(erasedMail).contains("certificate:" + all.get(1).id());
    }

    @Test
    void whoeverBecomesEligibleAfterTheLastIssuingIsIssuedOnceHoweverOftenItIsAskedFor() {
        assertThatThrownBy(() -> issuing.issueMissing(CertificateFixture.MEETING, MANAGER))
                .as("before the first issuing")
                .isInstanceOf(Refused.class);
        attended(3, 1);
        run();
        assertThat(rows.missing(CertificateFixture.MEETING)).isZero();
        attendedFrom(4, 1, 1);
        assertThat(rows.missing(CertificateFixture.MEETING)).isOne();
        issuing.issueMissing(CertificateFixture.MEETING, MANAGER);
        assertThatThrownBy(() -> issuing.issueMissing(CertificateFixture.MEETING, MANAGER))
                .isInstanceOf(Refused.class)
                .hasMessageContaining("certificate.missing.none");
        verify(starts, times(1)).start(CertificateIssuing.KEY, CertificateFixture.MEETING.key(), Map.of());
        verify(audit).record("manager", "certificate.missing.issued", "meeting:5");
        run();
        assertThat(certificates.counts(CertificateFixture.MEETING)).isEqualTo(new Certificates.Counts(0, 4, 0, 0, 4));
    }

    @Test
    void aCorrectionThatTakesEligibilityAwayIsRefusedUntilTheCertificateIsRevoked() {
        var absent = new AttendanceCorrected(CertificateFixture.MEETING, 1, 0);
        certificates.on(absent);
        attended(2, 1);
        issuing.decide(CertificateFixture.MEETING);
        issuing.plan(CertificateFixture.MEETING);
        assertThatThrownBy(() -> certificates.on(absent))
                .isInstanceOfSatisfying(
                        Refused.class,
                        refused -> assertThat(refused.findings().get(0).messageKey())
                                .isEqualTo("certificate.correction.inProgress"));
        issueAll();
        assertThatThrownBy(() -> certificates.on(absent)).isInstanceOfSatisfying(Refused.class, refused -> {
            assertThat(refused.findings().get(0).messageKey()).isEqualTo("certificate.correction.revokeFirst");
            assertThat(refused.findings().get(0).args()).containsExactly("2026/1/0002");
        });
        certificates.on(new AttendanceCorrected(CertificateFixture.MEETING, 1, 1));
        new LifeRows(new JdbcTemplate(database))
                .revoke(rows.ofSeats(List.of(1L)).get(0).id(), 1, RevocationReason.NOT_ATTENDED, null, "manager", NOW);
        certificates.on(absent);
    }

    @Test
    void aPrintFileEmptiedWithSomebodysDataIsMadeAnewWithTheOthers() throws IOException {
        attended(5, 1);
        run();
        printAll();
        var before = prints.prints(CertificateFixture.MEETING).stream()
                .filter(p -> p.province().equals("sidi-bennour"))
                .findFirst()
                .orElseThrow();
        assertThatThrownBy(() -> printing.again(before.id(), MANAGER)).isInstanceOf(Refused.class);
        people.remove(3L);
        certificates.on(new PersonErased(9, Set.of(3L)));
        assertThat(prints.print(before.id()).orElseThrow().erased()).isTrue();
        printing.again(before.id(), MANAGER);
        var after = prints.print(before.id()).orElseThrow();
        assertThat(after.erased()).isFalse();
        assertThat(after.copies()).isEqualTo(before.copies() - 1);
        assertThat(List.of(printed(after.document()), printed(after.handOver())))
                .allSatisfy(text ->
                        assertThat(text).contains("مستفيد 1", "مستفيد 5").doesNotContain("مستفيد 3"));
        assertThat(prints.prints(CertificateFixture.MEETING)).hasSize(2);
        verify(audit).record("manager", "certificate.print.renewed", "certificate-print:" + before.id());
    }

    @Test
    void aPrintFileMadeAnewShowsEachCertificateAsItsPaperInForceDoes() throws IOException {
        attended(7, 1);
        run();
        printAll();
        var life = new LifeRows(new JdbcTemplate(database));
        var inProvince =
                prints.printable(prints.prints(CertificateFixture.MEETING).get(0));
        assertThat(inProvince).hasSizeGreaterThan(2);
        var corrected = inProvince.get(0);
        life.nextVersion(corrected.id(), 1);
        life.replace(corrected, 1, "ZZZZZ-ZZZZZ-ZZZZZ-ZZZZZ-ZZZZZZ", corrected.document(), "x", "manager", NOW);
        var renamed = inProvince.get(1);
        life.keepPrinted(renamed.id(), "الاسم المطبوع", "المؤسسة المطبوعة");
        var erased = inProvince.get(2).seat();
        people.remove(erased);
        certificates.on(new PersonErased(9, Set.of(erased)));
        var print = prints.prints(CertificateFixture.MEETING).get(0);
        printing.again(print.id(), MANAGER);
        var after = prints.print(print.id()).orElseThrow();
        assertThat(printed(after.document()))
                .contains("2026/1/%04d – الصيغة 2".formatted(corrected.ordinal()), "ZZZZZ-ZZZZZ")
                .doesNotContain(corrected.code());
        assertThat(List.of(printed(after.document()), printed(after.handOver())))
                .allSatisfy(text -> assertThat(text)
                        .contains("الصيغة 2", "الاسم المطبوع", "المؤسسة المطبوعة")
                        .containsOnlyOnce("الصيغة"));
    }

    @Test
    void undeliveredMailIsToldByProvinceInTheEditionsOrder() {
        assertThat(deliveries.undeliveredByProvince(CertificateFixture.MEETING, Language.AR))
                .containsExactly(entry("إقليم سيدي بنور", 2L), entry("إقليم الجديدة", 2L));
    }

    @Test
    void undeliveredMailIsCountedUntilItIsResolved() {
        attended(1, 1);
        run();
        mailStates.put(MessageState.RETRY, 1L);
        assertThat(deliveries.recount(CertificateFixture.MEETING).settled()).isFalse();
        mailStates.clear();
        mailStates.put(MessageState.FAILED, 1L);
        mailStates.put(MessageState.UNKNOWN, 1L);
        mailStates.put(MessageState.SENT, 7L);
        var count = deliveries.recount(CertificateFixture.MEETING);
        assertThat(count.settled()).isTrue();
        assertThat(count.undeliverable()).isEqualTo(2);
        assertThatThrownBy(
                        () -> deliveries.resolve(CertificateFixture.MEETING, Fields.of(Map.of("note", " ")), MANAGER))
                .isInstanceOf(Refused.class);
        assertThatThrownBy(() -> deliveries.resolve(
                        CertificateFixture.MEETING, Fields.of(Map.of("note", "x")), Actor.holder("somebody")))
                .isInstanceOf(Refused.class);
        deliveries.resolve(CertificateFixture.MEETING, Fields.of(Map.of("note", "سُلّمت باليد")), MANAGER);
        assertThat(deliveries.recount(CertificateFixture.MEETING).undeliverable())
                .isZero();
    }

    @Test
    void settledMailWakesTheProcessOfItsMeeting() {
        certificates.on(new MailSettled("certificate-issuing:5"));
        certificates.on(new MailSettled("general-report:1"));
        assertThat(signals).containsExactly("certificate-issuing 5 mail-settled");
    }

    private void printAll() {
        while (printing.print(CertificateFixture.MEETING)) {
            // the next province
        }
    }

    private void run() {
        issuing.decide(CertificateFixture.MEETING);
        issuing.plan(CertificateFixture.MEETING);
        issueAll();
        issuing.settle(CertificateFixture.MEETING);
    }

    private void issueAll() {
        for (var lane : rows.openLanes(CertificateFixture.MEETING)) {
            while (issuing.issue(CertificateFixture.MEETING, lane)) {
                assertThat(rows.hasPlanned(CertificateFixture.MEETING, lane)).isTrue();
            }
        }
    }

    /** The text of a stored paper, as a reader copies it. */
    private String printed(long document) throws IOException {
        try (var pdf = Loader.loadPDF(store.find(document).orElseThrow().bytes())) {
            return new PDFTextStripper().getText(pdf).replaceAll("[\u200e\u200f]", "");
        }
    }

    private void attended(int seats, int halfDays) {
        attendedFrom(1, seats, halfDays);
    }

    private void attendedFrom(int first, int seats, int halfDays) {
        for (long seat = first; seat < first + seats; seat++) {
            jdbc.sql("insert into attended_seat values (1, 5, ?, ?, ?, ?)")
                    .params(seat, seat % 2 == 0 ? "el-jadida" : "sidi-bennour", seat % 7, halfDays)
                    .update();
            people.put(seat, person(seat, "p" + seat + "@example.invalid"));
        }
    }

    private static Person person(long seat, String email) {
        return new Person("مستفيد " + seat, email, "212600000000", "ar", "el-jadida", "جمعية " + seat % 7);
    }

    private void build(TrainingCycle cycle, String url) {
        var clock = mock(Clock.class);
        when(clock.instant()).thenAnswer(call -> now);
        var cycles = mock(TrainingCycles.class);
        when(cycles.get(any())).thenReturn(cycle);
        when(cycles.localTimes(any())).thenReturn(new LocalTimes(cycle.edition().offsets()));
        var programmes = mock(Programmes.class);
        when(programmes.meeting(any())).thenReturn(CertificateFixture.meeting("2026"));
        var attendances = mock(Attendances.class);
        when(attendances.halfDaysHeld(any())).thenReturn(2);
        var sessions = mock(TrainingSessions.class);
        when(sessions.of(CertificateFixture.MEETING)).thenReturn(CertificateFixture.sessions("2026"));
        var persons = mock(Persons.class);
        doAnswer(call -> {
                    var found = new HashMap<Long, Person>();
                    for (var seat : call.<Collection<Long>>getArgument(0)) {
                        if (people.containsKey(seat)) {
                            found.put(seat, people.get(seat));
                        }
                    }
                    return found;
                })
                .when(persons)
                .ofSeats(anyCollection());
        var rules = mock(FrozenRules.class);
        when(rules.decide(eq(new CycleId(1)), eq("certificate-eligibility"), any()))
                .thenReturn(List.of(Map.of("requiredHalfDays", 1)));
        var outbox = mock(Outbox.class);
        doAnswer(call -> messages.addAll(call.getArgument(0))).when(outbox).planAll(anyCollection());
        when(outbox.states(anyString())).thenReturn(mailStates);
        when(outbox.lists(anyString(), eq(MessageState.FAILED)))
                .thenReturn(Map.of("coordinator-el-jadida", 1L, "coordinator-sidi-bennour", 2L));
        when(outbox.lists(anyString(), eq(MessageState.UNKNOWN))).thenReturn(Map.of("coordinator-el-jadida", 1L));
        doAnswer(call -> erasedMail.addAll(call.getArgument(0))).when(outbox).erase(anyCollection());
        var signal = mock(ProcessMessages.class);
        doAnswer(call -> signals.add(call.getArgument(0) + " " + call.getArgument(1) + " " + call.getArgument(2)))
                .when(signal)
                .signal(anyString(), anyString(), anyString());
        seal = mock(Seal.class);
        doAnswer(call -> call.getArgument(0)).when(seal).seal(any(), any());
        rows = new CertificateRows(new JdbcTemplate(database));
        prints = new PrintRows(jdbc);
        store = TestStores.on(database, clock);
        var publicUrl = mock(PublicUrl.class);
        when(publicUrl.isSet()).thenReturn(!url.isEmpty());
        when(publicUrl.of(anyString())).thenAnswer(call -> url + call.getArgument(0));
        var documents = new Documents();
        pauses = new IssuingPauses(jdbc, steps, clock);
        issuing = new Issuing(
                rows,
                pauses,
                cycles,
                programmes,
                attendances,
                sessions,
                persons,
                rules,
                documents,
                seal,
                store,
                outbox,
                publicUrl,
                starts,
                AllTexts.source(),
                audit,
                clock);
        deliveries = new Deliveries(rows, cycles, programmes, outbox, audit, clock);
        printing = new Printing(
                rows,
                prints,
                new LifeRows(new JdbcTemplate(database)),
                issuing,
                cycles,
                programmes,
                sessions,
                persons,
                documents,
                store,
                new Sheets(),
                publicUrl,
                audit,
                clock);
        certificates = new StoredCertificates(
                rows,
                new LifeRows(new JdbcTemplate(database)),
                cycles,
                programmes,
                persons,
                store,
                outbox,
                signal,
                AllTexts.source());
    }
}
