package org.dawra.draw;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import org.dawra.cycle.CycleId;
import org.dawra.cycle.MeetingId;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The draws in the database. Each change names the state it leaves, so that it happens once. */
@Repository
class Draws {

    private final JdbcClient jdbc;
    private final JdbcTemplate batches;

    Draws(JdbcClient jdbc, JdbcTemplate batches) {
        this.jdbc = jdbc;
        this.batches = batches;
    }

    void plan(CycleId cycle, MeetingId meeting, int winners, int reserves, String code) {
        jdbc.sql("""
                        insert into draw (cycle_id, meeting_id, state, winners, reserves, code)
                        values (?, ?, 'PLANNED', ?, ?, ?)
                        """)
                .params(cycle.value(), meeting.value(), winners, reserves, code)
                .update();
    }

    Optional<Draw> find(CycleId cycle) {
        return jdbc.sql("select * from draw where cycle_id = ?")
                .param(cycle.value())
                .query(Draws::draw)
                .optional();
    }

    /** The draw whose minutes are this document. */
    Optional<Draw> byMinutes(long document) {
        return jdbc.sql("select * from draw where minutes_document_id = ?")
                .param(document)
                .query(Draws::draw)
                .optional();
    }

    /** The institutions that took part in the meeting, in the order in which they were first registered. */
    List<Long> participants(MeetingId meeting) {
        return jdbc.sql("""
                        select distinct institution_id from attended_seat where meeting_id = ? order by institution_id
                        """).param(meeting.value()).query(Long.class).list();
    }

    void freeze(long draw, List<Draw.Ticket> tickets, String fingerprint, long poolDocument, Instant at) {
        batches.batchUpdate(
                "insert into draw_ticket (draw_id, ticket_number, institution_id, label) values (?, ?, ?, ?)",
                tickets.stream()
                        .map(t -> new Object[] {draw, t.number(), t.institution(), t.label()})
                        .toList());
        jdbc.sql("""
                        update draw set state = ?, fingerprint = ?, pool_document_id = ?, frozen_at = ?
                        where id = ? and state = 'PLANNED'
                        """)
                .params(tickets.isEmpty() ? "EMPTY" : "FROZEN", fingerprint, poolDocument, at(at), draw)
                .update();
    }

    List<Draw.Ticket> tickets(long draw) {
        return jdbc.sql("select * from draw_ticket where draw_id = ? order by ticket_number")
                .param(draw)
                .query((row, n) -> new Draw.Ticket(
                        row.getInt("ticket_number"), row.getLong("institution_id"), row.getString("label")))
                .list();
    }

    /** Answers false when the randomness is there already: it is entered once. */
    boolean enter(long draw, Randomness randomness, String witness, String actor, Instant at) {
        return jdbc.sql("""
                        update draw set method = ?, randomness = ?, witness = ?, entered_by = ?, entered_at = ?
                        where id = ? and state = 'FROZEN' and randomness is null
                        """)
                        .params(randomness.method().name(), randomness.text(), witness, actor, at(at), draw)
                        .update()
                == 1;
    }

    void drawn(long draw, List<Draw.Result> results, Instant at) {
        batches.batchUpdate(
                "insert into draw_result (draw_id, place, ticket_number, kind, state) values (?, ?, ?, ?, 'OPEN')",
                results.stream()
                        .map(r -> new Object[] {
                            draw, r.place(), r.ticket(), r.kind().name()
                        })
                        .toList());
        jdbc.sql("update draw set state = 'DRAWN', drawn_at = ? where id = ? and state = 'FROZEN'")
                .params(at(at), draw)
                .update();
    }

    List<Draw.Result> results(long draw) {
        return jdbc.sql("select * from draw_result where draw_id = ? order by place")
                .param(draw)
                .query((row, n) -> new Draw.Result(
                        row.getInt("place"),
                        row.getInt("ticket_number"),
                        Draw.Kind.valueOf(row.getString("kind")),
                        Draw.Answer.valueOf(row.getString("state")),
                        instant(row, "answered_at")))
                .list();
    }

    void offer(long draw, int ticket, Instant at) {
        jdbc.sql("""
                        update draw_result set state = 'OFFERED', offered_at = ?
                        where draw_id = ? and ticket_number = ? and state = 'OPEN'
                        """).params(at(at), draw, ticket).update();
    }

    /** Answers false when this ticket holds no open offer. */
    boolean answer(long draw, int ticket, Draw.Answer answer, @Nullable String note, String actor, Instant at) {
        return jdbc.sql("""
                        update draw_result set state = ?, note = ?, answered_by = ?, answered_at = ?
                        where draw_id = ? and ticket_number = ? and state = 'OFFERED'
                        """)
                        .params(answer.name(), note, actor, at(at), draw, ticket)
                        .update()
                == 1;
    }

    void publish(long draw, long recordDocument, long minutesDocument, Instant at) {
        jdbc.sql("""
                        update draw set state = 'PUBLISHED', record_document_id = ?, minutes_document_id = ?, published_at = ?
                        where id = ? and state = 'DRAWN'
                        """).params(recordDocument, minutesDocument, at(at), draw).update();
    }

    /** The frozen draws in which an institution holds a ticket. */
    List<Draw> withTicketOf(long institution) {
        return jdbc.sql("select d.* from draw d join draw_ticket t on t.draw_id = d.id where t.institution_id = ?")
                .param(institution)
                .query(Draws::draw)
                .list();
    }

    /** Puts papers without a name in the place of those with it, and forgets what was noted of the ticket's answer. */
    void forget(
            long draw,
            long institution,
            long poolDocument,
            @Nullable Long recordDocument,
            @Nullable Long minutesDocument) {
        jdbc.sql("update draw set pool_document_id = ?, record_document_id = ?, minutes_document_id = ? where id = ?")
                .params(poolDocument, recordDocument, minutesDocument, draw)
                .update();
        jdbc.sql("""
                        update draw_result set note = null where draw_id = ? and ticket_number in
                            (select ticket_number from draw_ticket where draw_id = ? and institution_id = ?)
                        """).params(draw, draw, institution).update();
    }

    private static Draw draw(ResultSet row, int number) throws SQLException {
        var method = row.getString("method");
        return new Draw(
                row.getLong("id"),
                new CycleId(row.getLong("cycle_id")),
                new MeetingId(row.getLong("meeting_id")),
                DrawRecord.State.valueOf(row.getString("state")),
                row.getInt("winners"),
                row.getInt("reserves"),
                row.getString("code"),
                row.getString("fingerprint"),
                instant(row, "frozen_at"),
                method == null ? null : Randomness.Method.valueOf(method),
                row.getString("randomness"),
                row.getString("witness"),
                instant(row, "entered_at"),
                instant(row, "drawn_at"),
                instant(row, "published_at"),
                row.getObject("pool_document_id", Long.class),
                row.getObject("record_document_id", Long.class),
                row.getObject("minutes_document_id", Long.class));
    }

    private static @Nullable Instant instant(ResultSet row, String column) throws SQLException {
        var at = row.getObject(column, OffsetDateTime.class);
        return at == null ? null : at.toInstant();
    }

    private static OffsetDateTime at(Instant instant) {
        return OffsetDateTime.ofInstant(instant, ZoneOffset.UTC);
    }
}
