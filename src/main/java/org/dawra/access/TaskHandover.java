package org.dawra.access;

import java.util.Comparator;
import java.util.List;
import org.dawra.audit.AuditTrail;
import org.dawra.engine.Actor;
import org.dawra.engine.HumanTask;
import org.dawra.engine.HumanTasks;
import org.dawra.engine.Refused;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * The one rule of who may be given a task: the programme manager gives it, and only to somebody who may do it anyhow,
 * that is a member of one of its groups, or whoever it was offered to, with an account in use. Whoever had it before loses sight of it. A task that the
 * model gives to one person (a facilitator, a juror, a signatory) stays with that person.
 */
@Component
public class TaskHandover {

    private final HumanTasks tasks;
    private final AccountRows rows;
    private final AuditTrail audit;

    TaskHandover(HumanTasks tasks, AccountRows rows, AuditTrail audit) {
        this.tasks = tasks;
        this.rows = rows;
        this.audit = audit;
    }

    /** Whether the actor may give tasks to others. */
    public boolean mayGive(Actor by) {
        return Reach.keepsAll(by);
    }

    /** Who may be given the task, by name; nobody where the model gives it to one person. */
    public List<Account> candidates(HumanTask task) {
        return rows.list(null, null).stream()
                .filter(TaskHandover::isInUse)
                .map(AccountRows.Row::account)
                .filter(account -> task.isFor(new Actor(account.userId(), StoredAccounts.groups(account))))
                .sorted(Comparator.comparing(Account::displayName))
                .toList();
    }

    /**
     * Gives the task to one person, or back to all who may do it.
     *
     * @param toUserId whom, or null for all of them
     * @throws HumanTasks.NoSuchTask when there is no such task, or the actor may not give any
     * @throws Refused when the person may not be given this task
     */
    @Transactional
    public void give(Actor by, String taskId, @Nullable String toUserId) {
        var task = tasks.waiting(taskId).filter(t -> mayGive(by)).orElseThrow(HumanTasks.NoSuchTask::new);
        var to = toUserId == null
                ? null
                : candidates(task).stream()
                        .filter(account -> account.userId().equals(toUserId))
                        .findFirst()
                        .map(account -> new Actor(account.userId(), StoredAccounts.groups(account)))
                        .orElseThrow(() -> new Refused("assignee", "form.assignee"));
        tasks.assign(taskId, to);
        audit.record(
                by.userId(),
                "task.given",
                task.processKey() + "/" + task.definitionKey() + ":" + task.businessKey()
                        + (to == null ? "" : ", account:" + to.userId()));
    }

    /** A partner's official acts by personal link, without ever setting a password. */
    private static boolean isInUse(AccountRows.Row row) {
        return row.state() == AccountState.ACTIVE
                || row.state() == AccountState.INVITED && row.account().role() == Role.PARTNER;
    }
}
