package org.dawra.demo;

import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** What the database is for: trying the software with sample people, or the real network. Decided once. */
@Component
class Installation {

    private final JdbcClient jdbc;

    Installation(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** Whether it is a sample; empty while undecided. */
    Optional<Boolean> sample() {
        return jdbc.sql("select sample from installation where id = 1")
                .query(Boolean.class)
                .optional();
    }

    /** Decides. */
    void decide(boolean sample) {
        jdbc.sql("insert into installation (id, sample) values (1, ?)")
                .param(sample)
                .update();
    }
}
