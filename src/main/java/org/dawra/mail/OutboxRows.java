package org.dawra.mail;

import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The table {@code outbox}, and {@code outbox_content} that says to whom and what. */
@Repository
class OutboxRows {

    /**
     * A row to be.
     *
     * @param sent whether the dispatcher sends it
     * @param urgent whether somebody waits for it at a screen
     * @param declineHash of the code in its link, or null
     */
    record Planned(
            String purpose,
            String group,
            String channel,
            boolean sent,
            boolean urgent,
            String handList,
            String language,
            String messageId,
            Message.Recipient to,
            Message.Decline decline,
            @Nullable String declineHash,
            byte[] bytes) {}

    /** A row that a dispatcher has a lease on. */
    record Claimed(
            long id,
            String group,
            long fence,
            int attempts,
            @Nullable Instant firstAttempt,
            boolean uncertain) {}

    /** A row as the page shows it. */
    record Row(
            long id,
            String purpose,
            String group,
            String channel,
            String handList,
            String language,
            String messageId,
            MessageState state,
            int attempts,
            @Nullable Instant nextAttempt,
            @Nullable Integer lastStatus,
            @Nullable String bounce,
            Instant created,
            @Nullable Instant settled,
            @Nullable String phone,
            byte @Nullable [] bytes) {

        /** Whether a person may have it sent again. */
        boolean mayBeResent() {
            return !channel.equals(HandChannel.NAME)
                    && bytes != null
                    && nextAttempt == null
                    && (state == MessageState.FAILED || state == MessageState.UNKNOWN || state == MessageState.SENT);
        }
    }

    private static final int BATCH = 200;
    private static final Pattern NO_TEXT = Pattern.compile("[\\p{Cc}\\p{Cs}]");
    private static final String UNSETTLED =
            "(state in ('PLANNED', 'SENDING', 'RETRY') or (state = 'UNKNOWN' and next_attempt_at is not null))";

    /** What somebody hands over: what was to be handed over from the first, and mail that did not arrive. */
    private static final String BY_HAND = "(channel = 'HAND' or state in ('FAILED', 'HANDED')) and bytes is not null";

    private static final String ROW = "select id, purpose, purpose_group, channel, hand_list, lang, message_id, state,"
            + " attempts, next_attempt_at, last_status, bounce, created_at, settled_at, phone, bytes"
            + " from outbox left join outbox_content on outbox_id = id";

    private final JdbcClient jdbc;
    private final JdbcTemplate template;
    private final Clock clock;

    OutboxRows(JdbcClient jdbc, JdbcTemplate template, Clock clock) {
        this.jdbc = jdbc;
        this.template = template;
        this.clock = clock;
    }

    /**
     * Inserts those whose purpose is not there yet. A purpose that another transaction plans at the same time breaks the
     * unique key in whichever comes second.
     */
    void insertMissing(List<Planned> rows) {
        var known = idsByPurpose(rows).keySet();
        var purposes = new HashSet<String>();
        var missing = rows.stream()
                .filter(row -> !known.contains(row.purpose()) && purposes.add(row.purpose()))
                .toList();
        if (missing.isEmpty()) {
            return;
        }
        var now = now();
        template.batchUpdate(
                "insert into outbox (purpose, purpose_group, channel, hand_list, lang, message_id, state, attempts,"
                        + " uncertain, next_attempt_at, fence, created_at, urgent, decline, decline_hash)"
                        + " values (?, ?, ?, ?, ?, ?, 'PLANNED', 0, false, ?, 0, ?, ?, ?, ?)",
                missing,
                BATCH,
                (PreparedStatement statement, Planned row) -> {
                    statement.setString(1, row.purpose());
                    statement.setString(2, row.group());
                    statement.setString(3, row.channel());
                    statement.setString(4, row.handList());
                    statement.setString(5, row.language());
                    statement.setString(6, row.messageId());
                    statement.setObject(7, row.sent() ? now : null, TIMESTAMP);
                    statement.setObject(8, now);
                    statement.setBoolean(9, row.urgent());
                    statement.setString(
                            10, row.declineHash() == null ? null : row.decline().name());
                    statement.setString(11, row.declineHash());
                });
        var ids = idsByPurpose(missing);
        template.batchUpdate(
                "insert into outbox_content (outbox_id, bytes, to_name, to_address, phone) values (?, ?, ?, ?, ?)",
                missing,
                BATCH,
                (PreparedStatement statement, Planned row) -> {
                    statement.setLong(1, Objects.requireNonNull(ids.get(row.purpose())));
                    statement.setBytes(2, row.bytes());
                    statement.setString(3, cut(SearchWords.folded(row.to().name()), 300));
                    statement.setString(
                            4, row.sent() ? MailAddress.of(row.to().email()).orElse(null) : null);
                    statement.setString(5, cut(row.to().digits(), 20));
                });
    }

