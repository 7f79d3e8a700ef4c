package org.dawra.award;

import static org.mockito.ArgumentMatchers.any;
import static org.mockito.ArgumentMatchers.anyLong;
import static org.mockito.ArgumentMatchers.anyString;
import static org.mockito.Mockito.lenient;
import static org.mockito.Mockito.mock;

import java.lang.reflect.Constructor;
import java.text.MessageFormat;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import javax.sql.DataSource;
import org.dawra.access.Account;
import org.dawra.access.Accounts;
import org.dawra.access.Findings;
import org.dawra.access.Role;
import org.dawra.audit.AuditTrail;
import org.dawra.cycle.BundledEditions;
import org.dawra.cycle.CycleId;
import org.dawra.cycle.FrozenRules;
import org.dawra.cycle.LocalTimes;
import org.dawra.cycle.MeetingId;
import org.dawra.cycle.MeetingTimetable;
import org.dawra.cycle.Programmes;
import org.dawra.cycle.Timetable;
import org.dawra.cycle.TrainingCycle;
import org.dawra.cycle.TrainingCycles;
import org.dawra.cycle.TrainingMeeting;
import org.dawra.engine.Actor;
import org.dawra.mail.Outbox;
import org.dawra.registration.Institution;
import org.dawra.registration.Institutions;
import org.dawra.training.Attendances;
import org.dawra.web.PublicUrl;
import org.flywaydb.core.Flyway;
import org.springframework.beans.BeanUtils;
import org.springframework.beans.factory.BeanFactory;
import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.autoconfigure.thymeleaf.ThymeleafAutoConfiguration;
import org.springframework.context.MessageSource;
import org.springframework.context.annotation.AnnotatedBeanDefinitionReader;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.ComponentScan;
import org.springframework.context.support.GenericApplicationContext;
import org.springframework.context.support.ResourceBundleMessageSource;
import org.springframework.core.env.MapPropertySource;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.mock.web.MockServletContext;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.test.web.servlet.request.MockMvcRequestBuilders;
import org.springframework.test.web.servlet.setup.MockMvcBuilders;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.annotation.EnableTransactionManagement;
import org.springframework.web.context.support.GenericWebApplicationContext;
import org.springframework.web.servlet.config.annotation.EnableWebMvc;

/** Edition 2024 on a real database: the modules under test are real, the doors of the others are played. */
public final class AwardHouse implements AutoCloseable {

    public static final CycleId CYCLE = new CycleId(4);
    public static final MeetingId MEETING = new MeetingId(9);
    public static final String SLUG = "2024-2024";
    public static final Instant CLOSING = Instant.parse("2024-12-29T15:00:00Z");
    public static final Actor MANAGER = new Actor("manager", Set.of(Role.PROGRAMME_MANAGER.group()));

    public final Attendances attendances = mock(Attendances.class);
    public final FrozenRules rules = mock(FrozenRules.class);
    public final Outbox outbox = mock(Outbox.class);
    public final JdbcClient jdbc;

    private final Map<Long, Institution> institutions = new LinkedHashMap<>();
    private final GenericWebApplicationContext context = new GenericWebApplicationContext(new MockServletContext());

    @EnableTransactionManagement(proxyTargetClass = true)
    @ComponentScan("org.dawra.document")
    static class Transactions {}

    public AwardHouse(DataSource database, Class<?>... modules) {
        this(database, context -> {}, modules);
    }

    /** With further doors that are played. */
    public AwardHouse(DataSource database, Consumer<GenericApplicationContext> doors, Class<?>... modules) {
        Flyway.configure()
                .dataSource(database)
                .locations("classpath:db/migration")
                .load()
                .migrate();
        jdbc = JdbcClient.create(database);
        context.getEnvironment()
                .getPropertySources()
                .addFirst(new MapPropertySource(
                        "test",
                        Map.of(
                                "dawra.public-url", "https://dawra.example",
                                "dawra.data-dir", "target/test-data/award-house")));
        context.registerBean(DataSource.class, () -> database);
        context.registerBean(JdbcTemplate.class, () -> new JdbcTemplate(database));
        context.registerBean(JdbcClient.class, () -> jdbc);
        context.registerBean(PlatformTransactionManager.class, () -> new JdbcTransactionManager(database));
        context.registerBean(Clock.class, () -> Clock.fixed(CLOSING.plusSeconds(600), ZoneOffset.UTC));
        context.registerBean("messageSource", MessageSource.class, AwardHouse::texts);
        context.registerBean(TrainingCycles.class, AwardHouse::cycles);
        context.registerBean(Programmes.class, AwardHouse::programmes);
        context.registerBean(Institutions.class, this::register);
        context.registerBean(Accounts.class, AwardHouse::accounts);
        context.registerBean(Attendances.class, () -> attendances);
        context.registerBean(FrozenRules.class, () -> rules);
        context.registerBean(Outbox.class, () -> outbox);
        var reader = new AnnotatedBeanDefinitionReader(context);
        reader.register(Transactions.class, AuditTrail.class, PublicUrl.class);
        reader.register(modules);
        doors.accept(context);
        context.refresh();
    }

    /** Says that something has happened, as a module does. */
    public void publish(Object event) {
        context.publishEvent(event);
    }

