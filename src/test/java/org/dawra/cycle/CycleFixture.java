package org.dawra.cycle;

import static org.mockito.ArgumentMatchers.any;
import static org.mockito.ArgumentMatchers.anyCollection;
import static org.mockito.ArgumentMatchers.anyString;
import static org.mockito.Mockito.doAnswer;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.when;

import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import javax.sql.DataSource;
import org.dawra.access.Account;
import org.dawra.access.Accounts;
import org.dawra.access.Role;
import org.dawra.audit.AuditTrail;
import org.dawra.engine.Actor;
import org.dawra.engine.Decisions;
import org.dawra.engine.Fields;
import org.dawra.mail.Message;
import org.dawra.mail.Outbox;
import org.dawra.web.PublicUrl;
import org.flywaydb.core.Flyway;
import org.h2.jdbcx.JdbcDataSource;
import org.springframework.beans.factory.support.StaticListableBeanFactory;
import org.springframework.context.support.ResourceBundleMessageSource;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** The year on a real database, with the other modules' doors played by fixtures. Today is 1 December 2026. */
public final class CycleFixture {

    public static final LocalDate TODAY = LocalDate.parse("2026-12-01");
    public static final Clock CLOCK = Clock.fixed(Instant.parse("2026-12-01T10:00:00Z"), ZoneOffset.UTC);
    public static final Actor MANAGER = new Actor("manager", Set.of(Role.PROGRAMME_MANAGER.group()));
    public static final Actor PRESIDENT = new Actor("president", Set.of(Role.PRESIDENT.group()));

    public final JdbcClient jdbc;
    public final TransactionTemplate transaction;
    final EditionFiles editions;
    public final TrainingCycles cycles;
    public final Programmes programmes;
    public final Accounts accounts = mock(Accounts.class);
    public final Outbox outbox = mock(Outbox.class);
    public final AuditTrail audit = mock(AuditTrail.class);
    public final ResourceBundleMessageSource texts = new ResourceBundleMessageSource();
    public final List<Message> planned = new ArrayList<>();
    final List<RecommendationSource.Recommendation> recommendations = new ArrayList<>();
    final FrozenRules rules;
    final CycleOpening opening;
    final ProgrammeApproval approval;
    final NextYear nextYear;
    public final AdoptedRecommendations adopted;

    public CycleFixture(DataSource database) {
        this(database, mock(Decisions.class));
    }

    CycleFixture(DataSource database, Decisions decisions) {
        Flyway.configure()
                .dataSource(database)
                .locations("classpath:db/migration")
                .load()
                .migrate();
        jdbc = JdbcClient.create(new JdbcTemplate(database));
        transaction = new TransactionTemplate(new JdbcTransactionManager(database));
        texts.setBasenames("messages/cycle", "messages/consultation", "messages/web");
        texts.setDefaultEncoding("UTF-8");
        texts.setFallbackToSystemLocale(false);
        playAccounts();
        doAnswer(call -> {
                    planned.addAll(call.getArgument(0));
                    return null;
                })
                .when(outbox)
                .planAll(anyCollection());
        editions = new EditionFiles(Path.of("target/no-such-folder"), texts);
        cycles = new StoredCycles(jdbc, editions);
        var meetings = new MeetingTable(jdbc);
        rules = new FrozenRules(jdbc, decisions);
        var duties = new Duties(accounts);
        programmes = new StoredProgrammes(jdbc, cycles, meetings, audit, CLOCK);
        opening = new CycleOpening(jdbc, editions, cycles, meetings, rules, duties, audit, CLOCK);
        approval = new ProgrammeApproval(
                jdbc,
                cycles,
                programmes,
                duties,
                new Reminders(accounts, outbox, texts, publicUrl(), cycles),
                audit,
                CLOCK);
        var sources = new StaticListableBeanFactory();
        sources.addBean("source", (RecommendationSource) cycle -> recommendations);
        nextYear = new NextYear(jdbc, sources.getBeanProvider(RecommendationSource.class), duties, audit, CLOCK);
        adopted = nextYear;
    }

    /** An empty in-memory database. */
    public static DataSource h2() {
        var source = new JdbcDataSource();
        source.setUrl("jdbc:h2:mem:" + UUID.randomUUID() + ";DB_CLOSE_DELAY=-1");
        return source;
    }

    /** Links as they are written in tests. */
    public static PublicUrl publicUrl() {
        var url = mock(PublicUrl.class);
        when(url.of(anyString())).thenAnswer(call -> "https://dawra.example" + call.getArgument(0));
        return url;
    }

    /** Opens a cycle of the edition. */
    public CycleId open(String edition, LocalDate firstMeetingDay) {
        return open(Map.of("edition", edition, "firstMeetingDay", firstMeetingDay.toString()))
                .cycle();
    }

    CycleOpening.Opened open(Map<String, ?> fields) {
        return transaction.execute(status -> opening.open(Fields.of(fields), MANAGER));
    }

    /** A row of the grid of meetings. */
    public static Map<String, Object> meeting(String title, String place, LocalDate from, LocalDate to, int capacity) {
        return Map.of(
                "titleAr", title,
                "placeAr", place,
                "startsOn", from.toString(),
                "endsOn", to.toString(),
                "capacity", capacity);
    }

    private void playAccounts() {
        var known = Map.of(
                "manager", new Account("manager", Role.PROGRAMME_MANAGER, null, "مسؤولة", "m@x.invalid", null, "fr"),
                "president", new Account("president", Role.PRESIDENT, null, "رئيسة", "p@x.invalid", null, "ar"));
        when(accounts.find(anyString())).thenAnswer(call -> {
            String user = call.getArgument(0);
            return user.startsWith("coordinator-")
                    ? Optional.of(coordinator(user.substring("coordinator-".length())))
                    : Optional.ofNullable(known.get(user));
        });
        when(accounts.withRole(any()))
                .thenAnswer(call -> known.values().stream()
                        .filter(a -> a.role() == call.getArgument(0))
                        .toList());
        when(accounts.withRole(any(), anyString())).thenAnswer(call -> List.of(coordinator(call.getArgument(1))));
    }

    /** The coordinator of a province, as an actor. */
    public static Actor coordinatorOf(String province) {
        return new Actor("coordinator-" + province, Set.of(Role.COORDINATOR.group(province)));
    }

    private static Account coordinator(String province) {
        return new Account("coordinator-" + province, Role.COORDINATOR, province, "منسقة", null, "212600000000", "ar");
    }
}
