package org.dawra.registration;

import static org.mockito.ArgumentMatchers.any;
import static org.mockito.ArgumentMatchers.anyCollection;
import static org.mockito.ArgumentMatchers.anyString;
import static org.mockito.Mockito.lenient;
import static org.mockito.Mockito.mock;

import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import javax.sql.DataSource;
import org.dawra.access.Account;
import org.dawra.access.Accounts;
import org.dawra.access.Role;
import org.dawra.audit.AuditTrail;
import org.dawra.cycle.Bilingual;
import org.dawra.cycle.CycleId;
import org.dawra.cycle.Edition;
import org.dawra.cycle.LocalTimes;
import org.dawra.cycle.MeetingId;
import org.dawra.cycle.Programmes;
import org.dawra.cycle.Province;
import org.dawra.cycle.Timetable;
import org.dawra.cycle.TrainingCycle;
import org.dawra.cycle.TrainingCycles;
import org.dawra.cycle.TrainingMeeting;
import org.dawra.engine.Actor;
import org.dawra.engine.Drafts;
import org.dawra.mail.Message;
import org.dawra.mail.Outbox;
import org.dawra.web.PublicUrl;
import org.flywaydb.core.Flyway;
import org.springframework.context.support.ResourceBundleMessageSource;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** The module on a real database, with the other modules' doors played by fixtures. */
final class RegistrationFixture {

    static final CycleId CYCLE = new CycleId(1);
    static final MeetingId MEETING = new MeetingId(7);
    static final String SIDI_BENNOUR = "sidi-bennour";
    static final String EL_JADIDA = "el-jadida";
    static final String NOUACEUR = "nouaceur";
    static final Instant NOW = Instant.parse("2026-01-05T10:00:00Z");

    static final Actor MANAGER = new Actor("manager", Set.of(Role.PROGRAMME_MANAGER.group()));

    final JdbcClient jdbc;
    final TransactionTemplate transaction;
    final Registrations registrations;
    final InstitutionRegister institutions;
    final ProvinceLists lists;
    final Intake intake;
    final SeatBook seats;
    final PersonalLinks links;
    final ListKeeping keeping;
    final ListReopening reopening;
    /** The cycle's meetings; none while the programme is not approved. */
    final List<TrainingMeeting> meetings = new ArrayList<>();

    final List<String> signals = new ArrayList<>();
    final List<Message> planned = new ArrayList<>();
    final List<Object> events = new ArrayList<>();
    final List<String> erased = new ArrayList<>();
    final Map<String, Integer> quotas = new LinkedHashMap<>();
    int capacity = 100;
    int largestMailBatch;

    RegistrationFixture(DataSource database) {
        Flyway.configure()
                .dataSource(database)
                .locations("classpath:db/migration")
                .load()
                .migrate();
        var clock = Clock.fixed(NOW, ZoneOffset.UTC);
        var template = new JdbcTemplate(database);
        jdbc = JdbcClient.create(template);
        var manager = new JdbcTransactionManager(database);
        transaction = new TransactionTemplate(manager);
        var cycles = cycles();
        var programmes = mock(Programmes.class);
        lenient().when(programmes.meeting(any())).thenAnswer(call -> meeting(call.getArgument(0)));
        lenient().when(programmes.quotas(any())).thenAnswer(call -> Map.copyOf(quotas));
        var accounts = mock(Accounts.class);
        lenient()
                .when(accounts.withRole(any(), anyString()))
                .thenAnswer(call -> List.of(new Account(
                        "coordinator-" + call.getArgument(1),
                        Role.COORDINATOR,
                        call.getArgument(1),
                        "منسقة",
                        null,
                        "212600000000",
                        "ar")));
        var outbox = mock(Outbox.class);
        lenient()
                .doAnswer(call -> {
                    List<Message> batch = List.copyOf(call.getArgument(0));
                    largestMailBatch = Math.max(largestMailBatch, batch.size());
                    planned.addAll(batch);
                    return null;
                })
                .when(outbox)
                .planAll(anyCollection());
        lenient()
                .doAnswer(call -> {
                    planned.add(call.getArgument(0));
                    return null;
                })
                .when(outbox)
                .plan(any());
        lenient()
                .doAnswer(call -> {
                    erased.addAll(call.getArgument(0));
                    return null;
                })
                .when(outbox)
                .erase(anyCollection());
        var texts = new ResourceBundleMessageSource();
        texts.setBasenames("messages/registration", "messages/web");
        texts.setDefaultEncoding("UTF-8");
        texts.setFallbackToSystemLocale(false);
        var messages = new RegistrationMessages(texts, publicUrl());
        var audit = mock(AuditTrail.class);
        registrations = new Registrations(jdbc, template, clock);
        institutions = new InstitutionRegister(jdbc, clock);
        lists = new ProvinceLists(jdbc, clock, cycles, registrations, accounts, messages, outbox, audit);
        intake = new Intake(cycles, lists, registrations, institutions, messages, outbox, audit, event -> {}, manager);
        seats = new SeatBook(jdbc, template, clock, cycles, programmes, messages, outbox, audit);
        links = new PersonalLinks(registrations, cycles, messages, outbox);
        lenient().when(programmes.meetings(any())).thenAnswer(call -> List.copyOf(meetings));
        reopening = new ListReopening(
                cycles,
                programmes,
                lists,
                accounts,
                messages,
                outbox,
                (process, key, message) -> signals.add(process + " " + key + " " + message),
                audit,
                jdbc,
                clock);
        var drafts = mock(Drafts.class);
        keeping = new ListKeeping(
                cycles, registrations, lists, seats, institutions, outbox, List.of(drafts), audit, events::add);
    }

