package org.dawra.evaluation;

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
import java.util.Optional;
import org.dawra.cycle.CycleId;
import org.dawra.cycle.MeetingId;
import org.dawra.cycle.TrainingMeeting;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Surveys, who was asked, and the answers. */
@Repository
class StoredSurveys {

    private static final String SELECT =
            "select id, cycle_id, meeting_id, closes_at, state, link_secret, conclusion from survey ";

    private final JdbcClient jdbc;
    private final JdbcTemplate batches;
    private final Clock clock;

    StoredSurveys(JdbcClient jdbc, JdbcTemplate batches, Clock clock) {
        this.jdbc = jdbc;
        this.batches = batches;
        this.clock = clock;
    }

    /** The meetings in whose survey these few seats were asked, by seat. */
    Map<Long, MeetingId> askedOf(Collection<Long> seats) {
        var asked = new HashMap<Long, MeetingId>();
        for (var seat : seats) {
            jdbc.sql(
                            "select s.meeting_id from survey_response r join survey s on s.id = r.survey_id where r.seat_id = ?")
                    .param(seat)
                    .query(Long.class)
                    .list()
                    .forEach(meeting -> asked.put(seat, new MeetingId(meeting)));
        }
        return asked;
    }

    /** Asked and answered, by meeting. */
    Map<MeetingId, SurveyResults.Share> shares(CycleId cycle) {
        var shares = new HashMap<MeetingId, SurveyResults.Share>();
        jdbc.sql("""
                        select s.meeting_id, count(r.id) as asked, count(r.answered_at) as answered
                          from survey s left join survey_response r on r.survey_id = s.id
                         where s.cycle_id = ? group by s.meeting_id
                        """).param(cycle.value()).query(row -> {
            shares.put(
                    new MeetingId(row.getLong("meeting_id")),
                    new SurveyResults.Share(row.getInt("asked"), row.getInt("answered")));
        });
        return shares;
    }

    /** What these seats answered in their own words. */
    void forgetWords(Collection<Long> seats) {
        for (var seat : seats) {
            jdbc.sql("delete from survey_answer where words is not null and response_id in"
                            + " (select id from survey_response where seat_id = ?)")
                    .param(seat)
                    .update();
        }
    }

    /** Where a survey stands. */
    enum State {
        PLANNED,
        OPEN,
        CLOSED,
        REVIEWED
    }

    /** A survey as stored. */
    record Survey(
            long id,
            CycleId cycle,
            MeetingId meeting,
            OffsetDateTime closesAt,
            State state,
            String secret,
            @Nullable String conclusion) {}

    /** A seat that is asked. */
    record Response(long id, long survey, long seat, boolean answered) {}

    Optional<Survey> of(MeetingId meeting) {
        return jdbc.sql(SELECT + "where meeting_id = ?")
                .param(meeting.value())
                .query(StoredSurveys::survey)
                .optional();
    }

    Optional<Survey> find(long id) {
        return jdbc.sql(SELECT + "where id = ?")
                .param(id)
                .query(StoredSurveys::survey)
                .optional();
    }

    List<Survey> of(CycleId cycle) {
        return jdbc.sql(SELECT + "where cycle_id = ? order by meeting_id")
                .param(cycle.value())
                .query(StoredSurveys::survey)
                .list();
    }

    void plan(TrainingMeeting meeting, SurveyTimes times) {
        jdbc.sql("""
                        insert into survey (cycle_id, meeting_id, opens_at, reminder_at, closes_at, state, link_secret)
                        values (?, ?, ?, ?, ?, 'PLANNED', ?)
                        """)
                .params(
                        meeting.cycle().value(),
                        meeting.id().value(),
                        utc(times.opens()),
                        utc(times.reminder()),
                        utc(times.closes()),
                        SurveyLinks.newSecret())
                .update();
    }

    /** Asks every seat admitted to the meeting that has not been asked, in one statement; answers how many were added. */
    int ask(Survey survey) {
        return jdbc.sql("""
                        insert into survey_response (survey_id, seat_id)
                        select cast(? as bigint), s.id from seat s
                        where s.meeting_id = ? and s.state in ('INVITED', 'CONFIRMED')
                          and not exists (select 1 from survey_response r where r.survey_id = ? and r.seat_id = s.id)
                        """)
                .params(survey.id(), survey.meeting().value(), survey.id())
                .update();
    }

    void state(Survey survey, State state) {
        jdbc.sql("update survey set state = ? where id = ?")
                .params(state.name(), survey.id())
                .update();
    }

    void reviewed(Survey survey, String conclusion, String by) {
        jdbc.sql("update survey set state = 'REVIEWED', conclusion = ?, reviewed_at = ?, reviewed_by = ? where id = ?")
                .params(conclusion, now(), by, survey.id())
                .update();
    }