    private Map<String, Long> idsByPurpose(List<Planned> rows) {
        var ids = new HashMap<String, Long>();
        jdbc.sql("select purpose, id from outbox where purpose in (:purposes)")
                .param("purposes", rows.stream().map(Planned::purpose).toList())
                .query(row -> {
                    ids.put(row.getString("purpose"), row.getLong("id"));
                });
        return ids;
    }

    /** As a database takes it: PostgreSQL refuses a NUL and half of a character, and with it the whole batch. */
    private static @Nullable String cut(@Nullable String text, int longest) {
        if (text == null) {
            return null;
        }
        var whole = text.length() <= longest ? text : text.substring(0, longest);
        return NO_TEXT.matcher(whole).replaceAll("");
    }

    private static final int TIMESTAMP = Types.TIMESTAMP_WITH_TIMEZONE;

    /**
     * How many messages may still go out within the minute that ends now, over all nodes. What another node has claimed
     * counts as gone out, so that no sixty seconds ever see more than the cap; the lock lets one node count at a time. What
     * lies further ahead than clocks differ was sent before the clock was set back, and would rest everything till then.
     */
    int allowedThisMinute(String channel, int cap) {
        jdbc.sql("select channel from mail_line where channel = ? for update")
                .param(channel)
                .query(String.class)
                .optional();
        return cap
                - jdbc.sql("select count(*) from outbox where channel = ?"
                                + " and (attempted_at > ? and attempted_at < ? or state = 'SENDING')")
                        .params(channel, now().minusMinutes(1), now().plusMinutes(1))
                        .query(Integer.class)
                        .single();
    }

    /**
     * Takes up to {@code limit} due rows for as long as the lease; nobody else takes them meanwhile. What somebody waits
     * for at a screen goes first.
     */
    List<Claimed> claim(String channel, int limit, Duration lease) {
        var now = now();
        var claimed = new ArrayList<>(due(channel, true, now, limit));
        if (claimed.size() < limit) {
            claimed.addAll(due(channel, false, now, limit - claimed.size()));
        }
        template.batchUpdate(
                "update outbox set state = 'SENDING', next_attempt_at = null, lease_until = ?, fence = ?, begun = false,"
                        + " first_attempt_at = coalesce(first_attempt_at, ?) where id = ?",
                claimed,
                BATCH,
                (PreparedStatement statement, Claimed row) -> {
                    statement.setObject(1, now.plus(lease));
                    statement.setLong(2, row.fence());
                    statement.setObject(3, now);
                    statement.setLong(4, row.id());
                });
        return claimed;
    }

    private List<Claimed> due(String channel, boolean urgent, OffsetDateTime now, int limit) {
        return jdbc.sql("select id, purpose_group, fence + 1 as fence, attempts, first_attempt_at, uncertain"
                        + " from outbox where channel = ? and urgent = ? and next_attempt_at <= ?"
                        + " order by next_attempt_at, id fetch first " + limit + " rows only for update skip locked")
                .params(channel, urgent, now)
                .query((row, number) -> new Claimed(
                        row.getLong("id"),
                        row.getString("purpose_group"),
                        row.getLong("fence"),
                        row.getInt("attempts"),
                        instant(row, "first_attempt_at"),
                        row.getBoolean("uncertain")))
                .list();
    }

    boolean isErased(long id) {
        return jdbc.sql("select count(*) from outbox_content where outbox_id = ?")
                        .param(id)
                        .query(Integer.class)
                        .single()
                == 0;
    }

    /** What is to be sent; empty when it was erased. */
    Optional<byte[]> bytes(long id) {
        return jdbc.sql("select bytes from outbox_content where outbox_id = ?")
                .param(id)
                .query((row, number) -> row.getBytes("bytes"))
                .optional();
    }

