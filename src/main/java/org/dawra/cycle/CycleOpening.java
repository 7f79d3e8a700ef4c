package org.dawra.cycle;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import org.dawra.access.Role;
import org.dawra.audit.AuditTrail;
import org.dawra.engine.Actor;
import org.dawra.engine.Fields;
import org.dawra.engine.Refused;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.GeneratedKeyHolder;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Opens a year: freezes the edition and the rules of its decisions, and enters the meetings that are fixed before the consultation. */
@Service
class CycleOpening {

    private static final int FARTHEST_YEARS = 3;

    private final JdbcClient jdbc;
    private final EditionFiles editions;
    private final TrainingCycles cycles;
    private final MeetingTable meetings;
    private final FrozenRules rules;
    private final Duties duties;
    private final AuditTrail audit;
    private final Clock clock;

    CycleOpening(
            JdbcClient jdbc,
            EditionFiles editions,
            TrainingCycles cycles,
            MeetingTable meetings,
            FrozenRules rules,
            Duties duties,
            AuditTrail audit,
            Clock clock) {
        this.jdbc = jdbc;
        this.editions = editions;
        this.cycles = cycles;
        this.meetings = meetings;
        this.rules = rules;
        this.duties = duties;
        this.audit = audit;
        this.clock = clock;
    }

    /** What the process needs to know of a year that has been opened. */
    record Opened(
            CycleId cycle,
            List<String> fixedMeetings,
            boolean award,
            boolean draw,
            boolean institutionAgreements,
            Instant programmeDue,
            Instant yearEnd,
            Instant recommendationsDue) {}

    /**
     * Opens a cycle with the fields {@code edition} and {@code firstMeetingDay}.
     *
     * @throws Refused for an unknown edition, a day in the past, too soon for the consultation or out of reach, a second cycle of the same year and edition
     */
    @Transactional
    Opened open(Fields fields, Actor actor) {
        duties.require(actor, Role.PROGRAMME_MANAGER);
        var key = fields.text("edition", 60);
        var source = editions.source(key).orElseThrow(() -> new Refused("edition", "cycle.open.unknownEdition", key));
        var edition = source.edition();
        var firstDay = fields.date("firstMeetingDay");
        var today = new LocalTimes(edition.offsets()).day(clock.instant());
        if (firstDay.isBefore(today)) {
            throw new Refused("firstMeetingDay", "cycle.open.past", today);
        }
        var possible = CalendarRules.possible(edition, today);
        if (firstDay.isBefore(possible)) {
            throw new Refused("firstMeetingDay", "cycle.open.tooSoon", possible);
        }
        if (firstDay.isAfter(today.plusYears(FARTHEST_YEARS))) {
            throw new Refused("firstMeetingDay", "cycle.open.far", today.plusYears(FARTHEST_YEARS));
        }
        var cycle = insert(edition, source.text(), firstDay, actor);
        rules.freeze(cycle);
        var fixed = edition.meetings().stream()
                .filter(Edition.MeetingEntry::fixed)
                .map(entry -> meetings.insert(cycle, planned(entry, firstDay), true, entry.sample()))
                .toList();
        shareAlike(edition, fixed);
        audit.record(actor.userId(), "cycle.opened", "cycle:" + cycle.value());
        var timetable = cycles.timetable(cycle);
        return new Opened(
                cycle,
                fixed.stream().map(MeetingId::key).toList(),
                edition.award() != null,
                edition.draw() != null,
                !edition.institutionAgreements().isEmpty(),
                timetable.programmeDue(),
                timetable.yearEnd(),
                timetable.recommendationsDue());
    }

    /** A meeting of the edition on its day of this cycle. */
    static Programmes.ProposedMeeting planned(Edition.MeetingEntry entry, LocalDate firstDay) {
        var starts = firstDay.plusDays(entry.startsAfter());
        return new Programmes.ProposedMeeting(
                entry.code(),
                entry.title(),
                entry.place(),
                starts,
                starts.plusDays(entry.days() - 1L),
                entry.capacity());
    }

    private CycleId insert(Edition edition, String text, LocalDate firstDay, Actor actor) {
        var slug = firstDay.getYear() + "-" + edition.key();
        if (cycles.bySlug(slug).isPresent()) {
            throw new Refused("edition", "cycle.open.twice", slug);
        }
        var id = new GeneratedKeyHolder();
        try {
            jdbc.sql("insert into training_cycle (slug, cycle_year, edition_key, edition_text, edition_sha256,"
                            + " first_meeting_day, state, opened_by, opened_at) values (?, ?, ?, ?, ?, ?, ?, ?, ?)")
                    .params(
                            slug,
                            firstDay.getYear(),
                            edition.key(),
                            text,
                            sha256(text),
                            firstDay,
                            TrainingCycle.State.OPEN.name(),
                            actor.userId(),
                            OffsetDateTime.ofInstant(clock.instant(), ZoneOffset.UTC))
                    .update(id, "id");
        } catch (DuplicateKeyException e) {
            throw new Refused("edition", "cycle.open.twice", slug);
        }
        var cycle = MeetingTable.key(id);
        jdbc.sql("insert into programme (cycle_id, state, version) values (?, ?, 0)")
                .params(cycle, Programmes.State.DRAFT.name())
                .update();
        return new CycleId(cycle);
    }

    /** Before anybody was consulted all provinces count alike; a fixed meeting may give out its seats as early as that. */
    private void shareAlike(Edition edition, List<MeetingId> fixed) {
        var alike = new LinkedHashMap<String, Integer>();
        edition.provinces().forEach(p -> alike.put(p.code(), 1));
        fixed.forEach(meeting -> meetings.share(meeting, alike));
    }

    private static String sha256(String text) {
        try {
            return HexFormat.of()
                    .formatHex(MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
