package org.dawra.training;

import java.time.Clock;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.dawra.access.Account;
import org.dawra.access.Accounts;
import org.dawra.access.Role;
import org.dawra.audit.AuditTrail;
import org.dawra.cycle.Edition.SessionKind;
import org.dawra.cycle.MeetingId;
import org.dawra.cycle.MeetingTimetable;
import org.dawra.cycle.Programmes;
import org.dawra.cycle.TrainingCycles;
import org.dawra.cycle.TrainingMeeting;
import org.dawra.engine.Actor;
import org.dawra.engine.Fields;
import org.dawra.engine.Refused;
import org.dawra.registration.Seat;
import org.dawra.registration.Seats;
import org.dawra.training.AttendanceBook.StoredHalfDay;
import org.dawra.training.AttendanceBook.Tick;
import org.dawra.training.SessionPlan.Planned;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** A meeting from its preparation to the closing in the hall. */
@Service
class MeetingDelivery {

    private static final int LONGEST_LOGISTICS = 4_000;
    private static final int LONGEST_TITLE = 300;
    private static final int LONGEST_REMARK = 2_000;
    private static final int MOST_SESSIONS = 60;

    private final Programmes programmes;
    private final TrainingCycles cycles;
    private final StoredSessions sessions;
    private final AttendanceBook book;
    private final Seats seats;
    private final Accounts accounts;
    private final AuditTrail audit;
    private final JdbcClient jdbc;
    private final ApplicationEventPublisher events;
    private final Clock clock;

    MeetingDelivery(
            Programmes programmes,
            TrainingCycles cycles,
            StoredSessions sessions,
            AttendanceBook book,
            Seats seats,
            Accounts accounts,
            AuditTrail audit,
            JdbcClient jdbc,
            ApplicationEventPublisher events,
            Clock clock) {
        this.programmes = programmes;
        this.cycles = cycles;
        this.sessions = sessions;
        this.book = book;
        this.seats = seats;
        this.accounts = accounts;
        this.audit = audit;
        this.jdbc = jdbc;
        this.events = events;
        this.clock = clock;
    }

    /** What the process walks over: the sessions that are summarised, by id, and the half-days, by key. */
    record Outline(List<String> sessions, List<String> halfDays) {}

    /** What was told in the closing. */
    record Closing(
            boolean summariesRead,
            int certificatesHanded,
            boolean shieldsGiven,
            @Nullable String remarks) {}

    /** Lays down sessions and half-days as the edition has them. Again, it changes nothing. */
    @Transactional
    public MeetingTimetable plan(MeetingId id) {
        var meeting = programmes.meeting(id);
        if (sessions.of(id).isEmpty()) {
            var plan = SessionPlan.of(meeting, cycles.get(meeting.cycle()).edition());
            sessions.replace(meeting, plan);
            book.replaceHalfDays(meeting, plan.halfDays(meeting.startsOn()));
        }
        return programmes.timetable(id);
    }

    /** The sessions and half-days to walk over. */
    Outline outline(MeetingId id) {
        return new Outline(
                sessions.of(id).stream()
                        .filter(TrainingSession::summarised)
                        .map(s -> Long.toString(s.id()))
                        .toList(),
                book.halfDays(id).stream().map(h -> h.halfDay().key()).toList());
    }

    /** The programme manager's preparation: logistics, and each session with its time and facilitator. */
    @Transactional
    public void prepare(MeetingId id, Fields fields, Actor actor) {
        require(actor, Role.PROGRAMME_MANAGER);
        var meeting = programmes.meeting(id);
        var logistics = fields.optionalText("logistics", LONGEST_LOGISTICS);
        var plan = new SessionPlan(planned(meeting, fields.rows("sessions")));
        sessions.replace(meeting, plan);
        book.replaceHalfDays(meeting, plan.halfDays(meeting.startsOn()));
        jdbc.sql("delete from meeting_preparation where meeting_id = ?")
                .param(id.value())
                .update();
        jdbc.sql("""
                        insert into meeting_preparation (meeting_id, cycle_id, logistics, prepared_at, prepared_by)
                        values (?, ?, ?, ?, ?)
                        """)
                .params(id.value(), meeting.cycle().value(), logistics, now(), actor.userId())
                .update();
        audit.record(actor.userId(), "meeting.prepared", "meeting:" + id.key());
    }

