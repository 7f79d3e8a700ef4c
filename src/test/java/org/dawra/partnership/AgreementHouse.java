package org.dawra.partnership;

import static org.mockito.Mockito.mock;

import java.nio.file.Files;
import java.nio.file.Path;
import java.text.MessageFormat;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Date;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.regex.Pattern;
import javax.sql.DataSource;
import org.camunda.bpm.engine.HistoryService;
import org.camunda.bpm.engine.ManagementService;
import org.camunda.bpm.engine.RuntimeService;
import org.camunda.bpm.engine.impl.util.ClockUtil;
import org.camunda.bpm.engine.spring.ProcessEngineFactoryBean;
import org.camunda.bpm.engine.spring.SpringExpressionManager;
import org.camunda.bpm.engine.spring.SpringProcessEngineConfiguration;
import org.camunda.bpm.engine.spring.SpringProcessEngineServicesConfiguration;
import org.camunda.spin.plugin.impl.SpinProcessEnginePlugin;
import org.dawra.FlowCoverage;
import org.dawra.access.Account;
import org.dawra.access.Accounts;
import org.dawra.access.Role;
import org.dawra.audit.AuditTrail;
import org.dawra.cycle.BundledEditions;
import org.dawra.cycle.CycleId;
import org.dawra.cycle.Edition;
import org.dawra.cycle.LocalTimes;
import org.dawra.cycle.Timetable;
import org.dawra.cycle.TrainingCycle;
import org.dawra.cycle.TrainingCycles;
import org.dawra.engine.Actor;
import org.dawra.engine.HumanTask;
import org.dawra.engine.HumanTasks;
import org.dawra.engine.Timers;
import org.dawra.followup.Escalation;
import org.dawra.mail.HandLine;
import org.dawra.mail.Message;
import org.dawra.mail.MessageState;
import org.dawra.mail.Outbox;
import org.dawra.web.PublicUrl;
import org.flywaydb.core.Flyway;
import org.h2.jdbcx.JdbcDataSource;
import org.springframework.context.ApplicationContext;
import org.springframework.context.MessageSource;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.ComponentScan;
import org.springframework.context.annotation.FilterType;
import org.springframework.context.annotation.Import;
import org.springframework.context.support.ResourceBundleMessageSource;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.annotation.EnableTransactionManagement;

/**
 * The module with its real tables, real papers and the real model on an in-memory engine; the other modules' doors are
 * played by fixtures. Time stands still until a test moves it.
 */
final class AgreementHouse implements AutoCloseable {

    static final CycleId CYCLE = new CycleId(1);
    static final Instant NOW = Instant.parse("2024-11-20T10:00:00Z");
    static final Actor MANAGER = new Actor("manager", Set.of(Role.PROGRAMME_MANAGER.group()));
    static final Actor PRESIDENT = new Actor("president", Set.of(Role.PRESIDENT.group()));
    static final String OFFICIAL = "official-employment";

    private static final Pattern LINK = Pattern.compile("/agreements/([0-9A-Z-]{26,})");

    final AnnotationConfigApplicationContext context = new AnnotationConfigApplicationContext();

    AgreementHouse(FlowCoverage coverage) {
        this(inMemory(), coverage);
    }

    AgreementHouse(DataSource database, FlowCoverage coverage) {
        Flyway.configure()
                .dataSource(database)
                .locations("classpath:db/migration")
                .load()
                .migrate();
        context.registerBean("dataSource", DataSource.class, () -> database);
        ClockUtil.setCurrentTime(Date.from(NOW));
        context.registerBean(FlowCoverage.class, () -> coverage);
        context.register(Rooms.class);
        context.refresh();
    }

    private static DataSource inMemory() {
        var database = new JdbcDataSource();
        database.setURL("jdbc:h2:mem:" + UUID.randomUUID() + ";DB_CLOSE_DELAY=-1");
        database.setUser("sa");
        return database;
    }

    <T> T room(Class<T> type) {
        return context.getBean(type);
    }

