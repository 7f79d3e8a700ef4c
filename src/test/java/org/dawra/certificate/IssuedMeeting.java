package org.dawra.certificate;

import java.time.Clock;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.dawra.access.Account;
import org.dawra.access.Accounts;
import org.dawra.access.Role;
import org.dawra.cycle.CycleId;
import org.dawra.cycle.MeetingId;
import org.dawra.document.DocumentStore;
import org.dawra.engine.ProcessStarts;
import org.dawra.registration.PersonErased;
import org.springframework.context.ApplicationContext;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.transaction.support.TransactionTemplate;

/** A meeting of edition 2026 in the whole application, with certificates issued to people of one's choosing. */
public final class IssuedMeeting {

    private final ApplicationContext house;
    private final JdbcTemplate jdbc;
    private final long cycle;
    private final long meeting;

    /** Opens the year where none is open. */
    public IssuedMeeting(ApplicationContext house) {
        this.house = house;
        this.jdbc = house.getBean(JdbcTemplate.class);
        if (jdbc.queryForObject("select count(*) from training_cycle", Integer.class) == 0) {
            var accounts = house.getBean(Accounts.class);
            var manager = new Account("opener", Role.PROGRAMME_MANAGER, null, "مسؤول(ة) البرنامج", null, null, "ar");
            accounts.create(manager, "Aa1!" + UUID.randomUUID());
            var day = LocalDate.ofInstant(house.getBean(Clock.class).instant(), ZoneOffset.UTC)
                    .plusDays(61);
            house.getBean(ProcessStarts.class)
                    .submit(
                            "annual-cycle",
                            accounts.actor(manager),
                            Map.of("edition", "2026", "firstMeetingDay", day.toString()));
        }
        cycle = one("select min(id) from training_cycle");
        meeting = one("select min(id) from training_meeting");
        if (jdbc.queryForObject("select count(*) from certificate_run", Integer.class) == 0) {
            jdbc.update(
                    "insert into certificate_run (meeting_id, required_half_days, half_days_held, decided_at,"
                            + " resolved_messages) values (?, 1, 2, ?, 0)",
                    meeting,
                    now());
        }
    }

    /** A certificate that was issued, as its holder has it. */
    public record Issued(long id, long seat, long registration, String code, byte[] pdf) {}

    public long meeting() {
        return meeting;
    }

    public long cycle() {
        return cycle;
    }

    /** Issues certificates to these people of a province, who have an address each unless they have none. */
    public List<Issued> issue(String province, String... names) {
        var issued = new ArrayList<Long>();
        for (var name : names) {
            issued.add(planned(province, name));
        }
        var issuing = house.getBean(Issuing.class);
        while (issuing.issue(new MeetingId(meeting), 0)) {
            continue;
        }
        return issued.stream().map(this::find).toList();
    }

    /** The certificate as it is now. */
    public Issued find(long id) {
        var row = jdbc.queryForMap(
                "select c.seat_id, s.registration_id, c.code, c.document_id from certificate c"
                        + " join seat s on s.id = c.seat_id where c.id = ?",
                id);
        var document = house.getBean(DocumentStore.class)
                .find(((Number) row.get("document_id")).longValue())
                .orElseThrow();
        return new Issued(
                id,
                ((Number) row.get("seat_id")).longValue(),
                ((Number) row.get("registration_id")).longValue(),
                String.valueOf(row.get("code")),
                Objects.requireNonNullElse(document.bytes(), new byte[0]));
    }

    /** What the certificates do when a holder's data is erased. */
    public void erase(Issued issued) {
        jdbc.update(
                "update beneficiary set name = null, name_key = null, phone = null, email = null, erased_at = ?"
                        + " where id = (select beneficiary_id from registration where id = ?)",
                now(),
                issued.registration());
        house.getBean(TransactionTemplate.class)
                .executeWithoutResult(status ->
                        house.publishEvent(new PersonErased(issued.registration(), java.util.Set.of(issued.seat()))));
    }

    private long planned(String province, String name) {
        var n = one("select coalesce(max(id), 0) + 1 from beneficiary");
        jdbc.update(
                "insert into beneficiary (cycle_id, name, name_key, phone, email, language) values (?, ?, ?, ?, ?, 'ar')",
                cycle,
                name,
                name.replace('ة', 'ه').toLowerCase(Locale.ROOT),
                "2126%08d".formatted(n),
                n % 2 == 0 ? null : "p" + n + "@dawra.invalid");
        var beneficiary = one("select max(id) from beneficiary");
        var institution = institution(province);
        jdbc.update(
                "insert into registration (uuid, cycle_id, beneficiary_id, institution_id, province, state, source,"
                        + " registered_at, consent_version, consent_language, consent_purpose, consent_at, consent_by)"
                        + " values (?, ?, ?, ?, ?, 'ACCEPTED', 'COORDINATOR', ?, '1', 'ar', 'x', ?, 'x')",
                UUID.randomUUID(),
                cycle,
                beneficiary,
                institution,
                province,
                now(),
                now());
        var registration = one("select max(id) from registration");
        jdbc.update(
                "insert into seat (meeting_id, cycle_id, registration_id, institution_id, province, state, ordinal)"
                        + " values (?, ?, ?, ?, ?, 'CONFIRMED', ?)",
                meeting,
                cycle,
                registration,
                institution,
                province,
                n);
        var seat = one("select max(id) from seat");
        jdbc.update(
                "insert into certificate (cycle_id, meeting_id, seat_id, province, institution_id, ordinal, lane, state,"
                        + " step_runs, erased, planned_at) values (?, ?, ?, ?, ?, ?, 0, 'PLANNED', 0, false, ?)",
                cycle,
                meeting,
                seat,
                province,
                institution,
                n,
                now());
        return one("select max(id) from certificate");
    }

    private long institution(String province) {
        var name = "تعاونية التجربة " + province;
        if (jdbc.queryForObject("select count(*) from institution where name_ar = ?", Integer.class, name) == 0) {
            jdbc.update(
                    "insert into institution (uuid, kind, name_ar, name_key, province, sample, created_at)"
                            + " values (?, 'COOPERATIVE', ?, ?, ?, true, ?)",
                    UUID.randomUUID(),
                    name,
                    name,
                    province,
                    now());
        }
        return Objects.requireNonNull(
                jdbc.queryForObject("select id from institution where name_ar = ?", Long.class, name));
    }

    /** The cycle's id as the modules take it. */
    public CycleId cycleId() {
        return new CycleId(cycle);
    }

    private long one(String sql) {
        return Objects.requireNonNull(jdbc.queryForObject(sql, Long.class));
    }

    private OffsetDateTime now() {
        return OffsetDateTime.ofInstant(house.getBean(Clock.class).instant(), ZoneOffset.UTC);
    }
}
