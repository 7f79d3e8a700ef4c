package org.dawra.access;

import java.util.Set;
import java.util.function.Supplier;
import org.camunda.bpm.engine.IdentityService;
import org.dawra.engine.Refused;
import org.dawra.web.Language;
import org.jspecify.annotations.Nullable;
import org.springframework.context.MessageSource;
import org.springframework.stereotype.Component;

/** Users and groups of the engine. A user bears the title of the role, never a person's name or address. */
@Component
class EngineUsers {

    private final IdentityService identity;
    private final MessageSource messages;
    private final Passwords passwords;

    EngineUsers(IdentityService identity, MessageSource messages, Passwords passwords) {
        this.identity = identity;
        this.messages = messages;
        this.passwords = passwords;
    }

    boolean exists(String userId) {
        return asInstallation(() -> identity.createUserQuery().userId(userId).count() > 0);
    }

    /** Creates the user; without a password nobody can log in as it, for the one it gets is told to nobody. */
    void create(Account account, Set<String> groups, @Nullable String password) {
        var user = identity.newUser(account.userId());
        var scope = account.scope();
        user.setFirstName(title(account.role()));
        user.setLastName(scope == null ? "" : scope);
        user.setPassword(password == null ? passwords.generate() : password);
        if (password != null
                && !asInstallation(() -> identity.checkPasswordAgainstPolicy(password, user))
                        .isValid()) {
            throw new Refused("password", "access.account.weakPassword");
        }
        asInstallation(() -> {
            identity.saveUser(user);
            groups.forEach(group -> {
                ensureGroup(group, scope == null ? title(account.role()) : title(account.role()) + " " + scope);
                identity.createMembership(account.userId(), group);
            });
            return true;
        });
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

    /** The engine would ask for authorizations of whoever is acting; what may be done here our own code has decided. */
    private <T> T asInstallation(Supplier<T> work) {
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
