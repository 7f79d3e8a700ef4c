package org.dawra.overview;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.dawra.ModelElements;
import org.dawra.cycle.BundledEditions;
import org.dawra.cycle.CycleId;
import org.dawra.cycle.MeetingTimetable;
import org.dawra.cycle.Timetable;
import org.dawra.cycle.TrainingCycle;
import org.dawra.engine.ProcessHistory.Passage;
import org.dawra.overview.Phase.Kind;
import org.dawra.overview.Phase.State;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What phases a year has, and where they stand. */
class YearPhasesTest {

    private static final Instant MEETING = Instant.parse("2026-12-01T08:00:00Z");
    private static final Timetable YEAR = new Timetable(
            day("2026-10-02"),
            day("2026-10-19"),
            day("2026-10-20"),
            day("2026-10-27"),
            day("2026-10-28"),
            day("2026-11-17"),
            day("2026-12-31"));

    @Test
    void beforeAnythingHappensNothingHasBegun() {
        assertThat(phases("2024", day("2026-09-01"), TrainingCycle.State.OPEN))
                .hasSize(13)
                .allSatisfy(phase -> assertThat(phase.state()).isEqualTo(State.NOT_BEGUN));
    }

    @Test
    void aPhaseRunsFromItsFirstStepToItsLastAndIsLateOnceItsTimeIsOver() {
        var begun = passage("coordinator-consultation", "serviceTask_openSheets", 1, 0, "2026-10-03", "2026-10-03");
        var goesOn = passage("annual-cycle", "callActivity_consultation", 1, 1, "2026-10-02", null);
        assertThat(consultation(day("2026-10-10"), begun, goesOn).state()).isEqualTo(State.RUNNING);
        var late = consultation(day("2026-10-23"), begun, goesOn);
        assertThat(late.state()).isEqualTo(State.LATE);
        assertThat(late.daysLate()).isEqualTo(3);
        var over = passage("annual-cycle", "callActivity_consultation", 1, 0, "2026-10-02", "2026-10-21");
        var done = consultation(day("2026-11-30"), begun, over);
        assertThat(done.state()).isEqualTo(State.DONE);
        assertThat(done.begun()).isEqualTo(day("2026-10-03"));
        assertThat(done.daysLate()).isEqualTo(1);
    }

    @Test
    void theDrawIsOnWhenItsNumbersAreAskedForAndNotWhileItWaitsForTheAttendance() {
        var looked = passage("prize-draw", "serviceTask_freezePool", 3, 0, "2026-11-05", "2026-11-20");
        var called = passage("annual-cycle", "callActivity_draw", 1, 1, "2026-10-27", null);
        assertThat(draw(day("2026-11-21"), looked, called).state()).isEqualTo(State.NOT_BEGUN);
        var asked = passage("prize-draw", "userTask_enterRandomness", 1, 1, "2026-12-01", null);
        assertThat(draw(MEETING.plusSeconds(60), looked, called, asked).begun()).isEqualTo(MEETING);
    }

    private static Phase draw(Instant now, Passage... passages) {
        return phases("2024", now, TrainingCycle.State.OPEN, passages).stream()
                .filter(phase -> phase.kind() == Kind.DRAW)
                .findFirst()
                .orElseThrow();
    }

    @Test
    void severalAtOnceAreOverWhenTheLastOfThemIs() {
        var one = passage("annual-cycle", "callActivity_partnershipAgreement", 3, 1, "2026-10-03", "2026-10-09");
        var body = passage(
                "annual-cycle", "callActivity_partnershipAgreement#multiInstanceBody", 1, 1, "2026-10-03", null);
        var agreements = phases("2024", day("2027-03-01"), TrainingCycle.State.OPEN, one, body).stream()
                .filter(phase -> phase.kind() == Kind.AGREEMENTS)
                .findFirst()
                .orElseThrow();
        assertThat(agreements.state())
                .as("nothing waits for a signature: never late")
                .isEqualTo(State.RUNNING);
    }

    @Test
    void whatTheEditionDoesWithoutIsSkipped() {
        assertThat(phases("2026", day("2026-09-01"), TrainingCycle.State.OPEN))
                .filteredOn(phase -> phase.state() == State.SKIPPED)
                .extracting(Phase::kind)
                .containsExactlyInAnyOrder(Kind.AWARD, Kind.DRAW, Kind.INSTITUTION_AGREEMENTS);
    }

    @Test
    void aYearThatIsOverIsLateWithNothing() {
        var cleanedUp = phases("2024", day("2032-01-01"), TrainingCycle.State.CLOSED);
        assertThat(cleanedUp).allSatisfy(phase -> assertThat(phase.state()).isEqualTo(State.DONE));
        var remembered = phases(
                "2024",
                day("2027-06-01"),
                TrainingCycle.State.CLOSED,
                passage("annual-cycle", "startEvent", 1, 0, "2026-10-01", "2026-10-01"));
        assertThat(remembered)
                .allSatisfy(phase -> assertThat(phase.state()).isEqualTo(State.SKIPPED))
                .allSatisfy(phase -> assertThat(phase.daysLate()).isZero());
    }

    private static Phase consultation(Instant now, Passage... passages) {
        return phases("2024", now, TrainingCycle.State.OPEN, passages).stream()
                .filter(phase -> phase.kind() == Kind.CONSULTATION)
                .findFirst()
                .orElseThrow();
    }

    private static List<Phase> phases(String key, Instant now, TrainingCycle.State state, Passage... passages) {
        var edition = BundledEditions.edition(key);
        var cycle = new TrainingCycle(new CycleId(1), "2026-" + key, 2026, LocalDate.of(2026, 12, 1), state, edition);
        var meeting = YearFiguresTest.aYearOfTwoMeetings(key).meetings().get(0).meeting();
        var times = new MeetingTimetable(
                day("2026-11-01"), day("2026-11-24"), MEETING, MEETING, MEETING, MEETING, day("2026-12-08"));
        return YearPhases.of(cycle, List.of(meeting), YEAR, Map.of(meeting.id(), times), List.of(passages), now);
    }

    private static Passage passage(
            String process, String element, int begun, int open, String first, @Nullable String last) {
        ModelElements.element(process, element.replace("#multiInstanceBody", ""));
        return new Passage(process, "1", element, begun, open, day(first), last == null ? null : day(last));
    }

    private static Instant day(String day) {
        return Instant.parse(day + "T08:00:00Z");
    }
}
