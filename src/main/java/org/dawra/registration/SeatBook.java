package org.dawra.registration;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.Set;
import org.dawra.audit.AuditTrail;
import org.dawra.cycle.CycleId;
import org.dawra.cycle.MeetingId;
import org.dawra.cycle.Programmes;
import org.dawra.cycle.Province;
import org.dawra.cycle.TrainingCycles;
import org.dawra.cycle.TrainingMeeting;
import org.dawra.document.Codes;
import org.dawra.engine.Actor;
import org.dawra.engine.Refused;
import org.dawra.mail.Message;
import org.dawra.mail.Outbox;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * Seats in our tables. Giving them out works on sets: one statement a province, whatever the number of people; only the
 * invitations, which need a secret each, go through memory, a few hundred at a time.
 */
@Service
class SeatBook implements Seats, SeatAnswers, Persons {

    private static final int BATCH = 500;

    private static final String COLUMNS =
            "id, meeting_id, cycle_id, registration_id, province, institution_id, state, ordinal, short_code";

    private final JdbcClient jdbc;
    private final JdbcTemplate template;
    private final Clock clock;
    private final TrainingCycles cycles;
    private final Programmes programmes;
    private final RegistrationMessages messages;
    private final Outbox outbox;
    private final AuditTrail audit;

    SeatBook(
            JdbcClient jdbc,
            JdbcTemplate template,
            Clock clock,
            TrainingCycles cycles,
            Programmes programmes,
            RegistrationMessages messages,
            Outbox outbox,
            AuditTrail audit) {
        this.jdbc = jdbc;
        this.template = template;
        this.clock = clock;
        this.cycles = cycles;
        this.programmes = programmes;
        this.messages = messages;
        this.outbox = outbox;
        this.audit = audit;
    }

    /** Somebody to be invited. */
    record Invited(
            long seat,
            String province,
            String name,
            @Nullable String email,
            @Nullable String phone,
            String language) {}

    /** Purpose of the invitation to this seat. */
    static String purpose(long seat) {
        return "seat:" + seat;
    }

    @Override
    @Transactional
    public void allot(MeetingId id) {
        var meeting = programmes.meeting(id);
        jdbc.sql("""
                        insert into seat_window (meeting_id, cycle_id, opened_at)
                        select :meeting, :cycle, cast(:now as timestamp with time zone)
                         where not exists (select 1 from seat_window where meeting_id = :meeting)
                        """)
                .param("meeting", id.value())
                .param("cycle", meeting.cycle().value())
                .param("now", now())
                .update();
        if (lockOpenWindow(id)) {
            enrol(meeting);
            fillQuotas(meeting);
            invite(meeting);
        }
    }

    @Override
    @Transactional
    public void close(MeetingId id) {
        if (!lockOpenWindow(id)) {
            return;
        }
        var meeting = programmes.meeting(id);
        enrol(meeting);
        fillQuotas(meeting);
        fillRemainder(meeting);
        invite(meeting);
        jdbc.sql("update seat_window set closed_at = ? where meeting_id = ?")
                .params(now(), id.value())
                .update();
    }

    /** Everybody accepted who has no seat yet joins the waiting list of the province, in order of registration. */
    private void enrol(TrainingMeeting meeting) {
        for (var province : provinces(meeting.cycle())) {
            jdbc.sql("""
                            insert into seat (meeting_id, cycle_id, registration_id, institution_id, province, state, ordinal)
                            select :meeting, r.cycle_id, r.id, r.institution_id, r.province, 'WAITING_LIST',
                                   taken.top + row_number() over (order by r.id)
                              from registration r,
                                   (select coalesce(max(ordinal), 0) as top from seat
                                     where meeting_id = :meeting and province = :province) taken
                             where r.cycle_id = :cycle and r.province = :province and r.state = 'ACCEPTED'
                               and not exists (
                                 select 1 from seat s where s.meeting_id = :meeting and s.registration_id = r.id)
                            """)
                    .param("meeting", meeting.id().value())
                    .param("cycle", meeting.cycle().value())
                    .param("province", province)
                    .update();
        }
    }

