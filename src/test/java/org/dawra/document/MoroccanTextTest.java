package org.dawra.document;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.util.Locale;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class MoroccanTextTest {

    private static final Locale ARABIC = Locale.forLanguageTag("ar");
    private static final Locale FRENCH = Locale.FRENCH;
    private static final Locale ENGLISH = Locale.ENGLISH;
    private static final LocalDate CLOSING = LocalDate.of(2024, 12, 29);

    @Test
    @DisplayName("dates have Western digits and the months of Morocco, even for bare Arabic")
    void dates() {
        assertThat(MoroccanText.date(CLOSING, ARABIC)).isEqualTo("29 دجنبر 2024");
        assertThat(MoroccanText.date(CLOSING, Locale.forLanguageTag("ar-EG"))).isEqualTo("29 دجنبر 2024");
        assertThat(MoroccanText.longDate(CLOSING, ARABIC)).isEqualTo("الأحد 29 دجنبر 2024");
        assertThat(MoroccanText.date(CLOSING, FRENCH)).isEqualTo("29 décembre 2024");
        assertThat(MoroccanText.date(CLOSING, ENGLISH)).isEqualTo("29 December 2024");
        assertThat(MoroccanText.date(LocalDate.of(2026, 2, 1), ARABIC)).isEqualTo("فاتح فبراير 2026");
        assertThat(MoroccanText.date(LocalDate.of(2026, 2, 1), FRENCH)).isEqualTo("1er février 2026");
        assertThat(MoroccanText.shortDate(LocalDate.of(2026, 2, 1))).isEqualTo("01/02/2026");
        assertThat(MoroccanText.weekday(DayOfWeek.MONDAY, ARABIC)).isEqualTo("الاثنين");
    }

    @Test
    @DisplayName("ranges repeat month and year only where they differ")
    void ranges() {
        assertThat(MoroccanText.dateRange(LocalDate.of(2024, 12, 27), CLOSING, ARABIC))
                .isEqualTo("من 27 إلى 29 دجنبر 2024");
        assertThat(MoroccanText.dateRange(LocalDate.of(2024, 12, 27), CLOSING, FRENCH))
                .isEqualTo("du 27 au 29 décembre 2024");
        assertThat(MoroccanText.dateRange(LocalDate.of(2026, 1, 31), LocalDate.of(2026, 2, 2), ENGLISH))
                .isEqualTo("from 31 January to 2 February 2026");
        assertThat(MoroccanText.dateRange(CLOSING, LocalDate.of(2025, 1, 2), ARABIC))
                .isEqualTo("من 29 دجنبر 2024 إلى 2 يناير 2025");
        assertThat(MoroccanText.dateRange(CLOSING, CLOSING, ARABIC)).isEqualTo("29 دجنبر 2024");
    }

    @Test
    @DisplayName("times as each language writes them")
    void times() {
        assertThat(MoroccanText.time(LocalTime.of(9, 5), ARABIC)).isEqualTo("09:05");
        assertThat(MoroccanText.time(LocalTime.of(9, 5), FRENCH)).isEqualTo("9\u00a0h\u00a005");
        assertThat(MoroccanText.time(LocalTime.of(9, 0), FRENCH)).isEqualTo("9\u00a0h");
        assertThat(MoroccanText.timeRange(LocalTime.of(9, 0), LocalTime.of(12, 30), ARABIC))
                .isEqualTo("من 09:00 إلى 12:30");
        assertThat(MoroccanText.dateTime(LocalDateTime.of(2024, 12, 29, 14, 5), ARABIC))
                .isEqualTo("29 دجنبر 2024 على الساعة 14:05");
    }

    @Test
    @DisplayName("thousands are grouped with a space that neither breaks nor turns around")
    void numbers() {
        assertThat(MoroccanText.number(10_000, ARABIC)).isEqualTo("10\u00a0000");
        assertThat(MoroccanText.number(999, ARABIC)).isEqualTo("999");
        assertThat(MoroccanText.number(1_234_567, FRENCH)).isEqualTo("1\u00a0234\u00a0567");
        assertThat(MoroccanText.number(-1_234, ENGLISH)).isEqualTo("-1,234");
        assertThat(MoroccanText.decimal(3.456, 1, ARABIC)).isEqualTo("3,5");
        assertThat(MoroccanText.decimal(1234.5, 2, ENGLISH)).isEqualTo("1,234.50");
        assertThat(MoroccanText.percent(0.456, FRENCH)).isEqualTo("46\u00a0%");
    }
}
