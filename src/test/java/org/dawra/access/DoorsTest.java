package org.dawra.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.dawra.engine.Refused;
import org.dawra.mail.Dispatcher;
import org.dawra.mail.Message;
import org.dawra.mail.MessageState;
import org.dawra.mail.Outbox;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.context.ActiveProfiles;

@Tag("database")
@ActiveProfiles("test")
@SpringBootTest(classes = House.class, webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class DoorsTest {

    private static final String PERSON = "زينب الاسم الشخصي";

    @Autowired
    private Accounts accounts;

    @Autowired
    private Passwords passwords;

    @Autowired
    private JdbcClient jdbc;

    @Autowired
    private Outbox outbox;

    @Autowired
    private Dispatcher dispatcher;

    @LocalServerPort
    private int port;

    private String password = "";
    private Visitor visitor;

    @BeforeAll
    void people() {
        password = passwords.generate();
        create("manager", Role.PROGRAMME_MANAGER, null);
        create("president", Role.PRESIDENT, null);
        create("coordinator", Role.COORDINATOR, "sidi-bennour");
        create("partner", Role.PARTNER, "region");
        create("juror", Role.JURY, null);
        create("facilitator", Role.FACILITATOR, null);
        create("team", Role.WORKING_TEAM, null);
        create("admin", Role.ADMINISTRATOR, null);
    }

    private void create(String id, Role role, String scope) {
        accounts.create(new Account(id, role, scope, PERSON, id + "@canary.invalid", "212600000000", "ar"), password);
    }

    @BeforeEach
    void aBrowser() {
        visitor = new Visitor(port);
    }

    @Test
    void whoHasNotLoggedInIsSentToTheLoginPageAndComesBackAfterwards() {
        assertThat(visitor.opens("/my-tasks").headers().firstValue("Location"))
                .as("and names no host, which may be forged")
                .hasValue("/login");
        var before = visitor.cookie("DAWRA_SESSION");
        assertThat(visitor.logsIn("coordinator", password).headers().firstValue("Location"))
                .hasValueSatisfying(url -> assertThat(url).endsWith("/my-tasks"));
        assertThat(visitor.cookie("DAWRA_SESSION")).isPresent().isNotEqualTo(before);
        var page = visitor.opens("/my-tasks");
        assertThat(page.statusCode()).isEqualTo(200);
        assertThat(page.body()).contains(PERSON).contains("منسق(ة) الإقليم").contains("dir=\"rtl\"");
    }

    @Test
    void aRouteThatNoRuleOpensIsClosedToEverybody() {
        assertThat(visitor.opens("/nobody-has-opened-this").statusCode()).isEqualTo(302);
        visitor.logsIn("manager", password);
        var refused = visitor.opens("/nobody-has-opened-this");
        assertThat(refused.statusCode()).isEqualTo(403);
        assertThat(refused.body()).contains("ليست من صلاحياتكم").doesNotContain("Exception");
        assertThat(visitor.opens("/actuator/env").statusCode()).isEqualTo(403);
        assertThat(visitor.opens("/engine-rest/engine").statusCode()).isEqualTo(403);
    }

    @Test
    void aSlashBehindAnAddressLeadsToTheOneWithoutWhereTheDoorIsAsShutAsBefore() {
        for (var path : List.of("/my-tasks", "/nobody-has-opened-this", "/h2-console")) {
            var led = visitor.opens(path + "/?lang=fr");
            assertThat(led.statusCode()).as(path).isEqualTo(301);
            assertThat(led.headers().firstValue("Location")).as(path).contains(path + "?lang=fr");
            assertThat(led.headers().firstValue("Set-Cookie").orElse(""))
                    .as("no session is begun for it")
                    .doesNotContain("SESSION");
            assertThat(visitor.opens(path + "?lang=fr").statusCode()).as(path).isEqualTo(302);
        }
        assertThat(visitor.opens("//example.org/").statusCode()).isEqualTo(400);
        assertThat(visitor.opens("/%5Cexample.org/").statusCode()).isEqualTo(400);
        assertThat(visitor.posts("/my-tasks/", Map.of()).statusCode()).isIn(302, 403);
    }

    @Test
    void aSenderWhomTheMailServerRefusesIsToldToTheManagerInWords() {
        visitor.logsIn("manager", password);
        jdbc.sql(
                        "update mail_line set failures = 1, silent_since = current_timestamp, next_probe_at = current_timestamp,"
                                + " refused_status = 550, refused_said = '5.7.1 … <b>not owned</b>'")
                .update();
        try {
            assertThat(visitor.opens("/mail?lang=en").body())
                    .contains("takes no messages from our sender’s address", "The server’s answer:")
                    .contains("550 5.7.1 … &lt;b&gt;not owned&lt;/b&gt;")
                    .doesNotContain("has not answered", "<b>not owned");
            jdbc.sql("update mail_line set refused_status = 535").update();
            assertThat(visitor.opens("/mail?lang=fr").body()).contains("refuse notre connexion au compte", "535 5.7.1");
            jdbc.sql("update mail_line set refused_status = null, refused_said = null")
                    .update();
            assertThat(visitor.opens("/mail?lang=ar").body())
                    .contains("خادم البريد لا يجيب")
                    .doesNotContain("جواب الخادم:");
        } finally {
            jdbc.sql("update mail_line set failures = 0, silent_since = null, next_probe_at = null")
                    .update();
        }
    }

    @Test
    void aRuleForRolesWinsOverOneForAnyone() {
        assertThat(visitor.opens("/open/page").statusCode()).isEqualTo(404);
        assertThat(visitor.opens("/partners-only/page").statusCode()).isEqualTo(302);
        visitor.logsIn("juror", password);
        assertThat(visitor.opens("/partners-only/page").statusCode()).isEqualTo(403);
    }

    @Test
    void aWrongPasswordIsSaidAndTheNameIsKept() {
        assertThat(visitor.logsIn("coordinator", "wrong").headers().firstValue("Location"))
                .hasValueSatisfying(url -> assertThat(url).endsWith("/login?error"));
        var page = visitor.opens("/login?error").body();
        assertThat(page).contains("غير صحيح").contains("value=\"coordinator\"");
        assertThat(visitor.opens("/my-tasks").statusCode()).isEqualTo(302);
    }

    @Test
    void whoGuessesHasToWaitAndIsToldHowLong() {
        for (var i = 0; i < 5; i++) {
            visitor.logsIn("guessed", "wrong" + i);
        }
        var location = visitor.logsIn("guessed", "wrong")
                .headers()
                .firstValue("Location")
                .orElseThrow();
        assertThat(location).contains("/login?wait=1");
        assertThat(visitor.opens("/login?wait=12").body()).contains("انتظروا 12 ثانية");
    }

    @Test
    void aStaleLoginFormLeadsToAFreshOne() {
        var answer = visitor.posts("/login", Map.of("user", "coordinator", "password", password));
        assertThat(answer.headers().firstValue("Location"))
                .hasValueSatisfying(url -> assertThat(url).endsWith("/login?expired"));
    }

    @Test
    void aCoordinatorUsesTasklistAndNothingElseOfTheEngine() {
        visitor.logsIn("coordinator", password);
        assertThat(visitor.opens("/camunda/app/tasklist/default/").statusCode()).isEqualTo(200);
        assertThat(visitor.asks("/camunda/api/admin/auth/user/default").body()).contains("\"coordinator\"");
        assertThat(visitor.opens("/camunda/app/cockpit/default/").statusCode()).isEqualTo(403);
        assertThat(visitor.opens("/camunda/app/admin/default/").statusCode()).isEqualTo(403);
        assertThat(visitor.asks("/camunda/api/cockpit/plugin/base/default/process-definition/statistics")
                        .statusCode())
                .isEqualTo(403);
        assertThat(visitor.calls("PUT", "/camunda/api/engine/engine/default/user/coordinator/profile", "{}")
                        .statusCode())
                .isEqualTo(403);
    }

    @Test
    void tasklistHasItsFiltersReady() {
        visitor.logsIn("coordinator", password);
        visitor.opens("/camunda/app/tasklist/default/");
        var filters = visitor.asks("/camunda/api/engine/engine/default/filter?resourceType=Task");
        assertThat(filters.body()).contains("مهامي", "إقليمي", "متأخرة").doesNotContain("كل مهام الموسم");
        for (var id : filterIds()) {
            assertThat(visitor.asks("/camunda/api/engine/engine/default/filter/" + id + "/count")
                            .statusCode())
                    .isIn(200, 403);
        }
        assertThat(visitor.calls(
                                "POST",
                                "/camunda/api/engine/engine/default/filter/"
                                        + filterIds().get(0) + "/list",
                                "{}")
                        .statusCode())
                .isEqualTo(200);
    }

    private List<String> filterIds() {
        return jdbc.sql("select id_ from act_ru_filter order by name_")
                .query(String.class)
                .list();
    }

    @Test
    void theManagerOpensCockpitAndTheAdministratorAdmin() {
        visitor.logsIn("manager", password);
        assertThat(visitor.opens("/camunda/app/cockpit/default/").statusCode()).isEqualTo(200);
        assertThat(visitor.opens("/camunda/app/tasklist/default/").statusCode()).isEqualTo(200);
        assertThat(visitor.opens("/camunda/app/admin/default/").statusCode()).isEqualTo(403);
        assertThat(visitor.asks("/camunda/api/engine/engine/default/process-definition/count")
                        .body())
                .contains("\"count\":1");
        var other = new Visitor(port);
        other.logsIn("admin", password);
        assertThat(other.opens("/camunda/app/admin/default/").statusCode()).isEqualTo(200);
        assertThat(other.opens("/camunda/app/tasklist/default/").statusCode()).isEqualTo(403);
    }

    @Test
    void partnersFacilitatorsJurorsAndTheWorkingTeamHaveNoWebApp() {
        for (var user : List.of("partner", "facilitator", "juror", "team")) {
            var browser = new Visitor(port);
            browser.logsIn(user, password);
            assertThat(browser.opens("/my-tasks").statusCode()).isEqualTo(200);
            for (var path : List.of(
                    "/camunda/app/tasklist/default/",
                    "/camunda/app/welcome/default/",
                    "/camunda/api/engine/engine/default/task",
                    "/camunda/api/admin/auth/user/default",
                    "/camunda/lib/deps.js")) {
                assertThat(browser.opens(path).statusCode())
                        .as(user + " " + path)
                        .isEqualTo(403);
            }
        }
    }

    @Test
    void nobodyMakesHimselfAdministrator() {
        var set = "/camunda/api/admin/setup/default/user/create";
        assertThat(visitor.calls("POST", set, "{}").statusCode()).isEqualTo(401);
        visitor.logsIn("admin", password);
        assertThat(visitor.calls("POST", set, "{}").statusCode()).isEqualTo(403);
        assertThat(visitor.opens("/camunda/app/admin/default/setup/").statusCode())
                .isEqualTo(403);
        assertThat(visitor.posts(
                                "/camunda/api/admin/auth/user/default/login/admin",
                                Map.of("username", "admin", "password", password))
                        .statusCode())
                .isEqualTo(403);
    }

    @Test
    void oneLogoutEndsBoth() {
        visitor.logsIn("coordinator", password);
        visitor.opens("/camunda/app/tasklist/default/");
        var token = Visitor.csrf(visitor.opens("/my-tasks").body());
        assertThat(visitor.posts("/logout", Map.of("_csrf", token)).statusCode())
                .isEqualTo(302);
        assertThat(visitor.opens("/my-tasks").statusCode()).isEqualTo(302);
        assertThat(visitor.asks("/camunda/api/engine/engine/default/task").statusCode())
                .isEqualTo(401);
    }

    @Test
    void theEngineKnowsNoPerson() {
        var users = jdbc.sql("select id_, first_, last_, email_, pwd_ from act_id_user")
                .query()
                .listOfRows();
        assertThat(users).hasSize(9);
        assertThat(users.toString()).doesNotContain(PERSON).doesNotContain("canary");
        assertThat(users)
                .allSatisfy(user -> assertThat(user.get("PWD_")).asString().startsWith("{bcrypt-sha256}"));
        assertThat(accounts.find("coordinator").orElseThrow().displayName()).isEqualTo(PERSON);
        assertThat(accounts.actor(accounts.find("coordinator").orElseThrow()).groups())
                .containsExactlyInAnyOrder("coordinators", "coordinator-sidi-bennour");
        assertThat(accounts.withRole(Role.COORDINATOR, "sidi-bennour")).hasSize(1);
        assertThat(accounts.withRole(Role.COORDINATOR, "el-jadida")).isEmpty();
    }

    @Test
    void anAccountThatMakesNoSenseIsRefused() {
        refused("userId", new Account("coordinator", Role.JURY, null, "x", null, null, "ar"), password);
        refused("userId", new Account("فلان", Role.JURY, null, "x", null, null, "ar"), password);
        refused("scope", new Account("n1", Role.COORDINATOR, null, "x", null, null, "ar"), password);
        refused("scope", new Account("n1", Role.JURY, "sidi-bennour", "x", null, null, "ar"), password);
        refused("displayName", new Account("n1", Role.JURY, null, "a\nb", null, null, "ar"), password);
        refused("email", new Account("n1", Role.JURY, null, "x", "nobody", null, "ar"), password);
        refused("phone", new Account("n1", Role.JURY, null, "x", null, "+2126", "ar"), password);
        refused("language", new Account("n1", Role.JURY, null, "x", null, null, "de"), password);
        refused("password", new Account("n1", Role.JURY, null, "x", null, null, "ar"), "weak");
        assertThat(accounts.find("n1")).isEmpty();
    }

    private void refused(String field, Account account, String secret) {
        assertThatThrownBy(() -> accounts.create(account, secret))
                .isInstanceOfSatisfying(
                        Refused.class,
                        e -> assertThat(e.findings().get(0).field()).isEqualTo(field));
    }

    @Test
    void whoActsByLinkOnlyCannotLogIn() {
        accounts.create(new Account("by-link", Role.PARTNER, "wilaya", "x", null, null, "fr"), null);
        for (var guess : List.of("", "null", "by-link")) {
            assertThat(new Visitor(port).logsIn("by-link", guess).headers().firstValue("Location"))
                    .hasValueSatisfying(url -> assertThat(url).contains("/login?"));
        }
        jdbc.sql("delete from act_id_membership where user_id_ = 'by-link'").update();
        jdbc.sql("delete from act_id_user where id_ = 'by-link'").update();
    }

    @Test
    void theLanguageThatWasAskedForIsRemembered() {
        assertThat(visitor.opens("/login").body()).contains("lang=\"ar\"").contains("كلمة المرور");
        assertThat(visitor.opens("/my-tasks?lang=fr").statusCode()).isEqualTo(302);
        assertThat(visitor.opens("/login").body()).contains("lang=\"fr\"").contains("Mot de passe");
        assertThat(visitor.opens("/login?lang=en").body())
                .contains("lang=\"en\"")
                .contains("dir=\"ltr\"");
        assertThat(visitor.opens("/login?lang=xx").body()).contains("lang=\"en\"");
        assertThat(visitor.opens("/open/nothing?lang=fr").body()).contains("Page introuvable");
    }

    @Test
    void ourPagesRunNoForeignScriptAndCannotBeFramed() {
        var headers = visitor.opens("/login").headers();
        assertThat(headers.firstValue("Content-Security-Policy").orElseThrow())
                .contains("script-src 'self';")
                .doesNotContain("unsafe");
        assertThat(headers.firstValue("X-Frame-Options")).contains("DENY");
        assertThat(headers.firstValue("Referrer-Policy")).contains("same-origin");
        assertThat(headers.firstValue("Cache-Control").orElseThrow()).contains("no-store");
        visitor.logsIn("manager", password);
        assertThat(visitor.opens("/camunda/app/tasklist/default/").headers().allValues("Content-Security-Policy"))
                .hasSize(1)
                .allMatch(policy -> policy.contains("'unsafe-eval'"));
    }

    @Test
    void behindAProxyWithTlsTheSessionTravelsOverTlsOnly() throws Exception {
        var request = java.net.http.HttpRequest.newBuilder(java.net.URI.create("http://127.0.0.1:" + port + "/login"))
                .header("X-Forwarded-Proto", "https")
                .header("X-Forwarded-For", "203.0.113.7")
                .build();
        var headers = java.net.http.HttpClient.newHttpClient()
                .send(request, java.net.http.HttpResponse.BodyHandlers.discarding())
                .headers();
        assertThat(headers.firstValue("Strict-Transport-Security")).isPresent();
        assertThat(headers.allValues("Set-Cookie").toString())
                .contains("DAWRA_SESSION")
                .contains("Secure")
                .contains("HttpOnly")
                .contains("SameSite=Lax");
    }

    @Test
    void aFormThatIsTooLargeIsToldSo() {
        visitor.logsIn("manager", password);
        var answer = visitor.posts("/mail/1/resend", Map.of("file", "x".repeat(13 * 1024 * 1024)));
        assertThat(answer.statusCode()).isEqualTo(413);
        assertThat(answer.body()).contains("كبير جداً");
    }

    @Test
    void theManagerReadsMessagesAsPlainTextAndNothingInThemRuns() {
        outbox.planAll(List.of(
                new Message(
                        "doors:1",
                        "doors",
                        new Message.Recipient("<b>فاطمة</b>", "f@canary.invalid", null, "coordinator-x"),
                        "ar",
                        "<script>alert(1)</script> دعوة",
                        "مرحبا <img src=x onerror=alert(1)>",
                        List.of(new Message.Attachment("شهادة.pdf", "application/pdf", new byte[2048]))),
                new Message(
                        "doors:2",
                        "doors",
                        new Message.Recipient("سعيد", null, "212600000001", "coordinator-x"),
                        "ar",
                        "دعوة",
                        "مرحبا & أهلا",
                        List.of())));
        assertThat(dispatcher.drain()).isEqualTo(1);
        visitor.logsIn("manager", password);
        var list = visitor.opens("/mail?group=doors").body();
        assertThat(list)
                .contains("أُرسلت", "في الانتظار", "&lt;b&gt;فاطمة&lt;/b&gt;")
                .doesNotContain("<script>", "<img src=x");
        var ids = jdbc.sql("select id from outbox where purpose_group = 'doors' order by id")
                .query(Long.class)
                .list();
        assertThat(visitor.opens("/mail/" + ids.get(0)).body())
                .contains("&lt;script&gt;", "شهادة.pdf", "(2 كيلوبايت)", "f@canary.invalid")
                .doesNotContain("<script>", "<img src=x");
        assertThat(visitor.opens("/mail/" + ids.get(1) + "?lang=fr").body())
                .contains("https://wa.me/212600000001?text=", "Remise par la coordination")
                .contains("+212600000001");
        assertThat(visitor.posts("/mail/" + ids.get(0) + "/resend", Map.of()).statusCode())
                .isEqualTo(403);
        var token = Visitor.csrf(visitor.opens("/mail/" + ids.get(0)).body());
        var unfounded = visitor.posts("/mail/" + ids.get(0) + "/resend", Map.of("_csrf", token, "reason", "  "));
        assertThat(unfounded.statusCode()).isEqualTo(200);
        assertThat(unfounded.body()).contains("Indiquez le motif du renvoi.", "aria-invalid=\"true\"");
        var resent = visitor.posts("/mail/" + ids.get(0) + "/resend", Map.of("_csrf", token, "reason", "لم تصل"));
        assertThat(visitor.opens(resent.headers()
                                .firstValue("Location")
                                .orElseThrow()
                                .replaceFirst("^https?://[^/]+", ""))
                        .body())
                .contains("repartira dans quelques instants", "لم تصل");
        assertThat(jdbc.sql("select count(*) from audit_entry where deed = 'mail.resent' and subject = ?")
                        .param("mail:" + ids.get(0))
                        .query(Integer.class)
                        .single())
                .isEqualTo(1);
        var found = visitor.posts("/mail/search", Map.of("_csrf", token, "who", "فاطمه"));
        assertThat(found.body()).contains("f@canary.invalid").doesNotContain("+212600000001");
        assertThat(visitor.posts("/mail/search", Map.of("_csrf", token, "who", "x"))
                        .body())
                .contains("au moins deux lettres");
        assertThat(visitor.opens("/mail/search").statusCode()).isEqualTo(302);
    }

    @Test
    void whoeverHoldsTheLinkDeclinesMailWithoutLoginAndOpeningItChangesNothing() {
        outbox.plan(new Message(
                        "survey:1",
                        "cycle-evaluation:9",
                        new Message.Recipient("سعيد", "s@canary.invalid", null, "coordinator-x"),
                        "ar",
                        "استمارة",
                        "مرحبا",
                        List.of())
                .declinable(Message.Decline.NO_MORE));
        var link = new String(
                        jdbc.sql("select bytes from outbox_content join outbox on id = outbox_id"
                                        + " where purpose = 'survey:1'")
                                .query((row, number) -> row.getBytes("bytes"))
                                .single(),
                        StandardCharsets.US_ASCII)
                .lines()
                .filter(line -> line.startsWith("List-Unsubscribe: <"))
                .findFirst()
                .orElseThrow();
        var path = link.substring(link.indexOf("/unsubscribe/"), link.length() - 1);
        var anybody = new Visitor(port);
        assertThat(anybody.opens("/unsubscribe/guessed").statusCode()).isEqualTo(404);
        assertThat(anybody.opens(path + "?lang=fr").body())
                .contains("Fiches d’évaluation", "Arrêter ces messages")
                .doesNotContain("canary", "سعيد");
        assertThat(declined()).isZero();
        // As a mail reader's button posts: no session, no token of a form, no redirect followed.
        var button = new Visitor(port);
        assertThat(button.posts(path, Map.of("List-Unsubscribe", "One-Click")).statusCode())
                .isEqualTo(200);
        assertThat(declined()).isEqualTo(1);
        assertThat(button.posts(path, Map.of("List-Unsubscribe", "One-Click")).statusCode())
                .isEqualTo(200);
        assertThat(anybody.opens(path).body()).contains("Les recevoir de nouveau");
        assertThat(anybody.posts(path, Map.of("again", "true")).body()).contains("Vous recevrez de nouveau");
        assertThat(declined()).isZero();
        assertThat(button.posts("/unsubscribe/guessed", Map.of("List-Unsubscribe", "One-Click"))
                        .statusCode())
                .isEqualTo(404);
    }

    private int declined() {
        return jdbc.sql("select count(*) from mail_declined")
                .query(Integer.class)
                .single();
    }

    @Test
    void theManagerLooksAtEveryKindOfMailInAFrameThatRunsNothing() {
        visitor.logsIn("manager", password);
        var list = visitor.opens("/mail/samples").body();
        assertThat(list).contains("/mail/samples/certificate.mail/ar");
        for (var language : List.of("ar", "fr", "en")) {
            assertThat(visitor.opens("/mail/samples/certificate.mail/" + language)
                            .body())
                    .contains("sandbox=\"\"", "2026-1-0001.pdf", "/html\"");
            var frame = visitor.opens("/mail/samples/certificate.mail/" + language + "/html");
            assertThat(frame.body())
                    .contains("<html lang=\"" + language + "\" dir=\"" + (language.equals("ar") ? "rtl" : "ltr"))
                    .doesNotContain("<img", "<script", "<link");
            assertThat(frame.headers().allValues("Content-Security-Policy"))
                    .singleElement()
                    .asString()
                    .contains("default-src 'none'", "sandbox", "frame-ancestors 'self'")
                    .doesNotContain("script");
        }
        assertThat(visitor.opens("/mail/samples/none/ar").statusCode()).isEqualTo(404);
        assertThat(visitor.opens("/mail/samples/certificate.mail/xx").statusCode())
                .isEqualTo(404);
    }

    @Test
    void aCoordinatorHandsOverWhatIsOnTheOwnListAndTicksIt() {
        outbox.planAll(Stream.of("sidi-bennour", "el-jadida")
                .map(province -> new Message(
                        "doors-hand:" + province,
                        "doors-hand",
                        new Message.Recipient("من " + province, null, "212600000001", "coordinator-" + province),
                        "ar",
                        "دعوة",
                        "مرحبا",
                        List.of()))
                .toList());
        visitor.logsIn("coordinator", password);
        var page = visitor.opens("/hand-over").body();
        assertThat(page)
                .contains("من sidi-bennour", "https://wa.me/212600000001?text=", "tel:+212600000001")
                .doesNotContain("من el-jadida");
        assertThat(visitor.opens("/hand-over?list=coordinator-el-jadida").statusCode())
                .isEqualTo(404);
        var id = jdbc.sql("select id from outbox where purpose = 'doors-hand:sidi-bennour'")
                .query(Long.class)
                .single();
        var token = Visitor.csrf(page);
        assertThat(visitor.posts("/hand-over/" + id, Map.of("_csrf", token, "list", "coordinator-el-jadida"))
                        .statusCode())
                .isEqualTo(404);
        assertThat(visitor.posts("/hand-over/" + id, Map.of("_csrf", token, "list", "coordinator-sidi-bennour"))
                        .statusCode())
                .isEqualTo(302);
        assertThat(outbox.states("doors-hand")).isEqualTo(Map.of(MessageState.PLANNED, 1L, MessageState.HANDED, 1L));
        assertThat(visitor.opens("/hand-over?list=coordinator-sidi-bennour&ticked=true")
                        .body())
                .contains("من sidi-bennour", "سُلّمت باليد");
        visitor.posts("/logout", Map.of("_csrf", token));
        var manager = new Visitor(port);
        manager.logsIn("manager", password);
        assertThat(manager.opens("/hand-over?list=coordinator-el-jadida").body())
                .contains("من el-jadida");
    }

    @Test
    void mailIsForTheManagerAndThePresidentToReadAndForTheManagerToSendAgain() {
        visitor.logsIn("coordinator", password);
        assertThat(visitor.opens("/mail").statusCode()).isEqualTo(403);
        var president = new Visitor(port);
        president.logsIn("president", password);
        assertThat(president.opens("/mail").statusCode()).isEqualTo(200);
        var token = Visitor.csrf(president.opens("/mail").body());
        assertThat(president.posts("/mail/1/resend", Map.of("_csrf", token)).statusCode())
                .isEqualTo(403);
        var manager = new Visitor(port);
        manager.logsIn("manager", password);
        assertThat(manager.opens("/mail/987654321").statusCode()).isEqualTo(404);
        assertThat(manager.opens("/mail/abc").statusCode()).isEqualTo(400);
        assertThat(manager.opens("/mail?page=-3&state=SENT&group=%27x").statusCode())
                .isEqualTo(200);
        assertThat(manager.opens("/mail?state=NONSENSE").statusCode()).isEqualTo(400);
    }
}
