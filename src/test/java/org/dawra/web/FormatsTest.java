package org.dawra.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.LocalDate;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.springframework.context.support.StaticMessageSource;

class FormatsTest {

    private static final LocalDate DAY = LocalDate.of(2024, 12, 29);

    @Test
    void datesAreMoroccan() {
        assertThat(Formats.date(DAY, Language.AR)).isEqualTo("29 دجنبر 2024");
        assertThat(Formats.date(DAY, Language.FR)).isEqualTo("29 décembre 2024");
        assertThat(Formats.date(DAY, Language.EN)).isEqualTo("29 December 2024");
        assertThat(Formats.date(LocalDate.of(2026, 2, 1), Language.AR)).isEqualTo("1 فبراير 2026");
        assertThat(Formats.date(LocalDate.of(2026, 2, 1), Language.FR)).isEqualTo("1er février 2026");
        assertThat(Formats.date(LocalDate.of(2026, 8, 14), Language.AR)).isEqualTo("14 غشت 2026");
    }

    @Test
    void groupsOfDigitsCannotChangePlaces() {
        assertThat(Formats.number(10_000, Language.AR)).isEqualTo("10\u00a0000");
        assertThat(Formats.number(10_000, Language.FR)).isEqualTo("10\u00a0000");
        assertThat(Formats.number(10_000, Language.EN)).isEqualTo("10,000");
        assertThat(Formats.number(1_234_567, Language.AR)).isEqualTo("1\u00a0234\u00a0567");
        assertThat(Formats.number(-45_000, Language.FR)).isEqualTo("-45\u00a0000");
    }

    @Test
    void aYearStaysAYear() {
        assertThat(Formats.number(2026, Language.AR)).isEqualTo("2026");
    }

    @Test
    void argumentsAreWrittenAsPagesWriteThemAndApostrophesStay() throws IOException {
        var texts = new Texts();
        var parent = new StaticMessageSource();
        parent.setUseCodeAsDefaultMessage(true);
        texts.setParentMessageSource(parent);
        assertThat(texts.getMessage("form.max", new Object[] {10_000}, Language.AR.locale()))
                .contains("10\u00a0000");
        assertThat(texts.getMessage("form.min", new Object[] {2026}, Language.AR.locale()))
                .contains("2026");
        assertThat(texts.getMessage("form.min", new Object[] {DAY}, Language.FR.locale()))
                .contains("29 décembre 2024");
        assertThat(texts.createMessageFormat("l'année {0} d'abord", Locale.FRENCH)
                        .format(new Object[] {"2026"}))
                .isEqualTo("l'année 2026 d'abord");
        assertThat(texts.createMessageFormat("l''année {0}", Locale.FRENCH).format(new Object[] {"2026"}))
                .isEqualTo("l'année 2026");
    }
}
