package org.dawra.cycle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.List;
import org.junit.jupiter.api.Test;

class LocalTimesTest {

    private final LocalTimes morocco = new LocalTimes(List.of(
            new Edition.OffsetRule(LocalDate.parse("2018-10-28"), ZoneOffset.ofHours(1), "decree"),
            new Edition.OffsetRule(LocalDate.parse("2026-09-20"), ZoneOffset.UTC, "tz 2026c")));

    @Test
    void theSeedMeetingsTookPlaceAtUtcPlusOne() {
        assertThat(morocco.instant(LocalDateTime.parse("2024-12-27T09:30")))
                .isEqualTo(Instant.parse("2024-12-27T08:30:00Z"));
        assertThat(morocco.instant(LocalDateTime.parse("2026-02-01T09:00")))
                .isEqualTo(Instant.parse("2026-02-01T08:00:00Z"));
    }

    @Test
    void sinceSeptember2026LocalTimeIsUtc() {
        assertThat(morocco.instant(LocalDateTime.parse("2026-11-21T09:00")))
                .isEqualTo(Instant.parse("2026-11-21T09:00:00Z"));
        assertThat(morocco.local(Instant.parse("2027-07-01T12:00:00Z")))
                .isEqualTo(LocalDateTime.parse("2027-07-01T12:00"));
    }

    @Test
    void theHourThatTheClockShowsTwiceIsTheEarlierOne() {
        assertThat(morocco.instant(LocalDateTime.parse("2026-09-19T23:30")))
                .isEqualTo(Instant.parse("2026-09-19T22:30:00Z"));
        assertThat(morocco.local(Instant.parse("2026-09-19T22:59:00Z")))
                .isEqualTo(LocalDateTime.parse("2026-09-19T23:59"));
        assertThat(morocco.local(Instant.parse("2026-09-19T23:00:00Z")))
                .isEqualTo(LocalDateTime.parse("2026-09-19T23:00"));
    }

    @Test
    void thereAndBackGivesTheSameTimeOnEveryHourOfTheYear() {
        for (var local = LocalDateTime.parse("2026-01-01T00:00"); local.getYear() < 2027; local = local.plusHours(1)) {
            assertThat(morocco.local(morocco.instant(local))).isEqualTo(local);
        }
    }

    @Test
    void anHourThatTheClockSkipsIsAsMuchLater() {
        var forward = new LocalTimes(List.of(
                new Edition.OffsetRule(LocalDate.parse("2020-01-01"), ZoneOffset.UTC, "a"),
                new Edition.OffsetRule(LocalDate.parse("2021-01-01"), ZoneOffset.ofHours(1), "b")));
        var instant = forward.instant(LocalDateTime.parse("2021-01-01T00:30"));
        assertThat(instant).isEqualTo(Instant.parse("2021-01-01T00:30:00Z"));
        assertThat(forward.local(instant)).isEqualTo(LocalDateTime.parse("2021-01-01T01:30"));
    }

    @Test
    void beforeTheFirstRuleItsOffsetHoldsAndWithoutRulesThereIsNoTime() {
        assertThat(morocco.instant(LocalDateTime.parse("2001-01-01T10:00")))
                .isEqualTo(Instant.parse("2001-01-01T09:00:00Z"));
        assertThatIllegalArgumentException().isThrownBy(() -> new LocalTimes(List.of()));
    }
}
