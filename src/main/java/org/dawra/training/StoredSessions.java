package org.dawra.training;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.dawra.cycle.CycleId;
import org.dawra.cycle.Edition.SessionKind;
import org.dawra.cycle.MeetingId;
import org.dawra.cycle.TrainingMeeting;
import org.dawra.training.TrainingSession.State;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The sessions as stored. */
@Repository
class StoredSessions implements TrainingSessions {

    private static final String SELECT = """
            select id, cycle_id, meeting_id, ordinal, code, kind, day_number, on_date, starts_at, ends_at, title_ar,
                   title_fr, facilitator, headcount, summary_ar, summary_fr, state
            from training_session
            """;

    private final JdbcClient jdbc;

    StoredSessions(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    @Override
    public List<TrainingSession> of(MeetingId meeting) {
        return jdbc.sql(SELECT + " where meeting_id = ? order by day_number, starts_at, ordinal, id")
                .param(meeting.value())
                .query(StoredSessions::row)
                .list();
    }

    @Override
    public List<TrainingSession> of(CycleId cycle) {
        return jdbc.sql(SELECT + " where cycle_id = ? order by meeting_id, day_number, starts_at, ordinal, id")
                .param(cycle.value())
                .query(StoredSessions::row)
                .list();
    }

    @Override
    public Optional<TrainingSession> find(long id) {
        return jdbc.sql(SELECT + " where id = ?")
                .param(id)
                .query(StoredSessions::row)
                .optional();
    }

    /** Makes the plan the meeting's programme: keeps sessions by id, adds those without one, drops the others. */
    void replace(TrainingMeeting meeting, SessionPlan plan) {
        var kept = new ArrayList<Long>();
        plan.sessions().forEach(session -> {
            var id = session.id();
            if (id != null) {
                kept.add(id);
            }
        });
        for (var stored : of(meeting.id())) {
            if (!kept.contains(stored.id())) {
                jdbc.sql("delete from training_session where id = ?")
                        .param(stored.id())
                        .update();
            }
        }
        var ordinal = 0;
        for (var session : plan.sessions()) {
            ordinal++;
            var day = meeting.startsOn().plusDays(session.day() - 1L);
            if (session.id() == null) {
                jdbc.sql("""
                                insert into training_session (cycle_id, meeting_id, ordinal, code, kind, day_number,
                                    on_date, starts_at, ends_at, title_ar, title_fr, facilitator, state)
                                values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, 'PLANNED')
                                """)
                        .params(
                                meeting.cycle().value(),
                                meeting.id().value(),
                                ordinal,
                                session.code(),
                                session.kind().name(),
                                session.day(),
                                day,
                                session.starts(),
                                session.ends(),
                                session.titleAr(),
                                session.titleFr(),
                                session.facilitator())
                        .update();
            } else {
                jdbc.sql("""
                                update training_session
                                set ordinal = ?, kind = ?, day_number = ?, on_date = ?, starts_at = ?, ends_at = ?,
                                    title_ar = ?, title_fr = ?, facilitator = ?
                                where id = ? and meeting_id = ?
                                """)
                        .params(
                                ordinal,
                                session.kind().name(),
                                session.day(),
                                day,
                                session.starts(),
                                session.ends(),
                                session.titleAr(),
                                session.titleFr(),
                                session.facilitator(),
                                session.id(),
                                meeting.id().value())
                        .update();
            }
        }
    }

    void opened(long id) {
        jdbc.sql("update training_session set state = 'OPENED' where id = ? and state = 'PLANNED'")
                .param(id)
                .update();
    }

    void counted(long id, int headcount, @Nullable String remarks) {
        jdbc.sql("update training_session set headcount = ?, remarks = ?, state = 'CONFIRMED' where id = ?")
                .params(headcount, remarks, id)
                .update();
    }

    void summarised(long id, String summaryAr, @Nullable String summaryFr) {
        jdbc.sql("update training_session set summary_ar = ?, summary_fr = ?, state = 'SUMMARISED' where id = ?")
                .params(summaryAr, summaryFr, id)
                .update();
    }

    private static TrainingSession row(ResultSet row, int number) throws SQLException {
        return new TrainingSession(
                row.getLong("id"),
                new CycleId(row.getLong("cycle_id")),
                new MeetingId(row.getLong("meeting_id")),
                row.getInt("ordinal"),
                row.getString("code"),
                SessionKind.valueOf(row.getString("kind")),
                row.getInt("day_number"),
                row.getObject("on_date", LocalDate.class),
                row.getObject("starts_at", LocalTime.class),
                row.getObject("ends_at", LocalTime.class),
                row.getString("title_ar"),
                row.getString("title_fr"),
                row.getString("facilitator"),
                row.getObject("headcount", Integer.class),
                row.getString("summary_ar"),
                row.getString("summary_fr"),
                State.valueOf(row.getString("state")));
    }
}
