package org.dawra.training;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Clock;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import org.dawra.cycle.CycleId;
import org.dawra.cycle.MeetingId;
import org.dawra.cycle.TrainingMeeting;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.SqlParameterValue;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Transactional;

/** Half-days, the ticks saved so far, and what was confirmed. */
@Repository
class AttendanceBook implements Attendances {

    private static final int BATCH = 500;

    private final JdbcClient jdbc;
    private final JdbcTemplate batches;
    private final Clock clock;

    AttendanceBook(JdbcClient jdbc, JdbcTemplate batches, Clock clock) {
        this.jdbc = jdbc;
        this.batches = batches;
        this.clock = clock;
    }

    /** A half-day as stored. */
    record StoredHalfDay(long id, MeetingId meeting, HalfDay halfDay, boolean confirmed) {}

    /** What the sheet says of one seat; times are local and often not noted. */
    record Tick(
            long seat,
            boolean present,
            @Nullable LocalTime signIn,
            @Nullable LocalTime signOut) {}

    @Override
    public int halfDaysHeld(MeetingId meeting) {
        return jdbc.sql("select count(*) from half_day where meeting_id = ?")
                .param(meeting.value())
                .query(Integer.class)
                .single();
    }

    @Override
    public List<AttendedSeat> of(MeetingId meeting) {
        return jdbc.sql("""
                        select cycle_id, meeting_id, seat_id, province, institution_id, half_days
                        from attended_seat where meeting_id = ? order by province, institution_id, seat_id
                        """)
                .param(meeting.value())
                .query((row, number) -> new AttendedSeat(
                        new CycleId(row.getLong("cycle_id")),
                        new MeetingId(row.getLong("meeting_id")),
                        row.getLong("seat_id"),
                        row.getString("province"),
                        row.getLong("institution_id"),
                        row.getInt("half_days")))
                .list();
    }

    @Override
    public Map<String, Integer> participants(CycleId cycle) {
        var counts = new LinkedHashMap<String, Integer>();
        jdbc.sql("select province, count(*) from attended_seat where cycle_id = ? group by province order by province")
                .param(cycle.value())
                .query((row, number) -> counts.put(row.getString(1), row.getInt(2)))
                .list();
        return counts;
    }

    @Override
    public Map<MeetingId, Map<String, Integer>> participantsByMeeting(CycleId cycle) {
        var counts = new LinkedHashMap<MeetingId, Map<String, Integer>>();
        jdbc.sql("""
                        select meeting_id, province, count(*) as seats from attended_seat
                        where cycle_id = ? group by meeting_id, province order by meeting_id, province
                        """).param(cycle.value()).query(row -> {
            counts.computeIfAbsent(new MeetingId(row.getLong("meeting_id")), m -> new LinkedHashMap<>())
                    .put(row.getString("province"), row.getInt("seats"));
        });
        return counts;
    }

    @Override
    public Map<MeetingId, HalfDaysConfirmed> confirmed(CycleId cycle) {
        var counts = new LinkedHashMap<MeetingId, HalfDaysConfirmed>();
        jdbc.sql("""
                        select meeting_id, count(confirmed_at) as confirmed, count(*) as held from half_day
                        where cycle_id = ? group by meeting_id order by meeting_id
                        """).param(cycle.value()).query(row -> {
            counts.put(
                    new MeetingId(row.getLong("meeting_id")),
                    new HalfDaysConfirmed(row.getInt("confirmed"), row.getInt("held")));
        });
        return counts;
    }

    @Override
    public Map<HalfDay, Integer> present(MeetingId meeting) {
        var counts = new HashMap<Long, Integer>();
        jdbc.sql("""
                        select a.half_day_id, count(*) from attendance a join half_day h on h.id = a.half_day_id
                        where h.meeting_id = ? and a.present group by a.half_day_id
                        """)
                .param(meeting.value())
                .query((row, number) -> counts.put(row.getLong(1), row.getInt(2)))
                .list();
        var present = new LinkedHashMap<HalfDay, Integer>();
        for (var halfDay : halfDays(meeting)) {
            present.put(halfDay.halfDay(), counts.getOrDefault(halfDay.id(), 0));
        }
        return present;
    }

    /** The half-days of a meeting in their order. */
    List<StoredHalfDay> halfDays(MeetingId meeting) {
        return jdbc
                .sql(
                        "select id, meeting_id, day_number, on_date, part, confirmed_at from half_day where meeting_id = ?")
                .param(meeting.value())
                .query(AttendanceBook::halfDay)
                .list()
                .stream()
                .sorted((a, b) -> a.halfDay().compareTo(b.halfDay()))
                .toList();
    }

    /** The half-day of a meeting with this key. */
    Optional<StoredHalfDay> halfDay(MeetingId meeting, String key) {
        return halfDays(meeting).stream()
                .filter(h -> h.halfDay().key().equals(key))
                .findFirst();
    }

    /** Makes these the meeting's half-days; one that stays keeps what was saved for it. */
    void replaceHalfDays(TrainingMeeting meeting, SortedSet<HalfDay> wanted) {
        var stored = halfDays(meeting.id());
        for (var halfDay : stored) {
            if (!wanted.contains(halfDay.halfDay())) {
                jdbc.sql("delete from attendance_draft where half_day_id = ?")
                        .param(halfDay.id())
                        .update();
                jdbc.sql("delete from half_day where id = ?")
                        .param(halfDay.id())
                        .update();
            }
        }
        for (var halfDay : wanted) {
            if (stored.stream().noneMatch(s -> s.halfDay().equals(halfDay))) {
                jdbc.sql("""
                                insert into half_day (cycle_id, meeting_id, day_number, on_date, part)
                                values (?, ?, ?, ?, ?)
                                """)
                        .params(
                                meeting.cycle().value(),
                                meeting.id().value(),
                                halfDay.day(),
                                halfDay.on(),
                                halfDay.part().name())
                        .update();
            }
        }
    }

