package org.dawra.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.http.HttpResponse;
import java.time.Clock;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.regex.Pattern;
import org.camunda.bpm.engine.IdentityService;
import org.camunda.bpm.engine.RepositoryService;
import org.camunda.bpm.engine.RuntimeService;
import org.camunda.bpm.engine.TaskService;
import org.camunda.bpm.model.bpmn.Bpmn;
import org.dawra.DawraApplication;
import org.dawra.engine.ProcessStarts;
import org.dawra.engine.Refused;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.test.annotation.DirtiesContext;
import org.springframework.test.context.ActiveProfiles;
import org.springframework.web.servlet.mvc.method.RequestMappingInfo;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;

/**
 * Whoever types another's id gets, byte for byte, the answer for an id that does not exist. Walks every route of ours that
 * takes an id, for every role; a route whose variables nobody has classified here fails the test.
 */
@Tag("database")
@DirtiesContext
@ActiveProfiles("test")
@SpringBootTest(classes = DawraApplication.class, webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ForeignIdsTest {

    private static final String NOWHERE = "999999";
    private static final Set<Role> NOBODY = EnumSet.noneOf(Role.class);

    /** What anybody may know, or what is itself the secret that opens, or a word. */
    private static final Set<String> NO_SECRET_IDS =
            Set.of("cycle", "slug", "token", "code", "deed", "picture", "language");

    private static final String TASKS = "/camunda/api/engine/engine/default/task/";

    @Autowired
    private Accounts accounts;

    @Autowired
    private Passwords passwords;

    @Autowired
    private ProcessStarts starts;

    @Autowired
    private JdbcTemplate jdbc;

    @Autowired
    private Clock clock;

    @Autowired
    @Qualifier("requestMappingHandlerMapping")
    private RequestMappingHandlerMapping routes;

    @Autowired
    private RepositoryService repository;

    @Autowired
    private RuntimeService runtime;

    @Autowired
    private TaskService tasks;

    @Autowired
    private IdentityService identity;

    @LocalServerPort
    private int port;

    private final Map<Role, Visitor> visitors = new EnumMap<>(Role.class);
    private final Map<String, Kind> kinds = new LinkedHashMap<>();
    private String slug = "";

    /**
     * A kind of id.
     *
     * @param existing an id of a row that is none of the visitor's
     * @param unknown an id of no row, of the same shape
     * @param reach roles that may read all of them
     */
    private record Kind(String existing, String unknown, Set<Role> reach) {}

    /** A request to make. */
    private record Route(String method, String pattern) {}

    @BeforeAll
    void aHouseWithTenants() {
        var password = passwords.generate();
        for (var role : Role.values()) {
            var scope = role == Role.COORDINATOR ? "sidi-bennour" : role == Role.PARTNER ? "region" : null;
            create("own-" + role.name().toLowerCase(java.util.Locale.ROOT), role, scope, password);
        }
        create("other-coordinator", Role.COORDINATOR, "el-jadida", password);
        create("other-partner", Role.PARTNER, "employment", password);
        create("other-facilitator", Role.FACILITATOR, null, password);
        for (var role : Role.values()) {
            var visitor = new Visitor(port);
            visitor.logsIn("own-" + role.name().toLowerCase(java.util.Locale.ROOT), password);
            visitors.put(role, visitor);
        }
        var manager = accounts.find("own-programme_manager").orElseThrow();
        var day = LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC).plusDays(61);
        starts.submit(
                "annual-cycle", accounts.actor(manager), Map.of("edition", "2026", "firstMeetingDay", day.toString()));
        slug = jdbc.queryForObject("select slug from training_cycle", String.class);
        var staff = EnumSet.of(Role.WORKING_TEAM, Role.PROGRAMME_MANAGER, Role.AUDITOR);
        var heads = EnumSet.of(Role.PRESIDENT, Role.PROGRAMME_MANAGER, Role.AUDITOR);
        var meeting = one("select min(id) from training_meeting");
        kinds.put(
                "registrations/person",
                new Kind(
                        aPersonInElJadida(),
                        UUID.randomUUID().toString(),
                        EnumSet.of(Role.PROGRAMME_MANAGER, Role.AUDITOR)));
        kinds.put("registrations/province", new Kind("el-jadida", "nowhere", EnumSet.of(Role.PROGRAMME_MANAGER)));
        kinds.put("sessions/id", new Kind(aSessionOfAnother(meeting), NOWHERE, NOBODY));
        var agreement = anAgreementOfAnother();
        kinds.put("agreements/mine/id", new Kind(agreement, NOWHERE, NOBODY));
        kinds.put("agreements/detail/id", new Kind(agreement, NOWHERE, heads));
        kinds.put("agreements/detail/number", new Kind("1", NOWHERE, heads));
        for (var variable : List.of("meeting", "half", "province", "seat")) {
            var existing = variable.equals("province") ? "el-jadida" : meeting;
            kinds.put("attendance/" + variable, new Kind(existing, NOWHERE, staff));
        }
        kinds.put("closing/meeting", new Kind(meeting, NOWHERE, staff));
        for (var variable : List.of("meeting", "document", "print")) {
            kinds.put("certificates/" + variable, new Kind(meeting, NOWHERE, staff));
        }
        var paper = aCertificateInElJadida();
        kinds.put("certificates/collected/paper", new Kind(paper, NOWHERE, staff));
        kinds.put("certificates/papers/paper", new Kind(paper, NOWHERE, staff));
        var readers = EnumSet.copyOf(heads);
        readers.add(Role.WORKING_TEAM);
        kinds.put("surveys/which", new Kind(meeting, NOWHERE, readers));
        // The hall's poster carries it: a public address.
        kinds.put("surveys/meeting", new Kind(meeting, NOWHERE, EnumSet.allOf(Role.class)));
        kinds.put(
                "people/user",
                new Kind("other-partner", "nobody", EnumSet.of(Role.PROGRAMME_MANAGER, Role.ADMINISTRATOR)));
        kinds.put("comments/id", new Kind(aComment(), NOWHERE, EnumSet.of(Role.PROGRAMME_MANAGER)));
        kinds.put(
                "tasks/task",
                new Kind(task("coordinator-el-jadida"), UUID.randomUUID().toString(), heads));
        kinds.put(
                "hand-over/id",
                new Kind(
                        one("select min(id) from outbox where hand_list = 'coordinator-el-jadida'"),
                        NOWHERE,
                        EnumSet.of(Role.PROGRAMME_MANAGER)));
        kinds.put(
                "my-tasks/task",
                new Kind(task("coordinator-el-jadida"), UUID.randomUUID().toString(), NOBODY));
        kinds.put("my-tasks/comment", new Kind(aComment(), NOWHERE, NOBODY));
        kinds.put(
                "registrations/import",
                new Kind(UUID.randomUUID().toString(), UUID.randomUUID().toString(), NOBODY));
        // The kinds of mail are the same for everybody who sees the page.
        kinds.put("mail/kind", new Kind("registration.mail.seat", "nothing", heads));
        kinds.put("mail/id", new Kind(one("select min(id) from outbox"), NOWHERE, heads));
    }

    private void create(String id, Role role, @org.jspecify.annotations.Nullable String scope, String password) {
        accounts.create(new Account(id, role, scope, "الموقّع (نموذج)", id + "@dawra.invalid", null, "ar"), password);
    }

    private String aComment() {
        jdbc.update(
                "insert into task_comment (task_id, process_key, element_id, business_key, author, message, written_at)"
                        + " values ('none', 'annual-cycle', 'userTask_approveProgramme', '1', 'other-coordinator', 'نص', ?)",
                OffsetDateTime.ofInstant(clock.instant(), ZoneOffset.UTC));
        return one("select min(id) from task_comment");
    }

    private String one(String sql) {
        return String.valueOf(jdbc.queryForObject(sql, Object.class));
    }

    private String aPersonInElJadida() {
        var manager = visitors.get(Role.PROGRAMME_MANAGER);
        var fields = new LinkedHashMap<String, String>();
        fields.put("province", "el-jadida");
        fields.put("name", "شخص للتجربة");
        fields.put("phone", "0612345678");
        fields.put("institution", "تعاونية للتجربة");
        fields.put("kind", "COOPERATIVE");
        fields.put("language", "ar");
        fields.put("consent", "true");
        var answer = posts(manager, "/registrations/" + slug + "/add", fields);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(302);
        return one("select uuid from registration");
    }

    private String aCertificateInElJadida() {
        jdbc.update(
                "insert into certificate (cycle_id, meeting_id, seat_id, province, institution_id, ordinal, lane, state,"
                        + " step_runs, erased, planned_at) select cycle_id, min(id), 1, 'el-jadida', 1, 1, 0, 'ISSUED', 1,"
                        + " false, ? from training_meeting group by cycle_id",
                OffsetDateTime.ofInstant(clock.instant(), ZoneOffset.UTC));
        return one("select min(id) from certificate");
    }

    private String aSessionOfAnother(String meeting) {
        jdbc.update(
                "insert into training_session (cycle_id, meeting_id, ordinal, kind, day_number, on_date, starts_at, ends_at,"
                        + " title_ar, facilitator, state) select cycle_id, id, 1, 'TALK', 1, ?, '09:00:00', '10:00:00',"
                        + " 'حصة', 'other-facilitator', 'OPENED' from training_meeting where id = ?",
                LocalDate.of(2026, 2, 1),
                Long.parseLong(meeting));
        return one("select min(id) from training_session");
    }

    private String anAgreementOfAnother() {
        var now = OffsetDateTime.ofInstant(clock.instant(), ZoneOffset.UTC);
        jdbc.update(
                "insert into agreement (cycle_id, kind, code, state, state_since, default_signing, sample, opened_at)"
                        + " select id, 'PARTNER', 'employment', 'IN_REVIEW', ?, 'PAPER', true, ? from training_cycle",
                now,
                now);
        var id = one("select id from agreement where code = 'employment'");
        jdbc.update(
                "insert into agreement_party (agreement_id, ordinal, code, name_ar, user_id, contact_language)"
                        + " values (?, 1, 'employment', 'شريك', 'other-partner', 'ar')",
                Long.parseLong(id));
        return id;
    }

    private Set<Route> routes() {
        var found = new java.util.LinkedHashSet<Route>();
        for (RequestMappingInfo info : routes.getHandlerMethods().keySet()) {
            for (var pattern : info.getPatternValues()) {
                if (pattern.contains("{") && !pattern.startsWith("/error") && !pattern.startsWith("${")) {
                    info.getMethodsCondition()
                            .getMethods()
                            .forEach(method -> found.add(new Route(method.name(), pattern)));
                }
            }
        }
        return found;
    }

    private static List<String> variables(String pattern) {
        return Pattern.compile("\\{([^}]+)}")
                .matcher(pattern)
                .results()
                .map(match -> match.group(1))
                .toList();
    }

    private String key(String pattern, String variable) {
        var segments = pattern.split("/");
        var narrow = segments.length > 2 ? segments[1] + "/" + segments[2] + "/" + variable : "";
        return kinds.containsKey(narrow) ? narrow : segments[1] + "/" + variable;
    }

    @Test
    void everyIdInARouteIsOfAKnownKind() {
        var unknown = new TreeSet<String>();
        for (var route : routes()) {
            for (var variable : variables(route.pattern())) {
                if (!NO_SECRET_IDS.contains(variable) && !kinds.containsKey(key(route.pattern(), variable))) {
                    unknown.add(route + ": " + variable);
                }
            }
        }
        assertThat(unknown)
                .as("say in ForeignIdsTest what these ids are and who reaches them")
                .isEmpty();
    }

    @Test
    void anothersIdIsAnsweredAsOneThatDoesNotExist() {
        var different = new TreeSet<String>();
        var compared = 0;
        for (var route : routes()) {
            for (var variable : variables(route.pattern())) {
                var kind = kinds.get(key(route.pattern(), variable));
                if (NO_SECRET_IDS.contains(variable) || kind == null) {
                    continue;
                }
                for (var role : Role.values()) {
                    if (kind.reach().contains(role)) {
                        continue;
                    }
                    var foreign = ask(role, route, variable, kind.existing());
                    var unknown = ask(role, route, variable, kind.unknown());
                    compared++;
                    if (foreign.statusCode() != unknown.statusCode()
                            || !plain(foreign, kind.existing()).equals(plain(unknown, kind.unknown()))
                            || foreign.statusCode() < 300
                            || foreign.statusCode() == 400
                            || foreign.statusCode() >= 500) {
                        different.add(role + " " + route + " " + variable + ": " + foreign.statusCode() + " / "
                                + unknown.statusCode()
                                + where(plain(foreign, kind.existing()), plain(unknown, kind.unknown())));
                    }
                }
            }
        }
        assertThat(different).isEmpty();
        assertThat(compared).isGreaterThan(150);
    }

    @Test
    void aDeedIsRecordedWithItsTransactionAndARefusedOneIsNot() {
        assertThat(one("select count(*) from audit_entry where deed = 'process.started' and subject like"
                        + " 'annual-cycle/startEvent:%' and actor = 'own-programme_manager'"))
                .isEqualTo("1");
        var before = one("select max(id) from audit_entry where deed <> 'login.succeeded'");
        var manager = accounts.actor(accounts.find("own-programme_manager").orElseThrow());
        assertThatThrownBy(() -> starts.submit("annual-cycle", manager, Map.of("edition", "none")))
                .isInstanceOf(Refused.class);
        assertThat(one("select max(id) from audit_entry where deed <> 'login.succeeded'"))
                .isEqualTo(before);
    }

    @Test
    void aCoordinatorFindsTheOwnProvinceOnly() {
        var coordinator = visitors.get(Role.COORDINATOR);
        assertThat(coordinator.opens("/registrations/" + slug).statusCode()).isEqualTo(200);
        for (var path : List.of("", "/list.xlsx", "/add", "/upload")) {
            var foreign = coordinator.opens("/registrations/" + slug + path + "?province=el-jadida");
            var unknown = coordinator.opens("/registrations/" + slug + path + "?province=nowhere");
            assertThat(foreign.statusCode()).as(path).isEqualTo(404).isEqualTo(unknown.statusCode());
            assertThat(plain(foreign, "el-jadida")).isEqualTo(plain(unknown, "nowhere"));
        }
        for (var path : List.of("/add", "/upload")) {
            var foreign = posts(coordinator, "/registrations/" + slug + path, Map.of("province", "el-jadida"));
            var unknown = posts(coordinator, "/registrations/" + slug + path, Map.of("province", "nowhere"));
            assertThat(foreign.statusCode()).as(path).isEqualTo(404).isEqualTo(unknown.statusCode());
            assertThat(plain(foreign, "el-jadida")).isEqualTo(plain(unknown, "nowhere"));
        }
    }

    @Test
    void theAuditorReadsEveryPageOfTheStaffAndChangesNothing() {
        var auditor = visitors.get(Role.AUDITOR);
        var person = kinds.get("registrations/person").existing();
        for (var path : List.of(
                "/registrations/" + slug,
                "/registrations/" + slug + "/people/" + person,
                "/registrations/" + slug + "/list.xlsx",
                "/attendance",
                "/certificates",
                "/surveys",
                "/agreements",
                "/agreements/detail/" + kinds.get("agreements/detail/id").existing(),
                "/consultations",
                "/progress",
                "/tasks",
                "/tasks/" + kinds.get("tasks/task").existing(),
                "/audit",
                "/mail",
                "/camunda/app/cockpit/default/")) {
            assertThat(auditor.opens(path).statusCode()).as(path).isIn(200, 302);
        }
        var page = auditor.opens("/registrations/" + slug + "/people/" + person).body();
        assertThat(page).contains("شخص للتجربة").doesNotContain("/withdraw").doesNotContain("wa.me");
        for (var route : routes()) {
            if (route.method().equals("GET") || route.pattern().contains("{token}")) {
                continue;
            }
            var path = route.pattern();
            for (var variable : variables(path)) {
                var kind = kinds.get(key(path, variable));
                path = path.replace("{" + variable + "}", kind == null ? slug : kind.existing());
            }
            if (!path.startsWith("/register/") && !path.startsWith("/surveys/hall")) {
                assertThat(posts(auditor, path, everything()).statusCode())
                        .as(path)
                        .isEqualTo(403);
            }
        }
        auditor.opens("/camunda/app/cockpit/default/");
        assertThat(auditor.asks("/camunda/api/engine/engine/default/process-definition")
                        .body())
                .contains("annual-cycle");
        var job = one("select min(id_) from act_ru_job");
        assertThat(auditor.calls(
                                "PUT", "/camunda/api/engine/engine/default/job/" + job + "/retries", "{\"retries\": 3}")
                        .statusCode())
                .isEqualTo(403);
    }

    @Test
    void theAdministratorSeesAccountsAndNoProgrammeData() {
        var administrator = visitors.get(Role.ADMINISTRATOR);
        assertThat(administrator.opens("/people").statusCode()).isEqualTo(200);
        for (var path : List.of(
                "/registrations/" + slug,
                "/attendance",
                "/certificates",
                "/surveys",
                "/agreements",
                "/consultations",
                "/progress",
                "/tasks",
                "/audit",
                "/mail",
                "/camunda/app/cockpit/default/",
                "/camunda/app/tasklist/default/")) {
            assertThat(administrator.opens(path).statusCode()).as(path).isEqualTo(403);
        }
        administrator.opens("/camunda/app/admin/default/");
        for (var list : List.of("task", "process-instance", "variable-instance", "incident", "job")) {
            var answer = administrator.asks("/camunda/api/engine/engine/default/" + list);
            assertThat(answer.statusCode() == 403 || answer.body().equals("[]"))
                    .as(list + " " + answer.statusCode() + " " + answer.body())
                    .isTrue();
        }
    }

    @Test
    void aTaskOfAnotherProvinceDoesNotExistInTasklist() {
        var foreign = task("coordinator-el-jadida");
        var coordinator = visitors.get(Role.COORDINATOR);
        coordinator.opens("/camunda/app/tasklist/default/");
        var unknown = UUID.randomUUID().toString();
        for (var path : List.of(
                "", "/form", "/form-variables", "/identity-links", "/variables", "/comment", "/rendered-form")) {
            same(coordinator, "GET", path, foreign, unknown);
        }
        for (var path :
                List.of("/claim", "/unclaim", "/assignee", "/complete", "/submit-form", "/delegate", "/resolve")) {
            same(coordinator, "POST", path, foreign, unknown);
        }
        same(coordinator, "PUT", "", foreign, unknown);
        assertThat(coordinator.asks("/camunda/api/engine/engine/default/task").body())
                .doesNotContain(foreign);
    }

    private void same(Visitor visitor, String method, String path, String foreign, String unknown) {
        var body = "{\"userId\": \"own-coordinator\"}";
        var one = method.equals("GET")
                ? visitor.asks(TASKS + foreign + path)
                : visitor.calls(method, TASKS + foreign + path, body);
        var other = method.equals("GET")
                ? visitor.asks(TASKS + unknown + path)
                : visitor.calls(method, TASKS + unknown + path, body);
        assertThat(one.statusCode())
                .as(method + " " + path)
                .isEqualTo(other.statusCode())
                .isBetween(400, 499);
        assertThat(plain(one, foreign)).isEqualTo(plain(other, unknown));
    }

    @Test
    void aCoordinatorTakesTheOwnTaskAndHandsItToNobody() {
        var own = task("coordinator-sidi-bennour");
        var coordinator = visitors.get(Role.COORDINATOR);
        coordinator.opens("/camunda/app/tasklist/default/");
        assertThat(coordinator.asks(TASKS + own).statusCode()).isEqualTo(200);
        assertThat(coordinator
                        .calls("POST", TASKS + own + "/claim", "{\"userId\": \"own-coordinator\"}")
                        .statusCode())
                .isEqualTo(204);
        assertThat(coordinator
                        .calls("POST", TASKS + own + "/assignee", "{\"userId\": \"other-coordinator\"}")
                        .statusCode())
                .isEqualTo(403);
        assertThat(coordinator
                        .calls("PUT", TASKS + own, "{\"name\": \"x\", \"assignee\": \"other-coordinator\"}")
                        .statusCode())
                .isBetween(400, 499);
        assertThat(tasks.createTaskQuery().taskId(own).singleResult().getAssignee())
                .isEqualTo("own-coordinator");
        assertThat(jdbc.queryForList(
                        "select subject from audit_entry where deed = 'engine.changed' and actor = 'own-coordinator'",
                        String.class))
                .contains("POST /task/" + own + "/claim")
                .doesNotContain("POST /task/" + own + "/assignee");
    }

    @Test
    void aCoordinatorHandsBackWhatWasTakenAndNothingElse() {
        var own = task("coordinator-sidi-bennour");
        var coordinator = visitors.get(Role.COORDINATOR);
        coordinator.opens("/camunda/app/tasklist/default/");
        assertThat(coordinator.calls("POST", TASKS + own + "/unclaim", "").statusCode())
                .as("nobody has taken it")
                .isEqualTo(404);
        asInstallation(() -> tasks.setAssignee(own, "other-coordinator"));
        assertThat(coordinator.calls("POST", TASKS + own + "/unclaim", "").statusCode())
                .as("somebody else has taken it")
                .isEqualTo(404);
        asInstallation(() -> tasks.setAssignee(own, "own-coordinator"));
        assertThat(coordinator.calls("POST", TASKS + own + "/unclaim", "").statusCode())
                .isEqualTo(204);
        assertThat(tasks.createTaskQuery().taskId(own).singleResult().getAssignee())
                .isNull();
        assertThat(coordinator.asks(TASKS + own).statusCode())
                .as("still open to the province's coordinator")
                .isEqualTo(200);
        assertThat(jdbc.queryForList(
                        "select subject from audit_entry where deed = 'engine.changed' and actor = 'own-coordinator'",
                        String.class))
                .containsOnlyOnce("POST /task/" + own + "/unclaim");
    }

    @Test
    void whoIsNoLongerAssignedLosesSight() {
        var task = task("president");
        var coordinator = visitors.get(Role.COORDINATOR);
        coordinator.opens("/camunda/app/tasklist/default/");
        asInstallation(() -> tasks.setAssignee(task, "own-coordinator"));
        assertThat(coordinator.asks(TASKS + task).statusCode()).isEqualTo(200);
        asInstallation(() -> tasks.setAssignee(task, "other-coordinator"));
        assertThat(coordinator.asks(TASKS + task).statusCode()).isEqualTo(404);
    }

    private String task(String group) {
        var process = "reach-" + group;
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
                                        .userTask("userTask_reach")
                                        .camundaCandidateGroups(group)
                                        .endEvent()
                                        .done())
                        .deploy();
            }
            var instance = runtime.startProcessInstanceByKey(process);
            return tasks.createTaskQuery()
                    .processInstanceId(instance.getId())
                    .singleResult()
                    .getId();
        });
    }

    private void asInstallation(Runnable work) {
        var unused = asInstallation(() -> {
            work.run();
            return true;
        });
    }

    private <T> T asInstallation(java.util.function.Supplier<T> work) {
        identity.clearAuthentication();
        return work.get();
    }

    private HttpResponse<String> ask(Role role, Route route, String variable, String id) {
        var path = route.pattern().replace("{" + variable + "}", id);
        for (var other : variables(path)) {
            var kind = kinds.get(key(route.pattern(), other));
            path = path.replace("{" + other + "}", kind == null ? slug : kind.existing());
        }
        var visitor = visitors.get(role);
        return route.method().equals("GET") ? visitor.opens(path) : posts(visitor, path, everything());
    }

    /** Whatever some form asks for, so that no request ends before the id is looked at. */
    private static Map<String, String> everything() {
        return Map.ofEntries(
                Map.entry("answer", "CONFIRMED"),
                Map.entry("line", "1"),
                Map.entry("party", "1"),
                Map.entry("decision", "APPROVE"),
                Map.entry("headcount", "12"),
                Map.entry("summaryAr", "خلاصة طويلة بما يكفي لكي تقبل في هذه الاستمارة"),
                Map.entry("reason", "سبب"),
                Map.entry("name", "شخص"),
                Map.entry("present", "true"),
                Map.entry("file", "x"));
    }

    private static HttpResponse<String> posts(Visitor visitor, String path, Map<String, String> fields) {
        var all = new LinkedHashMap<>(fields);
        all.put("_csrf", Visitor.csrf(visitor.opens("/my-tasks").body()));
        return visitor.posts(path, all);
    }

    /** Where two answers part, for whoever has to mend it. */
    private static String where(String one, String other) {
        var at = 0;
        while (at < Math.min(one.length(), other.length()) && one.charAt(at) == other.charAt(at)) {
            at++;
        }
        return at == one.length() && at == other.length() ? "" : " “" + part(one, at) + "” / “" + part(other, at) + "”";
    }

    private static String part(String text, int at) {
        return text.substring(Math.max(0, at - 40), Math.min(text.length(), at + 40))
                .replace('\n', ' ');
    }

    /** The answer without the id that was asked for and without what is new in every answer. */
    private static String plain(HttpResponse<String> answer, String id) {
        return (answer.headers().firstValue("Location").orElse("")
                        + answer.headers().firstValue("Content-Type").orElse("")
                        + answer.body())
                .replaceAll("(/|province=)" + Pattern.quote(id) + "(?![\\w-])", "$1ID")
                .replaceAll("(name=\"_csrf\" value=\")[^\"]+", "$1")
                .replaceAll("nonce-[A-Za-z0-9+/=_-]+", "nonce");
    }
}
