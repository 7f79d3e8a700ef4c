package org.dawra.followup;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.dawra.engine.FreeTexts;
import org.dawra.engine.HumanTask;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.GeneratedKeyHolder;
import org.springframework.stereotype.Repository;

/** The table {@code task_deed}: what was done about tasks that waited too long, and why. */
@Repository
class TaskDeeds implements FreeTexts {

    private final JdbcClient jdbc;
    private final Clock clock;

    TaskDeeds(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /** What is done about a task: the first three by a person, the others by its process. */
    enum Kind {
        REASSIGNED,
        EXTENDED,
        NUDGED,
        DEPUTY_CALLED,
        MANAGER_TOLD
    }

    /** A deed. */
    record Deed(
            Kind kind,
            @Nullable String by,
            @Nullable String to,
            @Nullable Instant dueBefore,
            @Nullable Instant dueAfter,
            @Nullable String reason,
            Instant at) {}

    /** A deed to be written. */
    record Entry(
            Kind kind,
            @Nullable String by,
            @Nullable String to,
            @Nullable Instant dueBefore,
            @Nullable Instant dueAfter,
            @Nullable String reason,
            @Nullable String onceKey) {

        static Entry byPerson(Kind kind, String by, @Nullable String to, String reason, @Nullable String onceKey) {
            return new Entry(kind, by, to, null, null, reason, onceKey);
        }

        static Entry byProcess(Kind kind, @Nullable String to, String onceKey) {
            return new Entry(kind, null, to, null, null, null, onceKey);
        }
    }

    /** Writes the deed and answers its id. */
    long add(HumanTask task, Entry entry) {
        var key = new GeneratedKeyHolder();
        jdbc.sql(
                        "insert into task_deed (task_id, process_key, element, business_key, kind, by_user, to_user, due_before,"
                                + " due_after, reason, at, once_key) values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)")
                .params(
                        task.id(),
                        task.processKey(),
                        task.definitionKey(),
                        task.businessKey(),
                        entry.kind().name(),
                        entry.by(),
                        entry.to(),
                        at(entry.dueBefore()),
                        at(entry.dueAfter()),
                        entry.reason(),
                        at(clock.instant()),
                        entry.onceKey())
                .update(key, "id");
        return Objects.requireNonNull(key.getKey()).longValue();
    }

    /** Whether what may be done once has been done. */
    boolean isDone(String onceKey) {
        return jdbc.sql("select count(*) from task_deed where once_key = ?")
                        .param(onceKey)
                        .query(Long.class)
                        .single()
                > 0;
    }

    /** What was done about a task, newest first. */
    List<Deed> of(String taskId) {
        return jdbc.sql("select kind, by_user, to_user, due_before, due_after, reason, at from task_deed"
                        + " where task_id = ? order by id desc")
                .param(taskId)
                .query(TaskDeeds::read)
                .list();
    }

    /** When somebody was last nudged about each of these tasks. */
    Map<String, Instant> lastNudges(Collection<String> taskIds) {
        var last = new HashMap<String, Instant>();
        if (!taskIds.isEmpty()) {
            jdbc.sql("select task_id, max(at) last_at from task_deed where kind = 'NUDGED' and task_id in (:tasks)"
                            + " group by task_id")
                    .param("tasks", taskIds)
                    .query(row -> {
                        last.put(
                                row.getString("task_id"),
                                row.getObject("last_at", OffsetDateTime.class).toInstant());
                    });
        }
        return last;
    }

    @Override
    public void forgetNaming(Collection<String> words) {
        var naming = new ArrayList<Long>();
        jdbc.sql("select id, reason from task_deed where reason is not null").query(row -> {
            if (FreeTexts.naming(words, row.getString("reason"))) {
                naming.add(row.getLong("id"));
            }
        });
        if (!naming.isEmpty()) {
            jdbc.sql("update task_deed set reason = null where id in (:ids)")
                    .param("ids", naming)
                    .update();
        }
    }

    private static Deed read(ResultSet row, int number) throws SQLException {
        return new Deed(
                Kind.valueOf(row.getString("kind")),
                row.getString("by_user"),
                row.getString("to_user"),
                instant(row.getObject("due_before", OffsetDateTime.class)),
                instant(row.getObject("due_after", OffsetDateTime.class)),
                row.getString("reason"),
                row.getObject("at", OffsetDateTime.class).toInstant());
    }

    private static @Nullable Instant instant(@Nullable OffsetDateTime time) {
        return time == null ? null : time.toInstant();
    }

    private static @Nullable OffsetDateTime at(@Nullable Instant instant) {
        return instant == null ? null : OffsetDateTime.ofInstant(instant, ZoneOffset.UTC);
    }
}