    /**
     * Each province's quota goes to the first of its waiting list. A meeting fixed before the consultation has no quotas
     * yet: its capacity is then filled in order of registration, whatever the province.
     */
    private void fillQuotas(TrainingMeeting meeting) {
        var quotas = programmes.quotas(meeting.id());
        if (quotas.isEmpty()) {
            fillRemainder(meeting);
            return;
        }
        for (var province : provinces(meeting.cycle())) {
            admitFrom(meeting, province, quotas.getOrDefault(province, 0));
        }
    }

    private void admitFrom(TrainingMeeting meeting, String province, int quota) {
        var free = quota - admitted(meeting.id(), province);
        if (free > 0) {
            jdbc.sql("""
                            update seat set state = 'INVITED' where id in (
                              select id from seat where meeting_id = :meeting and province = :province
                                 and state = 'WAITING_LIST' order by ordinal fetch first :free rows only)
                            """)
                    .param("meeting", meeting.id().value())
                    .param("province", province)
                    .param("free", free)
                    .update();
        }
    }

    /** Seats that a province leaves empty go to the others' waiting lists, in order of registration. */
    private void fillRemainder(TrainingMeeting meeting) {
        var free = meeting.capacity() - admitted(meeting.id(), null);
        if (free > 0) {
            jdbc.sql("""
                            update seat set state = 'INVITED' where id in (
                              select id from seat where meeting_id = :meeting and state = 'WAITING_LIST'
                               order by registration_id fetch first :free rows only)
                            """)
                    .param("meeting", meeting.id().value())
                    .param("free", free)
                    .update();
        }
    }

    private int admitted(MeetingId meeting, @Nullable String province) {
        return jdbc.sql("""
                        select count(*) from seat
                         where meeting_id = :meeting and state in ('INVITED', 'CONFIRMED')
                           and (cast(:province as varchar(60)) is null or province = :province)
                        """)
                .param("meeting", meeting.value())
                .param("province", province)
                .query(Integer.class)
                .single();
    }

    /** Gives those invited a short code and a personal link, and plans their invitations. */
    private void invite(TrainingMeeting meeting) {
        var cycle = cycles.get(meeting.cycle());
        List<Invited> batch;
        do {
            batch = jdbc.sql("""
                            select s.id, s.province, b.name, b.email, b.phone, b.language
                              from seat s
                              join registration r on r.id = s.registration_id
                              join beneficiary b on b.id = r.beneficiary_id
                             where s.meeting_id = ? and s.state = 'INVITED' and s.invited_at is null
                               and b.erased_at is null
                             order by s.id fetch first ? rows only
                            """)
                    .params(meeting.id().value(), BATCH)
                    .query((row, n) -> new Invited(
                            row.getLong("id"),
                            row.getString("province"),
                            row.getString("name"),
                            row.getString("email"),
                            row.getString("phone"),
                            row.getString("language")))
                    .list();
            var codes = List.copyOf(shortCodes(meeting.id(), batch.size()));
            var rows = new ArrayList<Object[]>(batch.size());
            var letters = new ArrayList<Message>(batch.size());
            for (var i = 0; i < batch.size(); i++) {
                var token = Codes.newCode();
                rows.add(new Object[] {
                    codes.get(i), Codes.hash(token), now(), batch.get(i).seat()
                });
                letters.add(messages.invitation(cycle, meeting, batch.get(i), token));
            }
            if (!rows.isEmpty()) {
                template.batchUpdate(
                        "update seat set short_code = ?, token_hash = ?, invited_at = ? where id = ?", rows);
                outbox.planAll(letters);
            }
        } while (batch.size() == BATCH);
    }

    private Set<String> shortCodes(MeetingId meeting, int wanted) {
        Set<String> codes = new LinkedHashSet<>();
        while (codes.size() < wanted) {
            var fresh = new LinkedHashSet<String>();
            while (fresh.size() + codes.size() < wanted) {
                fresh.add(ShortCode.random());
            }
            Registrations.inChunks(
                    fresh,
                    chunk -> jdbc.sql(
                                    "select short_code from seat where meeting_id = :meeting and short_code in (:codes)")
                            .param("meeting", meeting.value())
                            .param("codes", chunk)
                            .query(String.class)
                            .list()
                            .forEach(fresh::remove));
            codes.addAll(fresh);
        }
        return codes;
    }

