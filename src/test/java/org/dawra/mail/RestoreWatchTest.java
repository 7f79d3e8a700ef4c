package org.dawra.mail;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.Comparator;
import java.util.UUID;
import org.h2.jdbcx.JdbcDataSource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.core.io.Resource;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.init.ResourceDatabasePopulator;

/** A backup of the database, of the folder, or of both comes back. */
@Tag("database")
class RestoreWatchTest {

    @TempDir
    Path data;

    @TempDir
    Path elsewhere;

    private final OutboxTest.MovableClock clock = new OutboxTest.MovableClock();
    private JdbcClient jdbc;
    private MailPauses pauses;

    @BeforeEach
    void aDatabase() throws IOException {
        use(newDatabase());
    }

    private static JdbcDataSource newDatabase() throws IOException {
        var source = new JdbcDataSource();
        source.setURL("jdbc:h2:mem:" + UUID.randomUUID() + ";DB_CLOSE_DELAY=-1");
        var migrations = new PathMatchingResourcePatternResolver().getResources("classpath:db/migration/*__mail_*.sql");
        Arrays.sort(migrations, Comparator.comparing(Resource::getFilename));
        new ResourceDatabasePopulator(migrations).execute(source);
        return source;
    }

    private void use(JdbcDataSource source) {
        jdbc = JdbcClient.create(source);
        pauses = new MailPauses(jdbc, clock);
    }

    private RestoreWatch start(Path folder) {
        return start(folder, false);
    }

    private RestoreWatch start(Path folder, boolean told) {
        var watch = new RestoreWatch(folder, told, jdbc, pauses, clock);
        watch.look();
        return watch;
    }

    private void send(String purpose) {
        clock.pass(Duration.ofMinutes(2));
        jdbc.sql("insert into outbox (purpose, purpose_group, channel, hand_list, lang, message_id, state, attempts,"
                        + " uncertain, fence, created_at, attempted_at) values (?, 'g', 'EMAIL', 'l', 'ar', ?, 'SENT', 1,"
                        + " false, 1, ?, ?)")
                .params(purpose, purpose, now(), now())
                .update();
    }

    private OffsetDateTime now() {
        return OffsetDateTime.ofInstant(clock.instant(), ZoneOffset.UTC);
    }

    @Test
    void anOrdinaryStartSends() {
        var watch = start(data);
        send("p:1");
        watch.beat(true);
        send("p:2");
        watch.beat(true);
        clock.pass(Duration.ofDays(3));
        start(data).beat(false);
        assertThat(pauses.isPaused()).isFalse();
    }

    @Test
    void whoPutsBackASnapshotOfTheWholeDiskStartsWithMailPaused() {
        start(data).beat(true);
        send("p:1");
        // Database, folder and the numbers of its files are all as they were before p:1.
        jdbc.sql("delete from outbox").update();
        start(data);
        assertThat(pauses.isPaused()).as("nothing on the disk can tell").isFalse();
        start(data, true);
        assertThat(pauses.current())
                .hasValueSatisfying(pause -> assertThat(pause.by()).isEqualTo(MailPauses.RESTORED));
        pauses.resume("manager");
        start(data);
        assertThat(pauses.isPaused()).as("the next ordinary start").isFalse();
    }

    @Test
    void mailIsPausedWhenToldEvenWhereNoMarkCanBeKept() throws Exception {
        Files.writeString(data.resolve("mail-mark"), "a file where the folder should be");
        start(data, true);
        assertThat(pauses.isPaused()).isTrue();
    }

    @Test
    void anUpgradedDatabaseThatKnowsNoMarkSends() {
        send("p:1");
        start(data);
        assertThat(pauses.isPaused()).isFalse();
    }

    @Test
    void aDatabaseThatRemembersLessThanTheFolderRests() throws Exception {
        var watch = start(data);
        var mark = jdbc.sql("select id, stamp from mail_mark")
                .query((row, number) -> new String[] {row.getString("id"), row.getString("stamp")})
                .single();
        send("p:1");
        watch.beat(true);
        send("p:2");
        watch.beat(true);
        send("p:3");
        watch.beat(true);
        // The dump was taken before p:2.
        jdbc.sql("delete from outbox where purpose <> 'p:1'").update();
        start(data);
        assertThat(pauses.current())
                .hasValueSatisfying(pause -> assertThat(pause.by()).isEqualTo(MailPauses.RESTORED));
        pauses.resume("manager");
        start(data);
        assertThat(pauses.isPaused()).as("once seen, it is said once").isFalse();

        use(newDatabase());
        send("p:1");
        start(data);
        assertThat(pauses.isPaused()).as("a database older than the folder").isTrue();
        assertThat(mark[1]).isNotBlank();
    }

    @Test
    void aFolderThatWasCopiedBackWithItsDatabaseRests() throws Exception {
        start(data);
        send("p:1");
        copy(data, elsewhere);
        delete(data);
        copy(elsewhere, data);
        start(data);
        assertThat(pauses.isPaused()).isTrue();
    }

    @Test
    void aDatabaseAloneOnANewMachineRestsAndOneMoreNodeDoesNot() {
        start(data);
        start(elsewhere);
        assertThat(pauses.isPaused()).as("one more node").isFalse();
        clock.pass(Duration.ofHours(1));
        start(elsewhere.resolve("new"));
        assertThat(pauses.isPaused()).isTrue();
    }

    @Test
    void aFreshDatabaseInAnOldFolderSends() throws Exception {
        start(data);
        use(newDatabase());
        start(data);
        assertThat(pauses.isPaused()).isFalse();
    }

    @Test
    void aFolderThatCannotBeWrittenStopsNothing() throws Exception {
        Files.writeString(data.resolve("mail-mark"), "a file where the folder should be");
        var watch = start(data);
        watch.beat(true);
        assertThat(pauses.isPaused()).isFalse();
    }

    private static void copy(Path from, Path to) throws IOException {
        try (var files = Files.walk(from)) {
            for (var file : files.toList()) {
                var target = to.resolve(from.relativize(file).toString());
                if (Files.isDirectory(file)) {
                    Files.createDirectories(target);
                } else {
                    Files.copy(file, target, StandardCopyOption.COPY_ATTRIBUTES);
                }
            }
        }
    }

    private static void delete(Path folder) throws IOException {
        try (var files = Files.walk(folder)) {
            for (var file : files.sorted(Comparator.reverseOrder()).toList()) {
                if (!file.equals(folder)) {
                    Files.delete(file);
                }
            }
        }
    }
}
