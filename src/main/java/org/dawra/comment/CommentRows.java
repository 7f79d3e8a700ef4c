package org.dawra.comment;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.dawra.engine.HumanTask;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.GeneratedKeyHolder;
import org.springframework.stereotype.Repository;

/** The table {@code task_comment}. */
@Repository
class CommentRows {

    /** A row; without a message once it is erased. {@code waitedFor} is the group of the task, where it had one. */
    record Row(
            long id,
            String taskId,
            String processKey,
            String elementId,
            String businessKey,
            String author,
            @Nullable String message,
            Instant writtenAt,
            @Nullable String waitedFor) {}

    private static final String ROW = "select id, task_id, process_key, element_id, business_key, author, message,"
            + " written_at, waited_for from task_comment";

    private final JdbcClient jdbc;

    CommentRows(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** The comments on a task that are not erased, oldest first. */
    List<Row> of(String taskId) {
        return jdbc.sql(ROW + " where task_id = ? and message is not null order by id")
                .param(taskId)
                .query(CommentRows::read)
                .list();
    }

    /** How many comments that are not erased each of these tasks has; a task without any is left out. */
    Map<String, Integer> counts(Collection<String> taskIds) {
        var counts = new HashMap<String, Integer>();
        jdbc.sql("select task_id, count(*) as comments from task_comment"
                        + " where task_id in (:tasks) and message is not null group by task_id")
                .param("tasks", taskIds)
                .query(row -> {
                    counts.put(row.getString("task_id"), row.getInt("comments"));
                });
        return counts;
    }

    /** All comments, newest first, erased ones too. */
    List<Row> page(long offset, int size) {
        return jdbc.sql(ROW + " order by id desc offset ? rows fetch next ? rows only")
                .params(offset, size)
                .query(CommentRows::read)
                .list();
    }

    /** All comments that are not erased. */
    List<Row> written() {
        return jdbc.sql(ROW + " where message is not null order by id")
                .query(CommentRows::read)
                .list();
    }

    long count() {
        return jdbc.sql("select count(*) from task_comment").query(Long.class).single();
    }

    Optional<Row> find(long id) {
        return jdbc.sql(ROW + " where id = ?")
                .param(id)
                .query(CommentRows::read)
                .optional();
    }

    Row insert(HumanTask task, String author, String message, Instant at) {
        var key = new GeneratedKeyHolder();
        jdbc.sql(
                        "insert into task_comment (task_id, process_key, element_id, business_key, author, message, written_at,"
                                + " waited_for) values (?, ?, ?, ?, ?, ?, ?, ?)")
                .params(
                        task.id(),
                        task.processKey(),
                        task.definitionKey(),
                        task.businessKey(),
                        author,
                        message,
                        OffsetDateTime.ofInstant(at, ZoneOffset.UTC),
                        task.groups().stream().sorted().findFirst().orElse(null))
                .update(key, "id");
        return find(Objects.requireNonNull(key.getKey()).longValue()).orElseThrow();
    }

    /** Takes the text away; false when it was gone already. */
    boolean erase(long id, String by, Instant at) {
        return jdbc.sql("update task_comment set message = null, erased_at = ?, erased_by = ?"
                                + " where id = ? and message is not null")
                        .params(OffsetDateTime.ofInstant(at, ZoneOffset.UTC), by, id)
                        .update()
                > 0;
    }

    private static Row read(ResultSet row, int number) throws SQLException {
        return new Row(
                row.getLong("id"),
                row.getString("task_id"),
                row.getString("process_key"),
                row.getString("element_id"),
                row.getString("business_key"),
                row.getString("author"),
                row.getString("message"),
                row.getObject("written_at", OffsetDateTime.class).toInstant(),
                row.getString("waited_for"));
    }
}
