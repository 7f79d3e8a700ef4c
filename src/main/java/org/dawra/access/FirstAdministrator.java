package org.dawra.access;

import java.io.Console;
import java.util.Locale;
import org.dawra.engine.Refused;
import org.dawra.web.Language;
import org.dawra.web.PublicUrl;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.MessageSource;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * Sees to it that the real network has somebody who can let others in. Whoever starts the application names the first
 * administrator; nobody becomes one over the network.
 */
@Component
public class FirstAdministrator {

    static final String USER = "DAWRA_ADMIN_USER";
    static final String PASSWORD = "DAWRA_ADMIN_PASSWORD";
    private static final int TRIES = 3;

    private final StoredAccounts accounts;
    private final AccountRows rows;
    private final AccessLinks links;
    private final Welcoming welcoming;
    private final MessageSource messages;
    private final PublicUrl url;
    private final String user;
    private final String password;

    FirstAdministrator(
            StoredAccounts accounts,
            AccountRows rows,
            AccessLinks links,
            Welcoming welcoming,
            MessageSource messages,
            PublicUrl url,
            @Value("${" + USER + ":admin}") String user,
            @Value("${" + PASSWORD + ":}") String password) {
        this.accounts = accounts;
        this.rows = rows;
        this.links = links;
        this.welcoming = welcoming;
        this.messages = messages;
        this.url = url;
        this.user = user;
        this.password = password;
    }

    /** Whether there is an administrator whose account is not closed. */
    public boolean exists() {
        return rows.list(Role.ADMINISTRATOR, null).stream().anyMatch(row -> row.state() != AccountState.DISABLED);
    }

    /**
     * Makes the first administrator from the environment, or asks at a terminal, unless there is one.
     *
     * @throws StartRefused when nobody says who it is
     */
    @Transactional
    public void ensure() {
        if (exists()) {
            return;
        }
        if (!password.isEmpty()) {
            make(user, password);
            return;
        }
        var terminal = System.console();
        if (terminal == null || !asked(terminal, user)) {
            throw new StartRefused(
                    "The network's database has no administrator, so nobody could let anybody in.",
                    "Start once with the environment variables " + USER + " and " + PASSWORD
                            + " set, or from a terminal, which asks for a password. Or type, with the same --data DIR,"
                            + " ./dawra admin --user NAME, which prints a link by which the administrator sets one.");
        }
    }

    /** Asks for a password at the terminal; false when none was typed. */
    boolean asked(Console terminal, String userId) {
        for (var i = 0; i < TRIES; i++) {
            var typed = terminal.readPassword(
                    "New password of the administrator %s (at least %d characters): ", userId, PasswordRules.SHORTEST);
            if (typed == null || typed.length == 0) {
                return false;
            }
            try {
                make(userId, new String(typed));
                return true;
            } catch (StartRefused refused) {
                terminal.printf("%s%n", refused.getMessage());
            }
        }
        return false;
    }

    /** The password that the environment gives, for a command that may set it. */
    @Nullable
    String passwordOfEnvironment() {
        return password.isEmpty() ? null : password;
    }

    /** Makes the administrator with this password, or gives it to the one there is. */
    @Transactional
    public void make(String userId, String secret) {
        try {
            existing(userId);
            if (rows.find(userId).isEmpty()) {
                accounts.create(account(userId), secret);
            } else {
                welcoming.change(userId, secret);
            }
        } catch (Refused refused) {
            throw explained(refused);
        }
    }

    /** A link by which the administrator sets a password; the account is made where there is none. */
    @Transactional
    public String link(String userId) {
        try {
            existing(userId);
            var row = rows.find(userId);
            if (row.isEmpty()) {
                accounts.create(account(userId), null);
            } else if (row.get().state() == AccountState.DISABLED) {
                rows.enter(userId, AccountState.INVITED);
            }
            links.endAll(userId);
            return url.of("/welcome/" + links.issue(userId, AccessLinks.Purpose.INVITATION));
        } catch (Refused refused) {
            throw explained(refused);
        }
    }

    private void existing(String userId) {
        rows.find(userId)
                .filter(row -> row.account().role() != Role.ADMINISTRATOR)
                .ifPresent(row -> {
                    throw new StartRefused(
                            "The account " + userId + " is not an administrator's.",
                            "Choose another name for the administrator.");
                });
    }

    private static Account account(String userId) {
        return new Account(userId.toLowerCase(Locale.ROOT), Role.ADMINISTRATOR, null, userId, null, null, "ar");
    }

    private StartRefused explained(Refused refused) {
        var finding = refused.findings().get(0);
        return new StartRefused(
                messages.getMessage(finding.messageKey(), finding.args().toArray(), Language.EN.locale()),
                "Choose another name or password for the administrator.");
    }
}