    /**
     * Notes that a claimed row is the one to be sent now; false when somebody else has taken it. Written with the claim, and
     * for each next row with what became of the one before: it costs no transaction of its own.
     */
    boolean begin(Claimed row) {
        return jdbc.sql("update outbox set begun = true where id = ? and fence = ? and state = 'SENDING'")
                        .params(row.id(), row.fence())
                        .update()
                == 1;
    }

    /** Prolongs the lease; false when somebody else has taken the row. */
    boolean renew(Claimed row, Duration lease) {
        return jdbc.sql("update outbox set lease_until = ? where id = ? and fence = ? and state = 'SENDING'")
                        .params(now().plus(lease), row.id(), row.fence())
                        .update()
                == 1;
    }

    /** Writes what became of a row; false when somebody else has taken it in between, whose word then counts. */
    boolean settle(Claimed row, Aftermath after, @Nullable Integer status) {
        var next = after.nextAttempt();
        return template.update(
                        "update outbox set state = ?, attempts = attempts + 1, uncertain = ?, next_attempt_at = ?,"
                                + " lease_until = null, last_status = ?, settled_at = ?, attempted_at = ?"
                                + " where id = ? and fence = ? and state = 'SENDING'",
                        statement -> {
                            statement.setString(1, after.state().name());
                            statement.setBoolean(2, after.uncertain());
                            statement.setObject(3, next == null ? null : at(next), TIMESTAMP);
                            statement.setObject(4, status, Types.INTEGER);
                            statement.setObject(5, after.isSettled() ? now() : null, TIMESTAMP);
                            statement.setObject(6, now());
                            statement.setLong(7, row.id());
                            statement.setLong(8, row.fence());
                        })
                == 1;
    }

    /**
     * Rows whose lease has run out: nobody knows whether the one that was being sent has arrived; those that waited behind
     * it are as they were. Answers with their groups.
     */
    List<String> releaseExpired() {
        var now = now();
        var groups = jdbc.sql("select distinct purpose_group from outbox where lease_until < ? and state = 'SENDING'")
                .param(now)
                .query(String.class)
                .list();
        if (!groups.isEmpty()) {
            jdbc.sql("update outbox set lease_until = null, next_attempt_at = ?,"
                            + " state = case when uncertain then 'UNKNOWN' when attempts = 0 then 'PLANNED' else 'RETRY' end,"
                            + " first_attempt_at = case when attempts = 0 then null else first_attempt_at end"
                            + " where lease_until < ? and state = 'SENDING' and not begun")
                    .params(now, now)
                    .update();
            jdbc.sql(
                            "update outbox set state = 'UNKNOWN', lease_until = null, attempts = attempts + 1, last_status = null,"
                                    + " next_attempt_at = case when uncertain then null else cast(? as timestamp with time zone) end,"
                                    + " settled_at = case when uncertain then cast(? as timestamp with time zone) else null end,"
                                    + " attempted_at = cast(? as timestamp with time zone),"
                                    + " uncertain = true where lease_until < ? and state = 'SENDING'")
                    .params(now, now, now, now)
                    .update();
        }
        return groups;
    }

    /** Sends a row again on a person's word, from the beginning, with the same bytes and Message-ID. */
    boolean resend(long id, String reason, String by) {
        var again = jdbc.sql("update outbox set state = 'RETRY', attempts = 0, uncertain = false,"
                                + " first_attempt_at = null, next_attempt_at = ?, settled_at = null, bounce = null, last_by = ?"
                                + " where id = ? and channel <> 'HAND' and next_attempt_at is null"
                                + " and state in ('FAILED', 'UNKNOWN', 'SENT')"
                                + " and exists (select 1 from outbox_content where outbox_id = outbox.id)")
                        .params(now(), by, id)
                        .update()
                == 1;
        if (again) {
            jdbc.sql("insert into outbox_resend (outbox_id, reason, by_user, at) values (?, ?, ?, ?)")
                    .params(id, reason, by, now())
                    .update();
        }
        return again;
    }

    /** That a message was sent again; {@code reason} is null once the person was erased. */
    record Resent(@Nullable String reason, String by, Instant at) {}

    List<Resent> resent(long id) {
        return jdbc.sql("select reason, by_user, at from outbox_resend where outbox_id = ? order by id")
                .param(id)
                .query((row, number) -> new Resent(
                        row.getString("reason"),
                        row.getString("by_user"),
                        row.getObject("at", OffsetDateTime.class).toInstant()))
                .list();
    }