    TestClock clock() {
        return room(TestClock.class);
    }

    Escalation escalation() {
        return room(Escalation.class);
    }

    PlayedOutbox outbox() {
        return room(PlayedOutbox.class);
    }

    AgreementRows rows() {
        return room(AgreementRows.class);
    }

    /** Opens the agreements with partners and starts the process of the one with {@code partner}. */
    long startWithPartner(String partner) {
        room(AgreementOpening.class).withPartners(CYCLE);
        return start(rows().find(CYCLE, AgreementKind.PARTNER, partner).orElseThrow());
    }

    /** Opens the agreements between institutions and starts the process of the first. */
    long startBetweenInstitutions() {
        var ids = room(AgreementOpening.class).betweenInstitutions(CYCLE);
        return start(rows().get(Long.parseLong(ids.get(0))));
    }

    private long start(Agreement agreement) {
        room(RuntimeService.class)
                .startProcessInstanceByKey(
                        PartnershipAgreement.KEY,
                        agreement.key(),
                        Map.of("draftDue", Date.from(clock().instant().plus(Duration.ofDays(10)))));
        return agreement.id();
    }

    /** The tasks that wait, by element. */
    List<HumanTask> waiting(long agreement, String element) {
        return room(HumanTasks.class).waiting(PartnershipAgreement.KEY, Long.toString(agreement)).stream()
                .filter(task -> task.definitionKey().equals(element))
                .toList();
    }

    /** Somebody completes the one task of this element that is open to them, and the engine does what follows. */
    void does(Actor actor, long agreement, String element, Map<String, ?> fields) {
        var task = waiting(agreement, element).stream()
                .filter(t -> t.openTo(actor))
                .findFirst()
                .orElseThrow(HumanTasks.NoSuchTask::new);
        room(HumanTasks.class).submit(task.id(), actor, fields);
        runJobs();
    }

    /** The manager takes the form as it stands. */
    void drafts(long agreement, String element) {
        does(MANAGER, agreement, element, form(agreement, element));
    }

    Map<String, Object> form(long agreement, String element) {
        var task = waiting(agreement, element).get(0);
        var facts = new LinkedHashMap<>(room(HumanTasks.class).facts(task.id(), MANAGER));
        facts.keySet().retainAll(Set.of("titleAr", "titleFr", "objectAr", "objectFr", "commitments", "parties"));
        return facts;
    }

    Actor party(long agreement, int position) {
        return Actor.holder(rows().parties(agreement).get(position).assignee());
    }

    AgreementState state(long agreement) {
        return rows().get(agreement).state();
    }

    /** Makes a timer due and does what follows. */
    int fires(long agreement, String timer) {
        var fired = room(Timers.class).fire(PartnershipAgreement.KEY, Long.toString(agreement), timer);
        runJobs();
        return fired;
    }

    void runJobs() {
        var management = room(ManagementService.class);
        for (var jobs = management.createJobQuery().executable().list();
                !jobs.isEmpty();
                jobs = management.createJobQuery().executable().list()) {
            management.executeJob(jobs.get(0).getId());
        }
    }

    boolean isRunning(long agreement) {
        return room(RuntimeService.class)
                        .createProcessInstanceQuery()
                        .processInstanceBusinessKey(Long.toString(agreement))
                        .count()
                > 0;
    }

    Set<String> passed() {
        var passed = new TreeSet<String>();
        room(HistoryService.class)
                .createHistoricActivityInstanceQuery()
                .finished()
                .list()
                .forEach(activity -> passed.add(activity.getActivityId()));
        return passed;
    }

    boolean passed(String element) {
        return passed().contains(element);
    }

    /** The token of the newest personal link in the messages to a party. */
    String token(long agreement, long party) {
        var tokens = new ArrayList<String>();
        for (var message : outbox().planned.values()) {
            var link = LINK.matcher(message.text());
            if ((message.purpose() + ":").contains(":party:" + party + ":")
                    && message.purpose().startsWith("agreement:" + agreement + ":")
                    && link.find()) {
                tokens.add(link.group(1));
            }
        }
        return tokens.get(tokens.size() - 1);
    }

