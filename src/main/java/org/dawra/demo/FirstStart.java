package org.dawra.demo;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.dawra.access.FirstAdministrator;
import org.dawra.access.Role;
import org.dawra.access.StartRefused;
import org.dawra.cycle.AnnualCycle;
import org.dawra.cycle.TrainingCycles;
import org.dawra.engine.ProcessStarts;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.ApplicationArguments;
import org.springframework.boot.ApplicationRunner;
import org.springframework.context.annotation.Profile;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * What happens at the first start on an empty database: sample people and edition 2026 under way, or with
 * {@code --empty}, and on a database server, the real network's first administrator. A real one has an administrator at
 * every start, or does not start. A sample database never becomes a real one.
 */
@Component
@Profile("!demo & !test & !admin")
class FirstStart implements ApplicationRunner {

    private static final String SAMPLE_EDITION = "2026";
    /** The consultation of edition 2026 falls on the day before its first meeting: due within the week. */
    private static final int DAYS_TO_FIRST_MEETING = 6;

    private final Installation installation;
    private final SamplePeople people;
    private final SampleLists lists;
    private final FirstAdministrator administrator;
    private final TrainingCycles cycles;
    private final ProcessStarts starts;
    private final ObjectMapper json;
    private final Clock clock;
    private final @Nullable UnfinishedStart unfinished;
    private final boolean empty;
    private final boolean real;
    private final Path data;
    private final TransactionTemplate atOnce;

    FirstStart(
            Installation installation,
            SamplePeople people,
            SampleLists lists,
            FirstAdministrator administrator,
            TrainingCycles cycles,
            ProcessStarts starts,
            ObjectMapper json,
            Clock clock,
            @Value("${dawra.empty:false}") boolean empty,
            @Value("${dawra.sample:false}") boolean sample,
            @Value("${spring.datasource.url}") String database,
            @Value("${dawra.data-dir}") Path data,
            PlatformTransactionManager transactions) {
        this.installation = installation;
        this.people = people;
        this.lists = lists;
        this.administrator = administrator;
        this.cycles = cycles;
        this.starts = starts;
        this.json = json;
        this.clock = clock;
        this.unfinished = UnfinishedStart.of(database);
        this.empty = empty;
        // A database server is there for the real network, unless somebody says otherwise.
        this.real = empty || !sample && !database.startsWith("jdbc:h2:");
        this.data = data;
        this.atOnce = new TransactionTemplate(transactions);
    }

    @Override
    public void run(ApplicationArguments arguments) {
        var decided = installation.sample();
        if (empty && decided.orElse(false)) {
            throw new StartRefused(
                    "This database holds sample people; a sample never becomes the real network's database.",
                    "Choose another folder: --data DIR --empty");
        }
        if (decided.map(sample -> !sample).orElse(real)) {
            atOnce.executeWithoutResult(all -> {
                administrator.ensure();
                if (decided.isEmpty()) {
                    installation.decide(false);
                }
            });
        } else if (decided.isEmpty()) {
            print(Objects.requireNonNull(atOnce.execute(all -> samples())));
        }
        if (unfinished != null) {
            unfinished.done();
        }
    }

    /** All or nothing, the file of passwords among it: a start that dies half-way begins again. */
    private List<SamplePeople.Login> samples() {
        var logins = people.create(cycles.editions());
        write(logins);
        installation.decide(true);
        var today = LocalDateTime.ofInstant(clock.instant(), ZoneOffset.UTC).toLocalDate();
        if (cycles.all().isEmpty()) {
            LocalDate first = today.plusDays(DAYS_TO_FIRST_MEETING);
            starts.submit(
                    AnnualCycle.KEY,
                    people.one(Role.PROGRAMME_MANAGER),
                    Map.of("edition", SAMPLE_EDITION, "firstMeetingDay", first.toString()));
            cycles.all().forEach(lists::fill);
        }
        return logins;
    }

    private void write(List<SamplePeople.Login> logins) {
        var rows = new ArrayList<Map<String, @Nullable Object>>();
        for (var login : logins) {
            var row = new LinkedHashMap<String, @Nullable Object>();
            row.put("role", login.role());
            row.put("user", login.user());
            row.put("password", login.password());
            row.put("province", login.province());
            rows.add(row);
        }
        try {
            Files.createDirectories(data);
            var file = data.resolve("sample-accounts.json");
            Files.deleteIfExists(file);
            if (data.getFileSystem().supportedFileAttributeViews().contains("posix")) {
                Files.createFile(
                        file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
            }
            Files.writeString(file, json.writerWithDefaultPrettyPrinter().writeValueAsString(rows));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void print(List<SamplePeople.Login> logins) {
        var out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
        out.println();
        out.println("Sample accounts (shown once, kept in sample-accounts.json in the data folder):");
        out.printf("  %-20s %-30s %s%n", "role", "user", "password");
        logins.forEach(l -> out.printf("  %-20s %-30s %s%n", l.role(), l.user(), l.password()));
        out.println();
    }
}
