package org.dawra.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.stream.Stream;
import javax.script.ScriptEngineManager;
import org.camunda.bpm.engine.AuthorizationService;
import org.camunda.bpm.engine.FilterService;
import org.camunda.bpm.engine.ProcessEngineException;
import org.camunda.bpm.engine.RepositoryService;
import org.camunda.bpm.engine.RuntimeService;
import org.camunda.bpm.engine.TaskService;
import org.camunda.bpm.engine.authorization.Authorization;
import org.camunda.bpm.engine.authorization.Permissions;
import org.camunda.bpm.engine.authorization.Resources;
import org.camunda.bpm.engine.impl.cfg.ProcessEngineConfigurationImpl;
import org.camunda.bpm.engine.task.TaskQuery;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.annotation.Bean;
import org.springframework.test.annotation.DirtiesContext;
import org.springframework.test.context.ActiveProfiles;

/**
 * The two published holes of the engine's last release, and what else its REST API would let in, tried by those who come
 * nearest to it. A canary counts how often an expression of theirs was evaluated: never.
 */
@Tag("database")
@DirtiesContext
@ActiveProfiles("test")
@SpringBootTest(
        classes = {House.class, EngineAttacksTest.Cage.class},
        webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class EngineAttacksTest {

    private static final String SONG = "${canary.sing()}";
    private static final String ENGINE = "/camunda/api/engine/engine/default/";

    /** Counts evaluations; public, since expressions call it. */
    public static class Canary {

        private final AtomicInteger songs = new AtomicInteger();

        /** What an attacker's expression would call. */
        public String sing() {
            songs.incrementAndGet();
            return "x";
        }
    }

    static class Cage {

        @Bean
        Canary canary() {
            return new Canary();
        }
    }

    @Autowired
    private Canary canary;

    @Autowired
    private Accounts accounts;

    @Autowired
    private Passwords passwords;

    @Autowired
    private TaskService tasks;

    @Autowired
    private FilterService filters;

    @Autowired
    private RuntimeService runtime;

    @Autowired
    private RepositoryService repository;

    @Autowired
    private AuthorizationService authorizations;

    @Autowired
    private ProcessEngineConfigurationImpl engine;

    @LocalServerPort
    private int port;

    private String password = "";
    private final ObjectMapper json = new ObjectMapper();
    private Visitor coordinator;
    private Visitor auditor;
    private Visitor manager;
    private Visitor administrator;

    @BeforeAll
    void people() {
        password = passwords.generate();
        coordinator = arrives("c1", Role.COORDINATOR, "sidi-bennour", "tasklist");
        auditor = arrives("a1", Role.AUDITOR, null, "cockpit");
        manager = arrives("m1", Role.PROGRAMME_MANAGER, null, "cockpit");
        administrator = arrives("d1", Role.ADMINISTRATOR, null, "admin");
    }

    private Visitor arrives(String id, Role role, @org.jspecify.annotations.Nullable String scope, String app) {
        accounts.create(new Account(id, role, scope, "نموذج", id + "@dawra.invalid", null, "ar"), password);
        var visitor = new Visitor(port);
        visitor.logsIn(id, password);
        visitor.opens("/camunda/app/" + app + "/default/");
        return visitor;
    }

    @BeforeEach
    void silence() {
        canary.songs.set(0);
    }

    static Stream<Function<TaskQuery, TaskQuery>> hiddenIn() {
        return Stream.of(
                q -> q.taskAssigneeExpression(SONG),
                q -> q.taskAssigneeLikeExpression(SONG),
                q -> q.taskOwnerExpression(SONG),
                q -> q.taskInvolvedUserExpression(SONG),
                q -> q.taskCandidateUserExpression(SONG),
                q -> q.taskCandidateGroupExpression(SONG),
                q -> q.taskCandidateGroupInExpression(SONG),
                q -> q.taskCreatedOnExpression(SONG),
                q -> q.taskCreatedBeforeExpression(SONG),
                q -> q.taskCreatedAfterExpression(SONG),
                q -> q.taskUpdatedAfterExpression(SONG),
                q -> q.dueDateExpression(SONG),
                q -> q.dueBeforeExpression(SONG),
                q -> q.dueAfterExpression(SONG),
                q -> q.followUpDateExpression(SONG),
                q -> q.followUpBeforeExpression(SONG),
                q -> q.followUpBeforeOrNotExistentExpression(SONG),
                q -> q.followUpAfterExpression(SONG),
                q -> q.processInstanceBusinessKeyExpression(SONG),
                q -> q.processInstanceBusinessKeyLikeExpression(SONG));
    }

    @ParameterizedTest
    @MethodSource("hiddenIn")
    void noQueryEvaluatesItWhereverItIsHidden(Function<TaskQuery, TaskQuery> hide) {
        silent(() -> hide.apply(tasks.createTaskQuery()).list());
        silent(() -> hide.apply(tasks.createTaskQuery()).count());
        silent(() -> hide.apply(tasks.createTaskQuery().or()).endOr().list());
        silent(() -> hide.apply(tasks.createTaskQuery().or()).endOr().count());
        var stored = filters.newTaskFilter("canary");
        stored.setQuery(hide.apply(tasks.createTaskQuery()));
        filters.saveFilter(stored);
        var within = filters.newTaskFilter("canary or");
        within.setQuery(hide.apply(tasks.createTaskQuery().or()).endOr());
        filters.saveFilter(within);
        try {
            for (var id : List.of(stored.getId(), within.getId())) {
                silent(() -> filters.list(id));
                silent(() -> filters.count(id));
                silent(() -> filters.singleResult(id));
                silent(() -> filters.list(id, tasks.createTaskQuery().taskName("x")));
                silent(() -> filters.count(id, tasks.createTaskQuery().taskName("x")));
                silent(() -> filters.list(
                        id, hide.apply(tasks.createTaskQuery().or()).endOr()));
            }
        } finally {
            filters.deleteFilter(stored.getId());
            filters.deleteFilter(within.getId());
        }
    }

    private void silent(Runnable attack) {
        assertThatThrownBy(attack::run).isInstanceOf(ProcessEngineException.class);
        assertThat(canary.songs).hasValue(0);
    }

    @Test
    void theFewHarmlessExpressionsWork() {
        var mine = filters.newTaskFilter("harmless");
        mine.setQuery(tasks.createTaskQuery()
                .dueBeforeExpression("${dateTime().plusDays(7).minusHours(2)}")
                .or()
                .taskCreatedBeforeExpression("${now()}")
                .followUpAfterExpression("${ dateTime() }")
                .endOr());
        filters.saveFilter(mine);
        assertThat(filters.count(mine.getId())).isZero();
        filters.deleteFilter(mine.getId());
        for (var tricked : List.of(
                "${now()}${canary.sing()}",
                "${canary.sing()}${now()}",
                "#{canary.sing()}",
                "x${canary.sing()}",
                "${now(canary.sing())}",
                "${ now() == canary.sing() }",
                "${dateTime().plusDays(canary.sing())}",
                "${now()\n}${canary.sing()}")) {
            silent(() -> tasks.createTaskQuery()
                    .or()
                    .taskAssigneeExpression(tricked)
                    .endOr()
                    .list());
        }
    }

    @Test
    void overHttpEveryWayToHideItIsAnsweredWith400() throws Exception {
        var bodies = new ArrayList<String>();
        for (var field : List.of(
                "assigneeExpression",
                "candidateGroupExpression",
                "candidateGroupsExpression",
                "dueBeforeExpression",
                "processInstanceBusinessKeyExpression",
                "nameLike",
                "AssigneeEXPRESSION")) {
            bodies.add(json.writeValueAsString(Map.of(field, SONG)));
            bodies.add(json.writeValueAsString(Map.of("orQueries", List.of(Map.of(field, SONG)))));
        }
        bodies.add(json.writeValueAsString(Map.of("sorting", List.of(Map.of("sortBy", SONG, "sortOrder", "asc")))));
        bodies.add(json.writeValueAsString(
                Map.of("processVariables", List.of(Map.of("name", "x", "operator", "eq", "value", SONG)))));
        bodies.add(json.writeValueAsString(Map.of("orQueries", List.of(Map.of("expressions", Map.of("x", SONG))))));
        bodies.add("{\"orQueries\":[{\"assigneeExpression\":\"\\u0024{canary.sing()}\"}]}");
        var filter = filters.createFilterQuery().list().get(0).getId();
        for (var body : bodies) {
            for (var path : List.of("filter/" + filter + "/list", "filter/" + filter + "/count")) {
                assertThat(coordinator.calls("POST", ENGINE + path, body).statusCode())
                        .as(path + " " + body)
                        .isEqualTo(400);
            }
            for (var path : List.of(
                    "task",
                    "task/count",
                    "process-instance",
                    "variable-instance",
                    "job",
                    "job-definition",
                    "external-task",
                    "history/task/count")) {
                assertThat(auditor.calls("POST", ENGINE + path, body).statusCode())
                        .as(path + " " + body)
                        .isEqualTo(400);
            }
        }
        for (var path : List.of(
                "task/count?assigneeExpression=%24%7Bcanary.sing()%7D",
                "task/count?dueBeforeExpression=%23%7Bcanary.sing()%7D",
                "history/decision-instance?decisionDefinitionNameLike=%24%7Bcanary.sing()%7D",
                "job?dueDates=%24%7Bcanary.sing()%7D")) {
            assertThat(auditor.asks(ENGINE + path).statusCode()).as(path).isEqualTo(400);
        }
        var made = "{\"resourceType\":\"Task\",\"name\":\"x\",\"query\":{\"assigneeExpression\":\"" + SONG + "\"}}";
        for (var visitor : List.of(coordinator, auditor, manager, administrator)) {
            assertThat(visitor.calls("POST", ENGINE + "filter/create", made).statusCode())
                    .isEqualTo(403);
            assertThat(visitor.calls("PUT", ENGINE + "filter/" + filter, made).statusCode())
                    .isEqualTo(403);
        }
        assertThat(canary.songs).hasValue(0);
    }

    @Test
    void aFilterThatWasStoredWithItIsAnsweredWith400() {
        var filter = filters.newTaskFilter("stored with a canary");
        filter.setQuery(
                tasks.createTaskQuery().or().taskAssigneeExpression(SONG).endOr());
        filters.saveFilter(filter);
        var right = authorizations.createNewAuthorization(Authorization.AUTH_TYPE_GRANT);
        right.setGroupId(Role.COORDINATOR.group());
        right.setResource(Resources.FILTER);
        right.setResourceId(filter.getId());
        right.setPermissions(new Permissions[] {Permissions.READ});
        authorizations.saveAuthorization(right);
        try {
            var path = ENGINE + "filter/" + filter.getId();
            for (var answer : List.of(
                    coordinator.asks(path + "/list"),
                    coordinator.asks(path + "/count"),
                    coordinator.calls("POST", path + "/list", "{}"),
                    coordinator.calls("POST", path + "/count", "{\"nameLike\":\"x\"}"))) {
                assertThat(answer.statusCode()).isEqualTo(400);
                assertThat(answer.body()).doesNotContain("canary", "camunda", "Exception:");
            }
        } finally {
            filters.deleteFilter(filter.getId());
        }
        assertThat(canary.songs).hasValue(0);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/camunda/api/admin/setup/default/user/create",
                "/camunda/api/admin/setup/default/user/create/",
                "/camunda/api/admin/setup/default/user/create?x=y",
                "/camunda/api/admin/setup/default/user/create;x=y",
                "/camunda/api/admin/setup;x=y/default/user/create",
                "/camunda/api/admin;jsessionid=1/setup/default/user/create",
                "/camunda/api/admin//setup/default/user/create",
                "//camunda/api/admin/setup/default/user/create",
                "/camunda/api/admin/./setup/default/user/create",
                "/camunda/api/admin/x/../setup/default/user/create",
                "/camunda/api/admin/%73etup/default/user/create",
                "/camunda/api/admin%2fsetup/default/user/create",
                "/camunda/api/admin/%2e/setup/default/user/create",
                "/camunda/api/admin/setup/default%2fuser/create",
                "/camunda/api/admin/setup/default/user/%63reate",
                "/camunda/api/ADMIN/setup/default/user/create",
                "/camunda/api/admin/Setup/default/user/create",
                "/camunda/api/admin/SETUP/DEFAULT/USER/CREATE",
                "/Camunda/Api/Admin/Setup/default/user/create",
                "/camunda/api/engine/../admin/setup/default/user/create",
                "/camunda/app/../api/admin/setup/default/user/create",
                "/css/../camunda/api/admin/setup/default/user/create",
                "/css/%2e%2e/camunda/api/admin/setup/default/user/create",
                "/camunda/api/admin/setup/default/user/create%00",
                "/camunda/app/admin/default/setup",
                "/camunda/app/admin/default/setup/"
            })
    void nobodySetsUpAnAdministrator(String path) {
        var body =
                "{\"profile\":{\"id\":\"evil\",\"firstName\":\"e\",\"lastName\":\"e\"},\"credentials\":{\"password\":\""
                        + password + "\"}}";
        var anyone = new Visitor(port);
        anyone.opens("/login");
        for (var visitor : List.of(anyone, coordinator, auditor, manager, administrator)) {
            for (var method : List.of("POST", "PUT", "GET")) {
                assertThat(visitor.calls(method, path, body).statusCode())
                        .as(method)
                        .isIn(302, 400, 401, 403, 404, 405);
                assertThat(visitor.withoutToken(method, path, body).statusCode())
                        .as(method + " without token")
                        .isIn(302, 400, 401, 403, 404, 405);
            }
        }
        assertThat(accounts.find("evil")).isEmpty();
        assertThat(engine.getIdentityService().createUserQuery().userId("evil").count())
                .isZero();
    }

    @Test
    void aMethodIsTheOneOfTheRequestAndNoOther() {
        for (var header : List.of("X-HTTP-Method-Override", "X-HTTP-Method", "X-Method-Override")) {
            var answer = manager.callsWith(header, "DELETE", "POST", ENGINE + "process-instance", "{}");
            assertThat(answer.statusCode()).isEqualTo(200);
            assertThat(answer.body()).startsWith("[");
        }
        assertThat(manager.calls("DELETE", ENGINE + "process-instance/x", "").statusCode())
                .isEqualTo(403);
        assertThat(manager.calls("POST", ENGINE + "process-instance/x?_method=DELETE", "{}")
                        .statusCode())
                .isEqualTo(403);
    }

    @Test
    void nothingIsDeployedScriptedMovedOrWrittenOverRest() {
        for (var visitor : List.of(coordinator, auditor, manager, administrator)) {
            for (var path : List.of(
                    "POST deployment/create",
                    "POST deployment/x/redeploy",
                    "DELETE deployment/x",
                    "POST process-instance/x/modification",
                    "POST process-instance/x/modification-async",
                    "PUT process-instance/x/variables/v",
                    "POST process-instance/x/variables/v/data",
                    "POST process-instance/x/variables",
                    "PUT process-instance/x/suspended",
                    "POST process-instance/delete",
                    "POST process-instance/variables-async",
                    "POST migration/generate",
                    "POST migration/execute",
                    "POST migration/executeAsync",
                    "POST modification/execute",
                    "POST process-definition/x/restart",
                    "POST process-definition/key/annual-cycle/start",
                    "POST process-definition/annual-cycle/start",
                    "POST message",
                    "POST signal",
                    "POST condition",
                    "PUT execution/x/localVariables/v",
                    "POST execution/x/signal",
                    "POST execution/x/messageSubscriptions/m/trigger",
                    "PUT task/x/variables/v",
                    "PUT task/x/localVariables/v",
                    "POST task/create",
                    "POST task/x/comment/create",
                    "PUT task/x",
                    "POST task/x/assignee",
                    "POST task/x/delegate",
                    "POST task/x/resolve",
                    "POST task/x/bpmnError",
                    "POST job/x/execute",
                    "DELETE job/x",
                    "PUT job/x/duedate",
                    "POST job/retries",
                    "POST external-task/fetchAndLock",
                    "POST decision-definition/x/evaluate",
                    "PUT process-definition/x/history-time-to-live",
                    "POST history/cleanup",
                    "DELETE history/process-instance/x",
                    "DELETE batch/x",
                    "DELETE metrics/task-worker",
                    "POST telemetry/configuration")) {
                var words = path.split(" ");
                var answer = visitor.calls(words[0], ENGINE + words[1], "{}");
                assertThat(answer.statusCode()).as(path).isIn(403, 404);
            }
        }
    }

    @Test
    void aBodyIsPlainJsonOfModestSizeAndDepth() {
        var filter =
                ENGINE + "filter/" + filters.createFilterQuery().list().get(0).getId() + "/list";
        assertThat(coordinator.calls("POST", filter, "[".repeat(100_000)).statusCode())
                .isEqualTo(400);
        assertThat(coordinator
                        .calls("POST", filter, "{\"a\":".repeat(30) + "1" + "}".repeat(30))
                        .statusCode())
                .isEqualTo(400);
        assertThat(coordinator
                        .calls("POST", filter, "{\"name\":\"" + "x".repeat(300_000) + "\"}")
                        .statusCode())
                .isEqualTo(413);
        assertThat(coordinator.callsAs("text/plain", "POST", filter, "{}").statusCode())
                .isEqualTo(415);
        assertThat(coordinator
                        .callsAs("application/x-www-form-urlencoded", "POST", filter, "x=y")
                        .statusCode())
                .isEqualTo(415);
        for (var wrong : List.of("{\"retries\":-1}", "{\"retries\":1000000}", "{\"retries\":\"1\"}", "{}", "[]")) {
            assertThat(manager.calls("PUT", ENGINE + "job/x/retries", wrong).statusCode())
                    .isEqualTo(400);
        }
    }

    @Test
    void aPathSpeltOtherwiseDoesNotLeadPastTheFilters() {
        for (var deed : List.of("complete", "submit-form", "claim", "unclaim")) {
            assertThat(coordinator
                            .calls("POST", ENGINE + "task/x/" + deed + "/", "{}")
                            .statusCode())
                    .as(deed)
                    .isEqualTo(403);
        }
        assertThat(coordinator.asks(ENGINE + "task/x/form-variables/").statusCode())
                .isEqualTo(403);
        assertThat(manager.calls("PUT", ENGINE + "job/x/retries/", "{\"retries\":1000000}")
                        .statusCode())
                .isEqualTo(403);
        assertThat(manager.calls("POST", ENGINE + "process-definition/key/annual-cycle/submit-form/", "{}")
                        .statusCode())
                .isEqualTo(403);
        for (var coded : List.of("task/x/%63omplete", "task/x/submit%2Dform", "t%61sk/x/complete", "job/x/retrie%73")) {
            assertThat(coordinator.calls("POST", ENGINE + coded, "{}").statusCode())
                    .as(coded)
                    .isEqualTo(400);
        }
        assertThat(coordinator
                        .calls("POST", "/%63amunda/api/engine/engine/default/task/x/complete", "{}")
                        .statusCode())
                .isEqualTo(400);
    }

    @Test
    void aTaskIsClaimedForOneselfOnly() {
        var task = tasks.newTask("claimed");
        tasks.saveTask(task);
        var right = authorizations.createNewAuthorization(Authorization.AUTH_TYPE_GRANT);
        right.setUserId("c1");
        right.setResource(Resources.TASK);
        right.setResourceId("claimed");
        right.setPermissions(new Permissions[] {Permissions.READ, Permissions.TASK_WORK});
        authorizations.saveAuthorization(right);
        try {
            var claim = ENGINE + "task/claimed/claim";
            for (var body : List.of("{\"userId\":\"m1\"}", "{\"userId\":\"nobody\"}", "{\"userId\":null}", "{}", "")) {
                assertThat(coordinator.calls("POST", claim, body).statusCode())
                        .as(body)
                        .isEqualTo(400);
                assertThat(tasks.createTaskQuery()
                                .taskId("claimed")
                                .singleResult()
                                .getAssignee())
                        .as(body)
                        .isNull();
            }
            assertThat(coordinator.calls("POST", claim, "{\"userId\":\"c1\"}").statusCode())
                    .isEqualTo(204);
            assertThat(tasks.createTaskQuery().taskId("claimed").singleResult().getAssignee())
                    .isEqualTo("c1");
            tasks.setAssignee("claimed", "another");
            assertThat(coordinator.calls("POST", claim, "{\"userId\":\"c1\"}").statusCode())
                    .isIn(404, 409);
        } finally {
            tasks.deleteTask("claimed", true);
        }
    }

    @Test
    void aBodyIsReadInOneWayOnly() {
        var filter =
                ENGINE + "filter/" + filters.createFilterQuery().list().get(0).getId() + "/list";
        assertThat(coordinator.calls("POST", filter, "{}{\"assignee\":\"x\"}").statusCode())
                .isEqualTo(400);
        for (var type :
                List.of("application/json;charset=utf-16", "application/json;charset=Shift_JIS", "application/jsonx")) {
            assertThat(coordinator.callsAs(type, "POST", filter, "{}").statusCode())
                    .as(type)
                    .isEqualTo(415);
        }
        assertThat(coordinator
                        .callsAs("application/json;charset=UTF-8", "POST", filter, "{}")
                        .statusCode())
                .isEqualTo(200);
        assertThat(coordinator
                        .calls(
                                "POST",
                                filter,
                                "{\"processVariables\":[{\"name\":\"a\",\"operator\":\"eq\",\"value\":{\"a\":1}}]}")
                        .statusCode())
                .isEqualTo(400);
    }

    @Test
    void thereIsOneEngineAndNoPageOfAnother() {
        for (var engineName : List.of("foo", "setup", "defaulted")) {
            for (var end : List.of("", "/", "/index.html")) {
                assertThat(administrator
                                .opens("/camunda/app/admin/" + engineName + end)
                                .statusCode())
                        .as(engineName + end)
                        .isIn(403, 404);
            }
        }
        assertThat(administrator.opens("/camunda/app/admin/default/").statusCode())
                .isEqualTo(200);
        assertThat(administrator.opens("/camunda/app/admin/scripts/config.js").statusCode())
                .isEqualTo(200);
    }

    @Test
    void nobodyIsAnsweredMoreRowsThanAScreenCanUse() throws Exception {
        for (var asked :
                List.of("", "?maxResults=999999999", "?maxResults=2000&maxResults=999999", "?max%52esults=3000")) {
            assertThat(auditor.asks(ENGINE + "process-definition" + asked).statusCode())
                    .isEqualTo(200);
        }
        assertThat(json.readTree(auditor.asks(ENGINE + "process-definition?maxResults=1")
                                .body())
                        .size())
                .isLessThanOrEqualTo(1);
        for (var wrong : List.of("-1", "x", "99999999999", "")) {
            assertThat(auditor.asks(ENGINE + "process-definition?maxResults=" + wrong)
                            .statusCode())
                    .isEqualTo(400);
            assertThat(auditor.asks(ENGINE + "process-definition?firstResult=" + wrong)
                            .statusCode())
                    .isEqualTo(400);
        }
    }

    @Test
    void noLanguageForProgramsIsOnTheClassPath() {
        var languages = new ScriptEngineManager()
                .getEngineFactories().stream()
                        .flatMap(factory -> factory.getNames().stream())
                        .map(name -> name.toLowerCase(java.util.Locale.ROOT))
                        .toList();
        assertThat(languages)
                .allMatch(name -> name.contains("juel")
                        || name.contains("feel")
                        || name.startsWith("friendly enough expression language"));
        for (var type : List.of(
                "groovy.lang.GroovyShell",
                "org.graalvm.polyglot.Context",
                "org.openjdk.nashorn.api.scripting.NashornScriptEngineFactory",
                "org.python.util.PythonInterpreter",
                "org.jruby.embed.ScriptingContainer",
                "org.camunda.connect.Connectors",
                "bsh.Interpreter",
                "freemarker.template.Template")) {
            assertThatThrownBy(() -> Class.forName(type)).isInstanceOf(ClassNotFoundException.class);
        }
    }

    @Test
    void theEngineNeitherDeserialisesNorEvaluatesWhatItIsHanded() {
        assertThat(engine.isJavaSerializationFormatEnabled()).isFalse();
        assertThat(engine.isDeserializationTypeValidationEnabled()).isTrue();
        assertThat(engine.isEnableExpressionsInAdhocQueries()).isFalse();
        assertThat(engine.isEnableXxeProcessing()).isFalse();
        assertThat(engine.isEnableFetchScriptEngineFromProcessApplication()).isFalse();
        assertThat(engine.isAuthorizationEnabled()).isTrue();
        assertThatThrownBy(() -> runtime.startProcessInstanceByKey(
                        "annual-cycle", Map.of("x", new java.util.ArrayList<>(List.of(new java.util.BitSet())))))
                .isInstanceOf(RuntimeException.class);
    }

    /** The lists of the contracts, which are all that is read back into an object. */
    @Test
    void aListThatAProcessKeepsIsReadAgain() {
        for (var list :
                List.of(List.of("a"), List.of("a", "b"), List.of("a", "b", "c"), List.of(), List.of(1L, 2L, 3L))) {
            var task = tasks.newTask();
            tasks.saveTask(task);
            tasks.setVariable(task.getId(), "list", list);
            assertThat(tasks.getVariable(task.getId(), "list")).isEqualTo(list);
            tasks.deleteTask(task.getId(), true);
        }
    }

    static Stream<String> code() {
        return Stream.of(
                "<scriptTask id='t' scriptFormat='groovy'><script>1</script></scriptTask>",
                "<serviceTask id='t' camunda:class='java.lang.String'/>",
                "<serviceTask id='t' camunda:type='shell'><extensionElements>"
                        + "<camunda:field name='command' stringValue='id'/></extensionElements></serviceTask>",
                "<serviceTask id='t' camunda:expression='${canary.sing()}'/>",
                "<serviceTask id='t' camunda:expression='#{bean}'/>",
                "<serviceTask id='t' camunda:delegateExpression='${\"\".getClass()}'/>",
                "<serviceTask id='t' camunda:delegateExpression='${a}'><extensionElements><camunda:connector>"
                        + "<camunda:connectorId>http-connector</camunda:connectorId></camunda:connector></extensionElements></serviceTask>",
                "<serviceTask id='t' camunda:delegateExpression='${a}'><extensionElements><camunda:inputOutput>"
                        + "<camunda:inputParameter name='x'><camunda:script scriptFormat='groovy'>1</camunda:script>"
                        + "</camunda:inputParameter></camunda:inputOutput></extensionElements></serviceTask>",
                "<serviceTask id='t' camunda:delegateExpression='${a}'><extensionElements><camunda:inputOutput>"
                        + "<camunda:outputParameter name='x'>${canary.sing()}</camunda:outputParameter>"
                        + "</camunda:inputOutput></extensionElements></serviceTask>",
                "<userTask id='t'><extensionElements><camunda:taskListener event='create'>"
                        + "<camunda:script scriptFormat='js'>1</camunda:script></camunda:taskListener></extensionElements></userTask>",
                "<userTask id='t'><extensionElements><camunda:executionListener event='start' class='java.lang.String'/>"
                        + "</extensionElements></userTask>",
                "<userTask id='t' camunda:assignee='${canary.sing()}'/>",
                "<userTask id='t'><multiInstanceLoopCharacteristics camunda:collection='${a.b()}'/></userTask>");
    }

    @ParameterizedTest
    @MethodSource("code")
    void aModelThatBringsCodeAlongIsNotDeployed(String element) {
        var model = "<definitions xmlns='http://www.omg.org/spec/BPMN/20100524/MODEL'"
                + " xmlns:camunda='http://camunda.org/schema/1.0/bpmn' targetNamespace='x'>"
                + "<process id='p' isExecutable='true' camunda:historyTimeToLive='P1D'><startEvent id='s'/>"
                + element + "<sequenceFlow id='f' sourceRef='s' targetRef='t'/></process></definitions>";
        assertThatThrownBy(() ->
                        repository.createDeployment().addString("p.bpmn", model).deploy())
                .hasMessageContaining("Models bring no code along");
        assertThat(canary.songs).hasValue(0);
    }

    @Test
    void aConditionInAnotherLanguageIsNotDeployed() {
        var model = "<definitions xmlns='http://www.omg.org/spec/BPMN/20100524/MODEL'"
                + " xmlns:xsi='http://www.w3.org/2001/XMLSchema-instance'"
                + " xmlns:camunda='http://camunda.org/schema/1.0/bpmn' targetNamespace='x'>"
                + "<process id='p' isExecutable='true' camunda:historyTimeToLive='P1D'><startEvent id='s'/><endEvent id='t'/>"
                + "<sequenceFlow id='f' sourceRef='s' targetRef='t'><conditionExpression xsi:type='tFormalExpression'"
                + " language='groovy'>true</conditionExpression></sequenceFlow></process></definitions>";
        assertThatThrownBy(() ->
                        repository.createDeployment().addString("p.bpmn", model).deploy())
                .hasMessageContaining("Models bring no code along");
    }

    @Test
    void neitherTheDatabaseConsoleNorTheManagementIsServed() {
        for (var path : List.of(
                "/h2-console",
                "/h2-console/login.do",
                "/actuator",
                "/actuator/env",
                "/actuator/heapdump",
                "/actuator/beans")) {
            assertThat(manager.opens(path).statusCode()).as(path).isEqualTo(403);
        }
        assertThat(new Visitor(port).asks("/actuator/health").body()).isEqualTo("{\"status\":\"UP\"}");
        assertThatThrownBy(() -> Class.forName("org.springframework.boot.devtools.RemoteSpringApplication"))
                .isInstanceOf(ClassNotFoundException.class);
    }
}
