package org.dawra.access;

import java.util.List;
import java.util.Set;
import java.util.function.Supplier;
import org.camunda.bpm.engine.IdentityService;
import org.camunda.bpm.engine.ProcessEngine;
import org.camunda.bpm.engine.identity.Group;
import org.camunda.bpm.engine.impl.IdentityServiceImpl;
import org.camunda.bpm.engine.impl.cfg.ProcessEngineConfigurationImpl;
import org.camunda.bpm.engine.impl.digest.PasswordManager;
import org.camunda.bpm.engine.impl.persistence.entity.UserEntity;
import org.camunda.bpm.engine.impl.util.EncryptionUtil;
import org.dawra.engine.Refused;
import org.dawra.web.Language;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.MessageSource;
import org.springframework.stereotype.Component;

/** Users and groups of the engine. A user bears the title of the role, never a person's name or address. */
@Component
class EngineUsers {

    private final IdentityService identity;
    private final MessageSource messages;
    private final Passwords passwords;
    private final PasswordRules rules;
    private final PasswordManager hashes;
    private final ObjectProvider<ScopeChoices> scopes;
    private final BcryptPasswords bcrypt = new BcryptPasswords();
    private final String nobody = bcrypt.encrypt("nobody");

    EngineUsers(
            IdentityService identity,
            ProcessEngine engine,
            MessageSource messages,
            Passwords passwords,
            PasswordRules rules,
            ObjectProvider<ScopeChoices> scopes) {
        this.identity = identity;
        this.messages = messages;
        this.passwords = passwords;
        this.rules = rules;
        this.hashes = ((ProcessEngineConfigurationImpl) engine.getProcessEngineConfiguration()).getPasswordManager();
        this.scopes = scopes;
    }

    boolean exists(String userId) {
        return asInstallation(() -> identity.createUserQuery().userId(userId).count() > 0);
    }

    /** Creates the user; without a password nobody can log in as it, for the one it gets is told to nobody. */
    void create(Account account, Set<String> groups, @Nullable String password) {
        var user = identity.newUser(account.userId());
        var scope = account.scope();
        user.setFirstName(title(account.role(), scope));
        user.setLastName("");
        user.setPassword(password == null ? passwords.generate() : password);
        if (password != null) {
            refuseWeak(account.userId(), password);
        }
        asInstallation(() -> {
            identity.saveUser(user);
            groups.forEach(group -> {
                ensureGroup(
                        group,
                        group.equals(account.role().group()) ? title(account.role()) : title(account.role(), scope));
                identity.createMembership(account.userId(), group);
            });
            return true;
        });
    }

    /** Throws {@link Refused} when the account cannot have this password. */
    void refuseWeak(String userId, @Nullable String password) {
        rules.objection(password, userId).ifPresent(key -> {
            throw new Refused("password", key, PasswordRules.SHORTEST, PasswordRules.LONGEST);
        });
    }

    /** Sets another password. Throws {@link Refused} when it is too weak. */
    void setPassword(String userId, String password) {
        refuseWeak(userId, password);
        asInstallation(() -> {
            var user = identity.createUserQuery().userId(userId).singleResult();
            user.setPassword(password);
            identity.saveUser(user);
            return true;
        });
    }

    /**
     * Whether this is the user's password. Takes as long for a user who does not exist, or whose password was hashed in
     * another way, so that the time tells nobody which accounts there are.
     */
    boolean passwordMatches(String userId, String password) {
        var user = asInstallation(() -> user(userId));
        var stored = user == null ? "" : stored(user);
        if (user == null || stored.isEmpty() || password.isEmpty()) {
            bcrypt.check(password, nobody);
            return false;
        }
        // Not the identity service: it would write down each failure, which takes its time and locks nothing here.
        var matches = hashes.check(EncryptionUtil.saltPassword(password, user.getSalt()), stored);
        if (!matches && !BcryptPasswords.isCurrent(stored)) {
            bcrypt.check(password, nobody);
        }
        return matches;
    }

