package org.dawra.followup;

import java.time.Duration;
import java.time.Instant;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.dawra.access.Account;
import org.dawra.access.Accounts;
import org.dawra.access.Preferences;
import org.dawra.access.Role;
import org.dawra.audit.AuditTrail;
import org.dawra.engine.HumanTask;
import org.dawra.engine.HumanTasks;
import org.dawra.engine.TaskSteering;
import org.dawra.mail.Outbox;
import org.dawra.web.Formats;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * The chain along which a model escalates a late task: first whoever stands in for those who have it may do it too, then
 * the programme manager is told. A model says when; each step is done once a task.
 */
@Service
public class Escalation {

    private static final Duration UNTIL_DEPUTY = Duration.ofDays(1);
    private static final Duration UNTIL_MANAGER = Duration.ofDays(3);
    private static final String ENGINE = "engine";

    private final HumanTasks tasks;
    private final TaskSteering steering;
    private final TaskDeeds deeds;
    private final TaskWords words;
    private final Accounts accounts;
    private final Preferences preferences;
    private final Letters letters;
    private final Formats formats;
    private final Outbox outbox;
    private final AuditTrail audit;

    Escalation(
            HumanTasks tasks,
            TaskSteering steering,
            TaskDeeds deeds,
            TaskWords words,
            Accounts accounts,
            Preferences preferences,
            Letters letters,
            Formats formats,
            Outbox outbox,
            AuditTrail audit) {
        this.tasks = tasks;
        this.steering = steering;
        this.deeds = deeds;
        this.words = words;
        this.accounts = accounts;
        this.preferences = preferences;
        this.letters = letters;
        this.formats = formats;
        this.outbox = outbox;
        this.audit = audit;
    }

    /** When a deputy is called to what was due; where a whole team has the task, so that none stands in, when the manager is told. */
    public static Instant deputyAt(Instant due) {
        return due.plus(UNTIL_DEPUTY);
    }

    /** When the programme manager is told of what was due. */
    public static Instant managerAt(Instant due) {
        return due.plus(UNTIL_MANAGER);
    }

    /**
     * Offers the task to the deputies that those who have it have named, and takes it out of the hands of whoever has taken
     * it. Where nobody has named one, that is noted.
     *
     * @param province of the task meant, where the process has one a province
     */
    @Transactional
    public void callDeputy(String processKey, String businessKey, String element, @Nullable String province) {
        callDeputy(processKey, businessKey, task -> isMeant(task, element, province));
    }

    /** The same for whichever tasks of the instance are {@code meant}. */
    @Transactional
    public void callDeputy(String processKey, String businessKey, Predicate<HumanTask> meant) {
        tasks.waiting(processKey, businessKey).stream().filter(meant).forEach(this::callDeputy);
    }

    private void callDeputy(HumanTask task) {
        var late = Stream.concat(words.mayDo(task).stream(), words.holders(task).stream())
                .distinct()
                .toList();
        if (!late.isEmpty() && late.stream().noneMatch(account -> Preferences.isDeputised(account.role()))) {
            return;
        }
        var deputies = late.stream()
                .flatMap(account -> preferences.deputyOf(account).stream())
                .distinct()
                .toList();
        if (deputies.isEmpty()) {
            once(task, TaskDeeds.Kind.DEPUTY_CALLED, null, "deputy:" + task.id());
        }
        for (var deputy : deputies) {
            var key = "deputy:" + task.id() + ":" + deputy.userId();
            if (once(task, TaskDeeds.Kind.DEPUTY_CALLED, deputy.userId(), key)) {
                steering.offer(task.id(), deputy.userId());
                audit.record(ENGINE, "task.offered", FollowUp.subject(task) + ", account:" + deputy.userId());
                outbox.plan(letters.to(
                        deputy,
                        key,
                        "escalation:" + task.id(),
                        language -> new Letters.Words(
                                "followup.deputy",
                                words.title(task),
                                due(task),
                                letters.link(words.path(task, deputy.role())))));
            }
        }
    }

    /**
     * Tells the programme managers that the task is still late, and who has it.
     *
     * @param province of the task meant, where the process has one a province
     */
    @Transactional
    public void tellManager(String processKey, String businessKey, String element, @Nullable String province) {
        tellManager(processKey, businessKey, task -> isMeant(task, element, province));
    }

    /** The same for whichever tasks of the instance are {@code meant}. Whoever is late oneself is not told so: the day's list says it. */
    @Transactional
    public void tellManager(String processKey, String businessKey, Predicate<HumanTask> meant) {
        tasks.waiting(processKey, businessKey).stream().filter(meant).forEach(task -> {
            var own = words.mayDo(task);
            accounts.withRole(Role.PROGRAMME_MANAGER).stream()
                    .filter(manager -> !own.contains(manager))
                    .forEach(manager -> tellManager(task, manager));
        });
    }

    private void tellManager(HumanTask task, Account manager) {
        var key = "late:" + task.id() + ":" + manager.userId();
        if (once(task, TaskDeeds.Kind.MANAGER_TOLD, manager.userId(), key)) {
            outbox.plan(letters.to(
                    manager,
                    key,
                    "escalation:" + task.id(),
                    language -> new Letters.Words(
                            "followup.late",
                            words.title(task),
                            due(task),
                            words.names(words.holders(task)),
                            letters.link("/tasks/" + task.id()))));
        }
    }

    private boolean once(HumanTask task, TaskDeeds.Kind kind, @Nullable String to, String key) {
        if (deeds.isDone(key)) {
            return false;
        }
        deeds.add(task, TaskDeeds.Entry.byProcess(kind, to, key));
        return true;
    }

    private static boolean isMeant(HumanTask task, String element, @Nullable String province) {
        return task.definitionKey().equals(element)
                && (province == null || task.groups().contains(Role.COORDINATOR.group(province)));
    }

    private String due(HumanTask task) {
        var due = task.due();
        return due == null ? "—" : formats.day(due);
    }
}
