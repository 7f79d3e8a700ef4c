package org.dawra.cycle;

import java.time.Clock;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Objects;
import org.dawra.audit.AuditTrail;
import org.dawra.engine.Actor;
import org.dawra.engine.Refused;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

@Component
class StoredProgrammes implements Programmes {

    private static final int LONGEST_DAYS = 30;
    private static final int FARTHEST_YEARS = 2;

    private final JdbcClient jdbc;
    private final TrainingCycles cycles;
    private final MeetingTable meetings;
    private final AuditTrail audit;
    private final Clock clock;

    StoredProgrammes(JdbcClient jdbc, TrainingCycles cycles, MeetingTable meetings, AuditTrail audit, Clock clock) {
        this.jdbc = jdbc;
        this.cycles = cycles;
        this.meetings = meetings;
        this.audit = audit;
        this.clock = clock;
    }

    @Override
    @Transactional
    public void propose(CycleId id, List<ProposedMeeting> proposed, Actor actor) {
        if (state(id) == State.APPROVED) {
            throw new Refused("meetings", "cycle.programme.approved");
        }
        var cycle = cycles.get(id);
        var before = meetings.of(id);
        check(cycle, before.stream().filter(MeetingTable.Row::fixed).toList(), proposed);
        before.stream().filter(m -> !m.fixed()).forEach(m -> meetings.delete(m.id()));
        proposed.forEach(meeting -> meetings.insert(id, meeting, false, isSample(cycle.edition(), meeting)));
        jdbc.sql("update programme set state = ?, version = version + 1 where cycle_id = ?")
                .params(State.PROPOSED.name(), id.value())
                .update();
        var weights = weights(cycle);
        if (!weights.isEmpty()) {
            share(cycle, weights);
        }
        audit.record(actor.userId(), "programme.proposed", "cycle:" + id.value());
    }

    @Override
    @Transactional
    public void shareSeats(CycleId id, Map<String, Integer> weights) {
        var cycle = cycles.get(id);
        jdbc.sql("delete from programme_weight where cycle_id = ?")
                .param(id.value())
                .update();
        cycle.edition()
                .provinces()
                .forEach(p -> jdbc.sql("insert into programme_weight (cycle_id, province, weight) values (?, ?, ?)")
                        .params(id.value(), p.code(), weights.getOrDefault(p.code(), 0))
                        .update());
        share(cycle, weights(cycle));
    }

    @Override
    public State state(CycleId cycle) {
        return State.valueOf(jdbc.sql("select state from programme where cycle_id = ?")
                .param(cycle.value())
                .query(String.class)
                .single());
    }

    @Override
    public List<TrainingMeeting> meetings(CycleId id) {
        var cycle = cycles.get(id);
        var rows = meetings.of(id);
        var all = new ArrayList<TrainingMeeting>();
        for (var row : rows) {
            all.add(meeting(cycle, row, all.size() + 1));
        }
        return all;
    }

    @Override
    public TrainingMeeting meeting(MeetingId id) {
        var row = meetings.find(id).stream()
                .findFirst()
                .orElseThrow(() -> new NoSuchElementException("meeting " + id.value()));
        return meetings(row.cycle()).stream()
                .filter(m -> m.id().equals(id))
                .findFirst()
                .orElseThrow();
    }

    @Override
    public MeetingTimetable timetable(MeetingId id) {
        var meeting = meeting(id);
        return CalendarRules.ofMeeting(cycles.get(meeting.cycle()).edition(), meeting);
    }

    @Override
    public Map<MeetingId, MeetingTimetable> timetables(CycleId id) {
        var edition = cycles.get(id).edition();
        var timetables = new LinkedHashMap<MeetingId, MeetingTimetable>();
        meetings(id).forEach(meeting -> timetables.put(meeting.id(), CalendarRules.ofMeeting(edition, meeting)));
        return timetables;
    }

    @Override
    public Map<MeetingId, Map<String, Integer>> quotasByMeeting(CycleId id) {
        return meetings.quotasByMeeting(id);
    }

    @Override
    public Map<String, Integer> quotas(MeetingId id) {
        var stored = meetings.quotas(id);
        var quotas = new LinkedHashMap<String, Integer>();
        cycles.get(meeting(id).cycle())
                .edition()
                .provinces()
                .forEach(p -> quotas.put(p.code(), stored.getOrDefault(p.code(), 0)));
        return quotas;
    }

    private void share(TrainingCycle cycle, Map<String, Integer> weights) {
        for (var row : meetings.of(cycle.id())) {
            var timetable = CalendarRules.ofMeeting(cycle.edition(), meeting(cycle, row, 1));
            var givingOut = row.fixed() && !timetable.seatsOpen().isAfter(clock.instant());
            if (!givingOut || meetings.quotas(row.id()).isEmpty()) {
                meetings.share(row.id(), weights);
            }
        }
    }

    private Map<String, Integer> weights(TrainingCycle cycle) {
        var stored = new LinkedHashMap<String, Integer>();
        jdbc.sql("select province, weight from programme_weight where cycle_id = ?")
                .param(cycle.id().value())
                .query(row -> {
                    stored.put(row.getString("province"), row.getInt("weight"));
                });
        var weights = new LinkedHashMap<String, Integer>();
        if (!stored.isEmpty()) {
            cycle.edition().provinces().forEach(p -> weights.put(p.code(), stored.getOrDefault(p.code(), 0)));
        }
        return weights;
    }

