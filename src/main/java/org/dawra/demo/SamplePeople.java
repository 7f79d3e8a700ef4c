package org.dawra.demo;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.dawra.access.Account;
import org.dawra.access.Accounts;
import org.dawra.access.Passwords;
import org.dawra.access.Role;
import org.dawra.cycle.Edition;
import org.dawra.engine.Actor;
import org.dawra.engine.HumanTask;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * The people of a sample installation: one of each role and scope that the editions name. They bear their function as
 * name, never a person's, and their addresses end in {@code .invalid}.
 */
@Component
class SamplePeople {

    static final int FACILITATORS = 5;
    static final int JURORS = 3;

    private final Accounts accounts;
    private final Passwords passwords;

    SamplePeople(Accounts accounts, Passwords passwords) {
        this.accounts = accounts;
        this.passwords = passwords;
    }

    /** A row of the table of sample accounts. {@code password} is null for who acts by personal link only. */
    record Login(
            String role,
            String user,
            String password,
            @Nullable String province) {}

    /** Creates whoever is missing and answers the accounts that were created now, with their passwords. */
    @Transactional
    List<Login> create(Collection<Edition> editions) {
        var wanted = new LinkedHashMap<String, Account>();
        put(wanted, "president", Role.PRESIDENT, null, "رئيسة الشبكة (نموذج)");
        put(wanted, "programme-manager", Role.PROGRAMME_MANAGER, null, "مسؤول البرنامج (نموذج)");
        put(wanted, "working-team", Role.WORKING_TEAM, null, "فريق العمل (نموذج)");
        put(wanted, "auditor", Role.AUDITOR, null, "مدققة (نموذج)");
        put(wanted, "administrator", Role.ADMINISTRATOR, null, "مدير الحسابات (نموذج)");
        for (var edition : editions) {
            var place = 0;
            for (var province : edition.provinces()) {
                put(
                        wanted,
                        Role.COORDINATOR.group(province.code()),
                        Role.COORDINATOR,
                        province.code(),
                        inTurn(++place, "منسقة ", "منسق ") + province.name().ar() + " (نموذج)");
            }
            place = 0;
            for (var partner : edition.partners()) {
                put(
                        wanted,
                        Role.PARTNER.group(partner.code()),
                        Role.PARTNER,
                        partner.code(),
                        inTurn(++place, "ممثل ", "ممثلة ") + partner.name().ar() + " (نموذج)");
            }
        }
        for (var i = 1; i <= FACILITATORS; i++) {
            put(wanted, "facilitator-" + i, Role.FACILITATOR, null, inTurn(i, "المؤطرة ", "المؤطر ") + i + " (نموذج)");
        }
        for (var i = 1; i <= JURORS; i++) {
            put(
                    wanted,
                    "juror-" + i,
                    Role.JURY,
                    null,
                    inTurn(i, "عضو", "عضوة") + " لجنة التحكيم رقم " + i + " (نموذج)");
        }
        var logins = new ArrayList<Login>();
        for (var account : wanted.values()) {
            if (accounts.find(account.userId()).isEmpty()) {
                var password = passwords.generate();
                accounts.create(account, password);
                logins.add(new Login(
                        account.role().name().toLowerCase(Locale.ROOT).replace('_', '-'),
                        account.userId(),
                        password,
                        account.role() == Role.COORDINATOR ? account.scope() : null));
            }
        }
        return logins;
    }

    /** Women and men in turn: a title with both endings reads like a form. */
    private static String inTurn(int number, String odd, String even) {
        return number % 2 == 1 ? odd : even;
    }

    private static void put(
            LinkedHashMap<String, Account> wanted, String user, Role role, @Nullable String scope, String name) {
        wanted.putIfAbsent(user, new Account(user, role, scope, name, user + "@dawra.invalid", null, "ar"));
    }

    /** Somebody who may do the task. Throws {@link IllegalStateException} when nobody of the sample may. */
    Actor whoMay(HumanTask task) {
        var assignee = task.assignee();
        if (assignee != null) {
            return accounts.find(assignee).map(accounts::actor).orElseGet(() -> Actor.holder(assignee));
        }
        for (var role : Role.values()) {
            for (var account : accounts.withRole(role)) {
                var actor = accounts.actor(account);
                if (task.openTo(actor)) {
                    return actor;
                }
            }
        }
        throw new IllegalStateException("Nobody may do " + task.processKey() + ":" + task.definitionKey());
    }

    /** The sample account, when it has this role. */
    Optional<Actor> find(Role role, String user) {
        return accounts.find(user).filter(a -> a.role() == role).map(accounts::actor);
    }

    /** The account with this role, as an actor. */
    Actor one(Role role) {
        return accounts.actor(accounts.withRole(role).get(0));
    }

    /** The coordinator of a province, as an actor. */
    Actor coordinator(String province) {
        return accounts.actor(accounts.withRole(Role.COORDINATOR, province).get(0));
    }
}
