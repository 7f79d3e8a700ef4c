package org.dawra.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.net.http.HttpResponse;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Date;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.camunda.bpm.engine.FilterService;
import org.camunda.bpm.engine.IdentityService;
import org.camunda.bpm.engine.RepositoryService;
import org.camunda.bpm.engine.RuntimeService;
import org.camunda.bpm.engine.TaskService;
import org.camunda.bpm.engine.filter.Filter;
import org.camunda.bpm.model.bpmn.Bpmn;
import org.dawra.DawraApplication;
import org.dawra.engine.Actor;
import org.dawra.engine.FreeTexts;
import org.dawra.engine.HumanTasks;
import org.dawra.engine.Refused;
import org.dawra.engine.TaskComments;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.DefaultApplicationArguments;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.test.annotation.DirtiesContext;
import org.springframework.test.context.ActiveProfiles;

/** What each role finds in Tasklist, may write there, and may hand on: over the paths that Tasklist uses. */
@Tag("database")
@DirtiesContext
@ActiveProfiles("test")
@SpringBootTest(classes = DawraApplication.class, webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class TasklistByRoleTest {

    private static final String ENGINE = "/camunda/api/engine/engine/default/";
    private static final String OURS = "coordinator-sidi-bennour";

    @Autowired
    private Accounts accounts;

    @Autowired
    private Passwords passwords;

    @Autowired
    private EngineRights rights;

    @Autowired
    private TaskHandover handover;

    @Autowired
    private List<FreeTexts> texts;

    @Autowired
    private TaskComments comments;

    @Autowired
    private FilterService filters;

    @Autowired
    private RepositoryService repository;

    @Autowired
    private RuntimeService runtime;

    @Autowired
    private TaskService tasks;

    @Autowired
    private IdentityService identity;

    @Autowired
    private JdbcTemplate jdbc;

    @Autowired
    private Clock clock;

    @Autowired
    private ObjectMapper json;

    @LocalServerPort
    private int port;

    private final Map<String, Visitor> visitors = new HashMap<>();

    @BeforeAll
    void people() {
        var password = passwords.generate();
        person("first", Role.COORDINATOR, "sidi-bennour", password);
        person("second", Role.COORDINATOR, "sidi-bennour", password);
        person("stranger", Role.COORDINATOR, "el-jadida", password);
        person("manager", Role.PROGRAMME_MANAGER, null, password);
        person("president", Role.PRESIDENT, null, password);
        person("auditor", Role.AUDITOR, null, password);
        person("juror", Role.JURY, null, password);
        person("helper", Role.WORKING_TEAM, null, password);
    }

    private void person(String user, Role role, @Nullable String scope, String password) {
        accounts.create(new Account(user, role, scope, "شخص للتجربة", user + "@dawra.invalid", null, "ar"), password);
        var visitor = new Visitor(port);
        visitor.logsIn(user, password);
        visitor.opens("/camunda/app/" + (role == Role.AUDITOR ? "cockpit" : "tasklist") + "/default/");
        visitors.put(user, visitor);
    }

    @BeforeEach
    void noTasks() {
        asInstallation(() -> {
            runtime.createProcessInstanceQuery()
                    .list()
                    .forEach(instance -> runtime.deleteProcessInstance(instance.getId(), "the next test"));
            return true;
        });
    }

    @Test
    void theReadyFiltersStandInTheirOrderAndInTheReadersLanguage() {
        assertThat(names("first")).containsExactly("مهامي", "أجلها خلال أسبوع", "متأخرة", "إقليمي", "في انتظار غيري");
        assertThat(names("manager"))
                .containsExactly(
                        "مهامي", "أجلها خلال أسبوع", "متأخرة", "في انتظار غيري", "متأخرة عند غيري", "كل مهام الموسم");
        assertThat(names("president")).isEqualTo(names("manager"));
        var president = visitors.get("president");
        president.opens("/my-tasks?lang=fr");
        assertThat(names("president"))
                .containsExactly(
                        "Mes tâches",
                        "À échéance sous 7 jours",
                        "En retard",
                        "En attente d’autres personnes",
                        "En retard chez d’autres",
                        "Toutes les tâches du cycle");
        assertThat(filtersOf("president")
                        .get(2)
                        .path("properties")
                        .path("description")
                        .asText())
                .isEqualTo("Ce qui vous attend et dont l’échéance est passée");
        president.opens("/my-tasks?lang=ar");
        assertThat(visitors.get("auditor").asks(ENGINE + "filter").statusCode()).isEqualTo(403);
    }

    @Test
    void eachFilterHoldsWhatItSays() {
        task(OURS, Duration.ofDays(3));
        task(OURS, Duration.ofDays(-1));
        task(OURS, Duration.ofDays(30));
        task("coordinator-el-jadida", Duration.ofDays(-2));
        task("programme-manager", Duration.ofDays(5));
        task("president", Duration.ofDays(9));
        assertThat(counts("first")).containsExactly(3, 1, 1, 3, 0);
        assertThat(counts("stranger")).containsExactly(1, 0, 1, 1, 0);
        assertThat(counts("manager")).containsExactly(1, 1, 0, 5, 2, 6);
        assertThat(counts("president")).containsExactly(1, 0, 0, 5, 2, 6);
    }

    @Test
    void whatAColleagueHasTakenWaitsForThatPersonAndSaysSo() {
        var task = task(OURS, Duration.ofDays(3));
        task(OURS, Duration.ofDays(4));
        assertThat(claim("second", task)).isEqualTo(204);
        assertThat(counts("first")).containsExactly(1, 1, 0, 2, 1);
        assertThat(counts("second")).containsExactly(2, 2, 0, 2, 0);
        var listed = list("first", "others");
        assertThat(listed).hasSize(1);
        assertThat(listed.get(0).path("waitsFor").asText()).isEqualTo("شخص للتجربة · منسق(ة) إقليم سيدي بنور");
        assertThat(list("second", "mine")).noneMatch(own -> own.has("waitsFor"));
        assertThat(list("manager", "others"))
                .extracting(other -> other.path("waitsFor").asText())
                .containsExactlyInAnyOrder("شخص للتجربة · منسق(ة) إقليم سيدي بنور", "منسق(ة) إقليم سيدي بنور");
    }

    @Test
    void aSearchWithinWhatWaitsForOthersNeverShowsWhatIsOutOfSight() {
        var hidden = task("president", Duration.ofDays(1));
        var answer = call(
                "first", "POST", "filter/" + id("first", "others") + "/list", "{\"taskIdIn\":[\"" + hidden + "\"]}");
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.body()).isEqualTo("[]");
        var wrong =
                call("first", "POST", "filter/" + id("first", "others") + "/list", "{\"nameExpression\":\"${1+1}\"}");
        assertThat(wrong.statusCode()).isEqualTo(400);
    }

    @Test
    void aStartBringsOurFiltersUpToDateAndLeavesThoseThatPeopleMade() {
        var made = asInstallation(() -> {
            var filter = filters.newTaskFilter("مهامي");
            filter.setQuery(tasks.createTaskQuery().taskName("x"));
            filter.setProperties(Map.of("color", "#123456"));
            return filters.saveFilter(filter).getId();
        });
        var old = asInstallation(() -> {
            var filter = filters.newTaskFilter("قديمة");
            filter.setQuery(tasks.createTaskQuery());
            filter.setProperties(Map.of("textKey", "access.filter.gone"));
            return filters.saveFilter(filter).getId();
        });
        var mine = id("first", "mine");
        asInstallation(() -> {
            var filter = filters.getFilter(mine);
            filter.setName("غيره أحدهم");
            return filters.saveFilter(filter).getId();
        });
        var before = all();
        asInstallation(() -> {
            rights.run(new DefaultApplicationArguments());
            rights.run(new DefaultApplicationArguments());
            return true;
        });
        assertThat(all())
                .containsExactlyElementsOf(
                        before.stream().filter(id -> !id.equals(old)).toList());
        assertThat(id("first", "mine")).isEqualTo(mine);
        assertThat(names("first").get(0)).isEqualTo("مهامي");
        assertThat(asInstallation(() -> filters.getFilter(made)).getProperties())
                .containsEntry("color", "#123456");
        asInstallation(() -> {
            filters.deleteFilter(made);
            return true;
        });
    }

    @Test
    void nobodyAssignsOrDelegatesThroughTasklist() {
        var task = task(OURS, Duration.ofDays(3));
        assertThat(claim("first", task)).isEqualTo(204);
        for (var who : List.of("first", "second", "manager", "president")) {
            for (var path : List.of("assignee", "delegate", "identity-links", "resolve")) {
                assertThat(call(who, "POST", "task/" + task + "/" + path, "{\"userId\":\"stranger\"}")
                                .statusCode())
                        .as(who + " " + path)
                        .isEqualTo(403);
            }
            assertThat(call(who, "PUT", "task/" + task, "{\"assignee\":\"stranger\"}")
                            .statusCode())
                    .isEqualTo(403);
        }
        assertThat(claim("second", task)).isGreaterThanOrEqualTo(400);
        assertThat(claim("manager", task)).isGreaterThanOrEqualTo(400);
        assertThat(call("second", "POST", "task/" + task + "/unclaim", "{}").statusCode())
                .isEqualTo(404);
        assertThat(assignee(task)).isEqualTo("first");
    }

    @Test
    void aTaskIsHandedOnByTheManagerAloneAndOnlyToThoseWhoMayDoIt() {
        var task = task(OURS, Duration.ofDays(3));
        var manager = actor("manager");
        assertThatThrownBy(() -> handover.give(actor("first"), task, "second"))
                .isInstanceOf(HumanTasks.NoSuchTask.class);
        assertThatThrownBy(() -> handover.give(actor("auditor"), task, "second"))
                .isInstanceOf(HumanTasks.NoSuchTask.class);
        for (var stranger : List.of("stranger", "president", "manager", "nobody")) {
            assertThatThrownBy(() -> handover.give(manager, task, stranger)).isInstanceOf(Refused.class);
        }
        handover.give(manager, task, "second");
        assertThat(assignee(task)).isEqualTo("second");
        assertThat(counts("second").get(0)).isEqualTo(1);
        assertThat(counts("first").get(0)).isZero();
        handover.give(manager, task, null);
        assertThat(assignee(task)).isNull();
        jdbc.update("update account set state = 'DISABLED' where user_id = 'second'");
        assertThatThrownBy(() -> handover.give(manager, task, "second")).isInstanceOf(Refused.class);
        jdbc.update("update account set state = 'ACTIVE' where user_id = 'second'");
        assertThat(jdbc.queryForList("select subject from audit_entry where deed = 'task.given'", String.class))
                .contains("seen-by-" + OURS + "/userTask_see:, account:second", "seen-by-" + OURS + "/userTask_see:");
    }

    @Test
    void whoHadATaskThatIsHandedOnLosesSightOfIt() {
        var task = task(OURS, Duration.ofDays(3));
        // As one who has moved to another province since.
        asInstallation(() -> {
            tasks.setAssignee(task, "stranger");
            return true;
        });
        assertThat(visitors.get("stranger").asks(ENGINE + "task/" + task).statusCode())
                .isEqualTo(200);
        assertThat(comment("stranger", task, "قبل التسليم").statusCode()).isEqualTo(200);
        handover.give(actor("manager"), task, "first");
        assertThat(visitors.get("stranger").asks(ENGINE + "task/" + task).statusCode())
                .isEqualTo(404);
        assertThat(comments("stranger", task).statusCode()).isEqualTo(404);
        assertThat(comment("stranger", task, "بعد التسليم").statusCode()).isEqualTo(404);
        assertThat(counts("stranger")).containsExactly(0, 0, 0, 0, 0);
    }

    /** At the door a task out of sight does not exist; whatever comes in another way is refused all the same. */
    @Test
    void theCommentsThemselvesRefuseWhoeverMayNotSeeTheTask() {
        var task = task(OURS, Duration.ofDays(3));
        var stranger = accounts.actor(accounts.find("stranger").orElseThrow());
        assertThatThrownBy(() -> comments.of(task, stranger)).isInstanceOf(HumanTasks.NoSuchTask.class);
        assertThatThrownBy(() -> comments.write(task, stranger, "x")).isInstanceOf(HumanTasks.NoSuchTask.class);
    }

    @Test
    void commentsAreReadAndWrittenByThoseWhoMaySeeTheTask() throws Exception {
        var task = task(OURS, Duration.ofDays(3));
        assertThat(comment("first", task, "النقل غير مؤكد\nسأعود إليكم").statusCode())
                .isEqualTo(200);
        assertThat(comment("first", task, "النقل غير مؤكد\nسأعود إليكم").statusCode())
                .as("sent twice")
                .isEqualTo(200);
        assertThat(comment("manager", task, "شكرا").statusCode()).isEqualTo(200);
        for (var reader : List.of("first", "second", "manager", "president")) {
            var told = json.readTree(comments(reader, task).body());
            assertThat(told)
                    .extracting(c -> c.path("message").asText())
                    .containsExactly("النقل غير مؤكد\nسأعود إليكم", "شكرا");
            assertThat(told.get(0).path("author").asText()).isEqualTo("شخص للتجربة · منسق(ة) إقليم سيدي بنور");
            assertThat(told.get(0).path("mayErase").asBoolean())
                    .as(reader)
                    .isEqualTo(List.of("first", "manager").contains(reader));
        }
        assertThat(list("first", "mine").get(0).path("comments").asInt()).isEqualTo(2);
        assertThat(visitors.get("second").opens("/my-tasks").body()).contains("التعليقات: 2", "النقل غير مؤكد");
        assertThat(visitors.get("stranger").opens("/my-tasks").body()).doesNotContain("النقل غير مؤكد");
        var foreign = comments("stranger", task);
        var unknown = comments("stranger", "00000000-0000-0000-0000-000000000000");
        assertThat(foreign.statusCode()).isEqualTo(404).isEqualTo(unknown.statusCode());
        assertThat(foreign.body()).isEqualTo(unknown.body());
        assertThat(comment("stranger", task, "x").statusCode()).isEqualTo(404);
        assertThat(comments("auditor", task).statusCode()).isEqualTo(403);
        assertThat(jdbc.queryForObject("select count(*) from ACT_HI_COMMENT", Long.class))
                .isZero();
    }

    @Test
    void whoHasNoTasklistReadsAndAnswersCommentsOnTheOwnPage() throws Exception {
        var task = task("jury", Duration.ofDays(3));
        assertThat(comment("manager", task, "هل وصلتكم الملفات؟").statusCode()).isEqualTo(200);
        var juror = visitors.get("juror");
        var page = juror.opens("/my-tasks").body();
        assertThat(page).contains("التعليقات: 1", "هل وصلتكم الملفات؟");
        var path = "/my-tasks/" + task + "/comment";
        var empty = juror.posts(path, Map.of("_csrf", Visitor.csrf(page), "message", "   "));
        assertThat(empty.statusCode()).isEqualTo(422);
        assertThat(empty.body()).contains("اكتبوا التعليق أولا", "id=\"comment-" + task + "-errors\"");
        var long_ = juror.posts(path, Map.of("_csrf", Visitor.csrf(page), "message", "ا".repeat(2001)));
        assertThat(long_.statusCode()).isEqualTo(422);
        assertThat(long_.body()).as("nothing is lost").contains("ا".repeat(2001));
        assertThat(juror.posts(path, Map.of("_csrf", Visitor.csrf(page), "message", "نعم <b>وصلت</b>"))
                        .statusCode())
                .isEqualTo(302);
        assertThat(comments("manager", task).body()).contains("نعم <b>وصلت</b>");
        assertThat(juror.opens("/my-tasks").body()).contains("التعليقات: 2", "نعم &lt;b&gt;وصلت&lt;/b&gt;");

        var helper = visitors.get("helper");
        var strange = helper.posts(
                path, Map.of("_csrf", Visitor.csrf(helper.opens("/my-account").body()), "message", "ليست مهمتي"));
        assertThat(strange.statusCode()).isEqualTo(404);
        var own = json.readTree(comments("manager", task).body());
        var others = own.get(0).path("id").asText();
        var mine = own.get(1).path("id").asText();
        assertThat(juror.posts(path + "/" + others + "/erase", Map.of("_csrf", Visitor.csrf(page)))
                        .statusCode())
                .isEqualTo(404);
        assertThat(juror.posts(path + "/" + mine + "/erase", Map.of("_csrf", Visitor.csrf(page)))
                        .statusCode())
                .isEqualTo(302);
        assertThat(comments("manager", task).body()).doesNotContain("وصلت</b>");
    }

    @Test
    void aCommentSaysWhoseTaskItWasAlsoWhenItIsDone() {
        var task = task(OURS, Duration.ofDays(3));
        comment("first", task, "تعليق على مهمة إقليمنا");
        assertThat(visitors.get("president").opens("/comments").body()).contains("منسق(ة) إقليم سيدي بنور</p>");
        noTasks();
        assertThat(visitors.get("president").opens("/comments").body()).contains("منسق(ة) إقليم سيدي بنور</p>");
        assertThat(visitors.get("president").opens("/comments?lang=fr").body())
                .as("an Arabic name stands apart in a French text")
                .contains("\u2068شخص للتجربة\u2069 · Coordinateur");
        visitors.get("president").opens("/comments?lang=ar");
    }

    @Test
    void aCommentThatIsNoneIsRefusedAtItsFieldInTheReadersLanguage() {
        var task = task(OURS, Duration.ofDays(3));
        for (var wrong : List.of("{}", "{\"message\":\"  \\n \"}", "{\"message\":null}")) {
            var answer = call("first", "POST", "task/" + task + "/comment/create", wrong);
            assertThat(answer.statusCode()).as(wrong).isEqualTo(422);
            assertThat(answer.body()).contains("\"field\":\"message\"").contains("اكتبوا التعليق أولا");
        }
        var wrongs = List.of(
                "{\"message\":[1]}",
                "{\"message\":\"\\u0007\"}",
                "nonsense",
                "{\"message\":\"" + "ا".repeat(2001) + "\"}");
        for (var wrong : wrongs) {
            assertThat(call("first", "POST", "task/" + task + "/comment/create", wrong)
                            .statusCode())
                    .as(wrong)
                    .isEqualTo(422);
        }
        assertThat(comment("first", task, "ا".repeat(2000)).statusCode()).isEqualTo(200);
        var first = visitors.get("first");
        assertThat(first.withoutToken("POST", ENGINE + "task/" + task + "/comment/create", "{\"message\":\"x\"}")
                        .statusCode())
                .isEqualTo(403);
        for (var path : List.of("comment/create/", "comment/", "comment/1/")) {
            var method = path.equals("comment/") ? "GET" : path.endsWith("1/") ? "DELETE" : "POST";
            assertThat(call("first", method, "task/" + task + "/" + path, "{\"message\":\"x\"}")
                            .statusCode())
                    .as(path)
                    .isEqualTo(403);
        }
        assertThat(jdbc.queryForObject("select count(*) from ACT_HI_COMMENT", Long.class))
                .isZero();
    }

    @Test
    void aCommentOutlivesItsTaskForThoseWhoAnswerForTheYearAndIsErasedByTheAuthorOrTheManager() throws Exception {
        var task = task(OURS, Duration.ofDays(3));
        comment("first", task, "نص يبقى بعد المهمة");
        comment("first", task, "نص يمحوه صاحبه");
        var own = json.readTree(comments("first", task).body());
        var erased = own.get(1).path("id").asText();
        assertThat(call("second", "DELETE", "task/" + task + "/comment/" + erased, "")
                        .statusCode())
                .isEqualTo(404);
        assertThat(call("first", "DELETE", "task/" + task + "/comment/" + erased, "")
                        .statusCode())
                .isEqualTo(204);
        assertThat(comments("first", task).body()).doesNotContain("نص يمحوه صاحبه");
        noTasks();
        assertThat(comments("first", task).statusCode()).isEqualTo(404);
        for (var reader : List.of("manager", "president", "auditor")) {
            assertThat(visitors.get(reader).opens("/comments").body())
                    .as(reader)
                    .contains("نص يبقى بعد المهمة")
                    .doesNotContain("نص يمحوه صاحبه");
        }
        assertThat(visitors.get("first").opens("/comments").statusCode()).isEqualTo(403);
        var kept = own.get(0).path("id").asText();
        assertThat(erase("auditor", kept)).isEqualTo(403);
        assertThat(erase("president", kept)).isEqualTo(403);
        assertThat(erase("manager", "999999")).isEqualTo(404);
        assertThat(erase("manager", kept)).isEqualTo(302);
        assertThat(jdbc.queryForObject(
                        "select count(*) from task_comment where message is null and erased_by is not null and id in (?, ?)",
                        Long.class,
                        Long.parseLong(kept),
                        Long.parseLong(erased)))
                .isEqualTo(2);
        assertThat(jdbc.queryForList("select deed from audit_entry where deed like 'task.comment%'", String.class))
                .contains("task.commented", "task.commentErased");
    }

    @Test
    void theErasureOfAPersonTakesTheCommentsThatNameThePerson() {
        var task = task(OURS, Duration.ofDays(3));
        comment("first", task, "اتصلت بفاطمة النموذجية ولم تجب");
        comment("first", task, "رقمها 06 12 34 56 78");
        comment("first", task, "لا أحد يجيب");
        texts.forEach(text -> text.forgetNaming(List.of("فاطمة النموذجية", "+212612345678")));
        assertThat(comments("first", task).body())
                .contains("لا أحد يجيب")
                .doesNotContain("النموذجية")
                .doesNotContain("34 56");
    }

    private int erase(String who, String id) {
        var visitor = visitors.get(who);
        var token = Visitor.csrf(visitor.opens("/my-tasks").body());
        return visitor.posts("/comments/" + id + "/erase", Map.of("_csrf", token))
                .statusCode();
    }

    private HttpResponse<String> comments(String who, String task) {
        return visitors.get(who).asks(ENGINE + "task/" + task + "/comment");
    }

    private HttpResponse<String> comment(String who, String task, String message) {
        var body = json.createObjectNode().put("message", message).toString();
        return call(who, "POST", "task/" + task + "/comment/create", body);
    }

    private int claim(String who, String task) {
        return call(who, "POST", "task/" + task + "/claim", "{\"userId\":\"" + who + "\"}")
                .statusCode();
    }

    private HttpResponse<String> call(String who, String method, String path, String body) {
        return visitors.get(who).calls(method, ENGINE + path, body);
    }

    private List<JsonNode> filtersOf(String who) {
        var found = new ArrayList<JsonNode>();
        read(visitors.get(who).asks(ENGINE + "filter?resourceType=Task")).forEach(found::add);
        found.sort(Comparator.comparing(
                filter -> filter.path("properties").path("priority").asInt()));
        return found;
    }

    private List<String> names(String who) {
        return filtersOf(who).stream()
                .map(filter -> filter.path("name").asText())
                .toList();
    }

    private String id(String who, String key) {
        return filtersOf(who).stream()
                .filter(filter ->
                        filter.path("properties").path("textKey").asText().equals("access.filter." + key))
                .findFirst()
                .orElseThrow()
                .path("id")
                .asText();
    }

    private List<Integer> counts(String who) {
        return filtersOf(who).stream()
                .map(filter -> read(call(
                                who, "POST", "filter/" + filter.path("id").asText() + "/count", "{}"))
                        .path("count")
                        .asInt())
                .toList();
    }

    private List<JsonNode> list(String who, String key) {
        var found = new ArrayList<JsonNode>();
        read(call(who, "POST", "filter/" + id(who, key) + "/list", "{}")).forEach(found::add);
        return found;
    }

    private JsonNode read(HttpResponse<String> answer) {
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        try {
            return json.readTree(answer.body());
        } catch (java.io.IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    private List<String> all() {
        return asInstallation(() -> filters.createTaskFilterQuery().list().stream()
                .map(Filter::getId)
                .sorted()
                .toList());
    }

    private Actor actor(String user) {
        return accounts.actor(accounts.find(user).orElseThrow());
    }

    private @Nullable String assignee(String task) {
        return asInstallation(
                () -> tasks.createTaskQuery().taskId(task).singleResult().getAssignee());
    }

    private String task(String group, Duration due) {
        var process = "seen-by-" + group;
        return asInstallation(() -> {
            if (repository
                            .createProcessDefinitionQuery()
                            .processDefinitionKey(process)
                            .count()
                    == 0) {
                repository
                        .createDeployment()
                        .addModelInstance(
                                process + ".bpmn",
                                Bpmn.createExecutableProcess(process)
                                        .camundaHistoryTimeToLiveString("P1D")
                                        .startEvent()
                                        .userTask("userTask_see")
                                        .camundaCandidateGroups(group)
                                        .endEvent()
                                        .done())
                        .deploy();
            }
            var instance = runtime.startProcessInstanceByKey(process);
            var task =
                    tasks.createTaskQuery().processInstanceId(instance.getId()).singleResult();
            task.setDueDate(Date.from(clock.instant().plus(due)));
            task.setName("مهمة للتجربة");
            tasks.saveTask(task);
            return task.getId();
        });
    }

    private <T extends @Nullable Object> T asInstallation(Supplier<T> work) {
        identity.clearAuthentication();
        return work.get();
    }
}
