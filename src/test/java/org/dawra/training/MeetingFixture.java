package org.dawra.training;

import static org.mockito.ArgumentMatchers.any;
import static org.mockito.ArgumentMatchers.anyCollection;
import static org.mockito.ArgumentMatchers.anyLong;
import static org.mockito.ArgumentMatchers.anyString;
import static org.mockito.Mockito.lenient;
import static org.mockito.Mockito.mock;

import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import javax.sql.DataSource;
import org.dawra.access.Account;
import org.dawra.access.Accounts;
import org.dawra.access.Preferences;
import org.dawra.access.Role;
import org.dawra.audit.AuditTrail;
import org.dawra.cycle.Bilingual;
import org.dawra.cycle.CycleId;
import org.dawra.cycle.Edition;
import org.dawra.cycle.Edition.Question;
import org.dawra.cycle.Edition.QuestionKind;
import org.dawra.cycle.Edition.SessionEntry;
import org.dawra.cycle.Edition.SessionKind;
import org.dawra.cycle.LocalTimes;
import org.dawra.cycle.MeetingId;
import org.dawra.cycle.MeetingTimetable;
import org.dawra.cycle.Programmes;
import org.dawra.cycle.Province;
import org.dawra.cycle.TrainingCycle;
import org.dawra.cycle.TrainingCycles;
import org.dawra.cycle.TrainingMeeting;
import org.dawra.engine.Actor;
import org.dawra.engine.Fields;
import org.dawra.mail.Message;
import org.dawra.mail.Outbox;
import org.dawra.registration.Person;
import org.dawra.registration.Persons;
import org.dawra.registration.Seat;
import org.dawra.registration.Seats;
import org.dawra.web.PublicUrl;
import org.flywaydb.core.Flyway;
import org.springframework.context.support.ResourceBundleMessageSource;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** A meeting of one day on a real database, with the other modules' doors played by fixtures. */
public final class MeetingFixture {

    public static final CycleId CYCLE = new CycleId(1);
    public static final MeetingId MEETING = new MeetingId(7);
    public static final String SIDI_BENNOUR = "sidi-bennour";
    public static final String EL_JADIDA = "el-jadida";
    public static final Instant NOW = Instant.parse("2026-02-01T08:05:40Z");
    public static final LocalDate DAY = LocalDate.of(2026, 2, 1);
    public static final Actor MANAGER = new Actor("manager", Set.of(Role.PROGRAMME_MANAGER.group()));
    public static final Actor TEAM = new Actor("team", Set.of(Role.WORKING_TEAM.group()));
    public static final Actor FACILITATOR = new Actor("facilitator-1", Set.of(Role.FACILITATOR.group()));

    public final JdbcClient jdbc;
    public final JdbcTemplate template;
    public final TransactionTemplate transaction;
    public final Clock clock = Clock.fixed(NOW, ZoneOffset.UTC);
    public final Programmes programmes = mock(Programmes.class);
    public final TrainingCycles cycles = mock(TrainingCycles.class);
    public final Edition edition = mock(Edition.class);
    public final Persons persons = mock(Persons.class);
    public final Preferences preferences = mock(Preferences.class);
    public final Outbox outbox = mock(Outbox.class);
    public final AuditTrail audit = mock(AuditTrail.class);
    public final PublicUrl publicUrl = mock(PublicUrl.class);
    public final ResourceBundleMessageSource texts = new ResourceBundleMessageSource();
    public final List<Message> planned = new ArrayList<>();
    public final Seats seats = mock(Seats.class);
    final StoredSessions sessions;
    final StoredRecommendations recommendations;
    final AttendanceBook book;
    final MeetingDelivery delivery;
    final AttendanceCorrections corrections;
    /** What was published. */
    final List<Object> events = new ArrayList<>();

    /** What was published of half-days that were confirmed. */
    final List<Object> published = new ArrayList<>();

    final SessionConduct conduct;

