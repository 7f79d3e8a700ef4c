package org.dawra.training;

import java.time.LocalDate;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import org.dawra.cycle.Bilingual;
import org.dawra.cycle.Edition;
import org.dawra.cycle.Edition.SessionKind;
import org.dawra.cycle.TrainingMeeting;
import org.jspecify.annotations.Nullable;

/**
 * The sessions of a meeting before anybody has run them.
 *
 * @param sessions by day and time
 */
record SessionPlan(List<Planned> sessions) {

    private static final LocalTime MORNING_FROM = LocalTime.of(9, 30);
    private static final LocalTime MORNING_TO = LocalTime.of(12, 30);
    private static final LocalTime AFTERNOON_FROM = LocalTime.of(14, 30);
    private static final LocalTime AFTERNOON_TO = LocalTime.of(17, 0);

    SessionPlan {
        sessions = sessions.stream()
                .sorted(Comparator.comparingInt(Planned::day).thenComparing(Planned::starts))
                .toList();
    }

    /** A session as planned. {@code id} is null until it is stored. */
    record Planned(
            @Nullable Long id,
            @Nullable String code,
            SessionKind kind,
            int day,
            LocalTime starts,
            LocalTime ends,
            String titleAr,
            @Nullable String titleFr,
            @Nullable String facilitator) {}

    /**
     * What the edition says of the meeting, or of meetings in general. Where it says nothing, a meeting begins with a
     * workshop each morning and afternoon, on the edition's themes in turn; the programme manager changes it.
     */
    static SessionPlan of(TrainingMeeting meeting, Edition edition) {
        var known = edition.sessionsOf(meeting);
        if (!known.isEmpty()) {
            return new SessionPlan(known.stream()
                    .map(s -> new Planned(
                            null,
                            s.code(),
                            s.kind(),
                            s.day(),
                            s.starts(),
                            s.ends(),
                            s.title().ar(),
                            s.title().fr(),
                            null))
                    .toList());
        }
        var themes = edition.themes().isEmpty() ? List.of(meeting.title()) : edition.themes();
        var sessions = new ArrayList<Planned>();
        for (var day = 1; day <= meeting.days(); day++) {
            sessions.add(workshop(day, MORNING_FROM, MORNING_TO, themes.get(sessions.size() % themes.size())));
            sessions.add(workshop(day, AFTERNOON_FROM, AFTERNOON_TO, themes.get(sessions.size() % themes.size())));
        }
        return new SessionPlan(sessions);
    }

    private static Planned workshop(int day, LocalTime starts, LocalTime ends, Bilingual title) {
        return new Planned(null, null, SessionKind.WORKSHOP, day, starts, ends, title.ar(), title.fr(), null);
    }

    /** The half-days in which a session is held, in their order: attendance is signed once in each. */
    SortedSet<HalfDay> halfDays(LocalDate firstDay) {
        var halfDays = new TreeSet<HalfDay>();
        for (var session : sessions) {
            halfDays.add(new HalfDay(
                    session.day(), firstDay.plusDays(session.day() - 1L), HalfDay.Part.of(session.starts())));
        }
        return halfDays;
    }
}