    @Override
    @Transactional
    public void answer(long seatId, Answer answer, Actor actor) {
        var known = find(seatId).orElseThrow(() -> new NoSuchElementException("no such seat"));
        if (!actor.equals(SeatAnswers.holder(seatId)) && !RegistrationScope.keeps(actor, known.province())) {
            throw new NoSuchElementException("no such seat");
        }
        if (!lockOpenWindow(known.meeting())) {
            throw new Refused("", "registration.seat.over");
        }
        var seat = find(seatId).orElseThrow();
        var meeting = programmes.meeting(seat.meeting());
        switch (answer) {
            case CONFIRMED -> confirm(seat, meeting);
            case DECLINED -> decline(seat, meeting);
        }
        audit.record(actor.userId(), answer == Answer.CONFIRMED ? "seat.confirmed" : "seat.declined", "seat:" + seatId);
    }

    private void confirm(Seat seat, TrainingMeeting meeting) {
        switch (seat.state()) {
            case CONFIRMED -> {}
            case INVITED -> move(seat.id(), Seat.State.CONFIRMED);
            case WAITING_LIST -> throw new Refused("", "registration.seat.waiting");
            case DECLINED -> {
                // Whoever waits has been waiting longer: at the end of the list, and admitted at once if nobody waits.
                jdbc.sql("""
                                update seat set state = 'WAITING_LIST', answered_at = ?, ordinal = 1 + (
                                  select max(ordinal) from seat where meeting_id = ? and province = ?)
                                 where id = ?
                                """)
                        .params(now(), seat.meeting().value(), seat.province(), seat.id())
                        .update();
                fillQuotas(meeting);
                jdbc.sql("update seat set state = 'CONFIRMED' where id = ? and state = 'INVITED'")
                        .param(seat.id())
                        .update();
                invite(meeting);
            }
        }
    }

    private void decline(Seat seat, TrainingMeeting meeting) {
        if (seat.state() == Seat.State.DECLINED) {
            return;
        }
        move(seat.id(), Seat.State.DECLINED);
        fillQuotas(meeting);
        invite(meeting);
    }

    private void move(long seat, Seat.State to) {
        jdbc.sql("update seat set state = ?, answered_at = ? where id = ?")
                .params(to.name(), now(), seat)
                .update();
    }

    /** Declines the seats of a registration in meetings whose time for answers still runs. */
    void giveUp(long registrationId) {
        var own = jdbc.sql("select " + COLUMNS + " from seat where registration_id = ? and state <> 'DECLINED'")
                .param(registrationId)
                .query(SeatBook::seat)
                .list();
        for (var seat : own) {
            if (lockOpenWindow(seat.meeting())) {
                decline(seat, programmes.meeting(seat.meeting()));
            }
        }
    }

    List<Long> ofRegistration(long registrationId) {
        return jdbc.sql("select id from seat where registration_id = ? order by id")
                .param(registrationId)
                .query(Long.class)
                .list();
    }

    /** The newest seat of each of these registrations. */
    Map<Long, Seat> newest(Collection<Long> registrationIds) {
        var seats = new HashMap<Long, Seat>();
        if (!registrationIds.isEmpty()) {
            jdbc.sql("select " + COLUMNS + " from seat where registration_id in (:ids) order by id")
                    .param("ids", registrationIds)
                    .query(SeatBook::seat)
                    .list()
                    .forEach(seat -> seats.put(seat.registrationId(), seat));
        }
        return seats;
    }

    /** The seat this personal link belongs to. Throws {@link NoSuchElementException} for a link that does not work. */
    Seat open(String token) {
        return jdbc.sql("select " + COLUMNS + " from seat where token_hash = ?")
                .param(Codes.hash(token))
                .query(SeatBook::seat)
                .optional()
                .orElseThrow(() -> new NoSuchElementException("no such link"));
    }

    /** Whether people may still answer. */
    boolean isOpen(MeetingId meeting) {
        return jdbc.sql("select count(*) from seat_window where meeting_id = ? and closed_at is null")
                        .param(meeting.value())
                        .query(Integer.class)
                        .single()
                == 1;
    }

    /** Takes the meeting's window for this transaction, so that two answers never give out one seat; false once closed. */
    private boolean lockOpenWindow(MeetingId meeting) {
        return !jdbc.sql("select meeting_id from seat_window where meeting_id = ? and closed_at is null for update")
                .param(meeting.value())
                .query(Long.class)
                .list()
                .isEmpty();
    }

