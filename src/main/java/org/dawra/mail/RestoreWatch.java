package org.dawra.mail;

import jakarta.annotation.PostConstruct;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Notices at the start, before anything is sent, that database or data folder came back from a backup: what was sent
 * since then would be sent again. Sending then rests until a person has looked. A folder {@code mail-mark} holds a name,
 * which the database knows, a few files whose numbers in the file system the database knows (a copy has others), and when
 * a message was last sent (a database that remembers less is an older one). A snapshot of a whole disk brings all of it
 * back alike; nothing on that disk can tell, so whoever puts one back says so at the start.
 */
@Component
@ConditionalOnProperty(name = "dawra.mail.dispatch", havingValue = "true", matchIfMissing = true)
class RestoreWatch {

    private static final Logger LOG = LoggerFactory.getLogger(RestoreWatch.class);

    private static final int FILES = 8;
    private static final Duration PULSE = Duration.ofMinutes(1);

    /** A node that has beaten within this time is running. */
    private static final Duration ALIVE = Duration.ofMinutes(5);

    private final Path folder;
    private final boolean told;
    private final JdbcClient jdbc;
    private final MailPauses pauses;
    private final Clock clock;
    private String id = "";
    private Instant beaten = Instant.EPOCH;
    private @Nullable Instant noted;
    private @Nullable Instant kept;

    RestoreWatch(
            @Value("${dawra.data-dir}") Path data,
            @Value("${dawra.mail.paused:false}") boolean told,
            JdbcClient jdbc,
            MailPauses pauses,
            Clock clock) {
        this.told = told;
        this.folder = data.resolve("mail-mark");
        this.jdbc = jdbc;
        this.pauses = pauses;
        this.clock = clock;
    }

    @PostConstruct
    void look() {
        if (told) {
            LOG.warn("Started with mail paused: no mail is sent until somebody resumes on /mail");
            pauses.pauseAfterRestore(MailPauses.RESTORED);
        }
        try {
            if (isRestored()) {
                LOG.warn("Database or data folder come from a backup: no mail is sent until somebody resumes on /mail");
                pauses.pauseAfterRestore(MailPauses.RESTORED);
            }
            mark();
        } catch (IOException e) {
            LOG.warn("The mark in {} cannot be kept, a restored backup will not be noticed: {}", folder, e.toString());
        }
    }

    private boolean isRestored() throws IOException {
        var name = folder.resolve("name");
        if (!Files.exists(name)) {
            // A first start, or one more node beside others; a database alone on a new machine is neither.
            var last = jdbc.sql("select max(seen_at) as at_last from mail_mark")
                    .query((row, number) -> Optional.ofNullable(row.getObject("at_last", OffsetDateTime.class)))
                    .single()
                    .map(OffsetDateTime::toInstant);
            return last.isPresent() && last.get().isBefore(clock.instant().minus(ALIVE));
        }
        id = Files.readString(name).strip();
        var known = jdbc.sql("select stamp from mail_mark where id = ?")
                .param(id)
                .query(String.class)
                .optional();
        if (known.isEmpty()) {
            return lastSent() != null;
        }
        return !known.get().equals(stamp()) || remembersLess();
    }

    private boolean remembersLess() throws IOException {
        var file = folder.resolve("last");
        if (!Files.exists(file)) {
            return false;
        }
        var inFolder = Instant.parse(Files.readString(file).strip());
        var inDatabase = lastSent();
        return inDatabase == null || inDatabase.isBefore(inFolder);
    }

    private void mark() throws IOException {
        Files.createDirectories(folder);
        if (id.isEmpty()) {
            id = UUID.randomUUID().toString();
            for (var i = 0; i < FILES; i++) {
                // Random names: a copy is written in another order, so that numbers given anew do not fall alike.
                Files.writeString(folder.resolve("mark-" + UUID.randomUUID()), "");
            }
            Files.writeString(folder.resolve("name"), id);
        }
        Files.deleteIfExists(folder.resolve("last"));
        jdbc.sql("delete from mail_mark where id = ?").param(id).update();
        jdbc.sql("insert into mail_mark (id, stamp, seen_at) values (?, ?, ?)")
                .params(id, stamp(), now())
                .update();
        beaten = clock.instant();
    }

    /** The numbers of the files; empty where the file system gives none. */
    private String stamp() throws IOException {
        try (var files = Files.list(folder)) {
            return files.filter(file -> file.getFileName().toString().startsWith("mark-"))
                    .sorted()
                    .map(RestoreWatch::number)
                    .collect(Collectors.joining(" "));
        }
    }

    private static String number(Path file) {
        try {
            return String.valueOf(Files.getAttribute(file, "unix:ino"));
        } catch (IOException | UnsupportedOperationException | IllegalArgumentException e) {
            return "-";
        }
    }

    /** Now and then, after sending: this node is running, and so far has been sent. */
    void beat(boolean sent) {
        if (id.isEmpty() || (!sent && clock.instant().isBefore(beaten.plus(PULSE)))) {
            return;
        }
        beaten = clock.instant();
        jdbc.sql("update mail_mark set seen_at = ? where id = ?")
                .params(now(), id)
                .update();
        // One beat late: a machine that dies may take the database's last moments with it.
        var before = noted;
        noted = lastSent();
        if (before != null && !before.equals(kept)) {
            try {
                var fresh = folder.resolve("last.new");
                Files.writeString(fresh, before.toString());
                Files.move(fresh, folder.resolve("last"), StandardCopyOption.REPLACE_EXISTING);
                kept = before;
            } catch (IOException e) {
                LOG.warn("The mark in {} cannot be kept: {}", folder, e.toString());
            }
        }
    }

    private @Nullable Instant lastSent() {
        return jdbc.sql("select max(attempted_at) as at_last from outbox")
                .query((row, number) -> Optional.ofNullable(row.getObject("at_last", OffsetDateTime.class)))
                .single()
                .map(OffsetDateTime::toInstant)
                .orElse(null);
    }

    private OffsetDateTime now() {
        return OffsetDateTime.ofInstant(clock.instant(), ZoneOffset.UTC);
    }
}
