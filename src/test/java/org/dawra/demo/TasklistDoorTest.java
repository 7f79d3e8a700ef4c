package org.dawra.demo;

import static java.net.HttpURLConnection.HTTP_FORBIDDEN;
import static java.net.HttpURLConnection.HTTP_NOT_FOUND;
import static java.net.HttpURLConnection.HTTP_UNAUTHORIZED;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import javax.sql.DataSource;
import org.dawra.access.Role;
import org.dawra.cycle.Editions;
import org.dawra.engine.HumanTask;
import org.dawra.engine.HumanTasks;
import org.dawra.engine.ProcessContract;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.annotation.DirtiesContext;
import org.springframework.test.context.ActiveProfiles;

/**
 * Plays a year and, before each human task is done for the first time, attacks it over the REST paths that Tasklist uses.
 * Every attack is answered with 4xx and changes nothing.
 */
@Tag("year")
@ActiveProfiles({"demo", "test"})
@SpringBootTest(
        webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
        properties = "camunda.bpm.job-execution.enabled=true")
@DirtiesContext
class TasklistDoorTest {

    private static final String CANARY = "Zamzama in a draft";
    private static final Duration SESSION = Duration.ofMinutes(30);

    @LocalServerPort
    int port;

    @Autowired
    HeadlessYear year;

    @Autowired
    Clock clock;

    @Autowired
    SamplePeople people;

    @Autowired
    Editions editions;

    @Autowired
    HumanTasks tasks;

    @Autowired
    List<ProcessContract> contracts;

    @Autowired
    JdbcClient jdbc;

    @Autowired
    DataSource database;

    private final Map<String, TasklistClient> clients = new HashMap<>();
    private final Map<String, Instant> loggedIn = new HashMap<>();
    private final Set<String> seen = new HashSet<>();
    private final List<String> failures = new ArrayList<>();
    private Map<String, String> passwords = Map.of();

    @Test
    void noTaskTakesAnEmptyAWrongAnUndeclaredOrSomebodyElsesValue() throws SQLException {
        var edition = editions.find("2024").orElseThrow();
        passwords = people.create(List.of(edition)).stream()
                .collect(Collectors.toMap(SamplePeople.Login::user, SamplePeople.Login::password));
        year.play(edition, 60, new Progress(System.out, false), task -> {
            if (seen.add(place(task))) {
                attack(task);
            }
        });
        assertThat(failures).isEmpty();
        assertThat(drafts()).as("every draft has gone with its task").isZero();
        assertThat(new EngineTables(database).placesOf(List.of(CANARY))).isEmpty();
        var declared = contracts.stream()
                .flatMap(c -> c.taskFields().keySet().stream().map(t -> c.key() + ":" + t))
                .collect(Collectors.toSet());
        declared.removeAll(seen);
        assertThat(declared)
                .as("tasks of detours, which a straight year does not reach")
                .isSubsetOf(
                        "annual-cycle:userTask_reviseProgramme",
                        "award-selection:userTask_deliberate",
                        "certificate-issuing:userTask_resolveUndeliverable");
    }

