package org.dawra.cycle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.mockito.Mockito.mock;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.Map;
import java.util.UUID;
import java.util.regex.Pattern;
import org.camunda.bpm.engine.DecisionService;
import org.camunda.bpm.engine.ProcessEngine;
import org.camunda.bpm.engine.RepositoryService;
import org.camunda.bpm.engine.impl.cfg.StandaloneInMemProcessEngineConfiguration;
import org.dawra.engine.Decisions;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.MigrationVersion;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;
import org.springframework.context.annotation.ClassPathBeanDefinitionScanner;
import org.springframework.core.type.filter.RegexPatternTypeFilter;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The real decision tables on a real engine, and cycles that were opened under different versions of them. */
class FrozenRulesTest {

    private static final String CERTIFICATE = "certificate-eligibility";
    private static final String NOMINEE = "nominee-eligibility";
    private static final LocalDate FIRST_MEETING = LocalDate.parse("2026-12-20");

    private final AnnotationConfigApplicationContext context = new AnnotationConfigApplicationContext();
    private ProcessEngine engine;
    private CycleFixture year;

    @BeforeEach
    void begin() throws IOException {
        engine = new StandaloneInMemProcessEngineConfiguration()
                .setJdbcUrl("jdbc:h2:mem:" + UUID.randomUUID() + ";DB_CLOSE_DELAY=-1")
                .setProcessEngineName("rules-" + UUID.randomUUID())
                .setJobExecutorActivate(false)
                .buildProcessEngine();
        context.registerBean(RepositoryService.class, engine::getRepositoryService);
        context.registerBean(DecisionService.class, engine::getDecisionService);
        var engineDoors = new ClassPathBeanDefinitionScanner(context, false);
        engineDoors.addIncludeFilter(new RegexPatternTypeFilter(Pattern.compile(".*\\.DeployedDecisions")));
        engineDoors.scan("org.dawra.engine");
        context.refresh();
        deploy(CERTIFICATE, shipped(CERTIFICATE));
        deploy(NOMINEE, shipped(NOMINEE));
        year = new CycleFixture(CycleFixture.h2(), context.getBean(Decisions.class));
    }

    @AfterEach
    void close() {
        context.close();
        engine.close();
    }

    @Test
    void aRunningCycleKeepsTheOutcomeThatItBeganWithAndANewOneTakesTheNew() throws IOException {
        var running = year.open("2026", FIRST_MEETING);
        assertThat(required(running)).isEqualTo(2);

        deploy(CERTIFICATE, raised("2"));
        assertThat(required(running)).isEqualTo(2);
        var later = year.open("2026", FIRST_MEETING.plusYears(1));
        assertThat(required(later)).isEqualTo(5);
        assertThat(required(running)).isEqualTo(2);
    }

    @Test
    void deployingTheModelsAgainOrForgettingToRaiseTheTagChangesNothing() throws IOException {
        var running = year.open("2026", FIRST_MEETING);
        deploy(CERTIFICATE, raised("1"));
        assertThat(required(running)).isEqualTo(2);
    }

    @Test
    void everyDecisionOfTheHouseIsFrozen() {
        var cycle = year.open("2024", FIRST_MEETING.plusYears(1));
        var nominee = Map.of(
                "participatesInCycle", true,
                "nominatedByOwnProvince", true,
                "alreadyLaureateLastYear", true,
                "institutionKind", "COOPERATIVE");
        assertThat(year.rules.decide(cycle, NOMINEE, nominee))
                .containsExactly(Map.of("eligible", false, "reason", "LAUREATE_LAST_YEAR"));
        assertThat(year.jdbc
                        .sql("select decision_key from cycle_rule where cycle_id = ? order by decision_key")
                        .param(cycle.value())
                        .query(String.class)
                        .list())
                .containsExactly(CERTIFICATE, NOMINEE);
    }

    @Test
    void aFrozenVersionThatIsNotDeployedIsNamedAndNoOtherTakesItsPlace() {
        var cycle = year.open("2026", FIRST_MEETING);
        year.jdbc.sql("update cycle_rule set version_tag = '0'").update();
        assertThatThrownBy(() -> required(cycle))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("Decision certificate-eligibility is not deployed with versionTag 0");
        assertThatThrownBy(() -> year.rules.decide(cycle, "unheard-of", Map.of()))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("Cycle " + cycle.value() + " has frozen no rules of unheard-of");
    }

    @Test
    void noCycleIsOpenedUnderATableWithoutATag() throws IOException {
        deploy(CERTIFICATE, shipped(CERTIFICATE).replace(" camunda:versionTag=\"1\"", ""));
        assertThatThrownBy(() -> year.open("2026", FIRST_MEETING))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining(CERTIFICATE);
        assertThat(year.cycles.all()).isEmpty();
    }

    @Test
    void cyclesOpenedBeforeRulesWereFrozenGoOnUnderTheFirst() {
        var database = CycleFixture.h2();
        var before = Flyway.configure()
                .dataSource(database)
                .locations("classpath:db/migration")
                .target(MigrationVersion.fromVersion("202611220320"))
                .load();
        before.migrate();
        JdbcClient.create(database)
                .sql("insert into training_cycle (slug, cycle_year, edition_key, edition_text, edition_sha256,"
                        + " first_meeting_day, state, opened_by, opened_at) values ('2025-2026', 2025, '2026', '', '',"
                        + " date '2025-12-20', 'OPEN', 'manager', current_timestamp)")
                .update();
        var old = new CycleFixture(database, mock(Decisions.class));
        var rules = new FrozenRules(old.jdbc, context.getBean(Decisions.class));
        var cycle = new CycleId(
                old.jdbc.sql("select id from training_cycle").query(Long.class).single());
        assertThat(rules.decide(cycle, CERTIFICATE, Map.of("minimumHalfDays", 2, "halfDaysHeld", 6)))
                .containsExactly(Map.of("requiredHalfDays", 2));
    }

    private int required(CycleId cycle) {
        var rule = year.rules
                .decide(cycle, CERTIFICATE, Map.of("minimumHalfDays", 2, "halfDaysHeld", 6))
                .get(0);
        return ((Number) rule.get("requiredHalfDays")).intValue();
    }

    /** A table that asks for five half-days whatever the edition says. */
    private static String raised(String tag) throws IOException {
        return shipped(CERTIFICATE)
                .replaceFirst("(editionAsks_required\"><text>)[^/]*(</text>)", "$1 5 $2")
                .replace("versionTag=\"1\"", "versionTag=\"" + tag + "\"");
    }

    private static String shipped(String decision) throws IOException {
        return Files.readString(Path.of("bpmn", decision + ".dmn"));
    }

    private void deploy(String decision, String table) {
        engine.getRepositoryService()
                .createDeployment()
                .addString(decision + ".dmn", table)
                .deploy();
    }
}
