package org.dawra.demo;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.dawra.cycle.Edition;
import org.dawra.cycle.Editions;
import org.dawra.cycle.InvalidEdition;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Profile;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/** {@code ./dawra demo}: one whole year in its own time, its files in a folder, exit code 0 only if all invariants hold. */
@Component
@Profile("demo & !test")
class DemoCommand {

    private static final Logger LOG = LoggerFactory.getLogger(DemoCommand.class);

    private final HeadlessYear year;
    private final Editions editions;
    private final YearSummary summary;
    private final Exports exports;
    private final ObjectMapper json;
    private final ConfigurableApplicationContext context;
    private final String edition;
    private final int beneficiaries;
    private final Path out;
    private final Path data;

    DemoCommand(
            HeadlessYear year,
            Editions editions,
            YearSummary summary,
            Exports exports,
            ObjectMapper json,
            ConfigurableApplicationContext context,
            @Value("${dawra.demo.edition}") String edition,
            @Value("${dawra.demo.beneficiaries}") int beneficiaries,
            @Value("${dawra.demo.out}") Path out,
            @Value("${dawra.data-dir}") Path data) {
        this.year = year;
        this.editions = editions;
        this.summary = summary;
        this.exports = exports;
        this.json = json;
        this.context = context;
        this.edition = edition;
        this.beneficiaries = beneficiaries;
        this.out = out;
        this.data = data;
    }

    /** Plays the year in a thread of its own: the job executor starts with this very event, maybe after this listener. */
    @EventListener(ApplicationReadyEvent.class)
    public void onReady() {
        new Thread(this::run, "headless-year").start();
    }

    private void run() {
        var terminal = new PrintStream(System.out, true, StandardCharsets.UTF_8);
        var code = 1;
        try {
            code = play(terminal);
        } catch (InvalidEdition e) {
            terminal.println(e.getMessage());
        } catch (IOException | RuntimeException e) {
            // The exit below comes before whoever prints what a thread dies of.
            LOG.error("The year ended before its end", e);
        } finally {
            var result = code;
            SpringApplication.exit(context, () -> result);
            System.exit(code);
        }
    }

    private int play(PrintStream terminal) throws IOException {
        if (beneficiaries < 1) {
            terminal.println("--beneficiaries takes a number from 1.");
            return 2;
        }
        var progress = new Progress(terminal, System.console() != null);
        var played = edition();
        var cycle = year.play(played, beneficiaries, progress);
        progress.phase("files");
        exports.write(out, data.resolve("mail"));
        progress.end();
        var result = summary.of(cycle, played, beneficiaries, progress.seconds());
        Files.writeString(
                out.resolve("summary.json"),
                json.writerWithDefaultPrettyPrinter().writeValueAsString(result));
        terminal.println();
        result.invariants().forEach((name, holds) -> terminal.println((holds ? "  ✓ " : "  ✗ ") + name));
        terminal.println(out.toAbsolutePath().resolve("summary.json"));
        return result.invariants().values().stream().allMatch(Boolean::booleanValue) ? 0 : 1;
    }

    private Edition edition() {
        return editions.find(edition).orElseGet(() -> editions.load(Path.of(edition)));
    }
}
