package org.dawra.cycle;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.GeneratedKeyHolder;
import org.springframework.stereotype.Repository;

/** Rows of meetings and of their quotas. */
@Repository
class MeetingTable {

    private static final String MEETINGS =
            "select id, cycle_id, code, fixed, sample, title_ar, title_fr, place_ar, place_fr, starts_on, ends_on, capacity"
                    + " from training_meeting";

    private final JdbcClient jdbc;

    MeetingTable(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** A meeting as it is stored. */
    record Row(
            MeetingId id,
            CycleId cycle,
            @Nullable String code,
            boolean fixed,
            boolean sample,
            Bilingual title,
            Bilingual place,
            LocalDate startsOn,
            LocalDate endsOn,
            int capacity) {}

    List<Row> of(CycleId cycle) {
        return rows(" where cycle_id = ? order by starts_on, id", cycle.value());
    }

    List<Row> find(MeetingId meeting) {
        return rows(" where id = ?", meeting.value());
    }

    MeetingId insert(CycleId cycle, Programmes.ProposedMeeting meeting, boolean fixed, boolean sample) {
        var id = new GeneratedKeyHolder();
        jdbc.sql("insert into training_meeting (cycle_id, code, fixed, sample, title_ar, title_fr, place_ar, place_fr,"
                        + " starts_on, ends_on, capacity) values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)")
                .params(params(
                        cycle.value(),
                        meeting.code(),
                        fixed,
                        sample,
                        meeting.title().ar(),
                        meeting.title().fr(),
                        meeting.place().ar(),
                        meeting.place().fr(),
                        meeting.startsOn(),
                        meeting.endsOn(),
                        meeting.capacity()))
                .update(id, "id");
        return new MeetingId(key(id));
    }

    void delete(MeetingId meeting) {
        jdbc.sql("delete from meeting_quota where meeting_id = ?")
                .param(meeting.value())
                .update();
        jdbc.sql("delete from training_meeting where id = ?")
                .param(meeting.value())
                .update();
    }

    Map<String, Integer> quotas(MeetingId meeting) {
        var quotas = new LinkedHashMap<String, Integer>();
        jdbc.sql("select province, seats from meeting_quota where meeting_id = ? order by province")
                .param(meeting.value())
                .query(row -> {
                    quotas.put(row.getString("province"), row.getInt("seats"));
                });
        return quotas;
    }

    Map<MeetingId, Map<String, Integer>> quotasByMeeting(CycleId cycle) {
        var quotas = new LinkedHashMap<MeetingId, Map<String, Integer>>();
        jdbc.sql("select q.meeting_id, q.province, q.seats from meeting_quota q"
                        + " join training_meeting m on m.id = q.meeting_id where m.cycle_id = ?"
                        + " order by q.meeting_id, q.province")
                .param(cycle.value())
                .query(row -> {
                    quotas.computeIfAbsent(new MeetingId(row.getLong("meeting_id")), m -> new LinkedHashMap<>())
                            .put(row.getString("province"), row.getInt("seats"));
                });
        return quotas;
    }

    /** Shares the meeting's seats by weight. */
    void share(MeetingId meeting, Map<String, Integer> weights) {
        var capacity = find(meeting).get(0).capacity();
        jdbc.sql("delete from meeting_quota where meeting_id = ?")
                .param(meeting.value())
                .update();
        SeatSharing.share(capacity, weights)
                .forEach((province, seats) -> jdbc.sql(
                                "insert into meeting_quota (meeting_id, province, seats) values (?, ?, ?)")
                        .params(meeting.value(), province, seats)
                        .update());
    }

    private List<Row> rows(String where, long param) {
        return jdbc.sql(MEETINGS + where)
                .param(param)
                .query((row, number) -> new Row(
                        new MeetingId(row.getLong("id")),
                        new CycleId(row.getLong("cycle_id")),
                        row.getString("code"),
                        row.getBoolean("fixed"),
                        row.getBoolean("sample"),
                        new Bilingual(row.getString("title_ar"), row.getString("title_fr")),
                        new Bilingual(row.getString("place_ar"), row.getString("place_fr")),
                        row.getObject("starts_on", LocalDate.class),
                        row.getObject("ends_on", LocalDate.class),
                        row.getInt("capacity")))
                .list();
    }

    /** The generated id; throws when the insert gave none. */
    static long key(GeneratedKeyHolder holder) {
        var key = holder.getKeyAs(Long.class);
        if (key == null) {
            throw new IllegalStateException("The database gave no id.");
        }
        return key;
    }

    private static List<@Nullable Object> params(@Nullable Object... all) {
        var params = new ArrayList<@Nullable Object>(all.length);
        for (var param : all) {
            params.add(param);
        }
        return params;
    }
}
