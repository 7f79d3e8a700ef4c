package org.dawra.mail;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Supplier;
import org.h2.jdbcx.JdbcDataSource;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.mail.MailProperties;
import org.springframework.core.io.Resource;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.init.ResourceDatabasePopulator;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** The outbox with a database of its own and a clock that is set by hand. */
final class MailRoom {

    final OutboxTest.MovableClock clock = new OutboxTest.MovableClock();
    final List<String> settled = new ArrayList<>();
    final Map<String, String> settings = new HashMap<>(Map.of("mail.smtp.timeout", "5000"));
    final JdbcClient jdbc;
    final OutboxRows rows;
    final Breaker breaker;
    final MailPauses pauses;
    final StoredOutbox outbox;
    final Settlements settlements;
    final Composer composer;
    private final MailFiles files;
    private final JdbcTransactionManager transactions;
    private final MailProperties server = new MailProperties();
    private final Channels channels;

    MailRoom(Path folder) {
        var source = new JdbcDataSource();
        source.setURL("jdbc:h2:mem:" + UUID.randomUUID() + ";DB_CLOSE_DELAY=-1");
        try {
            var migrations =
                    new PathMatchingResourcePatternResolver().getResources("classpath:db/migration/*__mail_*.sql");
            Arrays.sort(migrations, Comparator.comparing(Resource::getFilename));
            new ResourceDatabasePopulator(migrations).execute(source);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
        jdbc = JdbcClient.create(source);
        rows = new OutboxRows(jdbc, new JdbcTemplate(source), clock);
        breaker = new Breaker(jdbc, clock);
        pauses = new MailPauses(jdbc, clock);
        settlements = new Settlements(rows, event -> {
            if (event instanceof MailSettled mail) {
                settled.add(mail.group());
            }
        });
        transactions = new JdbcTransactionManager(source);
        composer = OutboxTest.composer(clock);
        files = new MailFiles(folder);
        server.setHost("127.0.0.1");
        channels = new Channels(List.of(
                new EmailChannel(composer, new MailServer(server, OutboxTest.returnPath()), files), new HandChannel()));
        outbox = new StoredOutbox(
                rows,
                channels,
                composer,
                new Declines(jdbc, OutboxTest.none(), clock),
                OutboxTest.url(),
                settlements,
                files,
                OutboxTest.none());
    }

    /** A dispatcher to the server at this port, with this time for each message. */
    Dispatcher dispatcher(int port, Duration longest) {
        return dispatcher(port, longest, OutboxTest.none());
    }

    Dispatcher dispatcher(int port, Duration longest, ObjectProvider<SecretText> secrets) {
        return dispatcher(port, longest, secrets, 0);
    }

    Dispatcher capped(int port, int perMinute) {
        return dispatcher(port, Duration.ofMinutes(3), OutboxTest.none(), perMinute);
    }

    private Dispatcher dispatcher(int port, Duration longest, ObjectProvider<SecretText> secrets, int perMinute) {
        server.setPort(port);
        server.getProperties().putAll(settings);
        return new Dispatcher(
                rows, pauses, breaker, settlements, channels, files, secrets, perMinute, longest, clock, transactions);
    }

    MailProperties server() {
        return server;
    }

    <T> T inTransaction(Supplier<T> work) {
        return new TransactionTemplate(transactions).execute(status -> work.get());
    }

    Map<MessageState, Long> states() {
        return outbox.states("g");
    }
}