    private void check(TrainingCycle cycle, List<MeetingTable.Row> fixed, List<ProposedMeeting> proposed) {
        var findings = new ArrayList<Refused.Finding>();
        var today = new LocalTimes(cycle.edition().offsets()).day(clock.instant());
        var codes = new HashSet<@Nullable String>();
        for (var i = 0; i < proposed.size(); i++) {
            var meeting = proposed.get(i);
            var row = "meetings[" + i + "].";
            if (meeting.endsOn().isBefore(meeting.startsOn())) {
                findings.add(finding(row + "endsOn", "cycle.meeting.endsBeforeStart"));
            } else if (ChronoUnit.DAYS.between(meeting.startsOn(), meeting.endsOn()) >= LONGEST_DAYS) {
                findings.add(finding(row + "endsOn", "cycle.meeting.tooLong", LONGEST_DAYS));
            }
            if (meeting.startsOn().isBefore(today)) {
                findings.add(finding(row + "startsOn", "cycle.meeting.past", today));
            } else if (meeting.startsOn().isAfter(cycle.firstMeetingDay().plusYears(FARTHEST_YEARS))) {
                findings.add(finding(
                        row + "startsOn",
                        "cycle.meeting.far",
                        cycle.firstMeetingDay().plusYears(FARTHEST_YEARS)));
            }
            var code = meeting.code();
            if (code != null && !codes.add(code)) {
                findings.add(finding(row + "titleAr", "cycle.meeting.twice"));
            } else if (code != null
                    && cycle.edition().meeting(code).filter(m -> !m.fixed()).isEmpty()) {
                findings.add(finding(row + "titleAr", "cycle.meeting.unknown"));
            }
            if (overlaps(meeting, fixed, proposed.subList(0, i))) {
                findings.add(finding(row + "placeAr", "cycle.meeting.samePlace"));
            }
        }
        if (proposed.isEmpty() && fixed.isEmpty() && needed(cycle.edition()).isEmpty()) {
            findings.add(finding("meetings", "cycle.meeting.none"));
        }
        needed(cycle.edition()).forEach(entry -> {
            if (!codes.contains(entry.code())) {
                findings.add(finding(
                        "meetings", "cycle.meeting.needed", entry.title().ar()));
            }
        });
        if (!findings.isEmpty()) {
            throw new Refused(findings);
        }
    }

    private static boolean overlaps(
            ProposedMeeting meeting, List<MeetingTable.Row> fixed, List<ProposedMeeting> earlier) {
        return fixed.stream()
                        .anyMatch(f -> samePlace(f.place(), meeting.place())
                                && meet(f.startsOn(), f.endsOn(), meeting.startsOn(), meeting.endsOn()))
                || earlier.stream()
                        .anyMatch(e -> samePlace(e.place(), meeting.place())
                                && meet(e.startsOn(), e.endsOn(), meeting.startsOn(), meeting.endsOn()));
    }

    private static boolean samePlace(Bilingual one, Bilingual other) {
        return one.ar().strip().equals(other.ar().strip());
    }

    private static boolean meet(LocalDate from, LocalDate to, LocalDate otherFrom, LocalDate otherTo) {
        return !from.isAfter(otherTo) && !otherFrom.isAfter(to);
    }

    /** Meetings that must take place because the award is given or the draw is held there, and are not fixed anyway. */
    private static List<Edition.MeetingEntry> needed(Edition edition) {
        var codes = new ArrayList<String>();
        var award = edition.award();
        var draw = edition.draw();
        if (award != null) {
            codes.add(award.meeting());
        }
        if (draw != null) {
            codes.add(draw.meeting());
        }
        return codes.stream()
                .distinct()
                .map(code -> edition.meeting(code).orElse(null))
                .filter(Objects::nonNull)
                .filter(m -> !m.fixed())
                .toList();
    }

    private static Refused.Finding finding(String field, String key, Object... args) {
        return new Refused.Finding(field, key, List.of(args));
    }

    private static boolean isSample(Edition edition, ProposedMeeting meeting) {
        return edition.sample() && meeting.code() == null;
    }

    /** Documents print the days on which a meeting happened; the others are moved by as much as the first one is. */
    private static TrainingMeeting meeting(TrainingCycle cycle, MeetingTable.Row row, int ordinal) {
        var moved = cycle.edition().meetings().stream()
                .filter(m -> m.happenedFrom() != null)
                .findFirst()
                .map(m -> ChronoUnit.DAYS.between(
                        cycle.firstMeetingDay().plusDays(m.startsAfter()), Objects.requireNonNull(m.happenedFrom())))
                .orElse(0L);
        var code = row.code();
        var entry = code == null ? null : cycle.edition().meeting(code).orElse(null);
        var from =
                entry == null || entry.happenedFrom() == null ? row.startsOn().plusDays(moved) : entry.happenedFrom();
        var to = entry == null || entry.happenedTo() == null ? row.endsOn().plusDays(moved) : entry.happenedTo();
        return new TrainingMeeting(
                row.id(),
                row.cycle(),
                ordinal,
                code,
                row.fixed(),
                row.sample(),
                row.title(),
                row.place(),
                row.startsOn(),
                row.endsOn(),
                row.capacity(),
                from,
                to);
    }
}