    public <T> T get(Class<T> bean) {
        return context.getBean(bean);
    }

    /** Pages on top of the house, without the login in front of them: who acts is said by each test. */
    public MockMvc pages() {
        return MockMvcBuilders.webAppContextSetup(context)
                .defaultRequest(MockMvcRequestBuilders.get("/").locale(Locale.forLanguageTag("ar-MA")))
                .build();
    }

    /** What pages need besides their controllers. Bears no stereotype, so that no scan of the application finds it. */
    @EnableWebMvc
    @ComponentScan("org.dawra.web")
    @ImportAutoConfiguration(ThymeleafAutoConfiguration.class)
    public static class Pages {

        @Bean
        Findings findings(BeanFactory beans) {
            return BeanUtils.instantiateClass(constructor(Findings.class), beans.getBean(MessageSource.class));
        }

        private static <T> Constructor<T> constructor(Class<T> type) {
            try {
                return type.getDeclaredConstructor(MessageSource.class);
            } catch (NoSuchMethodException e) {
                throw new IllegalStateException(e);
            }
        }
    }

    /** An institution on the province's list. */
    public long institution(String name, String province) {
        var id = institutions.size() + 1L;
        institutions.put(
                id, new Institution(id, "code-" + id, Institution.Kind.COOPERATIVE, name, null, province, true));
        return id;
    }

    public static TrainingCycle cycle() {
        return new TrainingCycle(
                CYCLE,
                SLUG,
                2024,
                LocalDate.of(2024, 12, 27),
                TrainingCycle.State.OPEN,
                BundledEditions.edition("2024"));
    }

    public static TrainingMeeting meeting() {
        var entry = cycle().edition().meetings().get(0);
        return new TrainingMeeting(
                MEETING,
                CYCLE,
                1,
                entry.code(),
                entry.fixed(),
                false,
                entry.title(),
                entry.place(),
                LocalDate.of(2024, 12, 27),
                LocalDate.of(2024, 12, 29),
                300,
                LocalDate.of(2024, 12, 27),
                LocalDate.of(2024, 12, 29));
    }

    private static MessageSource texts() {
        // An apostrophe is an apostrophe, as in the product.
        var texts = new ResourceBundleMessageSource() {
            @Override
            protected MessageFormat createMessageFormat(String text, Locale locale) {
                return super.createMessageFormat(text.replace("'", "''"), locale);
            }
        };
        texts.setBasenames("messages/award", "messages/draw", "messages/web");
        texts.setDefaultEncoding("UTF-8");
        texts.setFallbackToSystemLocale(false);
        return texts;
    }

    public static TrainingCycles cycles() {
        var cycles = mock(TrainingCycles.class);
        var cycle = cycle();
        lenient().when(cycles.get(any())).thenReturn(cycle);
        lenient().when(cycles.bySlug(anyString())).thenReturn(Optional.empty());
        lenient().when(cycles.bySlug(SLUG)).thenReturn(Optional.of(cycle));
        lenient().when(cycles.all()).thenReturn(List.of(cycle));
        lenient()
                .when(cycles.localTimes(any()))
                .thenReturn(new LocalTimes(cycle.edition().offsets()));
        var closes = CLOSING.minusSeconds(20 * 86_400);
        lenient()
                .when(cycles.timetable(any()))
                .thenReturn(new Timetable(closes, closes, closes, closes, closes, closes, CLOSING));
        return cycles;
    }

    public static Programmes programmes() {
        var programmes = mock(Programmes.class);
        lenient().when(programmes.meetings(any())).thenReturn(List.of(meeting()));
        lenient().when(programmes.meeting(any())).thenReturn(meeting());
        lenient()
                .when(programmes.timetable(any()))
                .thenReturn(new MeetingTimetable(
                        CLOSING,
                        CLOSING,
                        CLOSING.minusSeconds(2 * 86_400),
                        CLOSING,
                        CLOSING,
                        CLOSING.plusSeconds(7_200),
                        CLOSING));
        return programmes;
    }

    private Institutions register() {
        var register = mock(Institutions.class);
        lenient()
                .when(register.find(anyLong()))
                .thenAnswer(call -> Optional.ofNullable(institutions.get(call.<Long>getArgument(0))));
        lenient().when(register.of(any())).thenAnswer(call -> List.copyOf(institutions.values()));
        lenient()
                .when(register.ofProvince(any(), anyString()))
                .thenAnswer(call -> institutions.values().stream()
                        .filter(i -> i.province().equals(call.getArgument(1)))
                        .toList());
        return register;
    }

    private static Accounts accounts() {
        var jury = List.of(juror("juror-1"), juror("juror-2"), juror("juror-3"));
        var accounts = mock(Accounts.class);
        lenient().when(accounts.withRole(Role.JURY)).thenReturn(jury);
        lenient().when(accounts.samePerson("both", "both-again")).thenReturn(true);
        lenient()
                .when(accounts.find(anyString()))
                .thenAnswer(call -> jury.stream()
                        .filter(a -> a.userId().equals(call.getArgument(0)))
                        .findFirst());
        return accounts;
    }

    private static Account juror(String id) {
        return new Account(id, Role.JURY, null, "عضو اللجنة", null, "212600000000", "ar");
    }

    @Override
    public void close() {
        context.close();
    }
}
