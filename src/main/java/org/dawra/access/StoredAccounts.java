package org.dawra.access;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.dawra.audit.AuditTrail;
import org.dawra.engine.Actor;
import org.dawra.engine.Refused;
import org.jspecify.annotations.Nullable;
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

    private final AccountRows rows;
    private final EngineUsers users;
    private final AuditTrail audit;
    private final CurrentActor current;
    private final Preferences preferences;

    StoredAccounts(
            AccountRows rows, EngineUsers users, AuditTrail audit, CurrentActor current, Preferences preferences) {
        this.rows = rows;
        this.users = users;
        this.audit = audit;
        this.current = current;
        this.preferences = preferences;
    }

    @Override
    public Optional<Account> find(String userId) {
        return rows.find(userId).map(AccountRows.Row::account);
    }

    @Override
    public List<Account> withRole(Role role) {
        return rows.list(role, null).stream()
                .filter(row -> row.state() != AccountState.DISABLED)
                .map(AccountRows.Row::account)
                .sorted(Comparator.comparing(Account::userId))
                .toList();
    }

    @Override
    public List<Account> withRole(Role role, String scope) {
        return withRole(role).stream()
                .filter(account -> scope.equals(account.scope()))
                .toList();
    }

    @Override
    public List<Account> active() {
        return rows.list(null, AccountState.ACTIVE).stream()
                .map(AccountRows.Row::account)
                .sorted(Comparator.comparing(Account::userId))
                .toList();
    }

    @Override
    public boolean isSentTheDaysList(Account account) {
        return preferences.isListed(account);
    }

    @Override
    public Actor actor(Account account) {
        return new Actor(account.userId(), groups(account));
    }

    @Override
    @Transactional
    public void create(Account account, @Nullable String password) {
        create(account, password, null);
    }

    /** As {@link #create(Account, String)}, remembering the form that asked for it. */
    void create(Account account, @Nullable String password, @Nullable String formId) {
        check(account);
        if (rows.isTaken(account.userId()) || users.exists(account.userId())) {
            throw new Refused("userId", "access.account.taken");
        }
        users.create(account, groups(account), password);
        rows.insert(account, password == null ? AccountState.INVITED : AccountState.ACTIVE, formId);
        audit.record(
                current.find().map(Actor::userId).orElse("installation"),
                "account.created",
                "account:" + account.userId());
    }

    static void check(Account account) {
        if (!USER_ID.matcher(account.userId()).matches()) {
            throw new Refused("userId", "access.account.userId");
        }
        var scope = account.scope();
        if (account.role().isScoped() != (scope != null)
                || (scope != null && !SCOPE.matcher(scope).matches())) {
            throw new Refused("scope", "access.account.scope");
        }
        var wrong = wrong(account);
        if (!wrong.isEmpty()) {
            throw new Refused(wrong);
        }
    }

    /** What cannot be right in what is told of the person. */
    static List<Refused.Finding> wrong(Account account) {
        var wrong = new ArrayList<Refused.Finding>();
        if (account.displayName().isBlank()
                || account.displayName().length() > 200
                || account.displayName().chars().anyMatch(Character::isISOControl)) {
            wrong.add(new Refused.Finding("displayName", "access.account.displayName", List.of()));
        }
        var email = account.email();
        if (email != null && !EMAIL.matcher(email).matches()) {
            wrong.add(new Refused.Finding("email", "access.account.email", List.of()));
        }
        var phone = account.phone();
        if (phone != null && !PHONE.matcher(phone).matches()) {
            wrong.add(new Refused.Finding("phone", "access.account.phone", List.of()));
        }
        if (!LANGUAGES.contains(account.language())) {
            wrong.add(new Refused.Finding("language", "access.account.language", List.of()));
        }
        return wrong;
    }

    static Set<String> groups(Account account) {
        var scope = account.scope();
        return scope == null
                ? Set.of(account.role().group())
                : Set.of(account.role().group(), account.role().group(scope));
    }
}
