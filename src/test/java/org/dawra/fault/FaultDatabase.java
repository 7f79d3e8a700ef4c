package org.dawra.fault;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.Comparator;
import java.util.Map;
import java.util.Objects;
import javax.sql.DataSource;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

/** A database that can be looked into from outside, stopped at once and kept from growing. */
interface FaultDatabase extends AutoCloseable {

    /** What the application is told of it. */
    Map<String, String> properties();

    /** A look into it, while this application runs. */
    DataSource of(RunningApplication application);

    /** Stops it without any leave-taking; {@code meanwhile} is done while it is not there, then it comes back. */
    void stopAtOnce(RunningApplication application, Runnable meanwhile);

    /** From now on no file of it grows. */
    void fill(RunningApplication application);

    /** Takes that back. */
    void free(RunningApplication application);

    /** Begins with nothing. */
    void empty();

    /** About how many hundredths of it are there when it is set up. */
    int made();

    @Override
    void close();

    /** A file of H2, in the application's own process. */
    final class H2File implements FaultDatabase {

        /** Bytes of the file after the first start. */
        private static final long WHOLE = 11L << 20;

        private final Path folder;

        H2File(Path folder) {
            this.folder = folder;
        }

        @Override
        public Map<String, String> properties() {
            return Map.of();
        }

        @Override
        public DataSource of(RunningApplication application) {
            return new DriverManagerDataSource(application.url(), "sa", "");
        }

        /** It is part of the application, which goes on without it; the next connection opens it again. */
        @Override
        public void stopAtOnce(RunningApplication application, Runnable meanwhile) {
            application.order("stop-database");
            meanwhile.run();
        }

        @Override
        public void fill(RunningApplication application) {
            try {
                FileQuota.set(application.pid(), Files.size(folder.resolve("dawra.mv.db")));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        @Override
        public void free(RunningApplication application) {
            FileQuota.lift(application.pid());
        }

        @Override
        public void empty() {
            delete(folder);
        }

        @Override
        public int made() {
            var file = folder.resolve("dawra.mv.db").toFile();
            return (int) (file.length() * 100 / WHOLE);
        }

        @Override
        public void close() {
            // ends with the application
        }
    }

    /** A server of PostgreSQL. */
    final class Postgres implements FaultDatabase {

        /** Tables after the first start. */
        private static final int WHOLE = 130;

        /** A segment of its log has this size from the start, and must go on being written. */
        private static final long LEAST = 17L << 20;

        private final Path folder;
        private EmbeddedPostgres server;

        Postgres(Path folder) {
            this.folder = folder;
            // it complains that it cannot stop what has been stopped; a start that fails throws
            ((Logger) LoggerFactory.getLogger("io.zonky")).setLevel(Level.OFF);
            this.server = start(0);
        }

        private EmbeddedPostgres start(int port) {
            try {
                Files.createDirectories(folder);
                var builder = EmbeddedPostgres.builder()
                        .setDataDirectory(folder)
                        .setCleanDataDirectory(false)
                        // as PostgreSQL comes; the builder's default would lose what is committed
                        .setServerConfig("synchronous_commit", "on")
                        .setErrorRedirector(ProcessBuilder.Redirect.DISCARD)
                        .setOutputRedirector(ProcessBuilder.Redirect.DISCARD);
                return (port == 0 ? builder : builder.setPort(port)).start();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        @Override
        public Map<String, String> properties() {
            return Map.of(
                    "spring.datasource.url", server.getJdbcUrl("postgres", "dawra"),
                    "spring.datasource.username", "postgres",
                    "spring.datasource.password", "postgres",
                    "spring.datasource.hikari.connection-timeout", "3000");
        }

        @Override
        public DataSource of(RunningApplication application) {
            return new DriverManagerDataSource(server.getJdbcUrl("postgres", "dawra"), "postgres", "postgres");
        }

        /** {@code pg_ctl stop -m immediate}, and start. */
        @Override
        public void stopAtOnce(RunningApplication application, Runnable meanwhile) {
            var postmaster = postmaster();
            Commands.run("kill", "-QUIT", Long.toString(postmaster.pid()));
            postmaster.onExit().join();
            // what starts it again holds a lock of its own on the folder
            close(server);
            meanwhile.run();
            server = start(server.getPort());
        }

        private ProcessHandle postmaster() {
            try (var lines = Files.lines(folder.resolve("postmaster.pid"))) {
                return ProcessHandle.of(
                                Long.parseLong(lines.findFirst().orElseThrow().strip()))
                        .orElseThrow();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        @Override
        public void fill(RunningApplication application) {
            var largest = Objects.requireNonNull(new JdbcTemplate(of(application))
                    .queryForObject(
                            "select max(pg_relation_size(oid)) from pg_class where relkind in ('r', 't', 'i')",
                            Long.class));
            var postmaster = postmaster();
            var limit = Math.max(LEAST, largest);
            FileQuota.set(postmaster.pid(), limit);
            postmaster.children().forEach(child -> FileQuota.set(child.pid(), limit));
        }

        @Override
        public void free(RunningApplication application) {
            var postmaster = postmaster();
            FileQuota.lift(postmaster.pid());
            postmaster.children().forEach(child -> FileQuota.lift(child.pid()));
        }

        @Override
        public void empty() {
            try (var connection = server.getPostgresDatabase().getConnection();
                    var statement = connection.createStatement()) {
                statement.execute("drop database if exists dawra with (force)");
                statement.execute("create database dawra");
            } catch (SQLException e) {
                throw new IllegalStateException(e);
            }
        }

        @Override
        public int made() {
            var relations = new JdbcTemplate(server.getDatabase("postgres", "dawra"))
                    .queryForObject("select count(*) from pg_stat_user_tables", Integer.class);
            return relations == null ? 0 : relations * 100 / WHOLE;
        }

        @Override
        public void close() {
            close(server);
            delete(folder);
        }

        private static void close(EmbeddedPostgres server) {
            try {
                server.close();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    /** A folder with all that is in it, if it is there. */
    static void delete(Path folder) {
        if (!Files.exists(folder)) {
            return;
        }
        try (var files = Files.walk(folder)) {
            files.sorted(Comparator.reverseOrder())
                    .forEach(file -> file.toFile().delete());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