    private List<Planned> planned(TrainingMeeting meeting, List<Fields> rows) {
        if (rows.isEmpty()) {
            throw new Refused("sessions", "training.sessionsMissing");
        }
        if (rows.size() > MOST_SESSIONS) {
            throw new Refused("sessions", "form.tooManyRows", MOST_SESSIONS);
        }
        var stored = sessions.of(meeting.id()).stream().collect(Collectors.toMap(TrainingSession::id, s -> s));
        var facilitators = accounts.withRole(Role.FACILITATOR).stream()
                .map(Account::userId)
                .collect(Collectors.toSet());
        var seen = new HashSet<Long>();
        var findings = new ArrayList<Refused.Finding>();
        var planned = new ArrayList<Planned>();
        for (var row : rows) {
            try {
                var known = row.has("id") ? stored.get(row.id("id")) : null;
                if (row.has("id") && (known == null || !seen.add(known.id()))) {
                    throw row.refused("id", "form.option");
                }
                planned.add(planned(meeting, row, known, facilitators));
            } catch (Refused refused) {
                findings.addAll(refused.findings());
            }
        }
        if (!findings.isEmpty()) {
            throw new Refused(findings);
        }
        return planned;
    }

    /** A row; what it leaves blank stays as stored. */
    private static Planned planned(
            TrainingMeeting meeting, Fields row, @Nullable TrainingSession known, Set<String> facilitators) {
        var kind = known != null && !row.has("kind") ? known.kind() : row.option("kind", SessionKind.class);
        var day = known != null && !row.has("day") ? known.day() : row.integer("day", 1, meeting.days());
        if (day > meeting.days()) {
            throw row.refused("day", "form.max", meeting.days());
        }
        var starts = time(row, "starts", known == null ? null : known.starts());
        var ends = time(row, "ends", known == null ? null : known.ends());
        if (!ends.isAfter(starts)) {
            throw row.refused("ends", "training.endsBeforeStart");
        }
        var titleAr = known != null && !row.has("titleAr") ? known.titleAr() : row.text("titleAr", LONGEST_TITLE);
        var titleFr =
                row.has("titleFr") || known == null ? row.optionalText("titleFr", LONGEST_TITLE) : known.titleFr();
        var facilitator = row.optionalText("facilitator", 80);
        if (facilitator == null && kind != SessionKind.OPENING && kind != SessionKind.CLOSING) {
            throw row.refused("facilitator", "training.facilitatorMissing");
        }
        if (facilitator != null && !facilitators.contains(facilitator)) {
            throw row.refused("facilitator", "form.option");
        }
        return new Planned(
                known == null ? null : known.id(),
                known == null ? null : known.code(),
                kind,
                day,
                starts,
                ends,
                titleAr,
                titleFr,
                facilitator);
    }

    private static LocalTime time(Fields row, String name, @Nullable LocalTime stored) {
        var time = row.optionalTime(name);
        if (time != null) {
            return time;
        }
        if (stored == null) {
            throw row.refused(name, "form.required");
        }
        return stored;
    }

    /** The logistics as prepared, or null. */
    @Nullable
    String logistics(MeetingId id) {
        return jdbc.sql("select logistics from meeting_preparation where meeting_id = ?")
                .param(id.value())
                .query((row, number) -> Optional.ofNullable(row.getString(1)))
                .optional()
                .flatMap(text -> text)
                .orElse(null);
    }

    /**
     * The working team confirms a half-day from the signed sheets: from the rows given, or with {@code drafts} from what
     * was saved page by page.
     */
    @Transactional
    public void tick(MeetingId id, String halfDayKey, Fields fields, Actor actor) {
        require(actor, Role.WORKING_TEAM);
        var halfDay = book.halfDay(id, halfDayKey)
                .filter(h -> !h.confirmed())
                .orElseThrow(() -> new Refused("", "training.halfDayConfirmed"));
        var present = fields.flag("drafts")
                ? book.confirmSaved(halfDay, actor.userId())
                : book.confirm(halfDay, ticks(id, fields.rows("present")), actor.userId());
        if (present == 0) {
            throw new Refused("present", "training.nobodyPresent");
        }
        audit.record(actor.userId(), "attendance.confirmed", "half-day:" + halfDay.id());
        events.publishEvent(new AttendanceConfirmed(id));
    }

    private List<Tick> ticks(MeetingId id, List<Fields> rows) {
        var known = seats.of(id).stream().map(Seat::id).collect(Collectors.toSet());
        var seen = new HashSet<Long>();
        var findings = new ArrayList<Refused.Finding>();
        var ticks = new ArrayList<Tick>();
        for (var row : rows) {
            try {
                var seat = row.id("seat");
                if (!known.contains(seat)) {
                    throw row.refused("seat", "training.seatUnknown");
                }
                if (!seen.add(seat)) {
                    throw row.refused("seat", "training.seatTwice");
                }
                ticks.add(tick(row, seat));
            } catch (Refused refused) {
                findings.addAll(refused.findings());
            }
        }
        if (!findings.isEmpty()) {
            throw new Refused(findings);
        }
        return ticks;
    }