    /** What is known of these seats, by half-day id and seat: confirmed where confirmed, otherwise saved so far. */
    Map<Long, Map<Long, Tick>> ticks(MeetingId meeting, Collection<Long> seats) {
        var ticks = new HashMap<Long, Map<Long, Tick>>();
        for (var table : List.of("attendance_draft", "attendance")) {
            for (var chunk : chunks(List.copyOf(seats))) {
                jdbc.sql("select t.half_day_id, t.seat_id, t.present, t.sign_in, t.sign_out from " + table
                                + " t join half_day h on h.id = t.half_day_id"
                                + " where h.meeting_id = :meeting and t.seat_id in (:seats)")
                        .param("meeting", meeting.value())
                        .param("seats", chunk)
                        .query((row, number) -> ticks.computeIfAbsent(row.getLong(1), id -> new HashMap<>())
                                .put(
                                        row.getLong(2),
                                        new Tick(
                                                row.getLong(2),
                                                row.getBoolean(3),
                                                row.getObject(4, LocalTime.class),
                                                row.getObject(5, LocalTime.class))))
                        .list();
            }
        }
        return ticks;
    }

    /** How many seats are ticked so far, by half-day id and province. */
    Map<Long, Map<String, Integer>> ticked(MeetingId meeting) {
        var counts = new HashMap<Long, Map<String, Integer>>();
        jdbc.sql("""
                        select h.id, s.province, count(*)
                        from half_day h
                        join attendance_draft d on d.half_day_id = h.id
                        join seat s on s.id = d.seat_id
                        where h.meeting_id = ? and d.present group by h.id, s.province order by s.province
                        """)
                .param(meeting.value())
                .query((row, number) -> counts.computeIfAbsent(row.getLong(1), id -> new LinkedHashMap<>())
                        .put(row.getString(2), row.getInt(3)))
                .list();
        return counts;
    }

    /** Saves ticks of a half-day that is not confirmed yet, in place of what was saved for these seats. */
    @Transactional
    public void save(StoredHalfDay halfDay, List<Tick> ticks, String by) {
        var seats = ticks.stream().map(Tick::seat).toList();
        for (var chunk : chunks(seats)) {
            jdbc.sql("delete from attendance_draft where half_day_id = :halfDay and seat_id in (:seats)")
                    .param("halfDay", halfDay.id())
                    .param("seats", chunk)
                    .update();
        }
        var now = now();
        batches.batchUpdate(
                """
                insert into attendance_draft (seat_id, half_day_id, present, sign_in, sign_out, saved_at, saved_by)
                values (?, ?, ?, ?, ?, ?, ?)
                """,
                ticks.stream()
                        .map(t -> new Object[] {
                            t.seat(), halfDay.id(), t.present(), time(t.signIn()), time(t.signOut()), now, by
                        })
                        .toList());
    }

    /** Confirms a half-day from what was saved for it; answers how many were present. */
    int confirmSaved(StoredHalfDay halfDay, String by) {
        jdbc.sql("""
                        insert into attendance (seat_id, half_day_id, present, sign_in, sign_out)
                        select d.seat_id, d.half_day_id, d.present, d.sign_in, d.sign_out from attendance_draft d
                        where d.half_day_id = ?
                        """).param(halfDay.id()).update();
        return confirmed(halfDay, by);
    }

    /** Confirms a half-day from the given ticks; answers how many were present. */
    int confirm(StoredHalfDay halfDay, List<Tick> ticks, String by) {
        batches.batchUpdate(
                "insert into attendance (seat_id, half_day_id, present, sign_in, sign_out) values (?, ?, ?, ?, ?)",
                ticks.stream()
                        .map(t ->
                                new Object[] {t.seat(), halfDay.id(), t.present(), time(t.signIn()), time(t.signOut())})
                        .toList());
        return confirmed(halfDay, by);
    }

    private int confirmed(StoredHalfDay halfDay, String by) {
        jdbc.sql("delete from attendance_draft where half_day_id = ?")
                .param(halfDay.id())
                .update();
        jdbc.sql("update half_day set confirmed_at = ?, confirmed_by = ? where id = ? and confirmed_at is null")
                .params(now(), by, halfDay.id())
                .update();
        return jdbc.sql("select count(*) from attendance where half_day_id = ? and present")
                .param(halfDay.id())
                .query(Integer.class)
                .single();
    }

    private OffsetDateTime now() {
        return OffsetDateTime.ofInstant(clock.instant(), ZoneOffset.UTC);
    }

    private static SqlParameterValue time(@Nullable LocalTime time) {
        return new SqlParameterValue(Types.TIME, time);
    }

    private static <T> List<List<T>> chunks(List<T> all) {
        var chunks = new ArrayList<List<T>>();
        for (var from = 0; from < all.size(); from += BATCH) {
            chunks.add(all.subList(from, Math.min(all.size(), from + BATCH)));
        }
        return chunks;
    }

    private static StoredHalfDay halfDay(ResultSet row, int number) throws SQLException {
        return new StoredHalfDay(
                row.getLong("id"),
                new MeetingId(row.getLong("meeting_id")),
                new HalfDay(
                        row.getInt("day_number"),
                        row.getObject("on_date", LocalDate.class),
                        HalfDay.Part.valueOf(row.getString("part"))),
                row.getObject("confirmed_at") != null);
    }
}
