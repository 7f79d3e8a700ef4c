package org.dawra.training;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import org.dawra.cycle.CycleId;
import org.dawra.cycle.MeetingId;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The recommendations as stored. */
@Repository
class StoredRecommendations implements Recommendations {

    private static final String SELECT = """
            select r.id, r.cycle_id, r.meeting_id, r.session_id, r.ordinal, r.text_ar, r.text_fr
            from recommendation r join training_session s on s.id = r.session_id
            """;

    private final JdbcClient jdbc;

    StoredRecommendations(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** A recommendation as written. */
    record Text(String ar, @Nullable String fr) {}

    @Override
    public List<Recommendation> of(MeetingId meeting) {
        return jdbc.sql(SELECT + " where r.meeting_id = ? order by s.ordinal, s.id, r.ordinal")
                .param(meeting.value())
                .query(StoredRecommendations::row)
                .list();
    }

    @Override
    public List<Recommendation> of(CycleId cycle) {
        return jdbc.sql(SELECT + " where r.cycle_id = ? order by r.meeting_id, s.ordinal, s.id, r.ordinal")
                .param(cycle.value())
                .query(StoredRecommendations::row)
                .list();
    }

    List<Recommendation> ofSession(long session) {
        return jdbc.sql(SELECT + " where r.session_id = ? order by r.ordinal")
                .param(session)
                .query(StoredRecommendations::row)
                .list();
    }

    void replace(TrainingSession session, List<Text> texts) {
        jdbc.sql("delete from recommendation where session_id = ?")
                .param(session.id())
                .update();
        var ordinal = 0;
        for (var text : texts) {
            ordinal++;
            jdbc.sql("""
                            insert into recommendation (cycle_id, meeting_id, session_id, ordinal, text_ar, text_fr)
                            values (?, ?, ?, ?, ?, ?)
                            """)
                    .params(
                            session.cycle().value(),
                            session.meeting().value(),
                            session.id(),
                            ordinal,
                            text.ar(),
                            text.fr())
                    .update();
        }
    }

    private static Recommendation row(ResultSet row, int number) throws SQLException {
        return new Recommendation(
                row.getLong("id"),
                new CycleId(row.getLong("cycle_id")),
                new MeetingId(row.getLong("meeting_id")),
                row.getLong("session_id"),
                row.getInt("ordinal"),
                row.getString("text_ar"),
                row.getString("text_fr"));
    }
}
