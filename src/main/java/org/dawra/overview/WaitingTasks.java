package org.dawra.overview;

import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.dawra.access.Account;
import org.dawra.access.Accounts;
import org.dawra.access.Role;
import org.dawra.cycle.AnnualCycle;
import org.dawra.cycle.LocalTimes;
import org.dawra.cycle.TrainingCycle;
import org.dawra.engine.ProcessHistory;
import org.dawra.engine.ProcessHistory.OpenTask;
import org.dawra.web.ChosenLanguage;
import org.jspecify.annotations.Nullable;
import org.springframework.context.MessageSource;
import org.springframework.stereotype.Component;

/** What waits for whom in a year, and since when it should have been done. Says roles, not persons. */
@Component
class WaitingTasks {

    private final ProcessHistory history;
    private final Accounts accounts;
    private final MessageSource texts;
    private final Clock clock;

    WaitingTasks(ProcessHistory history, Accounts accounts, MessageSource texts, Clock clock) {
        this.history = history;
        this.accounts = accounts;
        this.texts = texts;
        this.clock = clock;
    }

    /** A kind of task and who does it. */
    private record Kind(String name, String who) {}

    /** The tasks of the cycle by kind and role, the longest overdue first. */
    List<Waiting> of(TrainingCycle cycle) {
        var kinds = new LinkedHashMap<Kind, List<OpenTask>>();
        var known = new HashMap<String, String>();
        for (var task : history.openTasks(AnnualCycle.KEY, cycle.id().key())) {
            kinds.computeIfAbsent(new Kind(name(task), who(task, cycle, known)), kind -> new ArrayList<>())
                    .add(task);
        }
        var now = clock.instant();
        var times = new LocalTimes(cycle.edition().offsets());
        return kinds.entrySet().stream()
                .map(kind -> waiting(kind.getKey(), kind.getValue(), times, now))
                .sorted(Comparator.comparing(Waiting::due, Comparator.nullsLast(Comparator.naturalOrder())))
                .toList();
    }

    private static Waiting waiting(Kind kind, List<OpenTask> tasks, LocalTimes times, Instant now) {
        var due = tasks.stream()
                .map(OpenTask::due)
                .filter(Objects::nonNull)
                .min(Comparator.naturalOrder())
                .orElse(null);
        return new Waiting(
                kind.name(),
                kind.who(),
                tasks.size(),
                Math.toIntExact(tasks.stream().filter(t -> isLate(t, now)).count()),
                due,
                due == null ? 0 : (int) Math.max(0, ChronoUnit.DAYS.between(times.day(due), times.day(now))));
    }

    private static boolean isLate(OpenTask task, Instant now) {
        var due = task.due();
        return due != null && due.isBefore(now);
    }

    private String name(OpenTask task) {
        return text(task.processKey() + "." + task.element() + ".name", task.name());
    }

    private String who(OpenTask task, TrainingCycle cycle, Map<String, String> known) {
        var assignee = task.assignee();
        if (assignee != null) {
            return known.computeIfAbsent(
                    assignee,
                    user -> accounts.find(user)
                            .map(account -> role(account, cycle))
                            .orElseGet(() -> text("overview.audit.actor.party", user)));
        }
        var group = task.group();
        return group == null ? text("overview.year.nobody", "—") : known.computeIfAbsent(group, g -> role(g, cycle));
    }

    private String role(Account account, TrainingCycle cycle) {
        var scope = account.scope();
        return account.role().isScoped() && scope != null
                ? role(account.role().group(scope), cycle)
                : label(account.role(), null);
    }

    private String role(String group, TrainingCycle cycle) {
        for (var province : cycle.edition().provinces()) {
            if (group.equals(Role.COORDINATOR.group(province.code()))) {
                return label(Role.COORDINATOR, province.name().in(ChosenLanguage.current()));
            }
        }
        for (var partner : cycle.edition().partners()) {
            if (group.equals(Role.PARTNER.group(partner.code()))) {
                return label(Role.PARTNER, partner.name().in(ChosenLanguage.current()));
            }
        }
        for (var role : Role.values()) {
            if (group.equals(role.group())) {
                return label(role, null);
            }
        }
        return group;
    }

    private String label(Role role, @Nullable String scope) {
        var key = "access.role." + role.name();
        var label = scope == null
                ? null
                : texts.getMessage(
                        key + ".of",
                        new Object[] {scope},
                        null,
                        ChosenLanguage.current().locale());
        return label == null ? text(key, role.name()) : label;
    }

    private String text(String key, String otherwise) {
        var found =
                texts.getMessage(key, null, otherwise, ChosenLanguage.current().locale());
        return found == null ? otherwise : found;
    }
}