    public MeetingFixture(DataSource database) {
        Flyway.configure()
                .dataSource(database)
                .locations("classpath:db/migration")
                .load()
                .migrate();
        template = new JdbcTemplate(database);
        jdbc = JdbcClient.create(template);
        transaction = new TransactionTemplate(new JdbcTransactionManager(database));
        texts.setBasenames("messages/training", "messages/evaluation", "messages/web");
        texts.setDefaultEncoding("UTF-8");
        texts.setFallbackToSystemLocale(false);
        playTheYear();
        var accounts = mock(Accounts.class);
        var facilitators = List.of(facilitator("facilitator-1"), facilitator("facilitator-2"));
        lenient().when(accounts.withRole(Role.FACILITATOR)).thenReturn(facilitators);
        lenient()
                .when(accounts.find(anyString()))
                .thenAnswer(call -> facilitators.stream()
                        .filter(a -> a.userId().equals(call.getArgument(0)))
                        .findFirst());
        sessions = new StoredSessions(jdbc);
        recommendations = new StoredRecommendations(jdbc);
        book = new AttendanceBook(jdbc, template, clock);
        delivery = new MeetingDelivery(
                programmes, cycles, sessions, book, seats, accounts, audit, jdbc, published::add, clock);
        corrections = new AttendanceCorrections(book, seats, audit, events::add, jdbc, clock);
        conduct = new SessionConduct(
                sessions, recommendations, programmes, cycles, accounts, preferences, outbox, audit, texts, publicUrl);
    }

    /** So many people of a province with seats in this state; answers the seats' ids. */
    public List<Long> seat(String province, String state, int people) {
        var first = template.queryForObject("select coalesce(max(id), 0) from beneficiary", Long.class);
        var institution = institution(province);
        var at = OffsetDateTime.ofInstant(NOW, ZoneOffset.UTC);
        var beneficiaries = new ArrayList<Object[]>();
        for (var i = 0; i < people; i++) {
            beneficiaries.add(new Object[] {CYCLE.value(), "مشارك " + (first + i + 1), "x" + (first + i + 1)});
        }
        template.batchUpdate(
                "insert into beneficiary (cycle_id, name, name_key, language) values (?, ?, ?, 'ar')", beneficiaries);
        var added = template.queryForList("select id from beneficiary where id > ? order by id", Long.class, first);
        template.batchUpdate(
                """
                insert into registration (uuid, cycle_id, beneficiary_id, institution_id, province, state, source,
                    registered_at, consent_version, consent_language, consent_purpose, consent_at, consent_by)
                values (?, ?, ?, ?, ?, 'ACCEPTED', 'COORDINATOR', ?, '1', 'ar', 'training', ?, 'coordinator')
                """,
                added.stream()
                        .map(id -> new Object[] {UUID.randomUUID(), CYCLE.value(), id, institution, province, at, at})
                        .toList());
        var registrations = template.queryForList(
                "select id from registration where beneficiary_id > ? order by id", Long.class, first);
        var ordinal = template.queryForObject(
                "select count(*) from seat where meeting_id = ? and province = ?",
                Long.class,
                MEETING.value(),
                province);
        var rows = new ArrayList<Object[]>();
        for (var registration : registrations) {
            ordinal++;
            var code = state.equals("INVITED") || state.equals("CONFIRMED") ? "%06d".formatted(registration) : null;
            rows.add(new Object[] {
                MEETING.value(), CYCLE.value(), registration, institution, province, state, ordinal, code
            });
        }
        var firstSeat = template.queryForObject("select coalesce(max(id), 0) from seat", Long.class);
        template.batchUpdate("""
                insert into seat (meeting_id, cycle_id, registration_id, institution_id, province, state, ordinal, short_code)
                values (?, ?, ?, ?, ?, ?, ?, ?)
                """, rows);
        return template.queryForList("select id from seat where id > ? order by id", Long.class, firstSeat);
    }

    /** Confirms a half-day with these seats present. */
    public void confirmed(String halfDay, Collection<Long> present) {
        transaction.executeWithoutResult(status -> delivery.tick(
                MEETING,
                halfDay,
                Fields.of(Map.of(
                        "present",
                        present.stream().map(seat -> Map.of("seat", seat)).toList())),
                TEAM));
    }

    /** Lays down the meeting's sessions and half-days: a morning and an afternoon. */
    public void planned() {
        transaction.executeWithoutResult(status -> delivery.plan(MEETING));
    }

    private long institution(String province) {
        var known = template.queryForList("select id from institution where province = ?", Long.class, province);
        if (known.isEmpty()) {
            template.update("""
                    insert into institution (uuid, kind, name_ar, name_key, province, sample, created_at)
                    values (?, 'COOPERATIVE', 'تعاونية الأمل', 'x', ?, true, ?)
                    """, UUID.randomUUID(), province, OffsetDateTime.ofInstant(NOW, ZoneOffset.UTC));
            return institution(province);
        }
        return known.get(0);
    }