    private static Tick tick(Fields row, long seat) {
        var signIn = row.optionalTime("signIn");
        var signOut = row.optionalTime("signOut");
        if (signIn != null && signOut != null && !signOut.isAfter(signIn)) {
            throw row.refused("signOut", "training.outBeforeIn");
        }
        return new Tick(seat, true, signIn, signOut);
    }

    /** Saves ticks of one page, for half-days that are not confirmed yet; nothing is confirmed by it. */
    @Transactional
    public void saveTicks(MeetingId id, Map<String, List<Tick>> byHalfDay, Actor actor) {
        require(actor, Role.WORKING_TEAM);
        byHalfDay.forEach((key, ticks) -> {
            var halfDay = open(id, key);
            book.save(halfDay, ticks, actor.userId());
        });
    }

    /** Somebody at the door: ticked for the half-day with the time of now. */
    @Transactional
    public void checkIn(MeetingId id, String halfDayKey, long seat, Actor actor) {
        require(actor, Role.WORKING_TEAM);
        var halfDay = open(id, halfDayKey);
        var known = seats.find(seat).filter(s -> s.meeting().equals(id));
        if (known.isEmpty()) {
            throw new Refused("code", "training.seatUnknown");
        }
        var before = book.ticks(id, List.of(seat))
                .getOrDefault(halfDay.id(), Map.of())
                .get(seat);
        if (before != null && before.present()) {
            return;
        }
        var meeting = programmes.meeting(id);
        var now = cycles.localTimes(meeting.cycle())
                .local(clock.instant())
                .toLocalTime()
                .withSecond(0)
                .withNano(0);
        book.save(halfDay, List.of(new Tick(seat, true, now, null)), actor.userId());
    }

    private StoredHalfDay open(MeetingId id, String key) {
        return book.halfDay(id, key)
                .filter(h -> !h.confirmed())
                .orElseThrow(() -> new Refused("", "training.halfDayConfirmed"));
    }

    /** What was done in the closing. */
    @Transactional
    public void close(MeetingId id, Fields fields, Actor actor) {
        require(actor, Role.WORKING_TEAM);
        var handed = fields.integer("certificatesHanded", 0, seats.of(id).size());
        var shields = fields.flag("shieldsGiven");
        if (shields && !givesShields(id)) {
            throw fields.refused("shieldsGiven", "training.noShields");
        }
        jdbc.sql("delete from meeting_closing where meeting_id = ?")
                .param(id.value())
                .update();
        jdbc.sql("""
                        insert into meeting_closing (meeting_id, summaries_read, certificates_handed, shields_given,
                            remarks, held_at, held_by)
                        values (?, ?, ?, ?, ?, ?, ?)
                        """)
                .params(
                        id.value(),
                        fields.flag("summariesRead"),
                        handed,
                        shields,
                        fields.optionalText("remarks", LONGEST_REMARK),
                        now(),
                        actor.userId())
                .update();
        audit.record(actor.userId(), "meeting.closed", "meeting:" + id.key());
    }

    /** The closing as recorded, once held. */
    Optional<Closing> closing(MeetingId id) {
        return jdbc.sql("""
                        select summaries_read, certificates_handed, shields_given, remarks
                        from meeting_closing where meeting_id = ?
                        """)
                .param(id.value())
                .query((row, number) ->
                        new Closing(row.getBoolean(1), row.getInt(2), row.getBoolean(3), row.getString(4)))
                .optional();
    }

    /** Whether the edition gives its shields at this meeting. */
    boolean givesShields(MeetingId id) {
        var meeting = programmes.meeting(id);
        var award = cycles.get(meeting.cycle()).edition().award();
        return award != null && award.meeting().equals(meeting.code());
    }

    /** A facilitator for each session by id: the one named already, or the one with the fewest sessions so far. */
    Map<Long, String> suggestedFacilitators(MeetingId id) {
        var all = accounts.withRole(Role.FACILITATOR).stream()
                .map(Account::userId)
                .toList();
        var load = new LinkedHashMap<String, Integer>();
        all.forEach(user -> load.put(user, 0));
        var suggested = new HashMap<Long, String>();
        for (var session : sessions.of(id)) {
            var named = session.facilitator();
            if (named == null && session.summarised() && !all.isEmpty()) {
                named = load.entrySet().stream()
                        .min(Comparator.comparingInt(Map.Entry::getValue))
                        .orElseThrow()
                        .getKey();
            }
            if (named != null) {
                suggested.put(session.id(), named);
                load.merge(named, 1, Integer::sum);
            }
        }
        return suggested;
    }

    private OffsetDateTime now() {
        return OffsetDateTime.ofInstant(clock.instant(), ZoneOffset.UTC);
    }

    private static void require(Actor actor, Role role) {
        if (!actor.in(role.group())) {
            throw new Refused("", "training.notYours");
        }
    }
}
