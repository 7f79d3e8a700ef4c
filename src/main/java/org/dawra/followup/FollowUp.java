package org.dawra.followup;

import java.time.Instant;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.dawra.access.Account;
import org.dawra.access.Accounts;
import org.dawra.access.Reach;
import org.dawra.access.Role;
import org.dawra.access.TaskHandover;
import org.dawra.audit.AuditTrail;
import org.dawra.engine.Actor;
import org.dawra.engine.Fields;
import org.dawra.engine.HumanTask;
import org.dawra.engine.HumanTasks;
import org.dawra.engine.Refused;
import org.dawra.engine.TaskSteering;
import org.dawra.mail.Message;
import org.dawra.mail.Outbox;
import org.dawra.web.Formats;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * What a manager does about a task that waits for others: give it to somebody else, give it more time, nudge. Each with a
 * reason that is kept with the task and told to whoever has it.
 */
@Service
class FollowUp {

    static final int LONGEST_REASON = 300;
    private static final LocalTime EVENING = LocalTime.of(18, 0);
    private static final int FARTHEST_DAYS = 366;

    private final HumanTasks tasks;
    private final TaskHandover handover;
    private final TaskSteering steering;
    private final TaskDeeds deeds;
    private final TaskWords words;
    private final Accounts accounts;
    private final YearClock year;
    private final Letters letters;
    private final Formats formats;
    private final Outbox outbox;
    private final AuditTrail audit;

    FollowUp(
            HumanTasks tasks,
            TaskHandover handover,
            TaskSteering steering,
            TaskDeeds deeds,
            TaskWords words,
            Accounts accounts,
            YearClock year,
            Letters letters,
            Formats formats,
            Outbox outbox,
            AuditTrail audit) {
        this.tasks = tasks;
        this.handover = handover;
        this.steering = steering;
        this.deeds = deeds;
        this.words = words;
        this.accounts = accounts;
        this.year = year;
        this.letters = letters;
        this.formats = formats;
        this.outbox = outbox;
        this.audit = audit;
    }

    /** Gives the task to the person {@code to}. */
    @Transactional
    public void reassign(Actor by, String taskId, Fields fields) {
        var task = required(by, taskId);
        var reason = fields.text("reason", LONGEST_REASON);
        var to = candidate(by, task, fields.text("to", 64));
        var before = task.assignee();
        handover.give(by, taskId, to.userId());
        var deed = deeds.add(
                task, TaskDeeds.Entry.byPerson(TaskDeeds.Kind.REASSIGNED, by.userId(), to.userId(), reason, null));
        var told = new ArrayList<>(List.of(told(task, to, deed, "followup.given", reason)));
        if (before != null) {
            accounts.find(before).ifPresent(former -> told.add(told(task, former, deed, "followup.givenAway", reason)));
        }
        outbox.planAll(told);
    }

    /** Those to whom the actor may give the task, besides the one who has it. */
    List<Account> candidates(Actor by, HumanTask task) {
        return handover.candidates(task).stream()
                .filter(account -> !hasIt(task, account))
                .filter(account -> !isAnotherSelf(by, account) && !hasTheOtherAct(task, account))
                .toList();
    }

    private Account candidate(Actor by, HumanTask task, String userId) {
        var account = handover.candidates(task).stream()
                .filter(candidate -> candidate.userId().equals(userId))
                .findFirst()
                .orElseThrow(() -> new Refused("to", "form.assignee"));
        if (hasIt(task, account)) {
            throw new Refused("to", "followup.refused.hasIt");
        }
        if (isAnotherSelf(by, account)) {
            throw new Refused("to", "followup.refused.oneself");
        }
        if (hasTheOtherAct(task, account)) {
            throw new Refused("to", "followup.refused.twoPersons");
        }
        return account;
    }

    /** In whose hands it is, or who alone may take it. */
    private boolean hasIt(HumanTask task, Account account) {
        var holders = words.holders(task);
        return holders.size() == 1 && holders.get(0).userId().equals(account.userId());
    }

    /** Whoever holds two accounts hands nothing of the one duty to oneself in the other. */
    private boolean isAnotherSelf(Actor by, Account account) {
        return !account.userId().equals(by.userId()) && accounts.samePerson(by.userId(), account.userId());
    }