    Optional<Response> response(long id) {
        return jdbc.sql("select id, survey_id, seat_id, answered_at from survey_response where id = ?")
                .param(id)
                .query(StoredSurveys::response)
                .optional();
    }

    Optional<Response> response(Survey survey, long seat) {
        return jdbc.sql(
                        "select id, survey_id, seat_id, answered_at from survey_response where survey_id = ? and seat_id = ?")
                .params(survey.id(), seat)
                .query(StoredSurveys::response)
                .optional();
    }

    /** Seats that have neither answered nor been reminded; once attendance is confirmed, only those that took part. */
    List<Response> toRemind(Survey survey) {
        return jdbc.sql("""
                        select r.id, r.survey_id, r.seat_id, r.answered_at from survey_response r
                        where r.survey_id = ? and r.answered_at is null and r.reminded_at is null
                          and (exists (select 1 from attended_seat a where a.seat_id = r.seat_id)
                               or not exists (select 1 from half_day h
                                              where h.meeting_id = ? and h.confirmed_at is not null))
                        order by r.id
                        """)
                .params(survey.id(), survey.meeting().value())
                .query(StoredSurveys::response)
                .list();
    }

    void reminded(List<Response> responses) {
        var now = now();
        batches.batchUpdate(
                "update survey_response set reminded_at = ? where id = ?",
                responses.stream().map(r -> new Object[] {now, r.id()}).toList());
    }

    /** Puts the answers in place of earlier ones; two submissions at once wait for each other on the response's row. */
    void save(Response response, List<Answer> answers) {
        jdbc.sql("update survey_response set answered_at = ? where id = ?")
                .params(now(), response.id())
                .update();
        jdbc.sql("delete from survey_answer where response_id = ?")
                .param(response.id())
                .update();
        batches.batchUpdate(
                "insert into survey_answer (response_id, question, grade, choice, words) values (?, ?, ?, ?, ?)",
                answers.stream()
                        .map(a -> new Object[] {response.id(), a.question(), a.grade(), a.choice(), a.words()})
                        .toList());
    }

    List<Answer> answers(Response response) {
        return jdbc.sql("select question, grade, choice, words from survey_answer where response_id = ?")
                .param(response.id())
                .query((row, number) -> new Answer(
                        row.getString(1),
                        row.getObject(2, Integer.class),
                        row.getObject(3, Integer.class),
                        row.getString(4)))
                .list();
    }

    /** All answers of a survey by response. */
    Map<Long, List<Answer>> answers(Survey survey) {
        var answers = new HashMap<Long, List<Answer>>();
        jdbc.sql("""
                        select a.response_id, a.question, a.grade, a.choice, a.words
                        from survey_answer a join survey_response r on r.id = a.response_id where r.survey_id = ?
                        """)
                .param(survey.id())
                .query((row, number) -> answers.computeIfAbsent(row.getLong(1), id -> new ArrayList<>())
                        .add(new Answer(
                                row.getString(2),
                                row.getObject(3, Integer.class),
                                row.getObject(4, Integer.class),
                                row.getString(5))))
                .list();
        return answers;
    }

    /** Whom the survey counts as asked: whoever answered, and of the others those who took part once that is known. */
    List<SurveyFigures.Asked> asked(Survey survey) {
        return jdbc.sql("""
                        select r.id, s.province, r.answered_at is not null
                        from survey_response r join seat s on s.id = r.seat_id
                        where r.survey_id = ?
                          and (r.answered_at is not null
                               or exists (select 1 from attended_seat a where a.seat_id = r.seat_id)
                               or not exists (select 1 from half_day h
                                              where h.meeting_id = ? and h.confirmed_at is not null))
                        order by r.id
                        """)
                .params(survey.id(), survey.meeting().value())
                .query((row, number) -> new SurveyFigures.Asked(row.getLong(1), row.getString(2), row.getBoolean(3)))
                .list();
    }

    private OffsetDateTime now() {
        return utc(clock.instant());
    }

    private static OffsetDateTime utc(Instant instant) {
        return OffsetDateTime.ofInstant(instant, ZoneOffset.UTC);
    }

    private static Survey survey(ResultSet row, int number) throws SQLException {
        return new Survey(
                row.getLong("id"),
                new CycleId(row.getLong("cycle_id")),
                new MeetingId(row.getLong("meeting_id")),
                row.getObject("closes_at", OffsetDateTime.class),
                State.valueOf(row.getString("state")),
                row.getString("link_secret"),
                row.getString("conclusion"));
    }

    private static Response response(ResultSet row, int number) throws SQLException {
        return new Response(row.getLong(1), row.getLong(2), row.getLong(3), row.getObject(4) != null);
    }
}