    boolean isSettled(String group) {
        return jdbc.sql("select count(*) from outbox where purpose_group = ? and " + UNSETTLED)
                        .param(group)
                        .query(Long.class)
                        .single()
                == 0;
    }

    Map<MessageState, Long> states(String group) {
        Map<MessageState, Long> states = new EnumMap<>(MessageState.class);
        jdbc.sql("select state, count(*) as rows_found from outbox where purpose_group = ? group by state")
                .param(group)
                .query(row -> {
                    states.put(MessageState.valueOf(row.getString("state")), row.getLong("rows_found"));
                });
        return states;
    }

    Map<String, Long> lists(String group, MessageState state) {
        Map<String, Long> lists = new TreeMap<>();
        jdbc.sql("select hand_list, count(*) as rows_found from outbox where purpose_group = ? and state = ?"
                        + " group by hand_list")
                .params(group, state.name())
                .query(row -> {
                    lists.put(row.getString("hand_list"), row.getLong("rows_found"));
                });
        return lists;
    }

    /** Counts of all groups, the newest group first. */
    Map<String, Map<MessageState, Long>> groups() {
        Map<String, Map<MessageState, Long>> groups = new LinkedHashMap<>();
        jdbc.sql(
                        "select purpose_group, state, count(*) as rows_found, max(max(id)) over (partition by purpose_group) as newest"
                                + " from outbox group by purpose_group, state order by newest desc, purpose_group, state")
                .query(row -> {
                    groups.computeIfAbsent(row.getString("purpose_group"), g -> new EnumMap<>(MessageState.class))
                            .put(MessageState.valueOf(row.getString("state")), row.getLong("rows_found"));
                });
        return groups;
    }

    /**
     * A group of messages by e-mail that are on their way.
     *
     * @param lately how many have settled in the time asked for
     * @param began when the first of those on their way was written
     */
    record UnderWay(
            String group,
            long sent,
            long failed,
            long open,
            long lately,
            @Nullable Instant began) {}

    /** The groups with messages on their way, the newest first. */
    List<UnderWay> underWay(Instant since, int limit) {
        return jdbc.sql("select purpose_group, sum(case when " + UNSETTLED + " then 1 else 0 end) as rows_open,"
                        + " sum(case when state = 'SENT' then 1 else 0 end) as rows_sent,"
                        + " sum(case when settled_at > cast(:since as timestamp with time zone) then 1 else 0 end) as lately,"
                        + " count(*) as rows_all, max(id) as newest,"
                        + " min(case when " + UNSETTLED + " then created_at end) as began"
                        + " from outbox where channel = 'EMAIL' and purpose_group in (select purpose_group from outbox"
                        + " where channel = 'EMAIL' and (next_attempt_at is not null or lease_until is not null))"
                        + " group by purpose_group order by newest desc fetch first " + limit + " rows only")
                .param("since", at(since))
                .query((row, number) -> {
                    var open = row.getLong("rows_open");
                    var sent = row.getLong("rows_sent");
                    return new UnderWay(
                            row.getString("purpose_group"),
                            sent,
                            row.getLong("rows_all") - open - sent,
                            open,
                            row.getLong("lately"),
                            instant(row, "began"));
                })
                .list();
    }

    /** Puts a row back that was claimed and not attempted, as it was before. */
    void putBack(Claimed row) {
        var first = row.firstAttempt();
        template.update(
                "update outbox set state = ?, next_attempt_at = ?, lease_until = null, first_attempt_at = ?"
                        + " where id = ? and fence = ? and state = 'SENDING'",
                statement -> {
                    statement.setString(1, row.uncertain() ? "UNKNOWN" : row.attempts() == 0 ? "PLANNED" : "RETRY");
                    statement.setObject(2, now());
                    statement.setObject(3, first == null ? null : at(first), TIMESTAMP);
                    statement.setLong(4, row.id());
                    statement.setLong(5, row.fence());
                });
    }

    /** A page of rows, newest first. */
    List<Row> page(@Nullable MessageState state, @Nullable String group, int offset, int limit) {
        var filter = new Filter(state, group);
        return jdbc.sql(ROW + filter.where + " order by id desc offset " + offset + " rows fetch first " + limit
                        + " rows only")
                .params(filter.params)
                .query(OutboxRows::read)
                .list();
    }

