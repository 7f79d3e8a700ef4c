package org.dawra.cycle;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.dawra.engine.Actor;
import org.dawra.engine.Fields;
import org.dawra.engine.Refused;
import org.jspecify.annotations.Nullable;

/** The programme of a year: its meetings, their quotas a province, and its approval. */
public interface Programmes {

    /**
     * A meeting as somebody proposes it.
     *
     * @param code where it takes up a meeting that the edition knows
     */
    record ProposedMeeting(
            @Nullable String code,
            Bilingual title,
            Bilingual place,
            LocalDate startsOn,
            LocalDate endsOn,
            int capacity) {

        private static final int LONGEST_TITLE = 300;
        private static final int MOST_SEATS = 100_000;

        /**
         * The rows {@code meetings} of a form: {@code code, titleAr, titleFr, placeAr, placeFr, startsOn, endsOn,
         * capacity}; without French the Arabic stands for both.
         *
         * @throws Refused with the first fault of each row
         */
        public static List<ProposedMeeting> rows(Fields fields) {
            var meetings = new ArrayList<ProposedMeeting>();
            var findings = new ArrayList<Refused.Finding>();
            for (var row : fields.rows("meetings")) {
                try {
                    meetings.add(new ProposedMeeting(
                            row.optionalText("code", 40),
                            bilingual(row, "title"),
                            bilingual(row, "place"),
                            row.date("startsOn"),
                            row.date("endsOn"),
                            row.integer("capacity", 1, MOST_SEATS)));
                } catch (Refused refused) {
                    findings.addAll(refused.findings());
                }
            }
            if (!findings.isEmpty()) {
                throw new Refused(findings);
            }
            return meetings;
        }

        private static Bilingual bilingual(Fields row, String name) {
            var ar = row.text(name + "Ar", LONGEST_TITLE);
            var fr = row.optionalText(name + "Fr", LONGEST_TITLE);
            return new Bilingual(ar, fr == null ? ar : fr);
        }
    }

    /** Where the programme stands. */
    enum State {
        DRAFT,
        PROPOSED,
        SENT_BACK,
        APPROVED
    }

    /**
     * Replaces the draft's meetings; fixed ones stay. Quotas that were shared before are shared anew.
     *
     * @throws Refused when a meeting ends before it starts, lies in the past, stands twice, or one is missing at which the
     *     award is given or the draw is held; also when the programme is approved already
     */
    void propose(CycleId cycle, List<ProposedMeeting> meetings, Actor actor);

    /**
     * Shares the seats of all meetings among the provinces by the rule of the largest remainder ({@link SeatSharing}).
     * A fixed meeting whose seats are already being given out keeps its quotas.
     */
    void shareSeats(CycleId cycle, Map<String, Integer> weights);

    /** Where the programme stands. */
    State state(CycleId cycle);

    /** All meetings of the cycle by day: fixed ones, and proposed ones whether approved yet or not. */
    List<TrainingMeeting> meetings(CycleId cycle);

    /** The meeting. Throws {@link java.util.NoSuchElementException} when there is none. */
    TrainingMeeting meeting(MeetingId id);

    /** When things are due for this meeting. */
    MeetingTimetable timetable(MeetingId id);

    /** When things are due for each meeting of the cycle. */
    Map<MeetingId, MeetingTimetable> timetables(CycleId cycle);

    /** Seats of each meeting of the cycle by province code; a meeting whose seats are not shared yet is missing. */
    Map<MeetingId, Map<String, Integer>> quotasByMeeting(CycleId cycle);

    /** Seats of a meeting by province code, in the edition's order. */
    Map<String, Integer> quotas(MeetingId id);
}
