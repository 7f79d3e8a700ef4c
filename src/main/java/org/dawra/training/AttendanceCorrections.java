package org.dawra.training;

import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Optional;
import org.dawra.access.Role;
import org.dawra.audit.AuditTrail;
import org.dawra.cycle.MeetingId;
import org.dawra.engine.Actor;
import org.dawra.engine.Fields;
import org.dawra.engine.Refused;
import org.dawra.registration.PersonErased;
import org.dawra.registration.Seats;
import org.dawra.training.AttendanceBook.StoredHalfDay;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.event.EventListener;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.GeneratedKeyHolder;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Corrects one seat's half-day after it was confirmed, for a reason that is kept. */
@Service
class AttendanceCorrections {

    private static final int LONGEST_REASON = 300;

    private final AttendanceBook book;
    private final Seats seats;
    private final AuditTrail audit;
    private final ApplicationEventPublisher events;
    private final JdbcClient jdbc;
    private final Clock clock;

    AttendanceCorrections(
            AttendanceBook book,
            Seats seats,
            AuditTrail audit,
            ApplicationEventPublisher events,
            JdbcClient jdbc,
            Clock clock) {
        this.book = book;
        this.seats = seats;
        this.audit = audit;
        this.events = events;
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /** A correction; the reason is gone once the person's data was erased. */
    record Correction(
            long seat,
            HalfDay halfDay,
            boolean present,
            @Nullable String reason,
            Instant at,
            String by) {}

    /** Who may correct: those who tick, and the programme manager. */
    static boolean open(Actor actor) {
        return actor.in(Role.WORKING_TEAM.group()) || actor.in(Role.PROGRAMME_MANAGER.group());
    }

    /** What is confirmed of the seat at the half-day; a seat or half-day the meeting does not have is not found. */
    boolean present(MeetingId meeting, String halfDayKey, long seat) {
        return present(confirmed(meeting, halfDayKey, seat), seat).orElse(false);
    }

    /** Says {@code present} of a seat of which the opposite was confirmed. */
    @Transactional
    public void correct(MeetingId meeting, String halfDayKey, long seat, Fields fields, Actor actor) {
        if (!open(actor)) {
            throw new Refused("", "training.notYours");
        }
        var halfDay = confirmed(meeting, halfDayKey, seat);
        if (!fields.has("present")) {
            throw fields.refused("present", "form.required");
        }
        var present = fields.flag("present");
        var reason = fields.text("reason", LONGEST_REASON);
        var known = present(halfDay, seat);
        if (known.orElse(false) == present) {
            throw new Refused("present", "training.correction.same");
        }
        if (known.isEmpty()) {
            jdbc.sql("insert into attendance (seat_id, half_day_id, present) values (?, ?, ?)")
                    .params(seat, halfDay.id(), present)
                    .update();
        } else {
            jdbc.sql("update attendance set present = ?, sign_in = null, sign_out = null"
                            + " where seat_id = ? and half_day_id = ?")
                    .params(present, seat, halfDay.id())
                    .update();
        }
        var key = new GeneratedKeyHolder();
        jdbc.sql("insert into attendance_correction (seat_id, half_day_id, present, reason, corrected_at, corrected_by)"
                        + " values (?, ?, ?, ?, ?, ?)")
                .params(
                        seat,
                        halfDay.id(),
                        present,
                        reason,
                        OffsetDateTime.ofInstant(clock.instant(), ZoneOffset.UTC),
                        actor.userId())
                .update(key, "id");
        audit.record(actor.userId(), "attendance.corrected", "attendance-correction:" + key.getKeyAs(Long.class));
        events.publishEvent(new AttendanceCorrected(meeting, seat, halfDays(meeting, seat)));
    }

    /** The corrections of a meeting, newest first. */
    List<Correction> of(MeetingId meeting) {
        return jdbc.sql("""
                        select c.seat_id, h.day_number, h.on_date, h.part, c.present, c.reason, c.corrected_at,
                            c.corrected_by
                        from attendance_correction c join half_day h on h.id = c.half_day_id
                        where h.meeting_id = ? order by c.id desc
                        """)
                .param(meeting.value())
                .query((row, number) -> new Correction(
                        row.getLong("seat_id"),
                        new HalfDay(
                                row.getInt("day_number"),
                                row.getObject("on_date", LocalDate.class),
                                HalfDay.Part.valueOf(row.getString("part"))),
                        row.getBoolean("present"),
                        row.getString("reason"),
                        row.getObject("corrected_at", OffsetDateTime.class).toInstant(),
                        row.getString("corrected_by")))
                .list();
    }

    /** A reason is free text and may name the person. */
    @EventListener
    void on(PersonErased erased) {
        for (var seat : erased.seats()) {
            jdbc.sql("update attendance_correction set reason = null where seat_id = ?")
                    .param(seat)
                    .update();
        }
    }

    private StoredHalfDay confirmed(MeetingId meeting, String halfDayKey, long seat) {
        if (seats.find(seat).filter(s -> s.meeting().equals(meeting)).isEmpty()) {
            throw new NoSuchElementException("no such seat");
        }
        var halfDay = book.halfDay(meeting, halfDayKey).orElseThrow();
        if (!halfDay.confirmed()) {
            throw new Refused("", "training.correction.notConfirmed");
        }
        return halfDay;
    }

    private Optional<Boolean> present(StoredHalfDay halfDay, long seat) {
        return jdbc.sql("select present from attendance where seat_id = ? and half_day_id = ?")
                .params(seat, halfDay.id())
                .query(Boolean.class)
                .optional();
    }

    private int halfDays(MeetingId meeting, long seat) {
        return jdbc.sql("select half_days from attended_seat where meeting_id = ? and seat_id = ?")
                .params(meeting.value(), seat)
                .query(Integer.class)
                .optional()
                .orElse(0);
    }
}
