package org.dawra.cycle;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Which day a year can begin with, so that its plan can be kept. */
class CalendarRulesTest {

    private static final LocalDate TODAY = LocalDate.of(2026, 12, 1);
    private static final Instant TONIGHT = TODAY.plusDays(1).atStartOfDay().toInstant(ZoneOffset.UTC);

    @ParameterizedTest
    @ValueSource(strings = {"2024", "2026"})
    void onTheSoonestDayEverythingOfThePlanLiesAheadAndADaySoonerNotAll(String key) {
        var edition = BundledEditions.edition(key);
        var soonest = CalendarRules.soonest(edition, TODAY);
        assertThat(plan(edition, soonest)).allMatch(instant -> instant.isAfter(TONIGHT));
        assertThat(plan(edition, soonest.minusDays(1))).anyMatch(instant -> instant.isBefore(TONIGHT));
    }

    @ParameterizedTest
    @ValueSource(strings = {"2024", "2026"})
    void onThePossibleDayTheSheetsAreDueTomorrowAtTheEarliest(String key) {
        var edition = BundledEditions.edition(key);
        var possible = CalendarRules.possible(edition, TODAY);
        assertThat(possible).isBefore(CalendarRules.soonest(edition, TODAY));
        assertThat(CalendarRules.ofCycle(edition, possible).consultationSheetsDue())
                .isAfter(TONIGHT)
                .isBefore(TONIGHT.plusSeconds(86_400));
    }

    private static Stream<Instant> plan(Edition edition, LocalDate firstDay) {
        var dates = CalendarRules.ofCycle(edition, firstDay);
        return Stream.of(
                dates.listsOpen(),
                dates.consultationSheetsDue(),
                dates.consultation(),
                dates.programmeDue(),
                dates.awardOpens());
    }
}