    @Override
    public List<Seat> of(MeetingId meeting) {
        return jdbc.sql("select " + COLUMNS + " from seat where meeting_id = ? order by province, ordinal")
                .param(meeting.value())
                .query(SeatBook::seat)
                .list();
    }

    @Override
    public Optional<Seat> find(long seatId) {
        return jdbc.sql("select " + COLUMNS + " from seat where id = ?")
                .param(seatId)
                .query(SeatBook::seat)
                .optional();
    }

    @Override
    public Optional<Seat> byShortCode(MeetingId meeting, String shortCode) {
        return jdbc.sql("select " + COLUMNS + " from seat where meeting_id = ? and short_code = ?")
                .params(meeting.value(), ShortCode.canonical(shortCode))
                .query(SeatBook::seat)
                .optional();
    }

    @Override
    public List<Long> seatsOf(MeetingId meeting, String words, int most) {
        var key = Names.key(words, 60);
        return key.isEmpty()
                ? List.of()
                : jdbc.sql("select s.id from seat s join registration r on r.id = s.registration_id"
                                + " join beneficiary b on b.id = r.beneficiary_id"
                                + " join institution i on i.id = s.institution_id"
                                + " where s.meeting_id = :meeting and (b.name_key like :words or i.name_key like :words)"
                                + " order by s.id fetch first :most rows only")
                        .param("meeting", meeting.value())
                        .param("words", "%" + key + "%")
                        .param("most", most)
                        .query(Long.class)
                        .list();
    }

    @Override
    public List<Person> extremes(CycleId cycle) {
        var people = new LinkedHashMap<Long, Person>();
        for (var order : List.of(
                "char_length(b.name) desc, r.id", "char_length(b.name), r.id", "char_length(i.name_ar) desc, r.id")) {
            jdbc.sql("select r.id, b.name, b.email, b.phone, b.language, r.province, i.name_ar from registration r"
                            + " join beneficiary b on b.id = r.beneficiary_id"
                            + " join institution i on i.id = r.institution_id"
                            + " where r.cycle_id = ? and b.erased_at is null order by " + order
                            + " fetch first 1 rows only")
                    .param(cycle.value())
                    .query(row -> {
                        people.put(row.getLong("id"), person(row));
                    });
        }
        return List.copyOf(people.values());
    }

    private static Person person(ResultSet row) throws SQLException {
        return new Person(
                row.getString("name"),
                row.getString("email"),
                row.getString("phone"),
                row.getString("language"),
                row.getString("province"),
                row.getString("name_ar"));
    }

    @Override
    public Map<Long, Person> ofSeats(Collection<Long> seatIds) {
        var persons = new HashMap<Long, Person>();
        var ids = List.copyOf(Set.copyOf(seatIds));
        for (var from = 0; from < ids.size(); from += BATCH) {
            jdbc.sql("""
                            select s.id, b.name, b.email, b.phone, b.language, s.province, i.name_ar
                              from seat s
                              join registration r on r.id = s.registration_id
                              join beneficiary b on b.id = r.beneficiary_id
                              join institution i on i.id = s.institution_id
                             where s.id in (:ids) and b.erased_at is null
                            """)
                    .param("ids", ids.subList(from, Math.min(ids.size(), from + BATCH)))
                    .query(row -> {
                        persons.put(row.getLong("id"), person(row));
                    });
        }
        return persons;
    }

    private List<String> provinces(CycleId cycle) {
        return cycles.get(cycle).edition().provinces().stream()
                .map(Province::code)
                .toList();
    }

    private OffsetDateTime now() {
        return OffsetDateTime.ofInstant(clock.instant(), ZoneOffset.UTC);
    }

    private static Seat seat(ResultSet row, int number) throws SQLException {
        return new Seat(
                row.getLong("id"),
                new MeetingId(row.getLong("meeting_id")),
                new CycleId(row.getLong("cycle_id")),
                row.getLong("registration_id"),
                row.getString("province"),
                row.getLong("institution_id"),
                Seat.State.valueOf(row.getString("state")),
                row.getInt("ordinal"),
                row.getString("short_code"));
    }
}