    private void playTheYear() {
        var provinces = List.of(
                new Province(SIDI_BENNOUR, Province.Kind.PROVINCE, text("إقليم سيدي بنور")),
                new Province(EL_JADIDA, Province.Kind.PROVINCE, text("إقليم الجديدة")));
        var meeting = new TrainingMeeting(
                MEETING,
                CYCLE,
                1,
                "m1",
                true,
                true,
                text("اللقاء التكويني"),
                text("سيدي بنور"),
                DAY,
                DAY,
                100,
                DAY,
                DAY);
        lenient().when(edition.provinces()).thenReturn(provinces);
        lenient().when(edition.title()).thenReturn(text("الموسم التكويني 2026"));
        lenient().when(edition.sample()).thenReturn(true);
        lenient()
                .when(edition.network())
                .thenReturn(new Edition.Network(
                        text("شبكة الجمعيات"), text("جهة"), "0500", "x@example.invalid", text("x")));
        lenient()
                .when(edition.sessionsOf(any()))
                .thenReturn(List.of(
                        entry("opening", SessionKind.OPENING, "09:00", "09:30"),
                        entry("quality", SessionKind.WORKSHOP, "09:30", "12:30"),
                        entry("logistics", SessionKind.TALK, "14:30", "16:00"),
                        entry("closing", SessionKind.CLOSING, "16:00", "17:00")));
        lenient()
                .when(edition.survey())
                .thenReturn(List.of(
                        new Question("content", QuestionKind.SCALE, text("المحتوى"), List.of()),
                        new Question(
                                "place", QuestionKind.CHOICE, text("المكان"), List.of(text("مناسب"), text("بعيد"))),
                        new Question("wishes", QuestionKind.TEXT, text("اقتراحات"), List.of())));
        var cycle = new TrainingCycle(CYCLE, "2026-2026", 2026, DAY, TrainingCycle.State.OPEN, edition);
        lenient().when(cycles.get(any())).thenReturn(cycle);
        lenient().when(cycles.all()).thenReturn(List.of(cycle));
        lenient()
                .when(cycles.localTimes(any()))
                .thenReturn(new LocalTimes(
                        List.of(new Edition.OffsetRule(LocalDate.of(2020, 1, 1), ZoneOffset.ofHours(1), "test"))));
        lenient().when(programmes.meeting(any())).thenReturn(meeting);
        lenient().when(programmes.meetings(any())).thenReturn(List.of(meeting));
        var begins = Instant.parse("2026-02-01T07:00:00Z");
        lenient()
                .when(programmes.timetable(any()))
                .thenReturn(new MeetingTimetable(
                        begins.minusSeconds(86_400),
                        begins.minusSeconds(3_600),
                        begins,
                        begins.plusSeconds(6 * 3_600),
                        begins.plusSeconds(8 * 3_600),
                        begins.plusSeconds(10 * 3_600),
                        begins.plusSeconds(8 * 86_400)));
        lenient().when(seats.of(MEETING)).thenAnswer(call -> storedSeats());
        lenient()
                .when(seats.find(anyLong()))
                .thenAnswer(call -> storedSeats().stream()
                        .filter(s -> s.id() == (long) call.getArgument(0))
                        .findFirst());
        lenient().when(persons.ofSeats(anyCollection())).thenAnswer(call -> people(call.getArgument(0)));
        lenient()
                .doAnswer(call -> {
                    planned.addAll(call.<Collection<Message>>getArgument(0));
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
        lenient().when(publicUrl.of(anyString())).thenAnswer(call -> "https://dawra.example" + call.getArgument(0));
    }

    private List<Seat> storedSeats() {
        return jdbc.sql("select id, registration_id, institution_id, province, state, ordinal, short_code from seat")
                .query((row, number) -> new Seat(
                        row.getLong(1),
                        MEETING,
                        CYCLE,
                        row.getLong(2),
                        row.getString(4),
                        row.getLong(3),
                        Seat.State.valueOf(row.getString(5)),
                        row.getInt(6),
                        row.getString(7)))
                .list();
    }

    private Map<Long, Person> people(Collection<Long> ids) {
        var people = new HashMap<Long, Person>();
        for (var id : ids) {
            people.put(id, new Person("مشارك " + id, null, "212600000000", "ar", SIDI_BENNOUR, "تعاونية الأمل"));
        }
        return people;
    }

    private static SessionEntry entry(String code, SessionKind kind, String starts, String ends) {
        return new SessionEntry(code, kind, 1, LocalTime.parse(starts), LocalTime.parse(ends), text(code), null);
    }

    private static Account facilitator(String user) {
        return new Account(user, Role.FACILITATOR, null, "مؤطرة", null, "212600000000", "ar");
    }

    private static Bilingual text(String ar) {
        return new Bilingual(ar, ar);
    }
}