    @Override
    public void close() {
        context.close();
        ClockUtil.reset();
    }

    /** A clock that a test sets. */
    static final class TestClock extends Clock {
        private Instant now = NOW;

        void passes(Duration duration) {
            now = now.plus(duration);
        }

        @Override
        public Instant instant() {
            return now;
        }

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }
    }

    /** An outbox that sends nothing. */
    static final class PlayedOutbox implements Outbox {
        final Map<String, Message> planned = new LinkedHashMap<>();

        @Override
        public Map<String, Long> lists(String purposeGroup, MessageState state) {
            return Map.of();
        }

        @Override
        public void planAll(Collection<Message> messages) {
            messages.forEach(message -> planned.putIfAbsent(message.purpose(), message));
        }

        List<String> purposes(String ending) {
            return planned.keySet().stream().filter(p -> p.contains(ending)).toList();
        }

        @Override
        public Map<MessageState, Long> states(String purposeGroup) {
            return Map.of();
        }

        @Override
        public boolean isSettled(String purposeGroup) {
            return true;
        }

        @Override
        public List<HandLine> handList(String list) {
            return planned.values().stream()
                    .filter(m -> m.to().email() == null && m.to().handList().equals(list))
                    .map(m -> new HandLine(1, m.purpose(), m.to().name(), m.to().phone(), m.text(), null, false))
                    .toList();
        }

        @Override
        public List<HandLine> handLines(String list, Collection<String> purposes) {
            return handList(list).stream()
                    .filter(line -> purposes.contains(line.purpose()))
                    .toList();
        }

        @Override
        public boolean handed(String list, long id, String byUserId) {
            return true;
        }

        @Override
        public void erase(Collection<String> purposes) {
            purposes.forEach(planned::remove);
        }
    }

    /** The accounts of an edition: two confirmers, and one partner's official. */
    static final class PlayedAccounts implements Accounts {
        final List<Account> all = new ArrayList<>(List.of(
                account("president", Role.PRESIDENT, null, "president@dawra.invalid"),
                account("manager", Role.PROGRAMME_MANAGER, null, "manager@dawra.invalid"),
                account(OFFICIAL, Role.PARTNER, "employment", null)));

        static Account account(String userId, Role role, String scope, String email) {
            return new Account(
                    userId, role, scope, "اسم " + userId, email, email == null ? null : "212600000000", "ar");
        }

        @Override
        public boolean isSentTheDaysList(Account account) {
            return false;
        }

        @Override
        public List<Account> active() {
            return List.of();
        }

        @Override
        public Optional<Account> find(String userId) {
            return all.stream().filter(a -> a.userId().equals(userId)).findFirst();
        }

        @Override
        public List<Account> withRole(Role role) {
            return all.stream().filter(a -> a.role() == role).toList();
        }

        @Override
        public List<Account> withRole(Role role, String scope) {
            return withRole(role).stream().filter(a -> scope.equals(a.scope())).toList();
        }

        @Override
        public Actor actor(Account account) {
            return Actor.holder(account.userId());
        }

        @Override
        public void create(Account account, String password) {
            all.add(account);
        }
    }

    /** One cycle of edition 2024. */
    static final class PlayedCycles implements TrainingCycles {
        private final Edition edition = BundledEditions.edition("2024");

        @Override
        public TrainingCycle get(CycleId id) {
            return new TrainingCycle(
                    id, "2024-" + id.value(), 2024, LocalDate.of(2024, 12, 27), TrainingCycle.State.OPEN, edition);
        }

        @Override
        public Optional<TrainingCycle> bySlug(String slug) {
            return slug.matches("2024-\\d+") ? Optional.of(get(CycleId.of(slug.substring(5)))) : Optional.empty();
        }

        @Override
        public List<TrainingCycle> all() {
            return List.of(get(CYCLE));
        }

        @Override
        public Timetable timetable(CycleId id) {
            return new Timetable(NOW, NOW, NOW, NOW, NOW, NOW, Instant.parse("2025-01-28T17:00:00Z"));
        }

        @Override
        public LocalTimes localTimes(CycleId id) {
            return new LocalTimes(edition.offsets());
        }

        @Override
        public List<Edition> editions() {
            return List.of(edition);
        }
    }

    /** Bears no stereotype, so that no scan of the whole application finds it. */
    @EnableTransactionManagement(proxyTargetClass = true)
    @ComponentScan(
            basePackages = {"org.dawra.document", "org.dawra.partnership"},
            excludeFilters =
                    @ComponentScan.Filter(
                            type = FilterType.REGEX,
                            pattern =
                                    "org\\.dawra\\.partnership\\.(PartyPages|AgreementPages|AgreementHouse|SignatureDecision).*"))
    @ComponentScan(
            basePackages = "org.dawra.engine",
            useDefaultFilters = false,
            includeFilters =
                    @ComponentScan.Filter(
                            type = FilterType.REGEX,
                            pattern =
                                    "org\\.dawra\\.engine\\.(EngineHumanTasks|EngineProcesses|Contracts|Succession|TaskForms)"))
    @Import({SpringProcessEngineServicesConfiguration.class, PublicUrl.class})
    static class Rooms {

        @Bean
        PlatformTransactionManager transactions(DataSource database) {
            return new JdbcTransactionManager(database);
        }

        @Bean
        JdbcTemplate template(DataSource database) {
            return new JdbcTemplate(database);
        }

        @Bean
        JdbcClient jdbc(DataSource database) {
            return JdbcClient.create(database);
        }

        @Bean
        MessageSource messageSource() {
            // As the house's own texts do: an apostrophe is an apostrophe.
            var texts = new ResourceBundleMessageSource() {
                @Override
                protected MessageFormat createMessageFormat(String text, Locale locale) {
                    return super.createMessageFormat(text.replace("'", "''"), locale);
                }
            };
            texts.setBasenames("messages/partnership", "messages/access", "messages/web");
            texts.setDefaultEncoding("UTF-8");
            texts.setFallbackToSystemLocale(false);
            return texts;
        }

        @Bean
        ProcessEngineFactoryBean engine(
                DataSource database,
                PlatformTransactionManager transactions,
                ApplicationContext context,
                FlowCoverage coverage)
                throws Exception {
            var configuration = new SpringProcessEngineConfiguration();
            configuration.setDataSource(database);
            configuration.setTransactionManager(transactions);
            configuration.setApplicationContext(context);
            configuration.setExpressionManager(new SpringExpressionManager(context, null));
            configuration.setDatabaseSchemaUpdate("true");
            configuration.setJobExecutorActivate(false);
            configuration.setHistory("activity");
            configuration.setDefaultSerializationFormat("application/json");
            configuration.getProcessEnginePlugins().add(new SpinProcessEnginePlugin());
            coverage.watch(configuration);
            var factory = new ProcessEngineFactoryBean();
            factory.setProcessEngineConfiguration(configuration);
            factory.getObject()
                    .getRepositoryService()
                    .createDeployment()
                    .addString(
                            "partnership-agreement.bpmn", Files.readString(Path.of("bpmn/partnership-agreement.bpmn")))
                    .addString(
                            "agreement-network-signature.form",
                            Files.readString(Path.of("forms/agreement-network-signature.form")))
                    .deploy();
            return factory;
        }

        @Bean
        TestClock clock() {
            return new TestClock();
        }

        @Bean
        PlayedOutbox outbox() {
            return new PlayedOutbox();
        }

        @Bean
        PlayedAccounts accounts() {
            return new PlayedAccounts();
        }

        @Bean
        PlayedCycles cycles() {
            return new PlayedCycles();
        }

        @Bean
        Escalation escalation() {
            return mock(Escalation.class);
        }

        @Bean
        AuditTrail audit() {
            return mock(AuditTrail.class);
        }
    }
}