    /** After a login: a password that was hashed by the engine's own way, or more cheaply than now, is hashed anew. */
    void rehashIfOutdated(String userId, String password) {
        asInstallation(() -> {
            var user = user(userId);
            if (user != null && !BcryptPasswords.isCurrent(stored(user))) {
                user.setPassword(password);
                ((IdentityServiceImpl) identity).saveUser(user, true);
            }
            return true;
        });
    }

    /** Ids of the groups of a user. */
    List<String> groupsOf(String userId) {
        return asInstallation(() -> identity.createGroupQuery().groupMember(userId).list().stream()
                .map(Group::getId)
                .toList());
    }

    /** Gives the user these groups and no others, and the title of the role. */
    void move(Account account, Set<String> groups) {
        var scope = account.scope();
        asInstallation(() -> {
            var user = identity.createUserQuery().userId(account.userId()).singleResult();
            user.setFirstName(title(account.role(), scope));
            user.setLastName("");
            identity.saveUser(user);
            var before = groupsOf(account.userId());
            before.stream()
                    .filter(group -> !groups.contains(group))
                    .forEach(group -> identity.deleteMembership(account.userId(), group));
            groups.stream().filter(group -> !before.contains(group)).forEach(group -> {
                ensureGroup(
                        group,
                        group.equals(account.role().group()) ? title(account.role()) : title(account.role(), scope));
                identity.createMembership(account.userId(), group);
            });
            return true;
        });
    }

    private @Nullable UserEntity user(String userId) {
        return identity.createUserQuery().userId(userId).singleResult() instanceof UserEntity user ? user : null;
    }

    private static String stored(UserEntity user) {
        return user.getPassword() == null ? "" : user.getPassword();
    }

    /** Creates the group of a role, and the one its holders share, when it is missing. */
    void ensureGroup(Role role) {
        asInstallation(() -> {
            ensureGroup(role.group(), title(role));
            return true;
        });
    }

    /**
     * The engine offers its set-up page to anyone while nobody is administrator, so somebody always is: a user whose
     * password was never told.
     */
    void ensureSomebodyIsAdministrator() {
        var group = Role.ADMINISTRATOR.group();
        asInstallation(() -> {
            if (identity.createUserQuery().memberOfGroup(group).count() == 0) {
                var user = identity.newUser("installation");
                user.setFirstName("Dawra");
                user.setPassword(passwords.generate());
                identity.saveUser(user);
                identity.createMembership(user.getId(), group);
            }
            return true;
        });
    }

    private void ensureGroup(String id, String name) {
        if (identity.createGroupQuery().groupId(id).count() == 0) {
            var group = identity.newGroup(id);
            group.setName(name);
            group.setType(id.equals(Role.ADMINISTRATOR.group()) ? "SYSTEM" : "WORKFLOW");
            identity.saveGroup(group);
        }
    }

    private String title(Role role) {
        return messages.getMessage("access.role." + role.name(), null, Language.AR.locale());
    }

    /** The title as people say it: with the name of the province or partner. */
    private String title(Role role, @Nullable String scope) {
        if (scope == null) {
            return title(role);
        }
        var name = scopes.stream()
                .filter(choices -> choices.role() == role)
                .flatMap(choices -> choices.choices().stream())
                .filter(choice -> choice.code().equals(scope))
                .map(ScopeChoices.Choice::arabic)
                .findFirst();
        return name.isPresent()
                ? messages.getMessage(
                        "access.role." + role.name() + ".of", new Object[] {name.get()}, Language.AR.locale())
                : title(role) + " " + scope;
    }

    /** The engine would ask for authorizations of whoever is acting; what may be done here our own code has decided. */
    private <T extends @Nullable Object> T asInstallation(Supplier<T> work) {
        var before = identity.getCurrentAuthentication();
        identity.clearAuthentication();
        try {
            return work.get();
        } finally {
            if (before != null) {
                identity.setAuthentication(before);
            }
        }
    }
}
