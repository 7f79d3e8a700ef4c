package org.dawra.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import jakarta.mail.Session;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeMultipart;
import java.io.IOException;
import java.io.InputStream;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.Executors;
import java.util.regex.Pattern;
import org.camunda.bpm.engine.IdentityService;
import org.camunda.bpm.engine.ProcessEngineException;
import org.dawra.engine.Actor;
import org.dawra.engine.Refused;
import org.dawra.mail.Dispatcher;
import org.dawra.web.PublicUrl;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.MessageSource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.security.crypto.bcrypt.BCryptPasswordEncoder;
import org.springframework.test.context.ActiveProfiles;

/** Invitations, forgotten passwords and closed accounts, over HTTP as an attacker would. */
@Tag("database")
@ActiveProfiles("test")
@SpringBootTest(
        classes = House.class,
        webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
        properties = "dawra.data-dir=target/test-data/people")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class PeopleTest {

    private static final Pattern LINK = Pattern.compile("https://dawra\\.example(/welcome/[0-9a-z]{26})");
    private static final String GOOD = "violin grass teapot";
    private static final String WHO_IS_IN = "/camunda/api/admin/auth/user/default";
    private static final String REST = "/camunda/api/engine/engine/default";

    @Autowired
    private StoredAccounts accounts;

    @Autowired
    private People people;

    @Autowired
    private Welcoming welcoming;

    @Autowired
    private AccountRows rows;

    @Autowired
    private AccessLinks links;

    @Autowired
    private MessageSource messages;

    @Autowired
    private PublicUrl url;

    @Autowired
    private Passwords passwords;

    @Autowired
    private JdbcClient jdbc;

    @Autowired
    private Dispatcher dispatcher;

    @Autowired
    private IdentityService identity;

    @Value("${dawra.data-dir}")
    private Path data;

    @LocalServerPort
    private int port;

    private String password = "";
    private Visitor manager;
    private int number;

    @BeforeAll
    void staff() {
        password = passwords.generate();
        create("the-manager", Role.PROGRAMME_MANAGER, null);
        create("the-president", Role.PRESIDENT, null);
        create("the-admin", Role.ADMINISTRATOR, null);
    }

    @BeforeEach
    void aManager() {
        jdbc.sql("delete from login_failure").update();
        manager = new Visitor(port);
        manager.logsIn("the-manager", password);
    }

    private String create(String id, Role role, String scope) {
        accounts.create(new Account(id, role, scope, "شخص", id + "@people.invalid", null, "ar"), password);
        return id;
    }

    private String somebody(Role role, String scope) {
        return create("somebody-" + ++number, role, scope);
    }

    @Test
    void whoIsInvitedSetsAPasswordAndIsIn() {
        var page = invited("COORDINATOR/el-jadida", "show", "coordinator");
        var link = link(page.body());
        assertThat(page.body())
                .contains("data:image/svg+xml;base64,", "https://wa.me/212612345678?text=", "coordinator-el-jadida");
        assertThat(manager.opens("/people/coordinator-el-jadida").body()).doesNotContain("/welcome/");
        assertThat(jdbc.sql("select * from access_link").query().listOfRows().toString())
                .doesNotContain(link.substring(link.lastIndexOf('/') + 1));

        var guest = new Visitor(port);
        for (var i = 0; i < 3; i++) {
            var form = guest.opens(link);
            assertThat(form.statusCode()).isEqualTo(200);
            assertThat(form.body()).contains("مرحبا بكم", "coordinator-el-jadida", "autocomplete=\"new-password\"");
        }
        var before = guest.cookie("DAWRA_SESSION");
        assertThat(sets(guest, link, "motdepasse2026", "motdepasse2026").body()).contains("سهلة التخمين");
        assertThat(sets(guest, link, GOOD, "another one").body()).contains("مختلفتان");
        assertThat(sets(guest, link, GOOD, GOOD).headers().firstValue("Location"))
                .contains("/my-tasks");
        assertThat(guest.cookie("DAWRA_SESSION")).isPresent().isNotEqualTo(before);
        assertThat(guest.opens("/my-tasks").statusCode()).isEqualTo(200);
        assertThat(guest.opens("/camunda/app/tasklist/default/").statusCode()).isEqualTo(200);

        assertThat(new Visitor(port).opens(link).statusCode()).isEqualTo(410);
        assertThat(logsIn("coordinator-el-jadida", GOOD)).isEqualTo("/my-tasks");
    }

    @Test
    void ofAHundredWhoPostOneLinkAtOnceOneIsIn() throws Exception {
        var link = link(invited("JURY", "show", "raced").body());
        var visitors = new ArrayList<Visitor>();
        var tokens = new ArrayList<String>();
        for (var i = 0; i < 100; i++) {
            var visitor = new Visitor(port);
            visitors.add(visitor);
            tokens.add(Visitor.csrf(visitor.opens(link).body()));
        }
        var gate = new CyclicBarrier(100);
        var threads = Executors.newFixedThreadPool(100);
        try {
            var work = new ArrayList<Callable<Integer>>();
            for (var i = 0; i < 100; i++) {
                var hand = i;
                work.add(() -> {
                    gate.await();
                    return visitors.get(hand)
                            .posts(
                                    link,
                                    Map.of("_csrf", tokens.get(hand), "password", GOOD + hand, "again", GOOD + hand))
                            .statusCode();
                });
            }
            var statuses = new HashMap<Integer, Integer>();
            for (var answer : threads.invokeAll(work)) {
                statuses.merge(answer.get(), 1, Integer::sum);
            }
            assertThat(statuses).isEqualTo(Map.of(302, 1, 410, 99));
        } finally {
            threads.shutdown();
        }
    }

    @Test
    void aNewLinkEndsTheOneBeforeAndClosingTheAccountEndsAll() {
        var first = link(invited("FACILITATOR", "show", "f-links").body());
        var second = link(does("f-links", "link", Map.of("how", "show")).body());
        assertThat(new Visitor(port).opens(first).statusCode()).isEqualTo(410);
        assertThat(new Visitor(port).opens(second).statusCode()).isEqualTo(200);
        does("f-links", "disable", Map.of());
        assertThat(new Visitor(port).opens(second).statusCode()).isEqualTo(410);
        assertThat(does("f-links", "link", Map.of("how", "show")).body()).contains("الحساب موقوف");
        assertThat(new Visitor(port)
                        .opens("/welcome/00000000000000000000000000")
                        .statusCode())
                .isEqualTo(410);
    }

    @Test
    void anInvitationByMailMakesItsLinkWhenItIsSent() throws Exception {
        var page = invited("FACILITATOR", "mail", "f-mailed");
        assertThat(page.body()).contains("الرسالة في طريقها").doesNotContain("/welcome/");
        assertThat(jdbc.sql("select count(*) from access_link where user_id = 'f-mailed'")
                        .query(Long.class)
                        .single())
                .isZero();
        dispatcher.drain();
        var text = mailed("access-invitation:f-mailed");
        assertThat(text).contains("اسم المستخدم: f-mailed", "72 ساعة");
        assertThat(new Visitor(port).opens(link(text)).statusCode()).isEqualTo(200);
        var id = jdbc.sql("select id from outbox where purpose_group = 'access-invitation:f-mailed'")
                .query(Long.class)
                .single();
        assertThat(manager.opens("/mail/" + id).body())
                .contains("/welcome/{secret}")
                .doesNotContain(link(text));
    }

    @Test
    void aFormSentTwiceMakesOneAccountAndAnAddressHasOneAccountARole() {
        var token = Visitor.csrf(manager.opens("/people/invite").body());
        var form = form("FACILITATOR", "show", "f-twice");
        form.put("_csrf", token);
        form.put("user", "");
        assertThat(manager.posts("/people/invite", form).statusCode()).isEqualTo(302);
        var again = manager.posts("/people/invite", form);
        assertThat(again.statusCode()).isEqualTo(302);
        assertThat(jdbc.sql("select count(*) from account where email = 'f-twice@people.invalid'")
                        .query(Long.class)
                        .single())
                .isEqualTo(1);
        form.put("once", UUID.randomUUID().toString());
        assertThat(manager.posts("/people/invite", form).body()).contains("حساب بالصفة نفسها");
    }

    @Test
    void aClosedAccountIsOutAtOnceInOurPagesAndInTheWebApps() {
        var user = somebody(Role.COORDINATOR, "sidi-bennour");
        var browser = new Visitor(port);
        browser.logsIn(user, password);
        browser.opens("/camunda/app/tasklist/default/");
        assertThat(browser.asks(WHO_IS_IN).statusCode()).isEqualTo(200);
        does(user, "disable", Map.of());
        assertThat(browser.asks(WHO_IS_IN).statusCode()).isEqualTo(401);
        assertThat(browser.opens("/my-tasks").statusCode()).isEqualTo(302);
        assertThat(accounts.withRole(Role.COORDINATOR))
                .noneMatch(a -> a.userId().equals(user));
        assertThat(logsIn(user, password)).isEqualTo("/login?disabled");
        assertThat(logsIn(user, "wrong")).isEqualTo("/login?error");

        does(user, "enable", Map.of());
        assertThat(logsIn(user, password)).isEqualTo("/my-tasks");
        // As another node would do it.
        var elsewhere = new Visitor(port);
        elsewhere.logsIn(user, password);
        jdbc.sql("update account set login_era = login_era + 1 where user_id = ?")
                .param(user)
                .update();
        assertThat(elsewhere.asks(WHO_IS_IN).statusCode()).isEqualTo(401);
    }

    @Test
    void anotherDutyEndsTheSessionsAndGivesItsGroupsOnly() {
        var user = somebody(Role.COORDINATOR, "sidi-bennour");
        var browser = new Visitor(port);
        browser.logsIn(user, password);
        var form = form("PARTNER/region", "", user);
        assertThat(does(user, "edit", form).body()).contains("حُفظت");
        assertThat(browser.opens("/my-tasks").statusCode()).isEqualTo(302);
        browser.logsIn(user, password);
        assertThat(browser.opens("/partners-only/page").statusCode()).isEqualTo(404);
        assertThat(browser.opens("/camunda/app/tasklist/default/").statusCode()).isEqualTo(403);
        assertThat(identity.createGroupQuery().groupMember(user).list())
                .extracting("id")
                .containsExactlyInAnyOrder("partners", "partner-region");
    }

    @Test
    void aManagerMakesNoSecondSignatoryAndNoAdministrator() {
        for (var duty : List.of("PRESIDENT", "PROGRAMME_MANAGER", "ADMINISTRATOR")) {
            assertThat(invites(duty, "show", "n-" + duty.toLowerCase()).statusCode())
                    .isEqualTo(422);
        }
        assertThat(jdbc.sql("select count(*) from account where user_id like 'n-%'")
                        .query(Long.class)
                        .single())
                .isZero();
        for (var user : List.of("the-president", "the-admin", "the-manager")) {
            for (var deed : List.of("disable", "link")) {
                does(user, deed, Map.of("how", "show"));
            }
        }
        assertThat(jdbc.sql("select count(*) from account where state = 'DISABLED' and user_id like 'the-%'")
                        .query(Long.class)
                        .single())
                .isZero();
        assertThat(jdbc.sql("select count(*) from access_link where user_id like 'the-%'")
                        .query(Long.class)
                        .single())
                .isZero();
        assertThat(does("the-manager", "edit", form("FACILITATOR", "", "the-manager"))
                        .body())
                .contains("حسابات الرئاسة");
        assertThat(manager.opens("/people/nobody-at-all").statusCode()).isEqualTo(404);
        assertThat(does("the-president", "destroy", Map.of()).statusCode()).isEqualTo(404);
        assertThat(manager.posts("/people/the-president/disable", Map.of()).statusCode())
                .isEqualTo(403);
    }

    @Test
    void onlyThoseWhoInviteSeeThePeople() {
        for (var user : List.of(somebody(Role.JURY, null), somebody(Role.WORKING_TEAM, null), "the-president")) {
            var browser = new Visitor(port);
            browser.logsIn(user, password);
            assertThat(browser.opens("/people").statusCode()).isEqualTo(403);
            assertThat(browser.opens("/people/the-manager").statusCode()).isEqualTo(403);
            assertThat(browser.opens("/people/invite").statusCode()).isEqualTo(403);
        }
        assertThat(new Visitor(port).opens("/people").statusCode()).isEqualTo(302);
        assertThat(manager.opens("/people?role=PRESIDENT&state=ACTIVE").body())
                .contains("the-president")
                .doesNotContain("the-admin");
        assertThat(manager.opens("/people")
                        .headers()
                        .firstValue("Cache-Control")
                        .orElseThrow())
                .contains("no-store");
    }

    @Test
    void theLastAdministratorStays() {
        var admin = new Actor("the-admin", java.util.Set.of(Role.ADMINISTRATOR.group()));
        var other = somebody(Role.ADMINISTRATOR, null);
        var otherActor = new Actor(other, java.util.Set.of(Role.ADMINISTRATOR.group()));
        jdbc.sql("update account set state = 'DISABLED' where role_name = 'ADMINISTRATOR' and user_id <> 'the-admin'")
                .update();
        assertThatThrownBy(() -> people.disable(otherActor, "the-admin")).isInstanceOf(Refused.class);
        assertThatThrownBy(() -> people.disable(admin, "the-admin")).isInstanceOf(Refused.class);
        people.enable(admin, other);
        people.disable(otherActor, "the-admin");
        people.enable(otherActor, "the-admin");
    }

    @Test
    void whoHasForgottenAPasswordGetsTheSameAnswerAsWhoHasNoAccount() throws Exception {
        var user = somebody(Role.FACILITATOR, null);
        var closed = somebody(Role.FACILITATOR, null);
        does(closed, "disable", Map.of());
        var answers = new ArrayList<String>();
        for (var who :
                List.of(user, "nobody-here", user.toUpperCase() + "@people.invalid", "x@y.invalid", closed, "")) {
            var visitor = new Visitor(port);
            var token = Visitor.csrf(visitor.opens("/forgot").body());
            var answer = visitor.posts("/forgot", Map.of("_csrf", token, "who", who));
            answers.add(answer.statusCode()
                    + answer.headers().firstValue("Location").orElse("")
                    + answer.body());
        }
        assertThat(answers).containsOnly("302/forgot?sent");
        welcoming.finish();
        assertThat(jdbc.sql("select count(*) from outbox where purpose_group like 'access-reset:%'")
                        .query(Long.class)
                        .single())
                .as("asked twice within ten minutes, written once")
                .isEqualTo(1);
        dispatcher.drain();
        var link = link(mailed("access-reset:" + user));
        var other = new Visitor(port);
        other.logsIn(user, password);
        var guest = new Visitor(port);
        assertThat(guest.opens(link).body()).contains("كلمة مرور جديدة");
        sets(guest, link, GOOD, GOOD);
        assertThat(guest.opens("/my-tasks").statusCode()).isEqualTo(200);
        assertThat(other.opens("/my-tasks").statusCode())
                .as("sessions from before the new password")
                .isEqualTo(302);
        assertThat(logsIn(user, password)).isEqualTo("/login?error");
    }

    @Test
    void whoAsksTooOftenWaits() {
        var visitor = new Visitor(port);
        var token = Visitor.csrf(visitor.opens("/forgot").body());
        for (var i = 0; i < 10; i++) {
            assertThat(visitor.posts("/forgot", Map.of("_csrf", token, "who", "n" + i))
                            .statusCode())
                    .isEqualTo(302);
        }
        var answer = visitor.posts("/forgot", Map.of("_csrf", token, "who", "n"));
        assertThat(answer.statusCode()).isEqualTo(429);
        assertThat(answer.body()).containsPattern("انتظروا 1\\d ثانية");
    }

    @Test
    void oneChangesOnesOwnPasswordByKnowingTheOldOne() {
        var user = somebody(Role.JURY, null);
        var browser = new Visitor(port);
        var elsewhere = new Visitor(port);
        browser.logsIn(user, password);
        elsewhere.logsIn(user, password);
        var token = Visitor.csrf(browser.opens("/my-account").body());
        assertThat(browser.posts(
                                "/my-account",
                                Map.of("_csrf", token, "current", "wrong", "password", GOOD, "again", GOOD))
                        .body())
                .contains("الحالية غير صحيحة");
        assertThat(browser.posts(
                                "/my-account",
                                Map.of("_csrf", token, "current", password, "password", GOOD, "again", GOOD))
                        .statusCode())
                .isEqualTo(302);
        assertThat(browser.opens("/my-account").body()).contains("تغيرت كلمة المرور");
        assertThat(elsewhere.opens("/my-account").statusCode()).isEqualTo(302);
    }

    @Test
    void anUnknownNameAndAWrongPasswordAreAnsweredAlike() {
        var closed = somebody(Role.JURY, null);
        does(closed, "disable", Map.of());
        for (var user : List.of("the-president", "nobody-here", closed, "installation")) {
            assertThat(logsIn(user, "wrong")).isEqualTo("/login?error");
        }
    }

    @Test
    void aSessionThatAnAttackerHasPreparedIsNotLoggedIn() {
        var victim = new Visitor(port);
        victim.opens("/login");
        var prepared = victim.cookie("DAWRA_SESSION").orElseThrow();
        victim.logsIn("the-president", password);
        assertThat(victim.cookie("DAWRA_SESSION")).isPresent().isNotEqualTo(java.util.Optional.of(prepared));
        var attacker = new Visitor(port);
        attacker.bears("DAWRA_SESSION", prepared);
        assertThat(attacker.opens("/my-tasks").statusCode()).isEqualTo(302);
    }

    @Test
    void loggingOutOfTheWebAppsEndsOurPagesToo() {
        var user = somebody(Role.COORDINATOR, "sidi-bennour");
        var browser = new Visitor(port);
        browser.logsIn(user, password);
        browser.opens("/camunda/app/tasklist/default/");
        assertThat(browser.calls("POST", WHO_IS_IN + "/logout", "").statusCode())
                .isEqualTo(204);
        assertThat(browser.opens("/my-tasks").statusCode()).isEqualTo(302);
        assertThat(browser.asks(WHO_IS_IN).statusCode()).isEqualTo(401);
    }

    @Test
    void aPasswordHashedInAnOldWayIsHashedAnewAtTheNextLogin() throws Exception {
        var user = somebody(Role.JURY, null);
        var sha = MessageDigest.getInstance("SHA-512").digest((password + "salt").getBytes(StandardCharsets.UTF_8));
        store(user, "{SHA-512}" + Base64.getEncoder().encodeToString(sha), "salt");
        assertThat(logsIn(user, password + "x")).isEqualTo("/login?error");
        assertThat(stored(user)).startsWith("{SHA-512}");
        assertThat(logsIn(user, password)).isEqualTo("/my-tasks");
        assertThat(stored(user)).startsWith("{bcrypt-sha256}$2a$10$");

        var digest = Base64.getEncoder()
                .encodeToString(MessageDigest.getInstance("SHA-256")
                        .digest((password + "salt").getBytes(StandardCharsets.UTF_8)));
        store(user, "{bcrypt-sha256}" + new BCryptPasswordEncoder(5).encode(digest), "salt");
        assertThat(logsIn(user, password)).isEqualTo("/my-tasks");
        assertThat(stored(user)).startsWith("{bcrypt-sha256}$2a$10$");
        assertThat(logsIn(user, password)).isEqualTo("/my-tasks");
    }

    private void store(String user, String hash, String salt) {
        jdbc.sql("update act_id_user set pwd_ = ?, salt_ = ? where id_ = ?")
                .params(hash, salt, user)
                .update();
    }

    private String stored(String user) {
        return jdbc.sql("select pwd_ from act_id_user where id_ = ?")
                .param(user)
                .query(String.class)
                .single();
    }

    @Test
    void theEngineRefusesTheSamePasswordsWhoeverSetsThem() {
        var user = identity.newUser("by-the-engine");
        for (var weak : List.of("short", "motdepasse2026", "by-the-engine-2026")) {
            user.setPassword(weak);
            assertThatThrownBy(() -> identity.saveUser(user)).isInstanceOf(ProcessEngineException.class);
        }
        assertThat(identity.createUserQuery().userId("by-the-engine").count()).isZero();
    }

    @Test
    void theWebAppAdminMakesNobodyAndSaysWhere() {
        var admin = new Visitor(port);
        admin.logsIn("the-admin", password);
        assertThat(admin.opens("/camunda/app/admin/default/").statusCode()).isEqualTo(200);
        assertThat(admin.asks(REST + "/user").statusCode()).isEqualTo(200);
        var body = "{\"profile\":{\"id\":\"x\"},\"credentials\":{\"password\":\"" + GOOD + "\"}}";
        var refused = admin.calls("POST", REST + "/user/create", body);
        assertThat(refused.statusCode()).isEqualTo(403);
        assertThat(refused.body()).contains("/people");
        var credentials = "{\"password\":\"" + GOOD + "\",\"authenticatedUserPassword\":\"" + password + "\"}";
        for (var attempt : List.of(
                List.of("PUT", "/user/the-president/credentials", credentials),
                List.of("PUT", "/user/the-admin/credentials", credentials),
                List.of("DELETE", "/user/the-president", ""),
                List.of("PUT", "/group/president/members/the-admin", "{}"),
                List.of("DELETE", "/group/president/members/the-president", ""),
                List.of("POST", "/group/create", "{\"id\":\"g\"}"),
                List.of("POST", "/identity/verify", "{\"username\":\"the-president\",\"password\":\"x\"}"),
                List.of("PUT", "/tenant/t/user-members/the-admin", "{}"))) {
            assertThat(admin.calls(attempt.get(0), REST + attempt.get(1), attempt.get(2))
                            .statusCode())
                    .as(attempt.toString())
                    .isEqualTo(403);
        }
    }

    @Test
    void withoutAnAdministratorTheRealNetworksApplicationRefusesToStart() {
        jdbc.sql("update account set state = 'DISABLED' where role_name = 'ADMINISTRATOR'")
                .update();
        try {
            assertThatThrownBy(() -> first("boss", "").ensure())
                    .isInstanceOfSatisfying(
                            StartRefused.class,
                            refused -> assertThat(refused.remedy())
                                    .contains("DAWRA_ADMIN_PASSWORD", "./dawra admin --user"));
            assertThatThrownBy(() -> first("boss", "motdepasse2026").ensure())
                    .isInstanceOf(StartRefused.class)
                    .hasMessageContaining("easy to guess");
            assertThatThrownBy(() -> first("the-president", GOOD).ensure())
                    .isInstanceOf(StartRefused.class)
                    .hasMessageContaining("not an administrator");
            assertThat(first("boss", GOOD).exists()).isFalse();
            first("boss", GOOD).ensure();
            first("boss", GOOD + GOOD).ensure();
            assertThat(logsIn("boss", GOOD)).isEqualTo("/my-tasks");
        } finally {
            jdbc.sql("update account set state = 'ACTIVE' where role_name = 'ADMINISTRATOR'")
                    .update();
        }
    }

    @Test
    void theCommandMakesAnAdministratorWhoSetsAPasswordByLink() {
        var link = link(first("", "").link("by-command"));
        var second = link(first("", "").link("by-command"));
        assertThat(new Visitor(port).opens(link).statusCode()).isEqualTo(410);
        var guest = new Visitor(port);
        sets(guest, second, GOOD, GOOD);
        assertThat(guest.opens("/camunda/app/admin/default/").statusCode()).isEqualTo(200);
        assertThatThrownBy(() -> first("", "").link("the-president")).isInstanceOf(StartRefused.class);
    }

    private FirstAdministrator first(String user, String secret) {
        return new FirstAdministrator(accounts, rows, links, welcoming, messages, url, user, secret);
    }

    @Test
    void everythingWrongWithAnInvitationIsSaidAtOnceAndKeptAsTyped() {
        var form = new HashMap<String, String>();
        form.put("phone", "12");
        form.put("how", "mail");
        form.put("_csrf", Visitor.csrf(manager.opens("/people/invite").body()));
        var answer = manager.posts("/people/invite", form);
        assertThat(answer.body())
                .contains("id=\"displayName-errors\"", "id=\"duty-errors\"", "id=\"email-errors\"")
                .contains("id=\"phone-errors\"", "value=\"12\"");
    }

    private HttpResponse<String> invites(String duty, String how, String user) {
        var form = form(duty, how, user);
        form.put("_csrf", Visitor.csrf(manager.opens("/people/invite").body()));
        return manager.posts("/people/invite", form);
    }

    /** The page after an invitation, which shows the link this once. */
    private HttpResponse<String> invited(String duty, String how, String user) {
        var answer = invites(duty, how, user.equals("coordinator") ? "" : user);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(302);
        return manager.opens(answer.headers().firstValue("Location").orElseThrow());
    }

    private static Map<String, String> form(String duty, String how, String user) {
        return new HashMap<>(Map.of(
                "name",
                "شخص مدعو",
                "email",
                (user.isEmpty() ? UUID.randomUUID().toString() : user) + "@people.invalid",
                "phone",
                "06 12 34 56 78",
                "language",
                "ar",
                "duty",
                duty,
                "user",
                user,
                "how",
                how,
                "once",
                UUID.randomUUID().toString()));
    }

    /** What the manager does to an account, and the page after it. */
    private HttpResponse<String> does(String user, String deed, Map<String, String> fields) {
        var form = new HashMap<>(fields);
        form.put("_csrf", Visitor.csrf(manager.opens("/people").body()));
        var answer = manager.posts("/people/" + user + "/" + deed, form);
        return answer.statusCode() == 302
                ? manager.opens(answer.headers().firstValue("Location").orElseThrow())
                : answer;
    }

    private static HttpResponse<String> sets(Visitor guest, String link, String password, String again) {
        var token = Visitor.csrf(guest.opens(link).body());
        return guest.posts(link, Map.of("_csrf", token, "password", password, "again", again));
    }

    private String logsIn(String user, String secret) {
        return new Visitor(port)
                .logsIn(user, secret)
                .headers()
                .firstValue("Location")
                .orElseThrow();
    }

    private static String link(String text) {
        var found = LINK.matcher(text);
        assertThat(found.find()).as(text).isTrue();
        return found.group(1);
    }

    private String mailed(String group) throws Exception {
        var id = jdbc.sql("select id from outbox where purpose_group = ? order by id desc fetch first 1 row only")
                .param(group)
                .query(Long.class)
                .single();
        try (var files = Files.walk(data)) {
            var file = files.filter(f -> f.getFileName().toString().matches("0*" + id + "\\.eml"))
                    .findFirst()
                    .orElseThrow();
            try (InputStream in = Files.newInputStream(file)) {
                var parts = (MimeMultipart) new MimeMessage(Session.getInstance(new Properties()), in).getContent();
                return parts.getBodyPart(0).getContent().toString();
            }
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }
}
