package org.dawra.overview;

import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.dawra.access.Account;
import org.dawra.access.Accounts;
import org.dawra.access.Role;
import org.dawra.audit.AuditHead;
import org.dawra.audit.AuditLog;
import org.dawra.audit.AuditTrail;
import org.dawra.mail.Message;
import org.dawra.mail.Outbox;
import org.dawra.web.Formats;
import org.dawra.web.Language;
import org.dawra.web.PublicUrl;
import org.springframework.context.MessageSource;
import org.springframework.context.annotation.Profile;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Sends the head of the chain to those who answer for the year, once a day. Out of the database's reach it is what shows
 * later that history was rewritten or its end cut off. Once across all nodes: the day's head is a row with a unique key,
 * written in the transaction that plans the messages. A headless year sends none: its days are not days.
 */
@Component
@Profile("!demo")
class HeadMail {

    private static final Role[] READERS = {Role.PRESIDENT, Role.PROGRAMME_MANAGER, Role.AUDITOR};

    private final AuditLog log;
    private final AuditTrail trail;
    private final Accounts accounts;
    private final Outbox outbox;
    private final MessageSource texts;
    private final PublicUrl url;
    private final Clock clock;
    private final TransactionTemplate transaction;

    HeadMail(
            AuditLog log,
            AuditTrail trail,
            Accounts accounts,
            Outbox outbox,
            MessageSource texts,
            PublicUrl url,
            Clock clock,
            PlatformTransactionManager transactions) {
        this.log = log;
        this.trail = trail;
        this.accounts = accounts;
        this.outbox = outbox;
        this.texts = texts;
        this.url = url;
        this.clock = clock;
        this.transaction = new TransactionTemplate(transactions);
    }

    /** Looks a few times an hour whether the day's head has been sent. */
    @Scheduled(initialDelay = 2, fixedDelay = 10, timeUnit = TimeUnit.MINUTES)
    void sendOnceADay() {
        var today = LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC);
        try {
            transaction.executeWithoutResult(status -> log.fixHead(today).ifPresent(head -> plan(today, head)));
        } catch (AuditLog.HeadFixedMeanwhile otherNode) {
            // It has planned the messages.
            return;
        }
    }

    private void plan(LocalDate day, AuditHead head) {
        trail.record("engine", "audit.head-sent", "head:" + head.position());
        outbox.planAll(Stream.of(READERS)
                .flatMap(role -> accounts.withRole(role).stream())
                .map(account -> message(account, day, head))
                .toList());
    }

    private Message message(Account account, LocalDate day, AuditHead head) {
        var language = Language.valueOf(account.language().toUpperCase(Locale.ROOT));
        var locale = language.locale();
        var args = new Object[] {Formats.date(day, language), head.position(), head.toString(), url.of("/audit")};
        return new Message(
                "audit-head:" + day + ":" + account.userId(),
                "audit-head:" + day,
                new Message.Recipient(
                        account.displayName(),
                        account.email(),
                        account.phone(),
                        account.role().group()),
                account.language(),
                texts.getMessage("overview.audit.mail.subject", args, locale),
                texts.getMessage("overview.audit.mail.text", args, locale),
                List.of());
    }
}
