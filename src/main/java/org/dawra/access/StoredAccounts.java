package org.dawra.access;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.dawra.audit.AuditTrail;
import org.dawra.engine.Actor;
import org.dawra.engine.Refused;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Persons live in our table; the engine gets an opaque id, the title of the role, and the groups. */
@Component
class StoredAccounts implements Accounts {

    private static final Pattern USER_ID = Pattern.compile("[a-zA-Z0-9._-]{2,64}");
    private static final Pattern SCOPE = Pattern.compile("[a-z0-9-]{1,40}");
    private static final Pattern PHONE = Pattern.compile("[0-9]{8,15}");
    private static final Pattern EMAIL =
            Pattern.compile("[^\\s@<>,;\"\\p{Cntrl}]{1,64}@[^\\s@<>,;\"\\p{Cntrl}]{1,180}");
    private static final Set<String> LANGUAGES = Set.of("ar", "fr", "en");
    private static final String COLUMNS =
            "select user_id, role_name, scope_code, display_name, email, phone, lang from account";

    private final JdbcClient jdbc;
    private final EngineUsers users;
    private final AuditTrail audit;
    private final CurrentActor current;
    private final Clock clock;

    StoredAccounts(JdbcClient jdbc, EngineUsers users, AuditTrail audit, CurrentActor current, Clock clock) {
        this.jdbc = jdbc;
        this.users = users;
        this.audit = audit;
        this.current = current;
        this.clock = clock;
    }

    @Override
    public Optional<Account> find(String userId) {
        return jdbc.sql(COLUMNS + " where user_id = ?")
                .param(userId)
                .query(StoredAccounts::read)
                .optional();
    }

    @Override
    public List<Account> withRole(Role role) {
        return jdbc.sql(COLUMNS + " where role_name = ? order by user_id")
                .param(role.name())
                .query(StoredAccounts::read)
                .list();
    }

    @Override
    public List<Account> withRole(Role role, String scope) {
        return jdbc.sql(COLUMNS + " where role_name = ? and scope_code = ? order by user_id")
                .params(role.name(), scope)
                .query(StoredAccounts::read)
                .list();
    }

    @Override
    public Actor actor(Account account) {
        return new Actor(account.userId(), groups(account));
    }

    @Override
    @Transactional
    public void create(Account account, @Nullable String password) {
        check(account);
        if (find(account.userId()).isPresent() || users.exists(account.userId())) {
            throw new Refused("userId", "access.account.taken");
        }
        users.create(account, groups(account), password);
        jdbc.sql("insert into account (user_id, role_name, scope_code, display_name, email, phone, lang, created_at)"
                        + " values (?, ?, ?, ?, ?, ?, ?, ?)")
                .params(
                        account.userId(),
                        account.role().name(),
                        account.scope(),
                        account.displayName(),
                        account.email(),
                        account.phone(),
                        account.language(),
                        OffsetDateTime.ofInstant(clock.instant(), ZoneOffset.UTC))
                .update();
        audit.record(
                current.find().map(Actor::userId).orElse("installation"),
                "account.created",
                "account:" + account.userId());
    }

    private static void check(Account account) {
        if (!USER_ID.matcher(account.userId()).matches()) {
            throw new Refused("userId", "access.account.userId");
        }
        var scope = account.scope();
        if (account.role().isScoped() != (scope != null)
                || (scope != null && !SCOPE.matcher(scope).matches())) {
            throw new Refused("scope", "access.account.scope");
        }
        if (account.displayName().isBlank()
                || account.displayName().length() > 200
                || account.displayName().chars().anyMatch(Character::isISOControl)) {
            throw new Refused("displayName", "access.account.displayName");
        }
        var email = account.email();
        if (email != null && !EMAIL.matcher(email).matches()) {
            throw new Refused("email", "access.account.email");
        }
        var phone = account.phone();
        if (phone != null && !PHONE.matcher(phone).matches()) {
            throw new Refused("phone", "access.account.phone");
        }
        if (!LANGUAGES.contains(account.language())) {
            throw new Refused("language", "access.account.language");
        }
    }

    private static Set<String> groups(Account account) {
        var scope = account.scope();
        return scope == null
                ? Set.of(account.role().group())
                : Set.of(account.role().group(), account.role().group(scope));
    }

    private static Account read(ResultSet row, int number) throws SQLException {
        var name = row.getString("display_name");
        return new Account(
                row.getString("user_id"),
                Role.valueOf(row.getString("role_name")),
                row.getString("scope_code"),
                name == null ? row.getString("user_id") : name,
                row.getString("email"),
                row.getString("phone"),
                row.getString("lang"));
    }
}
