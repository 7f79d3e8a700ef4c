package org.dawra.document;

import java.time.Clock;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Document stores for tests of other modules. */
public final class TestStores {

    private TestStores() {}

    /** The store on this database, which has its table. */
    public static DocumentStore on(JdbcClient jdbc, Clock clock) {
        return new DocumentStore(jdbc, clock);
    }
}
