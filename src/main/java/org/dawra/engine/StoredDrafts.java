package org.dawra.engine;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.camunda.bpm.engine.IdentityService;
import org.camunda.bpm.engine.TaskService;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** The table of drafts. What stands in it is written to no log and into no message of an exception. */
@Component
class StoredDrafts implements Drafts {

    /** As much as fits into a form of the longest list there is: some thousand rows. */
    static final int LARGEST = 200_000;

    private static final long HOUR = 3_600_000;
    private static final TypeReference<LinkedHashMap<String, Object>> FIELDS = new TypeReference<>() {};

    private final JdbcClient jdbc;
    private final HumanTasks tasks;
    private final Contracts contracts;
    private final TaskService engine;
    private final IdentityService identity;
    private final ObjectMapper json;
    private final Clock clock;

    StoredDrafts(
            JdbcClient jdbc,
            HumanTasks tasks,
            Contracts contracts,
            TaskService engine,
            IdentityService identity,
            ObjectMapper json,
            Clock clock) {
        this.jdbc = jdbc;
        this.tasks = tasks;
        this.contracts = contracts;
        this.engine = engine;
        this.identity = identity;
        this.json = json;
        this.clock = clock;
    }

    private record Row(String task, String user, String fields) {}

    @Override
    public Optional<Draft> find(String taskId, Actor actor) {
        return tasks.find(taskId, actor)
                .flatMap(task -> jdbc.sql("select fields, saved_at from task_draft where task_id = ? and user_id = ?")
                        .params(taskId, actor.userId())
                        .query((row, number) -> new Draft(
                                row.getObject("saved_at", OffsetDateTime.class).toInstant(),
                                declared(task, read(row.getString("fields")))))
                        .optional());
    }

    /** Without a transaction of its own: of two that save at once the second then takes the other's row. */
    @Override
    public Instant save(String taskId, Actor actor, Map<String, ?> fields) {
        var task = tasks.find(taskId, actor).orElseThrow(HumanTasks.NoSuchTask::new);
        contracts.refuseUndeclared(task.processKey(), task.definitionKey(), fields.keySet());
        fields.forEach(StoredDrafts::refuseUnlessPlain);
        var text = write(fields);
        if (text.length() > LARGEST) {
            throw new Refused("", "form.tooLong", LARGEST);
        }
        var now = clock.instant();
        if (update(taskId, actor, text, now) == 0) {
            try {
                jdbc.sql("insert into task_draft (task_id, user_id, fields, saved_at) values (?, ?, ?, ?)")
                        .params(taskId, actor.userId(), text, now.atOffset(ZoneOffset.UTC))
                        .update();
            } catch (DuplicateKeyException other) {
                update(taskId, actor, text, now);
            }
        }
        if (tasks.find(taskId, actor).isEmpty()) {
            // The task was done meanwhile, by this person in another window or by somebody else.
            discard(taskId, actor);
            throw new HumanTasks.NoSuchTask();
        }
        return now;
    }

    private int update(String taskId, Actor actor, String text, Instant now) {
        return jdbc.sql("update task_draft set fields = ?, saved_at = ? where task_id = ? and user_id = ?")
                .params(text, now.atOffset(ZoneOffset.UTC), taskId, actor.userId())
                .update();
    }

    @Override
    public void discard(String taskId, Actor actor) {
        jdbc.sql("delete from task_draft where task_id = ? and user_id = ?")
                .params(taskId, actor.userId())
                .update();
    }

    @Override
    @Transactional
    public void forgetNaming(Collection<String> words) {
        for (var row : all()) {
            if (FreeTexts.naming(words, row.fields())) {
                delete(row);
            }
        }
    }

    @Override
    public void forgetOf(String userId) {
        jdbc.sql("delete from task_draft where user_id = ?").param(userId).update();
    }

    /** The task ends, be it done, cancelled by a timer, or with its process. */
    void end(String taskId) {
        jdbc.sql("delete from task_draft where task_id = ?").param(taskId).update();
    }

    /** What was saved in the very moment in which its task ended. */
    @Scheduled(initialDelay = HOUR, fixedDelay = HOUR)
    void sweep() {
        for (var row : all()) {
            var left = EngineAuthentication.with(
                    identity,
                    null,
                    () -> engine.createTaskQuery().taskId(row.task()).count());
            if (left == 0) {
                end(row.task());
            }
        }
    }

    private List<Row> all() {
        return jdbc.sql("select task_id, user_id, fields from task_draft")
                .query((row, number) ->
                        new Row(row.getString("task_id"), row.getString("user_id"), row.getString("fields")))
                .list();
    }

    private void delete(Row row) {
        jdbc.sql("delete from task_draft where task_id = ? and user_id = ?")
                .params(row.task(), row.user())
                .update();
    }

    /** A form may have lost a field since. */
    private Map<String, Object> declared(HumanTask task, Map<String, Object> fields) {
        var kept = new LinkedHashMap<String, Object>();
        var declared = contracts.fields(task.processKey(), task.definitionKey());
        fields.forEach((name, value) -> {
            if (declared.contains(name) && value != null) {
                kept.put(name, value);
            }
        });
        return kept;
    }

    /** A plain value, or rows of plain values: nothing else stands in a form. */
    private static void refuseUnlessPlain(String name, @Nullable Object value) {
        if (isPlain(value)) {
            return;
        }
        if (value instanceof List<?> rows) {
            for (var row : rows) {
                if (!(row instanceof Map<?, ?> cells)
                        || !cells.values().stream().allMatch(StoredDrafts::isPlain)) {
                    throw new Refused(name, "form.rows");
                }
            }
            return;
        }
        throw new Refused(name, "form.text");
    }

    private static boolean isPlain(@Nullable Object value) {
        return value == null || value instanceof String || value instanceof Number || value instanceof Boolean;
    }

    private String write(Map<String, ?> fields) {
        try {
            var text = json.writeValueAsString(fields);
            if (!StandardCharsets.UTF_8.newEncoder().canEncode(text)) {
                throw new Refused("", "form.text");
            }
            return text;
        } catch (JsonProcessingException e) {
            throw new Refused("", "form.text");
        }
    }

    private Map<String, Object> read(String text) {
        try {
            return json.readValue(text, FIELDS);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("A draft cannot be read.");
        }
    }
}
