package org.dawra.cycle;

import java.util.List;
import java.util.Locale;
import org.dawra.access.Accounts;
import org.dawra.access.Role;
import org.dawra.mail.Message;
import org.dawra.mail.Outbox;
import org.dawra.web.Language;
import org.dawra.web.PublicUrl;
import org.springframework.context.MessageSource;
import org.springframework.stereotype.Component;

/** Reminds those who hold a role of a task that waits for them, and whom no day's list reminds. */
@Component
class Reminders {

    private final Accounts accounts;
    private final Outbox outbox;
    private final MessageSource texts;
    private final PublicUrl url;
    private final TrainingCycles cycles;

    Reminders(Accounts accounts, Outbox outbox, MessageSource texts, PublicUrl url, TrainingCycles cycles) {
        this.accounts = accounts;
        this.outbox = outbox;
        this.texts = texts;
        this.url = url;
        this.cycles = cycles;
    }

    /** Plans one message a holder; the same purpose is sent once. Texts are {@code <key>.subject} and {@code <key>.text}. */
    void remind(Role role, String purpose, String key, CycleId id) {
        var cycle = cycles.get(id);
        outbox.planAll(accounts.withRole(role).stream()
                .filter(account -> !accounts.isSentTheDaysList(account))
                .map(account -> {
                    var locale = Language.valueOf(account.language().toUpperCase(Locale.ROOT))
                            .locale();
                    var args = new Object[] {
                        cycle.edition().title().in(locale),
                        url.of(role == Role.PRESIDENT ? "/waiting-for-me" : "/my-tasks")
                    };
                    return new Message(
                            purpose + ":" + account.userId(),
                            purpose,
                            new Message.Recipient(
                                    account.displayName(), account.email(), account.phone(), role.group()),
                            account.language(),
                            texts.getMessage(key + ".subject", args, locale),
                            texts.getMessage(key + ".text", args, locale),
                            List.of());
                })
                .toList());
    }
}
