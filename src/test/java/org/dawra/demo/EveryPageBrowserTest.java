package org.dawra.demo;

import static org.assertj.core.api.Assertions.assertThat;

import com.deque.html.axecore.playwright.AxeBuilder;
import com.microsoft.playwright.Page;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.dawra.browser.Chromium;
import org.dawra.cycle.Editions;
import org.dawra.engine.HumanTask;
import org.dawra.mail.Outbox;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.annotation.DirtiesContext;
import org.springframework.test.context.ActiveProfiles;

/**
 * Walks every page of ours that a link leads to, in Arabic on a phone's 360 pixels, in the middle of a year and after it.
 * Each answers well, has nothing that axe-core objects to, does not scroll sideways and asks nobody else for anything.
 */
@Tag("browser")
@ActiveProfiles({"demo", "test"})
@SpringBootTest(
        webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
        properties = "camunda.bpm.job-execution.enabled=true")
@DirtiesContext
class EveryPageBrowserTest {

    private static final int BENEFICIARIES = 24;
    /** What tells two pages of one kind apart: numbers, random ids, slugs, tokens. */
    private static final Pattern VARIABLE = Pattern.compile("(?<=/)(?=[^/]*\\d)[A-Za-z0-9_-]+(?=/|$)");

    private static final Pattern PERSONAL_LINK = Pattern.compile("https://dawra\\.example(/[^\\s<\"]+)");
    private static final String AXE = "() => axe.run(document, {resultTypes: ['violations']}).then(found =>"
            + " (found.passes.length ? [] : ['nothing was tried']).concat(found.violations.map(v => v.id + ' ' + v.nodes.map(n => n.html).join(' ').slice(0, 300))))";
    private static final String SIDEWAYS =
            "() => document.scrollingElement.scrollWidth" + " - document.scrollingElement.clientWidth";
    private static final String LINKS = "() => [...document.querySelectorAll('a[href]')].map(a => a.href)";

    @LocalServerPort
    int port;

    @Autowired
    HeadlessYear year;

    @Autowired
    SamplePeople people;

    @Autowired
    Editions editions;

    @Autowired
    Outbox outbox;

    @Autowired
    JdbcClient jdbc;

    private final Set<String> kinds = new HashSet<>();
    private final Set<String> tasks = new HashSet<>();
    private final List<String> faults = new ArrayList<>();
    private final String axe = AxeBuilder.getAxeScript();
    private Map<String, String> passwords = Map.of();

    @Test
    void everyPageAnswersAndHasNothingToObjectToOnAPhone() {
        var edition = editions.find("2024").orElseThrow();
        passwords = people.create(List.of(edition)).stream()
                .collect(Collectors.toMap(SamplePeople.Login::user, SamplePeople.Login::password));
        try (var browser = new Chromium()) {
            walk(browser, null, List.of("/", "/login", "/verify", "/no-such-page"));
            year.play(edition, BENEFICIARIES, new Progress(System.out, false), task -> look(browser, task));
            walk(browser, null, List.of("/"));
            for (var user : List.of(
                    "programme-manager", "coordinator-sidi-bennour", "working-team", "administrator", "auditor")) {
                walk(browser, user, List.of("/my-tasks"));
            }
            // seen before as the working team sees it: without the results
            walk(browser, "programme-manager", List.of("/surveys"));
            walk(browser, null, personalLinks());
        }
        assertThat(faults).isEmpty();
        assertThat(kinds)
                .as("the pages of every role were among them")
                .contains(
                        "/",
                        "/progress",
                        "/agreements/mine/*",
                        "/jury/*",
                        "/sessions/*",
                        "/closing/*",
                        "/attendance/*",
                        "/registrations/*/upload",
                        "/draws/*",
                        "/reports/*",
                        "/surveys/*/results",
                        "/seats/*");
    }

    /** A page of ours on which a task is done, as whoever does it sees it. */
    private void look(Chromium browser, HumanTask task) {
        if (!tasks.add(task.processKey() + ":" + task.definitionKey())) {
            return;
        }
        var user = people.whoMay(task).userId();
        if (passwords.containsKey(user) && !user.startsWith("coordinator") && !user.equals("programme-manager")) {
            walk(
                    browser,
                    user,
                    user.equals("president") ? List.of("/waiting-for-me", "/my-tasks") : List.of("/my-tasks"));
        }
    }

    /** Follows links from these pages; of pages of one kind it sees the first. */
    private void walk(Chromium browser, String user, List<String> from) {
        var base = "http://127.0.0.1:" + port;
        var page = browser.page(base, 360, 780);
        page.onRequest(request -> {
            if (!request.url().startsWith(base) && !request.url().startsWith("data:")) {
                faults.add(page.url() + " asks " + request.url());
            }
        });
        if (user == null) {
            page.navigate("/login?lang=ar");
        } else {
            Chromium.login(page, user, passwords.get(user));
        }
        var open = new ArrayDeque<>(from);
        var seen = new HashSet<String>();
        while (!open.isEmpty()) {
            var path = open.poll();
            var kind = kind(path);
            var begun = from.contains(path);
            if (!seen.add(path) || !kinds.add(kind) && !begun) {
                continue;
            }
            var answer = page.request().get(path);
            var type = answer.headers().getOrDefault("content-type", "");
            if (answer.status() >= 400 && !kind.equals("/no-such-page")) {
                faults.add(path + " answers " + answer.status() + " to " + user);
            }
            answer.dispose();
            if (type.startsWith("text/html")) {
                var shown = page.navigate(path);
                examine(page, kind + " (" + shown.status() + ", " + user + ")");
                links(page, base).forEach(open::add);
            }
        }
        page.context().close();
    }

    private void examine(Page page, String where) {
        page.evaluate(axe);
        for (var violation : (List<?>) page.evaluate(AXE)) {
            faults.add(where + ": " + violation);
        }
        if (((Number) page.evaluate(SIDEWAYS)).intValue() > 0) {
            faults.add(where + " scrolls sideways");
        }
    }

    private static List<String> links(Page page, String base) {
        return ((List<?>) page.evaluate(LINKS))
                .stream()
                        .map(String::valueOf)
                        .filter(href -> href.startsWith(base + "/"))
                        .map(href -> href.substring(base.length()).replaceAll("#.*", ""))
                        .filter(path -> !path.startsWith("/camunda/") && !path.contains("lang="))
                        .toList();
    }

    /** One address of each kind from what was written to people who have no e-mail. */
    private List<String> personalLinks() {
        var found = new LinkedHashMap<String, String>();
        var lists = jdbc.sql("select distinct hand_list from outbox").query(String.class);
        for (var list : lists.list()) {
            for (var line : outbox.handList(list)) {
                var link = PERSONAL_LINK.matcher(line.text());
                while (link.find()) {
                    found.putIfAbsent(kind(link.group(1)), link.group(1));
                }
            }
        }
        return List.copyOf(found.values());
    }

    private static String kind(String path) {
        return VARIABLE.matcher(path.replaceAll("[?#].*", "")).replaceAll("*");
    }
}
