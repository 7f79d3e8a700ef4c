package org.dawra.demo;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

/**
 * Both editions on a real PostgreSQL. It stops with the virtual machine: Dawra is closed after this class and would wait for
 * a database that is gone.
 */
class YearOnPostgresTest extends YearTests {

    @DynamicPropertySource
    static void database(DynamicPropertyRegistry properties) throws IOException {
        var postgres = EmbeddedPostgres.builder().start();
        properties.add("spring.datasource.url", () -> postgres.getJdbcUrl("postgres", "postgres"));
        properties.add("spring.datasource.username", () -> "postgres");
        properties.add("spring.datasource.password", () -> "postgres");
    }
}
