package org.dawra.access;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.servlet.ServletContext;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.dawra.DawraApplication;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.ApplicationContext;
import org.springframework.test.annotation.DirtiesContext;
import org.springframework.test.context.ActiveProfiles;

/**
 * Who is let in where: {@code routes.matrix} lists every route that is served, with the answer for anyone and for each
 * role; {@code -} is shut (anyone is sent to the login or answered 401, a role is answered 403). A route that the file does
 * not list, a line that no route has, and another answer than the line's fail. The answers as they are now are written to
 * {@code target/routes.matrix}: read what has changed there, and copy what you meant.
 */
@Tag("database")
@DirtiesContext
@ActiveProfiles("test")
@SpringBootTest(classes = DawraApplication.class, webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class RouteMatrixTest {

    private static final Path FILE = Path.of("src/test/resources/org/dawra/access/routes.matrix");
    private static final String SHUT = "-";

    /** Whatever somebody sends, it is never the server's fault. */
    private static final String FAULT = "5";

    @Autowired
    private Accounts accounts;

    @Autowired
    private Passwords passwords;

    @Autowired
    private ApplicationContext context;

    @Autowired
    private ServletContext servlets;

    @LocalServerPort
    private int port;

    private String password = "";
    private final Map<String, String> tokens = new LinkedHashMap<>();
    private final Map<String, Visitor> visitors = new LinkedHashMap<>();

    @BeforeAll
    void everybody() {
        password = passwords.generate();
        visitors.put("anyone", new Visitor(port));
        arrive("anyone");
        for (var role : Role.values()) {
            var id = id(role);
            var scope = role == Role.COORDINATOR ? "sidi-bennour" : role == Role.PARTNER ? "region" : null;
            accounts.create(new Account(id, role, scope, "نموذج", id + "@dawra.invalid", null, "ar"), password);
            visitors.put(id, new Visitor(port));
            arrive(id);
        }
    }

    private static String id(Role role) {
        return role.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    private void arrive(String user) {
        var visitor = visitors.get(user);
        if (!user.equals("anyone")) {
            visitor.logsIn(user, password);
            for (var app : List.of("tasklist", "cockpit", "admin")) {
                visitor.opens("/camunda/app/" + app + "/default/");
            }
        }
        tokens.put(user, Visitor.csrf(visitor.opens("/login").body()));
    }

    @Test
    void everyRouteAnswersEveryRoleAsTheMatrixSays() throws Exception {
        var actual = new LinkedHashMap<String, String>();
        ServedPaths.of(context, servlets).forEach((route, path) -> actual.put(route, answers(route, path)));
        write(actual);
        var listed = read();
        var differences = new ArrayList<String>();
        actual.forEach((route, answers) -> {
            if (List.of(answers.split(" ")).stream().anyMatch(cell -> cell.startsWith(FAULT))) {
                differences.add("a fault of the server: " + line(route, answers));
            }
            if (!listed.containsKey(route)) {
                differences.add("not listed: " + line(route, answers));
            } else if (!listed.get(route).equals(answers)) {
                differences.add("listed as " + line(route, listed.get(route)) + "\n  answers  " + line(route, answers));
            }
        });
        listed.keySet().stream()
                .filter(route -> !actual.containsKey(route))
                .forEach(route -> differences.add("listed, but not served: " + route));
        assertThat(differences).as("%s against target/routes.matrix", FILE).isEmpty();
    }

    @Test
    void everyDoorOfTheEngineLeadsSomewhere() throws Exception {
        var served = ServedPaths.of(context, servlets).keySet().stream()
                .map(route -> route.replace("*", "\\*").replace("{file}", ".+").replaceAll("\\{[^}]*}", "[^/]+"))
                .toList();
        assertThat(EngineDoors.all())
                .extracting(door -> door.method() + " " + door.path())
                .allSatisfy(door -> assertThat(served).anyMatch(door::matches));
    }

    /** Phones and mail programs make such addresses of links; nobody is let in by one who is not without the slash. */
    @Test
    void aSlashBehindAnAddressOfOursLeadsToTheOneWithoutAndOpensNothing() throws Exception {
        var anyone = visitors.get("anyone");
        var found = new ArrayList<String>();
        ServedPaths.of(context, servlets).forEach((route, path) -> {
            if (path.startsWith("/camunda/") || path.endsWith("/")) {
                return;
            }
            if (route.startsWith("GET ")) {
                for (var answer : List.of(anyone.opens(path + "/?lang=fr"), anyone.asks(path + "/?lang=fr"))) {
                    assertThat(answer.statusCode()).as(route).isEqualTo(301);
                    assertThat(answer.headers().firstValue("Location"))
                            .as(route)
                            .contains(path + "?lang=fr");
                    assertThat(answer.headers().firstValue("X-Content-Type-Options"))
                            .as(route)
                            .contains("nosniff");
                    assertThat(answer.body()).as(route).isEmpty();
                }
                found.add(route);
            } else {
                var method = route.substring(0, route.indexOf(' '));
                visitors.forEach((user, visitor) -> {
                    var answer = visitor.posts(method, path + "/", tokens.get(user));
                    assertThat(isShut(user, answer) || answer.statusCode() == 404)
                            .as("%s/ as %s: %s", route, user, answer.statusCode())
                            .isTrue();
                });
            }
        });
        assertThat(found)
                .contains(
                        "GET /verify",
                        "GET /verify/{code}",
                        "GET /surveys/{token}",
                        "GET /agreements/{token}",
                        "GET /unsubscribe/{token}",
                        "GET /welcome/{token}",
                        "GET /seats/{token}",
                        "GET /draws/{slug}",
                        "GET /reports/{slug}");
    }

    private String answers(String route, String path) {
        var method = route.substring(0, route.indexOf(' '));
        var cells = new ArrayList<String>();
        for (var user : visitors.keySet()) {
            cells.add(cell(user, method, path));
        }
        return String.join(" ", cells);
    }

    private String cell(String user, String method, String path) {
        var visitor = visitors.get(user);
        var answer = path.startsWith("/camunda/api/")
                ? method.equals("GET") ? visitor.asks(path) : visitor.calls(method, path, "{}")
                : method.equals("GET") ? visitor.browses(path) : visitor.posts(method, path, tokens.get(user));
        if (method.equals("POST") && (path.equals("/login") || path.equals("/logout") || path.endsWith("/logout"))) {
            arrive(user);
        }
        return isShut(user, answer) ? SHUT : String.valueOf(answer.statusCode());
    }

    private static boolean isShut(String user, HttpResponse<String> answer) {
        var status = answer.statusCode();
        var sentToLogin = status == 302
                && answer.headers().firstValue("Location").orElse("").matches("(https?://[^/]+)?/login");
        return user.equals("anyone") ? status == 401 || sentToLogin : status == 403;
    }

    private String header() {
        return line("# method and path", String.join(" ", visitors.keySet()));
    }

    private String line(String route, String answers) {
        var line = new StringBuilder(String.format("%-100s", route));
        var names = List.copyOf(visitors.keySet());
        var cells = answers.split(" ");
        for (var i = 0; i < cells.length; i++) {
            line.append(' ').append(String.format("%-" + names.get(i).length() + "s", cells[i]));
        }
        return line.toString().stripTrailing();
    }

    private void write(Map<String, String> actual) throws IOException {
        var lines = new ArrayList<String>();
        lines.add(header());
        actual.forEach((route, answers) -> lines.add(line(route, answers)));
        Files.write(Path.of("target/routes.matrix"), lines, StandardCharsets.UTF_8);
    }

    private Map<String, String> read() throws IOException {
        var listed = new LinkedHashMap<String, String>();
        if (!Files.exists(FILE)) {
            return listed;
        }
        var lines = Files.readAllLines(FILE);
        assertThat(lines.get(0).split(" +")).as("the columns").containsExactly(header().split(" +"));
        for (var line : lines) {
            if (!line.isBlank() && !line.startsWith("#")) {
                var words = line.split(" +");
                listed.put(
                        words[0] + " " + words[1],
                        String.join(" ", List.of(words).subList(2, words.length)));
            }
        }
        return listed;
    }
}
