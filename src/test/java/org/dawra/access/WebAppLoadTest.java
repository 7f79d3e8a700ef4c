package org.dawra.access;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.context.ActiveProfiles;

/**
 * The vendor keeps the nonce of its pages in the servlet context, so that two pages asked for at once get each other's and
 * stay blank. Here many are asked for at once.
 */
@Tag("database")
@ActiveProfiles("test")
// A property of its own, so a context of its own: the web apps know one for the virtual machine, the latest that began.
@SpringBootTest(
        classes = House.class,
        webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
        properties = "dawra.test.house=load")
class WebAppLoadTest {

    private static final int LOADS = 500;
    private static final int MILLISECONDS_BETWEEN = 20;
    private static final int PEOPLE_AT_ONCE = 8;

    private static final Pattern OWN_SCRIPT =
            Pattern.compile("<script(?![^>]*\\ssrc=)([^>]*)>(.*?)</script>", Pattern.DOTALL);
    private static final Pattern NONCE = Pattern.compile("nonce=\"([^\"]+)\"");

    @Autowired
    private Accounts accounts;

    @Autowired
    private Passwords passwords;

    @LocalServerPort
    private int port;

    @Test
    void everyPageIsWholeWhenFiftyASecondAreAskedFor() throws Exception {
        var manager = logsIn("load-manager", Role.PROGRAMME_MANAGER);
        var administrator = logsIn("load-administrator", Role.ADMINISTRATOR);
        var pages = new ArrayList<ScheduledFuture<HttpResponse<String>>>();
        var people = Executors.newScheduledThreadPool(PEOPLE_AT_ONCE);
        try {
            for (var i = 0; i < LOADS; i++) {
                var app = List.of("tasklist", "cockpit", "welcome", "admin").get(i % 4);
                var who = app.equals("admin") ? administrator : manager;
                pages.add(people.schedule(
                        () -> who.opens("/camunda/app/" + app + "/default/"),
                        (long) i * MILLISECONDS_BETWEEN,
                        TimeUnit.MILLISECONDS));
            }
            var wrong = new ArrayList<String>();
            for (var page : pages) {
                var answer = page.get();
                if (!isWhole(answer)) {
                    wrong.add(answer.uri() + " " + answer.statusCode() + " "
                            + answer.headers().map());
                }
            }
            assertThat(wrong).isEmpty();
        } finally {
            people.shutdownNow();
        }
    }

    private static boolean isWhole(HttpResponse<String> answer) {
        var body = answer.body();
        return answer.statusCode() == 200
                && body.stripTrailing().endsWith("</html>")
                && body.contains("-bootstrap.js")
                && !body.contains("$CSP_NONCE")
                && !body.contains("$APP_ROOT")
                && everyScriptMayRun(answer);
    }

    /** Each script of the page itself bears the nonce, or has the hash, that the page's own policy names. */
    private static boolean everyScriptMayRun(HttpResponse<String> answer) {
        var policy = answer.headers().firstValue("Content-Security-Policy").orElse("");
        var scripts = OWN_SCRIPT.matcher(answer.body()).results().toList();
        return !scripts.isEmpty() && scripts.stream().allMatch(script -> mayRun(script, policy));
    }

    private static boolean mayRun(MatchResult script, String policy) {
        var nonce = NONCE.matcher(script.group(1));
        return policy.contains("'sha256-" + hash(script.group(2)) + "'")
                || (nonce.find() && policy.contains("'nonce-" + nonce.group(1) + "'"));
    }

    private static String hash(String script) {
        try {
            var bytes = script.replace("\r\n", "\n").getBytes(StandardCharsets.UTF_8);
            return Base64.getEncoder()
                    .encodeToString(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    private Visitor logsIn(String user, Role role) {
        var password = passwords.generate();
        accounts.create(new Account(user, role, null, user, user + "@dawra.invalid", null, "ar"), password);
        var visitor = new Visitor(port);
        visitor.logsIn(user, password);
        return visitor;
    }
}
