package org.dawra.access;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The table {@code account}: who a user of the engine is, and whether the account can be used. */
@Repository
class AccountRows {

    /** A row. */
    record Row(
            Account account,
            AccountState state,
            int era,
            @Nullable Instant lastLogin,
            Instant created) {}

    /** Whether somebody who has logged in may still be in. */
    record Standing(AccountState state, int era) {}

    private static final String ROW = "select user_id, role_name, scope_code, display_name, email, phone, lang, state,"
            + " login_era, last_login_at, created_at from account";

    private final JdbcClient jdbc;
    private final Clock clock;

    AccountRows(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    Optional<Row> find(String userId) {
        return jdbc.sql(ROW + " where user_id = ?")
                .param(userId)
                .query(AccountRows::read)
                .optional();
    }

    /** Asked at every request of whoever has logged in. */
    Optional<Standing> standing(String userId) {
        return jdbc.sql("select state, login_era from account where user_id = ?")
                .param(userId)
                .query((row, number) ->
                        new Standing(AccountState.valueOf(row.getString("state")), row.getInt("login_era")))
                .optional();
    }

    /** Everybody of a role, of all of them while {@code role} is null, by role and user id. */
    List<Row> list(@Nullable Role role, @Nullable AccountState state) {
        var where = new ArrayList<String>();
        var params = new ArrayList<Object>();
        if (role != null) {
            where.add("role_name = ?");
            params.add(role.name());
        }
        if (state != null) {
            where.add("state = ?");
            params.add(state.name());
        }
        return jdbc.sql(ROW + (where.isEmpty() ? "" : " where " + String.join(" and ", where))
                        + " order by role_name, scope_code, user_id")
                .params(params)
                .query(AccountRows::read)
                .list();
    }

    /** Those who can get a link by mail: the account of this name, and all with this address. */
    List<Row> named(String userIdOrEmail) {
        return jdbc.sql(ROW
                        + " where (user_id = ? or lower(email) = lower(?)) and state <> 'DISABLED' order by user_id")
                .params(userIdOrEmail, userIdOrEmail)
                .query(AccountRows::read)
                .list();
    }

    Optional<String> ofForm(String formId) {
        return jdbc.sql("select user_id from account where form_id = ?")
                .param(formId)
                .query(String.class)
                .optional();
    }

    boolean isTaken(String userId) {
        return jdbc.sql("select count(*) from account where lower(user_id) = lower(?)")
                        .param(userId)
                        .query(Long.class)
                        .single()
                > 0;
    }

    void insert(Account account, AccountState state, @Nullable String formId) {
        jdbc.sql(
                        "insert into account (user_id, role_name, scope_code, display_name, email, phone, lang, created_at, state,"
                                + " form_id) values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)")
                .params(
                        account.userId(),
                        account.role().name(),
                        account.scope(),
                        account.displayName(),
                        account.email(),
                        account.phone(),
                        account.language(),
                        now(),
                        state.name(),
                        formId)
                .update();
    }

    /** Writes everything about the person and the role; sessions go on. */
    void update(Account account) {
        jdbc.sql("update account set role_name = ?, scope_code = ?, display_name = ?, email = ?, phone = ?, lang = ?"
                        + " where user_id = ?")
                .params(
                        account.role().name(),
                        account.scope(),
                        account.displayName(),
                        account.email(),
                        account.phone(),
                        account.language(),
                        account.userId())
                .update();
    }

    /** Begins a new era: all sessions of the account have ended with the next request. */
    void enter(String userId, AccountState state) {
        jdbc.sql("update account set state = ?, login_era = login_era + 1 where user_id = ?")
                .params(state.name(), userId)
                .update();
    }

    void loggedIn(String userId) {
        jdbc.sql("update account set last_login_at = ? where user_id = ?")
                .params(now(), userId)
                .update();
    }

    /** Holds the rows of all administrators until the transaction ends, and answers who of them is not disabled. */
    List<String> holdAdministrators() {
        return jdbc
                .sql("select user_id, state from account where role_name = ? order by user_id for update")
                .param(Role.ADMINISTRATOR.name())
                .query((row, number) -> row.getString("state").equals("DISABLED") ? "" : row.getString("user_id"))
                .list()
                .stream()
                .filter(id -> !id.isEmpty())
                .toList();
    }

    private OffsetDateTime now() {
        return OffsetDateTime.ofInstant(clock.instant(), ZoneOffset.UTC);
    }

    private static Row read(ResultSet row, int number) throws SQLException {
        var name = row.getString("display_name");
        var lastLogin = row.getObject("last_login_at", OffsetDateTime.class);
        var account = new Account(
                row.getString("user_id"),
                Role.valueOf(row.getString("role_name")),
                row.getString("scope_code"),
                name == null ? row.getString("user_id") : name,
                row.getString("email"),
                row.getString("phone"),
                row.getString("lang"));
        return new Row(
                account,
                AccountState.valueOf(row.getString("state")),
                row.getInt("login_era"),
                lastLogin == null ? null : lastLogin.toInstant(),
                row.getObject("created_at", OffsetDateTime.class).toInstant());
    }
}