    static Actor coordinatorOf(String province) {
        return new Actor(
                "coordinator-of-" + province, Set.of(Role.COORDINATOR.group(), Role.COORDINATOR.group(province)));
    }

    static NewRegistration aPerson(int number) {
        return aPerson("مشارك رقم " + number, "06%08d".formatted(number));
    }

    static NewRegistration aPerson(String name, String phone) {
        return new NewRegistration(name, phone, null, Institution.Kind.COOPERATIVE, "تعاونية الأمل", null, "ar", true);
    }

    /** So many people on the list of a province, accepted. */
    List<Long> register(String province, int from, int people) {
        var all = new ArrayList<NewRegistration>();
        for (var i = from; i < from + people; i++) {
            all.add(aPerson(i));
        }
        return intake.add(CYCLE, province, all, coordinatorOf(province));
    }

    void allot() {
        transaction.executeWithoutResult(status -> seats.allot(MEETING));
    }

    void close() {
        transaction.executeWithoutResult(status -> seats.close(MEETING));
    }

    void answer(long seat, SeatAnswers.Answer answer) {
        transaction.executeWithoutResult(status -> seats.answer(seat, answer, SeatAnswers.holder(seat)));
    }

    /** Seats of the province in this state, by ordinal. */
    List<Seat> seatsOf(String province, Seat.State state) {
        return seats.of(MEETING).stream()
                .filter(s -> s.province().equals(province) && s.state() == state)
                .toList();
    }

    private TrainingMeeting meeting(MeetingId id) {
        return meeting(id, capacity);
    }

    static TrainingMeeting meeting(MeetingId id, int capacity) {
        return new TrainingMeeting(
                id,
                CYCLE,
                1,
                "m1",
                false,
                true,
                new Bilingual("اللقاء التكويني", "Rencontre de formation"),
                new Bilingual("سيدي بنور", "Sidi Bennour"),
                LocalDate.of(2026, 2, 1),
                LocalDate.of(2026, 2, 1),
                capacity,
                LocalDate.of(2026, 2, 1),
                LocalDate.of(2026, 2, 1));
    }

    static TrainingCycles cycles() {
        var edition = mock(Edition.class);
        var provinces = List.of(
                province(SIDI_BENNOUR, "إقليم سيدي بنور", "Province de Sidi Bennour"),
                province(EL_JADIDA, "إقليم الجديدة", "Province d'El Jadida"),
                province(NOUACEUR, "إقليم النواصر", "Province de Nouaceur"));
        lenient().when(edition.provinces()).thenReturn(provinces);
        lenient()
                .when(edition.province(anyString()))
                .thenAnswer(call -> provinces.stream()
                        .filter(p -> p.code().equals(call.getArgument(0)))
                        .findFirst());
        lenient().when(edition.sample()).thenReturn(true);
        lenient().when(edition.title()).thenReturn(new Bilingual("الموسم التكويني 2026", "Cycle 2026"));
        lenient().when(edition.slogan()).thenReturn(new Bilingual("تدبير الجودة واللوجستيك", "Qualité et logistique"));
        lenient()
                .when(edition.network())
                .thenReturn(new Edition.Network(
                        new Bilingual("شبكة الجمعيات", "Réseau des associations"),
                        new Bilingual("جهة", "Région"),
                        "0500000000",
                        "reseau@example.invalid",
                        new Bilingual("سيدي بنور", "Sidi Bennour")));
        var cycle = new TrainingCycle(
                CYCLE, "2026-2026", 2026, LocalDate.of(2026, 2, 1), TrainingCycle.State.OPEN, edition);
        var cycles = mock(TrainingCycles.class);
        lenient().when(cycles.get(any())).thenReturn(cycle);
        lenient().when(cycles.bySlug("2026-2026")).thenReturn(Optional.of(cycle));
        lenient().when(cycles.all()).thenReturn(List.of(cycle));
        lenient()
                .when(cycles.localTimes(any()))
                .thenReturn(new LocalTimes(List.of(
                        new Edition.OffsetRule(LocalDate.of(2018, 10, 28), ZoneOffset.ofHours(1), "decree 2.18.855"))));
        lenient()
                .when(cycles.timetable(any()))
                .thenReturn(new Timetable(
                        NOW,
                        NOW.plusSeconds(86_400),
                        NOW.plusSeconds(172_800),
                        NOW.plusSeconds(259_200),
                        NOW,
                        NOW,
                        NOW.plusSeconds(31_536_000)));
        return cycles;
    }

    private static Province province(String code, String ar, String fr) {
        return new Province(code, Province.Kind.PROVINCE, new Bilingual(ar, fr));
    }

    private static PublicUrl publicUrl() {
        var url = mock(PublicUrl.class);
        lenient().when(url.of(anyString())).thenAnswer(call -> "https://dawra.example" + call.getArgument(0));
        return url;
    }
}