    /** Where two duties must do the same act, as president and manager confirm the award, one person gets one of the two. */
    private boolean hasTheOtherAct(HumanTask task, Account account) {
        return isOfTwo(task)
                && tasks.waiting(task.processKey(), task.businessKey()).stream()
                        .filter(other -> other.definitionKey().equals(task.definitionKey())
                                && !other.id().equals(task.id())
                                && isOfTwo(other))
                        .flatMap(other -> words.holders(other).stream())
                        .anyMatch(holder -> accounts.samePerson(holder.userId(), account.userId()));
    }

    private boolean isOfTwo(HumanTask task) {
        return words.duties(task).stream().anyMatch(duty -> duty.scope() == null);
    }

    /** Moves the due date to the end of the day {@code due}, or to the hour that it had. */
    @Transactional
    public void extend(Actor by, String taskId, Fields fields) {
        var task = required(by, taskId);
        var reason = fields.text("reason", LONGEST_REASON);
        var day = fields.date("due");
        if (day.isBefore(year.today())) {
            throw new Refused("due", "followup.refused.past");
        }
        if (day.isAfter(year.today().plusDays(FARTHEST_DAYS))) {
            throw new Refused("due", "followup.refused.far");
        }
        var before = task.due();
        var due = before == null ? year.instant(day.atTime(EVENING)) : year.sameHour(day, before);
        if (before != null && !due.isAfter(before)) {
            throw new Refused("due", "followup.refused.earlier", formats.day(before));
        }
        var closes = steering.closes(taskId).orElse(null);
        if (closes != null && due.isAfter(closes)) {
            if (!year.day(closes).equals(day) || before != null && !closes.isAfter(before)) {
                throw new Refused("due", "followup.refused.closes", formats.dateTime(closes));
            }
            // On the last day there is time until it closes.
            due = closes;
        }
        var moved = due;
        steering.postpone(taskId, moved);
        var deed = deeds.add(
                task, new TaskDeeds.Entry(TaskDeeds.Kind.EXTENDED, by.userId(), null, before, moved, reason, null));
        audit.record(by.userId(), "task.postponed", subject(task));
        outbox.planAll(words.holders(task).stream()
                .map(account -> letters.to(
                        account,
                        "task-deed:" + deed + ":" + account.userId(),
                        "task-deed:" + deed,
                        language -> new Letters.Words(
                                "followup.extended",
                                words.title(task),
                                formats.day(moved),
                                reason,
                                letters.link(words.path(task, account.role())))))
                .toList());
    }

    /**
     * Writes to those who have the task, each once a day; whoever has no address gets a line on the manager's list, and a
     * telephone number on the page.
     */
    @Transactional
    public void nudge(Actor by, String taskId, Fields fields) {
        var task = required(by, taskId);
        var reason = fields.text("reason", LONGEST_REASON);
        var holders = words.holders(task);
        if (holders.isEmpty()) {
            throw new Refused("", "followup.refused.nobody");
        }
        var today = year.today();
        var nudged = 0;
        for (var account : holders) {
            var once = "nudge:" + taskId + ":" + account.userId() + ":" + today;
            if (!deeds.isDone(once)) {
                deeds.add(
                        task,
                        TaskDeeds.Entry.byPerson(TaskDeeds.Kind.NUDGED, by.userId(), account.userId(), reason, once));
                outbox.plan(letters.to(
                        account,
                        once,
                        "nudge:" + taskId,
                        language -> new Letters.Words(
                                "followup.nudging",
                                words.title(task),
                                dueWords(task),
                                reason,
                                letters.link(words.path(task, account.role())))));
                nudged++;
            }
        }
        if (nudged == 0) {
            throw new Refused("", "followup.refused.nudgedToday");
        }
        audit.record(by.userId(), "task.nudged", subject(task));
    }

    private String dueWords(HumanTask task) {
        var due = task.due();
        return due == null ? "—" : formats.day(due);
    }

    private Message told(HumanTask task, Account account, long deed, String key, String reason) {
        return letters.to(
                account,
                "task-deed:" + deed + ":" + account.userId(),
                "task-deed:" + deed,
                language -> new Letters.Words(
                        key,
                        words.title(task),
                        dueWords(task),
                        reason,
                        letters.link(words.path(task, account.role()))));
    }

    private HumanTask required(Actor by, String taskId) {
        Reach.requireOneOf(by, Set.of(Role.PROGRAMME_MANAGER));
        return tasks.waiting(taskId).orElseThrow(HumanTasks.NoSuchTask::new);
    }

    static String subject(HumanTask task) {
        return task.processKey() + "/" + task.definitionKey() + ":" + task.businessKey();
    }

    /** When a timer of the model takes the task away. */
    Optional<Instant> closes(HumanTask task) {
        return steering.closes(task.id());
    }
}
