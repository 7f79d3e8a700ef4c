package org.dawra.access;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.annotation.DirtiesContext;
import org.springframework.test.context.ActiveProfiles;

/** What browsers are told to refuse, on our pages and on the web apps'. */
@Tag("database")
@DirtiesContext
@ActiveProfiles("test")
// A property of its own, so a context of its own: the web apps know one for the virtual machine, the latest that began.
@SpringBootTest(
        classes = House.class,
        webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
        properties = "dawra.test.house=headers")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class HeadersTest {

    private static final Pattern SCRIPT = Pattern.compile("<script([^>]*)>(.*?)</script>", Pattern.DOTALL);
    private static final Pattern INLINE =
            Pattern.compile("<style|\\sstyle=|\\son[a-z]+=\"|javascript:", Pattern.CASE_INSENSITIVE);

    @Autowired
    private Accounts accounts;

    @Autowired
    private Passwords passwords;

    @LocalServerPort
    private int port;

    private String password = "";

    @BeforeAll
    void people() {
        password = passwords.generate();
        accounts.create(new Account("h-m", Role.PROGRAMME_MANAGER, null, "ن", "h-m@x.invalid", null, "ar"), password);
        accounts.create(new Account("h-a", Role.ADMINISTRATOR, null, "ن", "h-a@x.invalid", null, "ar"), password);
    }

    private Visitor visitor(String user) {
        var visitor = new Visitor(port);
        visitor.logsIn(user, password);
        return visitor;
    }

    @Test
    void ourPagesRunAndShowNothingThatIsNotOurs() {
        var manager = visitor("h-m");
        for (var path : List.of("/login", "/forgot", "/my-tasks", "/my-account", "/people", "/mail", "/no-such-page")) {
            var page = manager.opens(path);
            var policy = page.headers().firstValue("Content-Security-Policy").orElseThrow();
            assertThat(policy)
                    .contains("default-src 'self'", "script-src 'self'", "style-src 'self'", "frame-ancestors 'none'")
                    .contains("base-uri 'self'", "form-action 'self'", "object-src 'none'")
                    .doesNotContain("unsafe", "*", "http:");
            assertThat(INLINE.matcher(page.body()).find()).as(path).isFalse();
            SCRIPT.matcher(page.body()).results().forEach(script -> {
                assertThat(script.group(1)).as(path).contains("src=\"/");
                assertThat(script.group(2)).as(path).isBlank();
            });
        }
    }

    @Test
    void everyAnswerCarriesTheHeadersThatCostNothing() {
        var manager = visitor("h-m");
        for (var path : List.of(
                "/login",
                "/my-tasks",
                "/css/dawra.css",
                "/no-such-page",
                "/camunda/app/cockpit/default/",
                "/camunda/api/engine/engine/default/process-definition")) {
            var headers = manager.opens(path).headers();
            for (var expected : Map.of(
                            "X-Content-Type-Options", "nosniff",
                            "X-Frame-Options", "DENY",
                            "Referrer-Policy", "same-origin",
                            "Cross-Origin-Opener-Policy", "same-origin",
                            "Cross-Origin-Resource-Policy", "same-origin")
                    .entrySet()) {
                assertThat(headers.firstValue(expected.getKey())).as(path).contains(expected.getValue());
            }
            assertThat(headers.firstValue("Permissions-Policy").orElseThrow())
                    .contains("camera=()", "microphone=()", "geolocation=()");
            assertThat(headers.firstValue("Server")).isEmpty();
            assertThat(headers.firstValue("X-Powered-By")).isEmpty();
        }
    }

    @Test
    void theWebAppsRunNoInlineScriptButTheirOwn() throws Exception {
        var needed = new TreeSet<String>();
        var allowed = new TreeSet<String>();
        for (var app : Map.of("tasklist", "h-m", "cockpit", "h-m", "admin", "h-a", "welcome", "h-m")
                .entrySet()) {
            var page = visitor(app.getValue()).opens("/camunda/app/" + app.getKey() + "/default/");
            assertThat(page.headers().allValues("Content-Security-Policy")).hasSize(1);
            var policy = page.headers().firstValue("Content-Security-Policy").orElseThrow();
            var scripts = policy.replaceFirst(".*script-src ([^;]*);.*", "$1");
            // Angular compiles its templates' expressions; the forms' own scripts are compiled, too
            assertThat(scripts)
                    .contains("'self'", "'unsafe-eval'")
                    .doesNotContain("unsafe-inline", "nonce", "*", "http");
            assertThat(policy)
                    .contains("default-src 'self'", "frame-ancestors 'none'", "object-src 'none'", "base-uri 'self'");
            var inline = SCRIPT.matcher(page.body())
                    .results()
                    .filter(script -> !script.group(1).contains("src="))
                    .map(script -> script.group(2))
                    .toList();
            assertThat(inline).hasSize(1);
            var hash = Base64.getEncoder()
                    .encodeToString(MessageDigest.getInstance("SHA-256")
                            .digest(inline.get(0).getBytes(StandardCharsets.UTF_8)));
            needed.add("'sha256-" + hash + "'");
            Pattern.compile("'sha256-[^']*'").matcher(scripts).results().forEach(found -> allowed.add(found.group()));
        }
        assertThat(allowed).isEqualTo(needed);
    }

    @Test
    void pagesThatNamePeopleStayOutOfSearchEngines() {
        var manager = visitor("h-m");
        for (var path : List.of("/login", "/my-tasks", "/people", "/mail", "/welcome/x", "/no-such-page")) {
            var page = manager.opens(path);
            assertThat(page.headers().firstValue("X-Robots-Tag").orElse(""))
                    .as(path)
                    .startsWith("noindex");
            assertThat(page.body()).as(path).contains("<meta name=\"robots\" content=\"noindex");
        }
        for (var path : List.of("/", "/verify", "/register", "/register/2026-2026")) {
            assertThat(manager.opens(path).headers().firstValue("X-Robots-Tag"))
                    .as(path)
                    .isEmpty();
        }
        for (var path : List.of(
                "/verify/ABC", "/seats/x", "/surveys/x", "/register/2026/confirm/x", "/draws/2024", "/awards/2024")) {
            assertThat(manager.opens(path).headers().firstValue("X-Robots-Tag"))
                    .as(path)
                    .isPresent();
        }
    }
}
