package org.dawra.demo;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.dawra.DawraApplication;
import org.slf4j.LoggerFactory;

/** {@code ./dawra demo --db postgres}: the same year on a PostgreSQL that is started for it. */
public final class DemoOnPostgres {

    private DemoOnPostgres() {}

    /** Starts PostgreSQL, then Dawra with the same words. */
    public static void main(String[] words) throws IOException {
        // What it says while it sets itself up is nobody's concern; Dawra's own logging is not set up yet.
        ((Logger) LoggerFactory.getLogger(EmbeddedPostgres.class)).setLevel(Level.WARN);
        var postgres = EmbeddedPostgres.builder().start();
        var all = new ArrayList<>(List.of(words));
        all.add("--spring.datasource.url=" + postgres.getJdbcUrl("postgres", "postgres"));
        all.add("--spring.datasource.username=postgres");
        all.add("--spring.datasource.password=postgres");
        DawraApplication.main(all.toArray(String[]::new));
    }
}
