package org.dawra.audit;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.springframework.boot.Banner;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.autoconfigure.jdbc.DataSourceAutoConfiguration;
import org.springframework.boot.autoconfigure.jdbc.JdbcTemplateAutoConfiguration;
import org.springframework.boot.context.event.ApplicationEnvironmentPreparedEvent;
import org.springframework.context.ApplicationListener;
import org.springframework.context.annotation.Import;
import org.springframework.core.env.MapPropertySource;
import org.springframework.dao.DataAccessException;

/**
 * {@code ./dawra audit verify [--data DIR] [--head HASH]...}: opens the database that {@code ./dawra run} would use, reads
 * only, and computes the chain again. Neither engine nor pages are started. Words with a dot are Spring Boot's properties,
 * as {@code --spring.profiles.active=postgres}; the environment counts as well.
 */
public final class AuditCommand {

    /** The chain holds. */
    public static final int HOLDS = 0;
    /** A row does not fit; it is named. */
    public static final int BROKEN = 1;
    /** The words were wrong. */
    public static final int WRONG_USAGE = 2;
    /** The database cannot be read. */
    public static final int UNREADABLE = 3;

    private static final String USAGE = "Usage: ./dawra audit verify [--data DIR] [--head HASH]...";
    private static final String H2_FILE = "jdbc:h2:file:";

    private AuditCommand() {}

    /** What is needed of the application, no more; bears no stereotype, so that its own scan does not find it. */
    @ImportAutoConfiguration({DataSourceAutoConfiguration.class, JdbcTemplateAutoConfiguration.class})
    @Import(ChainVerifier.class)
    static class Tables {}

    /** Runs the command with the words that follow {@code audit} and answers the exit code. */
    public static int run(List<String> words, PrintStream out, PrintStream err) {
        var heads = new ArrayList<ChainVerifier.Expected>();
        var arguments = new ArrayList<String>();
        try {
            read(words, heads, arguments);
        } catch (IllegalArgumentException e) {
            err.println(e.getMessage());
            return WRONG_USAGE;
        } catch (IOException e) {
            err.println("The head kept in the data folder cannot be read: " + e.getMessage());
            return UNREADABLE;
        }
        var application = new SpringApplication(Tables.class);
        application.setWebApplicationType(WebApplicationType.NONE);
        application.setBannerMode(Banner.Mode.OFF);
        application.setLogStartupInfo(false);
        application.setRegisterShutdownHook(false);
        application.addListeners((ApplicationListener<ApplicationEnvironmentPreparedEvent>) AuditCommand::readOnly);
        try (var context = application.run(arguments.toArray(String[]::new))) {
            return report(context.getBean(ChainVerifier.class).verify(heads), out);
        } catch (DataAccessException e) {
            err.println(
                    "The database cannot be read: " + e.getMostSpecificCause().getMessage());
            err.println("An embedded database is open to one program only: stop ./dawra run first, or verify a copy of"
                    + " its folder.");
            return UNREADABLE;
        }
    }

    private static int report(ChainVerifier.Finding finding, PrintStream out) {
        var broken = finding.broken();
        if (broken != null) {
            out.println("BROKEN: " + broken + ".");
            out.println("Everything up to row " + finding.head().position() + " was computed again without a fault.");
            return BROKEN;
        }
        out.println("The chain holds: " + finding.head().position() + " rows"
                + (finding.waiting() > 0 ? ", " + finding.waiting() + " more not chained yet" : "") + ".");
        out.println("Head: " + finding.head());
        return HOLDS;
    }

    private static void read(List<String> words, List<ChainVerifier.Expected> heads, List<String> arguments)
            throws IOException {
        if (words.isEmpty() || !words.get(0).equals("verify")) {
            throw new IllegalArgumentException(USAGE);
        }
        var folder = "data";
        // A folder that is not named may be another installation's when the database is elsewhere.
        var named = false;
        for (var i = 1; i < words.size(); i++) {
            var word = words.get(i);
            var equals = word.indexOf('=');
            var name = equals < 0 ? word : word.substring(0, equals);
            if (name.equals("--data") || name.equals("--head")) {
                if (equals < 0 && i + 1 == words.size()) {
                    throw new IllegalArgumentException(name + " needs a value.");
                }
                var value = equals < 0 ? words.get(++i) : word.substring(equals + 1);
                if (name.equals("--head")) {
                    heads.add(ChainVerifier.Expected.given(value));
                } else {
                    folder = value;
                    named = true;
                }
            } else if (name.startsWith("--") && name.contains(".") && equals > 0) {
                arguments.add(word);
            } else {
                throw new IllegalArgumentException("Unknown option: " + name + ". " + USAGE);
            }
        }
        var elsewhere = !arguments.isEmpty() || System.getenv("SPRING_DATASOURCE_URL") != null;
        if (named || !elsewhere) {
            new KeptHead(Path.of(folder)).expected().ifPresent(heads::add);
        }
        arguments.add("--dawra.data-dir=" + Path.of(folder).toAbsolutePath().normalize());
    }

    /** An embedded database is neither made by a mistyped folder nor changed by being looked at. */
    private static void readOnly(ApplicationEnvironmentPreparedEvent event) {
        var environment = event.getEnvironment();
        var url = environment.getProperty("spring.datasource.url", "");
        if (url.startsWith(H2_FILE) && !url.contains("ACCESS_MODE_DATA")) {
            environment
                    .getPropertySources()
                    .addFirst(new MapPropertySource(
                            "read only", Map.of("spring.datasource.url", url + ";IFEXISTS=TRUE;ACCESS_MODE_DATA=r")));
        }
    }
}
