package org.dawra.cycle;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.dawra.access.TaskSubject;
import org.dawra.engine.HumanTask;
import org.dawra.web.ChosenLanguage;
import org.dawra.web.Formats;
import org.springframework.stereotype.Component;

/** Meetings as the rows of forms show them, in the language of whoever reads. */
@Component
public class MeetingFacts {

    private final Programmes programmes;
    private final TrainingCycles cycles;
    private final Formats formats;

    MeetingFacts(Programmes programmes, TrainingCycles cycles, Formats formats) {
        this.programmes = programmes;
        this.cycles = cycles;
        this.formats = formats;
    }

    /** Tells the tasks of several meetings apart by title, where a process's business key is the meeting. */
    public TaskSubject subject(String process) {
        return new TaskSubject() {
            @Override
            public String process() {
                return process;
            }

            @Override
            public String about(HumanTask task) {
                return programmes
                        .meeting(MeetingId.of(task.businessKey()))
                        .title()
                        .in(ChosenLanguage.current());
            }
        };
    }

    /** A line a meeting that is fixed and not to be changed. */
    public List<Map<String, Object>> fixed(CycleId cycle) {
        var language = ChosenLanguage.current();
        return programmes.meetings(cycle).stream()
                .filter(TrainingMeeting::fixed)
                .map(m -> Map.<String, Object>of(
                        "text",
                        m.title().in(language) + " — " + formats.days(m.startsOn(), m.endsOn()) + " — "
                                + m.place().in(language)))
                .toList();
    }

    /** The rows {@code meetings} of a form: those proposed, or before the first proposal those that the edition offers. */
    public List<Map<String, Object>> proposed(CycleId id) {
        var proposed = programmes.meetings(id).stream()
                .filter(m -> !m.fixed())
                .map(m -> new Programmes.ProposedMeeting(
                        m.code(), m.title(), m.place(), m.startsOn(), m.endsOn(), m.capacity()))
                .toList();
        if (proposed.isEmpty() && programmes.state(id) == Programmes.State.DRAFT) {
            var cycle = cycles.get(id);
            proposed = cycle.edition().meetings().stream()
                    .filter(m -> !m.fixed())
                    .map(m -> CycleOpening.planned(m, cycle.firstMeetingDay()))
                    .toList();
        }
        return proposed.stream().map(MeetingFacts::row).toList();
    }

    List<Map<String, Object>> all(CycleId cycle) {
        var language = ChosenLanguage.current();
        return programmes.meetings(cycle).stream()
                .map(m -> Map.<String, Object>of(
                        "title", m.title().in(language),
                        "days", formats.days(m.startsOn(), m.endsOn()),
                        "place", m.place().in(language),
                        "capacity", formats.number(m.capacity())))
                .toList();
    }

    /** Each province's seats, a number a meeting. */
    List<Map<String, Object>> quotas(CycleId id) {
        return quotas(id, Map.of());
    }

    /** The same beside how many stand on the province's list. */
    List<Map<String, Object>> quotas(CycleId id, Map<String, Integer> registered) {
        var language = ChosenLanguage.current();
        var meetings = programmes.meetings(id);
        return cycles.get(id).edition().provinces().stream()
                .map(province -> Map.<String, Object>of(
                        "province",
                        province.name().in(language),
                        "registered",
                        formats.number(registered.getOrDefault(province.code(), 0)),
                        "seats",
                        String.join(
                                " · ",
                                meetings.stream()
                                        .map(m -> formats.number(
                                                programmes.quotas(m.id()).getOrDefault(province.code(), 0)))
                                        .toList())))
                .toList();
    }

    private static Map<String, Object> row(Programmes.ProposedMeeting meeting) {
        var row = new LinkedHashMap<String, Object>();
        var code = meeting.code();
        row.put("code", code == null ? "" : code);
        row.put("titleAr", meeting.title().ar());
        row.put("titleFr", meeting.title().fr());
        row.put("placeAr", meeting.place().ar());
        row.put("placeFr", meeting.place().fr());
        row.put("startsOn", meeting.startsOn().toString());
        row.put("endsOn", meeting.endsOn().toString());
        row.put("capacity", meeting.capacity());
        return row;
    }
}