    private void attack(HumanTask task) {
        try {
            var actor = people.whoMay(task);
            var fields = contracts.stream()
                    .filter(c -> c.key().equals(task.processKey()))
                    .findFirst()
                    .orElseThrow()
                    .taskFields()
                    .get(task.definitionKey());
            var password = passwords.get(actor.userId());
            if (password != null) {
                var own = client(actor.userId(), password);
                refused(task, "empty", own.submit(task.id(), Map.of()).statusCode());
                refused(
                        task,
                        "empty by complete",
                        own.complete(task.id(), Map.of()).statusCode());
                refused(
                        task,
                        "undeclared",
                        own.submit(task.id(), Map.of("cycleId", "1", "sneaked", "x"))
                                .statusCode());
                var wrong = new HashMap<String, Object>();
                fields.forEach(f -> wrong.put(f, List.of(List.of("nonsense"))));
                refused(task, "wrong", own.submit(task.id(), wrong).statusCode());
                forbidden(task, "no token", own.submitWithoutToken(task.id()).statusCode());
                attackDraft(task, own, fields);
            }
            for (var stranger : strangers(task)) {
                var other = client(stranger, passwords.get(stranger));
                refused(
                        task,
                        "by " + stranger,
                        other.submit(task.id(), Map.of()).statusCode());
                var facts = other.facts(task.id());
                // Whoever may read the task and not do it is told nothing.
                refused(task, "facts to " + stranger, facts.body().equals("{}") ? HTTP_NOT_FOUND : facts.statusCode());
                refused(
                        task,
                        "draft by " + stranger,
                        other.draft(task.id(), Map.of("note", "x"), true).statusCode());
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** Leaves a good draft behind, which the task takes along when it is done. */
    private void attackDraft(HumanTask task, TasklistClient own, Set<String> fields)
            throws IOException, InterruptedException {
        var field = fields.iterator().next();
        refused(task, "empty draft", own.draft(task.id(), Map.of(), true).statusCode());
        refused(
                task,
                "undeclared draft",
                own.draft(task.id(), Map.of(field, "x", "cycleId", "1"), true).statusCode());
        refused(
                task,
                "nested draft",
                own.draft(task.id(), Map.of(field, List.of(List.of("x"))), true).statusCode());
        refused(
                task,
                "overlong draft",
                own.draft(task.id(), Map.of(field, "x".repeat(300_000)), true).statusCode());
        refused(
                task,
                "huge draft",
                own.draft(task.id(), Map.of(field, "x".repeat(2_100_000)), true).statusCode());
        forbidden(
                task,
                "draft without token",
                own.draft(task.id(), Map.of(field, "x"), false).statusCode());
        if (drafts() != 0) {
            failures.add(place(task) + ": a refused draft was kept");
        }
        var kept = own.draft(task.id(), Map.of(field, CANARY), true);
        if (kept.statusCode() != 200 && kept.statusCode() != 403) {
            failures.add(place(task) + " draft: answered " + kept.statusCode());
        }
        if (kept.statusCode() == 200 && !own.facts(task.id()).body().contains(CANARY)) {
            failures.add(place(task) + ": the draft was not found again");
        }
    }

    private int drafts() {
        return jdbc.sql("select count(*) from task_draft").query(Integer.class).single();
    }

    private List<String> strangers(HumanTask task) {
        var all = new ArrayList<String>();
        for (var user : List.of(
                "coordinator-sidi-bennour",
                "coordinator-el-jadida",
                "programme-manager",
                "president",
                "partner-region",
                "juror-1",
                "facilitator-1",
                "working-team")) {
            if (passwords.containsKey(user) && !mayDo(user, task)) {
                all.add(user);
            }
        }
        return all;
    }

    private boolean mayDo(String user, HumanTask task) {
        for (var role : Role.values()) {
            var actor = people.find(role, user);
            if (actor.isPresent()) {
                return task.openTo(actor.get());
            }
        }
        return false;
    }

    private TasklistClient client(String user, String password) throws IOException, InterruptedException {
        // Days pass between two tasks, and a session that nobody used for an hour is over.
        var since = loggedIn.get(user);
        var known = clients.get(user);
        if (known == null || since == null || since.plus(SESSION).isBefore(clock.instant())) {
            known = new TasklistClient(port).login(user, password);
            clients.put(user, known);
            loggedIn.put(user, clock.instant());
        }
        return known;
    }

    private void refused(HumanTask task, String attack, int status) {
        var still = tasks.all().stream().filter(t -> t.id().equals(task.id())).findFirst();
        if (status == HTTP_UNAUTHORIZED) {
            failures.add(place(task) + " " + attack + ": was not logged in");
        } else if (status < 400 || status >= 500) {
            failures.add(place(task) + " " + attack + ": answered " + status);
        } else if (still.isEmpty()) {
            failures.add(place(task) + " " + attack + ": the task is gone");
        } else if (!still.get().variables().equals(task.variables())) {
            failures.add(place(task) + " " + attack + ": variables changed");
        }
    }

    /** Not merely refused as an empty form is. */
    private void forbidden(HumanTask task, String attack, int status) {
        refused(task, attack, status);
        if (status != HTTP_FORBIDDEN) {
            failures.add(place(task) + " " + attack + ": answered " + status);
        }
    }

    private static String place(HumanTask task) {
        return task.processKey() + ":" + task.definitionKey();
    }
}
