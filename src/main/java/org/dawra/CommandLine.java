package org.dawra;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The words of {@code ./dawra run}, {@code demo} and {@code admin} as Spring Boot's properties.
 *
 * @param command {@code run}, {@code demo} or {@code admin}
 * @param arguments Spring Boot arguments
 */
record CommandLine(String command, List<String> arguments) {

    private static final Map<String, String> RUN = Map.of(
            "--port", "server.port",
            "--listen", "server.address",
            "--public-url", "dawra.public-url",
            "--data", "dawra.data-dir");
    private static final Map<String, String> RUN_FLAGS =
            Map.of("--empty", "dawra.empty", "--mail-paused", "dawra.mail.paused");
    private static final Map<String, String> DEMO = Map.of(
            "--edition", "dawra.demo.edition",
            "--beneficiaries", "dawra.demo.beneficiaries",
            "--out", "dawra.demo.out",
            "--db", "dawra.demo.database");

    private static final Map<String, String> ADMIN = Map.of(
            "--user", "dawra.admin.user",
            "--public-url", "dawra.public-url",
            "--data", "dawra.data-dir");

    private static final Map<String, Map<String, String>> COMMANDS = Map.of("run", RUN, "demo", DEMO, "admin", ADMIN);

    private static final Set<String> FOLDERS = Set.of("--data", "--out");

    /** Reads the words. Throws {@link IllegalArgumentException} with a sentence for the person who typed them. */
    static CommandLine of(String... words) {
        var command = words.length > 0 && !words[0].startsWith("-") ? words[0] : "run";
        var known = COMMANDS.get(command);
        if (known == null) {
            throw new IllegalArgumentException(
                    "Unknown command: " + command + ". Known: run, demo, admin, audit, verify.");
        }
        var names = new LinkedHashMap<>(known);
        var arguments = new ArrayList<String>();
        for (var i = words.length > 0 && words[0].equals(command) ? 1 : 0; i < words.length; i++) {
            var word = words[i];
            var equals = word.indexOf('=');
            var name = equals < 0 ? word : word.substring(0, equals);
            if (RUN_FLAGS.containsKey(word) && command.equals("run")) {
                arguments.add("--" + RUN_FLAGS.get(word) + "=true");
            } else if (names.containsKey(name)) {
                if (equals < 0 && i + 1 == words.length) {
                    throw new IllegalArgumentException(name + " needs a value.");
                }
                var given = equals < 0 ? words[++i] : word.substring(equals + 1);
                arguments.add("--" + names.get(name) + "=" + (FOLDERS.contains(name) ? absolute(given) : given));
            } else if (name.startsWith("--") && name.contains(".") && equals > 0) {
                arguments.add(word);
            } else {
                throw new IllegalArgumentException(
                        "Unknown option: " + name + ". Known: " + String.join(", ", names.keySet()) + ".");
            }
        }
        var folder = command.equals("demo") ? "--dawra.demo.out=" : "--dawra.data-dir=";
        if (arguments.stream().noneMatch(a -> a.startsWith(folder))) {
            arguments.add(folder + absolute(command.equals("demo") ? "dawra-demo" : "data"));
        }
        return new CommandLine(command, List.copyOf(arguments));
    }

    /** The database refuses a path that leans on the folder one happens to be in. */
    private static String absolute(String folder) {
        return Path.of(folder).toAbsolutePath().normalize().toString();
    }
}