    long count(@Nullable MessageState state, @Nullable String group) {
        var filter = new Filter(state, group);
        return jdbc.sql("select count(*) from outbox" + filter.where)
                .params(filter.params)
                .query(Long.class)
                .single();
    }

    Optional<Row> find(long id) {
        return jdbc.sql(ROW + " where id = ?").param(id).query(OutboxRows::read).optional();
    }

    /** The rows of a hand list that still say to whom. */
    List<Row> handList(String list) {
        return jdbc.sql(ROW + " where hand_list = ? and " + BY_HAND + " order by id")
                .param(list)
                .query(OutboxRows::read)
                .list();
    }

    /** Those of them with one of these purposes. */
    List<Row> handList(String list, List<String> purposes) {
        return jdbc.sql(ROW + " where purpose in (:purposes) and hand_list = :list and " + BY_HAND)
                .param("purposes", purposes)
                .param("list", list)
                .query(OutboxRows::read)
                .list();
    }

    /** Groups with unsettled messages among these purposes. */
    List<String> groupsOf(List<String> purposes) {
        return jdbc.sql("select distinct purpose_group from outbox where purpose in (:purposes) and " + UNSETTLED)
                .param("purposes", purposes)
                .query(String.class)
                .list();
    }

    /** Ids of the rows with these purposes. */
    List<Long> idsOf(List<String> purposes) {
        return jdbc.sql("select id from outbox where purpose in (:purposes)")
                .param("purposes", purposes)
                .query(Long.class)
                .list();
    }

    /** The group of a message, by the Message-ID that nobody can guess. */
    Optional<String> groupOfMessage(String messageId) {
        return jdbc.sql("select purpose_group from outbox where message_id = ? and channel = 'EMAIL'")
                .param(messageId)
                .query(String.class)
                .optional();
    }

    /** A message came back after a server had taken it; false when that is known, or it is on its way again. */
    boolean bounced(String messageId, String status) {
        return jdbc.sql("update outbox set state = 'FAILED', bounce = ?, uncertain = false, next_attempt_at = null,"
                                + " settled_at = ? where message_id = ? and channel = 'EMAIL'"
                                + " and state in ('SENT', 'UNKNOWN')")
                        .params(status, now(), messageId)
                        .update()
                == 1;
    }

    /** How many messages on these lists wait for a call since mail did not reach the person. */
    Map<String, Long> undeliveredByList() {
        Map<String, Long> lists = new TreeMap<>();
        jdbc.sql("select hand_list, count(*) as rows_found from outbox join outbox_content on outbox_id = id"
                        + " where state = 'FAILED' group by hand_list")
                .query(row -> {
                    lists.put(row.getString("hand_list"), row.getLong("rows_found"));
                });
        return lists;
    }

    /** Those of the rows whose content was erased. */
    List<Long> erasedOf(List<Long> ids) {
        return jdbc.sql("select id from outbox o where id in (:ids)"
                        + " and not exists (select 1 from outbox_content c where c.outbox_id = o.id)")
                .param("ids", ids)
                .query(Long.class)
                .list();
    }

    /** Forgets the person; what was still on its way has then failed, one that is being sent just now settles by itself. */
    void erase(List<String> purposes) {
        jdbc.sql("delete from outbox_content where outbox_id in (select id from outbox where purpose in (:purposes))")
                .param("purposes", purposes)
                .update();
        jdbc.sql("delete from mail_declined where outbox_id in (select id from outbox where purpose in (:purposes))")
                .param("purposes", purposes)
                .update();
        jdbc.sql("update outbox_resend set reason = null where outbox_id in"
                        + " (select id from outbox where purpose in (:purposes))")
                .param("purposes", purposes)
                .update();
        jdbc.sql("update outbox set next_attempt_at = null,"
                        + " settled_at = case when state in ('PLANNED', 'RETRY') then cast(:now as timestamp with time zone)"
                        + " else settled_at end,"
                        + " state = case when state in ('PLANNED', 'RETRY') then 'FAILED' else state end"
                        + " where purpose in (:purposes)")
                .param("now", now())
                .param("purposes", purposes)
                .update();
    }

    /** A page of a hand list: what waits, the oldest first, or what was ticked, the newest first. */
    List<Row> handPage(String list, boolean ticked, int offset, int limit) {
        return jdbc.sql(ROW + " where hand_list = ? and " + BY_HAND + " and state " + (ticked ? "=" : "<>")
                        + " 'HANDED' order by " + (ticked ? "settled_at desc, id desc" : "id") + " offset " + offset
                        + " rows fetch first " + limit + " rows only")
                .param(list)
                .query(OutboxRows::read)
                .list();
    }

