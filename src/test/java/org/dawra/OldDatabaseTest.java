package org.dawra;

import static org.assertj.core.api.Assertions.assertThat;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.camunda.bpm.engine.RepositoryService;
import org.dawra.cycle.CycleId;
import org.dawra.cycle.FrozenRules;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.MigrationVersion;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

/** The application on a database that the first release has left behind, with a year in it. */
@Tag("database")
class OldDatabaseTest {

    private static final MigrationVersion FIRST_RELEASE = MigrationVersion.fromVersion("202611220030");

    @Test
    void itIsBroughtUpToDateOnH2() throws IOException {
        isBroughtUpToDate("jdbc:h2:mem:" + UUID.randomUUID() + ";DB_CLOSE_DELAY=-1", "sa", "");
    }

    @Test
    void itIsBroughtUpToDateOnPostgres() throws IOException {
        try (var postgres = EmbeddedPostgres.start()) {
            isBroughtUpToDate(postgres.getJdbcUrl("postgres", "postgres"), "postgres", "postgres");
        }
    }

    private static void isBroughtUpToDate(String url, String user, String password) throws IOException {
        Flyway.configure()
                .dataSource(url, user, password)
                .locations("classpath:db/migration")
                .target(FIRST_RELEASE)
                .load()
                .migrate();
        JdbcClient.create(new DriverManagerDataSource(url, user, password))
                .sql("insert into training_cycle (slug, cycle_year, edition_key, edition_text, edition_sha256,"
                        + " first_meeting_day, state, opened_by, opened_at) values ('2026-2026', 2026, '2026', ?, '',"
                        + " date '2026-12-20', 'OPEN', 'manager', current_timestamp)")
                .param(Files.readString(Path.of("src/main/resources/editions/2026.yaml")))
                .update();
        try (var house = new SpringApplicationBuilder(DawraApplication.class)
                .profiles("test")
                .run(
                        "--spring.datasource.url=" + url,
                        "--spring.datasource.username=" + user,
                        "--spring.datasource.password=" + password,
                        "--server.port=0")) {
            for (var engine : List.of("processEngineFactoryBean", "processEngineConfigurationImpl")) {
                assertThat(house.getBeanFactory().getBeanDefinition(engine).getDependsOn())
                        .as("%s begins on a database that Flyway has left", engine)
                        .contains("flywayInitializer");
            }
            assertThat(house.getBean(Flyway.class).info().pending()).isEmpty();
            assertThat(house.getBean(RepositoryService.class)
                            .createProcessDefinitionQuery()
                            .count())
                    .isEqualTo(11);
            var year = new CycleId(house.getBean(JdbcClient.class)
                    .sql("select id from training_cycle")
                    .query(Long.class)
                    .single());
            assertThat(house.getBean(FrozenRules.class)
                            .decide(year, "certificate-eligibility", Map.of("minimumHalfDays", 2, "halfDaysHeld", 6)))
                    .containsExactly(Map.of("requiredHalfDays", 2));
        }
    }
}
