package org.dawra.overview;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.dawra.cycle.BundledEditions;
import org.dawra.cycle.LocalTimes;
import org.dawra.overview.Phase.Kind;
import org.dawra.overview.Phase.State;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Time line, funnels and panels. */
class ChartsTest {

    private static final LocalTimes TIMES =
            new LocalTimes(BundledEditions.edition("2024").offsets());
    private static final Instant NOW = Instant.parse("2024-11-16T00:00:00Z");

    private final YearFigures year = YearFiguresTest.aYearOfTwoMeetings("2024");

    @Test
    void theLineIsMadeOfWholeMonthsAndWhatIsNotOverReachesToNow() {
        var line = TimeLine.of(
                List.of(phase(
                        State.RUNNING, "2024-11-01T00:00:00Z", "2024-11-30T12:00:00Z", "2024-11-01T00:00:00Z", null)),
                TIMES,
                NOW,
                true,
                false);
        assertThat(line.months()).containsExactly("0%");
        assertThat(line.ticks()).singleElement().satisfies(tick -> {
            assertThat(tick.month()).isEqualTo(LocalDate.of(2024, 11, 1));
            assertThat(tick.x()).isEqualTo("50%");
            assertThat(tick.newYear()).isTrue();
        });
        assertThat(line.today()).isEqualTo("50.14%");
        assertThat(line.rows().get(0).actual()).isEqualTo(new Span("0.14%", "50%"));
    }

    @Test
    void inArabicItRunsFromTheRight() {
        var phases = List.of(phase(State.DONE, "2024-11-01T00:00:00Z", "2024-11-10T00:00:00Z", null, null));
        var left = TimeLine.of(phases, TIMES, NOW, true, false);
        var right = TimeLine.of(phases, TIMES, NOW, true, true);
        assertThat(left.rows().get(0).planned()).isEqualTo(new Span("0.14%", "30%"));
        assertThat(right.rows().get(0).planned()).isEqualTo(new Span("69.86%", "30%"));
        assertThat(right.today()).isEqualTo("49.86%");
    }

    @Test
    void aLongYearNamesFewMonthsAndTellsTheNewYear() {
        var line = TimeLine.of(
                List.of(phase(State.DONE, "2024-09-15T00:00:00Z", "2025-10-02T00:00:00Z", null, null)),
                TIMES,
                NOW,
                false,
                true);
        assertThat(line.months()).hasSize(14);
        assertThat(line.ticks()).hasSizeLessThanOrEqualTo(6);
        assertThat(line.ticks()).filteredOn(TimeLine.Tick::newYear).hasSize(2);
        assertThat(line.today()).as("a year that is over has no today").isNull();
    }

    @Test
    void withoutTimesThereIsNoLine() {
        var line = TimeLine.of(List.of(phase(State.NOT_BEGUN, null, null, null, null)), TIMES, NOW, true, false);
        assertThat(line).isEqualTo(new TimeLine(List.of(), List.of(), List.of(), null));
    }

    @Test
    void aFunnelTellsTheShareOfTheStartAndOfTheStepBefore() {
        var people = Funnel.people(year, false);
        assertThat(people.steps()).extracting(Funnel.Step::count).containsExactly(33, 24);
        assertThat(people.steps().get(1).ofFirst()).isEqualTo(24 / 33.0);
        var seats = Funnel.seats(year.held(), false);
        assertThat(seats.steps()).extracting(Funnel.Step::count).containsExactly(32, 30, 22, 9, 11);
        assertThat(seats.steps().get(4).ofBefore())
                .as("more answers than certificates")
                .isGreaterThan(1);
        assertThat(seats.steps().get(4).bar()).isEqualTo(new Span("0%", "34.38%"));
    }

    @Test
    void aFunnelOfNothingIsEmptyAndDividesByNothing() {
        var nobody = Funnel.seats(List.of(), true);
        assertThat(nobody.isEmpty()).isTrue();
        assertThat(nobody.steps()).allSatisfy(step -> assertThat(step.ofFirst()).isZero());
    }

    @Test
    void provincesShareOneScaleAndShowTheirQuota() {
        var panels = Panel.provinces(year, false);
        assertThat(panels).hasSize(6);
        var first = panels.get(0).bars();
        assertThat(first)
                .extracting(Panel.Bar::name)
                .containsExactly("accepted", "seats", "waiting", "present", "certificates");
        assertThat(first.get(1).count()).isEqualTo(24);
        assertThat(first.get(1).of()).isEqualTo(20);
        assertThat(first.get(1).bar()).isEqualTo(new Span("0%", "100%"));
        assertThat(first.get(1).mark()).isEqualTo("83.33%");
        assertThat(panels.get(5).bars())
                .allSatisfy(bar -> assertThat(bar.bar().width()).isEqualTo("0%"));
    }

    @Test
    void yearsAreMeasuredByTheHighestOfTheirKind() {
        var panels = Panel.years(List.of(year), false);
        assertThat(panels).singleElement().satisfies(panel -> {
            assertThat(panel.link()).isEqualTo("/progress/2024-2024");
            assertThat(panel.bars())
                    .allSatisfy(bar -> assertThat(bar.bar().width()).isEqualTo("100%"));
        });
        assertThat(Panel.years(List.of(), true)).isEmpty();
    }

    private static Phase phase(
            State state, @Nullable String from, @Nullable String to, @Nullable String begun, @Nullable String ended) {
        return new Phase(Kind.REGISTRATION, null, instant(from), instant(to), instant(begun), instant(ended), state, 0);
    }

    private static @Nullable Instant instant(@Nullable String text) {
        return text == null ? null : Instant.parse(text);
    }
}