    /** How much waits and how much was ticked. */
    record HandCount(String list, int waiting, int ticked) {}

    /** The counts of all hand lists that have lines. */
    List<HandCount> handCounts() {
        return jdbc.sql(
                        "select hand_list, sum(case when state <> 'HANDED' then 1 else 0 end) as waiting,"
                                + " sum(case when state = 'HANDED' then 1 else 0 end) as ticked from outbox"
                                + " join outbox_content on outbox_id = id"
                                + " where channel = 'HAND' or state in ('FAILED', 'HANDED') group by hand_list order by hand_list")
                .query((row, number) ->
                        new HandCount(row.getString("hand_list"), row.getInt("waiting"), row.getInt("ticked")))
                .list();
    }

    /** The group of a row of this list. */
    Optional<String> groupOnList(String list, long id) {
        return jdbc.sql("select purpose_group from outbox where id = ? and hand_list = ?"
                        + " and (channel = 'HAND' or state in ('FAILED', 'HANDED'))")
                .params(id, list)
                .query(String.class)
                .optional();
    }

    void handed(long id, String by) {
        jdbc.sql("update outbox set state = 'HANDED', settled_at = ?, last_by = ? where id = ?"
                        + " and (channel = 'HAND' and state = 'PLANNED' or channel <> 'HAND' and state = 'FAILED')")
                .params(now(), by, id)
                .update();
    }

    /** Messages to persons whose name, address or telephone number holds all these words; the newest first. */
    List<Row> search(SearchWords words, int limit) {
        var statement = jdbc.sql(ROW + " where "
                + String.join(
                        " and ",
                        Collections.nCopies(
                                words.patterns().size(),
                                "(to_name like ? escape '!' or lower(to_address) like ? escape '!'"
                                        + " or phone like ? escape '!')"))
                + " order by id desc fetch first " + limit + " rows only");
        for (var pattern : words.patterns()) {
            statement = statement.param(pattern.name()).param(pattern.address()).param(pattern.phone());
        }
        return statement.query(OutboxRows::read).list();
    }

    /** Rows from before messages could be searched. */
    List<Row> unnamed(int limit) {
        return jdbc.sql(ROW + " where bytes is not null and to_name is null order by id fetch first " + limit
                        + " rows only")
                .query(OutboxRows::read)
                .list();
    }

    void name(long id, String name, @Nullable String address, @Nullable String phone) {
        jdbc.sql("update outbox_content set to_name = ?, to_address = ?, phone = ? where outbox_id = ?")
                .params(cut(SearchWords.folded(name), 300), address, phone, id)
                .update();
    }

    private static final class Filter {

        private final String where;
        private final List<Object> params = new ArrayList<>();

        Filter(@Nullable MessageState state, @Nullable String group) {
            var clauses = new ArrayList<String>();
            if (state != null) {
                clauses.add("state = ?");
                params.add(state.name());
            }
            if (group != null) {
                clauses.add("purpose_group = ?");
                params.add(group);
            }
            this.where = clauses.isEmpty() ? "" : " where " + String.join(" and ", clauses);
        }
    }

    private static Row read(ResultSet row, int number) throws SQLException {
        return new Row(
                row.getLong("id"),
                row.getString("purpose"),
                row.getString("purpose_group"),
                row.getString("channel"),
                row.getString("hand_list"),
                row.getString("lang"),
                row.getString("message_id"),
                MessageState.valueOf(row.getString("state")),
                row.getInt("attempts"),
                instant(row, "next_attempt_at"),
                row.getObject("last_status", Integer.class),
                row.getString("bounce"),
                row.getObject("created_at", OffsetDateTime.class).toInstant(),
                instant(row, "settled_at"),
                row.getString("phone"),
                row.getBytes("bytes"));
    }

    private static @Nullable Instant instant(ResultSet row, String column) throws SQLException {
        var at = row.getObject(column, OffsetDateTime.class);
        return at == null ? null : at.toInstant();
    }

    private OffsetDateTime now() {
        return at(clock.instant());
    }

    private static OffsetDateTime at(Instant instant) {
        return OffsetDateTime.ofInstant(instant, ZoneOffset.UTC);
    }
}
