package org.dawra.followup;

import java.time.Clock;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.dawra.access.Account;
import org.dawra.access.Accounts;
import org.dawra.access.Preferences;
import org.dawra.engine.Actor;
import org.dawra.engine.HumanTask;
import org.dawra.engine.HumanTasks;
import org.dawra.mail.Message;
import org.dawra.mail.Outbox;
import org.dawra.mail.Undelivered;
import org.dawra.web.Formats;
import org.dawra.web.Language;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * The day's list: what is overdue, due today and due within the week, and how many people are to be called since mail did
 * not reach them, once a day to each person at the hour they have chosen, and not at all on a quiet day or when there is
 * nothing of it. What comes after it was sent waits for tomorrow's.
 *
 * <p>A row for each person and day is written in the transaction that plans the message; its key decides between nodes.
 * A node that was down at the hour sends the list later on the same day, and never yesterday's.
 */
@Service
class Digests {

    private static final int DAYS_AHEAD = 7;
    private static final int KEPT_DAYS = 60;

    private final HumanTasks tasks;
    private final Accounts accounts;
    private final Preferences preferences;
    private final YearClock year;
    private final TaskWords words;
    private final Letters letters;
    private final Formats formats;
    private final Outbox outbox;
    private final Undelivered undelivered;
    private final JdbcClient jdbc;
    private final Clock clock;
    private final TransactionTemplate transaction;

    Digests(
            HumanTasks tasks,
            Accounts accounts,
            Preferences preferences,
            YearClock year,
            TaskWords words,
            Letters letters,
            Formats formats,
            Outbox outbox,
            Undelivered undelivered,
            JdbcClient jdbc,
            Clock clock,
            PlatformTransactionManager transactions) {
        this.tasks = tasks;
        this.accounts = accounts;
        this.preferences = preferences;
        this.year = year;
        this.words = words;
        this.letters = letters;
        this.formats = formats;
        this.outbox = outbox;
        this.undelivered = undelivered;
        this.jdbc = jdbc;
        this.clock = clock;
        this.transaction = new TransactionTemplate(transactions);
    }

    /** Plans the lists whose hour has come and that nobody has planned; a short transaction each. */
    void planThoseDue() {
        var now = year.now().orElse(null);
        if (now == null || year.isQuiet(now.toLocalDate())) {
            return;
        }
        for (var account : accounts.active()) {
            var choice = preferences.of(account.userId());
            if (choice.digest() && choice.hour() <= now.getHour() && Message.isDeliverable(account.email())) {
                try {
                    transaction.executeWithoutResult(status -> plan(account, now));
                } catch (DuplicateKeyException otherNode) {
                    // It has taken this person's day a moment ago, and plans the message if there is one.
                    continue;
                }
            }
        }
    }

    private void plan(Account account, LocalDateTime now) {
        var day = now.toLocalDate();
        if (isDone(account, day)) {
            return;
        }
        var actor = accounts.actor(account);
        var due = due(actor, day);
        var toCall = undelivered.waiting(actor.groups());
        jdbc.sql("insert into digest_day (user_id, on_day, told) values (?, ?, ?)")
                .params(account.userId(), day, due.size())
                .update();
        jdbc.sql("delete from digest_day where user_id = ? and on_day < ?")
                .params(account.userId(), day.minusDays(KEPT_DAYS))
                .update();
        if (!due.isEmpty() || toCall > 0) {
            outbox.plan(letters.to(
                            account,
                            "digest:" + account.userId() + ":" + day,
                            "digest:" + day,
                            language -> new Letters.Words(
                                    "followup.digest",
                                    formats.day(day),
                                    account.displayName(),
                                    list(account, due, toCall, day, language),
                                    letters.link("/my-account")))
                    .declinable(Message.Decline.NO_MORE));
        }
    }

    private boolean isDone(Account account, LocalDate day) {
        return jdbc.sql("select count(*) from digest_day where user_id = ? and on_day = ?")
                        .params(account.userId(), day)
                        .query(Long.class)
                        .single()
                > 0;
    }

    /** The tasks that are open to the person and due within the week or overdue, those due first in front. */
    private List<HumanTask> due(Actor actor, LocalDate day) {
        return tasks.openTo(actor).stream()
                .filter(task -> task.due() != null && !year.day(task.due()).isAfter(day.plusDays(DAYS_AHEAD)))
                .toList();
    }

    private String list(Account account, List<HumanTask> due, long toCall, LocalDate day, Language language) {
        var blocks = new ArrayList<String>();
        for (var group : Group.values()) {
            var lines = due.stream()
                    .filter(task -> group == group(task, day))
                    .map(task -> letters.text(
                            language,
                            "followup.digest.line",
                            words.title(task),
                            formats.day(year.day(Objects.requireNonNull(task.due()))),
                            letters.link(words.path(task, account.role()))))
                    .toList();
            if (!lines.isEmpty()) {
                blocks.add(letters.text(language, "followup.digest." + group.name()) + "\n" + String.join("\n", lines));
            }
        }
        if (toCall > 0) {
            blocks.add(letters.text(language, "followup.digest.TO_CALL", toCall, letters.link("/hand-over")));
        }
        return String.join("\n\n", blocks);
    }

    /** In which order a list tells its tasks. */
    private enum Group {
        OVERDUE,
        TODAY,
        THIS_WEEK
    }

    private Group group(HumanTask task, LocalDate day) {
        var due = Objects.requireNonNull(task.due());
        if (due.isBefore(clock.instant())) {
            return Group.OVERDUE;
        }
        return year.day(due).equals(day) ? Group.TODAY : Group.THIS_WEEK;
    }
}
