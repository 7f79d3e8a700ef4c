package org.dawra.overview;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import org.dawra.access.Account;
import org.dawra.access.Accounts;
import org.dawra.access.Role;
import org.dawra.engine.FailedSteps;
import org.dawra.engine.FailedSteps.FailedStep;
import org.dawra.mail.Message;
import org.dawra.mail.Outbox;
import org.dawra.web.Language;
import org.dawra.web.PublicUrl;
import org.springframework.context.MessageSource;
import org.springframework.context.annotation.Profile;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/**
 * Tells the programme manager that a step waits for a person: at most once an hour however many steps fail, since the
 * purpose of the message is the hour in which one gave up. That makes it once across all nodes, too.
 */
@Component
@Profile("!demo")
class FailureMail {

    private static final int MOST_LINES = 20;

    private final FailedSteps steps;
    private final FailureWords words;
    private final Accounts accounts;
    private final Outbox outbox;
    private final MessageSource texts;
    private final PublicUrl url;

    FailureMail(
            FailedSteps steps,
            FailureWords words,
            Accounts accounts,
            Outbox outbox,
            MessageSource texts,
            PublicUrl url) {
        this.steps = steps;
        this.words = words;
        this.accounts = accounts;
        this.outbox = outbox;
        this.texts = texts;
        this.url = url;
    }

    /** Looks a few times an hour. */
    @Scheduled(initialDelay = 3, fixedDelay = 5, timeUnit = TimeUnit.MINUTES)
    void tell() {
        if (steps.waiting() == 0) {
            return;
        }
        var failed = steps.all().stream().filter(FailedStep::givenUp).toList();
        var last =
                failed.stream().map(FailedStep::gaveUp).filter(Objects::nonNull).max(Instant::compareTo);
        last.ifPresent(moment -> tell(failed, moment.truncatedTo(ChronoUnit.HOURS)));
    }

    private void tell(List<FailedStep> failed, Instant hour) {
        outbox.planAll(accounts.withRole(Role.PROGRAMME_MANAGER).stream()
                .map(account -> message(account, failed, hour))
                .toList());
    }

    private Message message(Account account, List<FailedStep> failed, Instant hour) {
        var locale =
                Language.valueOf(account.language().toUpperCase(Locale.ROOT)).locale();
        var lines = failed.stream()
                .limit(MOST_LINES)
                .map(step -> words.tell(step, 0, locale))
                .map(told -> "– " + told.name() + ": " + told.failed())
                .distinct()
                .toList();
        var args = new Object[] {failed.size(), String.join("\n", lines), url.of("/failures")};
        return new Message(
                "failed-steps:" + hour + ":" + account.userId(),
                "failed-steps:" + hour,
                new Message.Recipient(
                        account.displayName(),
                        account.email(),
                        account.phone(),
                        account.role().group()),
                account.language(),
                texts.getMessage("failure.mail.subject", args, locale),
                texts.getMessage("failure.mail.text", args, locale),
                List.of());
    }
}
