package org.dawra.audit;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.h2.jdbcx.JdbcConnectionPool;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DataSourceTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** The trail on a database of its own, with nothing else around it. */
final class TrailHouse implements AutoCloseable {

    static final Instant NOW = Instant.parse("2026-01-31T09:00:00.123456Z");

    private static final AtomicInteger DATABASES = new AtomicInteger();

    private final boolean postgres;
    final DataSource database;
    final JdbcTemplate jdbc;
    final TransactionTemplate transaction;
    final AuditTrail trail;
    final AuditLog log;
    final ChainVerifier verifier;

    private TrailHouse(DataSource database, String vendor) {
        this.postgres = vendor.equals("postgresql");
        this.database = database;
        Flyway.configure()
                .dataSource(database)
                .locations("classpath:db/migration", "classpath:db/" + vendor)
                .load()
                .migrate();
        jdbc = new JdbcTemplate(database);
        transaction = new TransactionTemplate(new DataSourceTransactionManager(database));
        var clock = Clock.fixed(NOW, ZoneOffset.UTC);
        trail = new AuditTrail(JdbcClient.create(database), clock);
        verifier = new ChainVerifier(jdbc);
        log = new AuditLog(JdbcClient.create(database), jdbc, verifier, clock);
    }

    static TrailHouse onH2() {
        var pool = JdbcConnectionPool.create(
                "jdbc:h2:mem:" + UUID.randomUUID() + ";DB_CLOSE_DELAY=-1;LOCK_TIMEOUT=20000", "sa", "");
        pool.setMaxConnections(30);
        return new TrailHouse(pool, "h2");
    }

    /** As {@code ./dawra run --data FOLDER} leaves it. */
    static TrailHouse inFolder(Path folder) {
        return new TrailHouse(JdbcConnectionPool.create("jdbc:h2:file:" + folder + "/dawra", "sa", ""), "h2");
    }

    /** Where others reach the same database. */
    String url() {
        try (var connection = database.getConnection()) {
            return connection.getMetaData().getURL();
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    static TrailHouse onPostgres() {
        var name = "trail_" + DATABASES.incrementAndGet();
        new JdbcTemplate(Server.ONE.getPostgresDatabase()).execute("create database " + name);
        return new TrailHouse(Server.ONE.getDatabase("postgres", name), "postgresql");
    }

    /** A node of the cluster. */
    Sealer node() {
        return new Sealer(jdbc, new DataSourceTransactionManager(database));
    }

    /** Records a deed in a transaction of its own. */
    void deed(String actor, String deed, String subject) {
        transaction.executeWithoutResult(status -> trail.record(actor, deed, subject));
    }

    /** Somebody who owns the database takes the guards away. */
    void takeTheGuardsAway() {
        for (var table : new String[] {"audit_entry", "audit_chain", "audit_head"}) {
            jdbc.execute("drop trigger " + table + "_append_only" + (postgres ? " on " + table : ""));
        }
    }

    @Nullable
    String broken(String... heads) {
        return verifier.verify(
                        Arrays.stream(heads).map(ChainVerifier.Expected::given).toList())
                .broken();
    }

    @Override
    public void close() {
        if (!postgres) {
            jdbc.execute("shutdown");
        }
    }

    /** One server for all tests; it ends with the JVM. */
    private static final class Server {

        static final EmbeddedPostgres ONE = start();

        private static EmbeddedPostgres start() {
            try {
                return EmbeddedPostgres.builder().start();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}
