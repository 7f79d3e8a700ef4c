package org.dawra.cycle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.when;

import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import org.dawra.web.Formats;
import org.dawra.web.LocalClock;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.BeanUtils;
import org.springframework.beans.factory.support.StaticListableBeanFactory;
import org.springframework.context.i18n.LocaleContextHolder;

class MeetingFactsTest {

    private static final CycleId CYCLE = new CycleId(1);

    private final Programmes programmes = mock(Programmes.class);
    private final MeetingFacts facts = new MeetingFacts(programmes, mock(TrainingCycles.class), formats());

    @AfterEach
    void forgetLanguage() {
        LocaleContextHolder.resetLocaleContext();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            ar-MA | من الجمعة 27 دجنبر 2024 إلى الأحد 29 دجنبر 2024       | 10_000
            ar    | من الجمعة 27 دجنبر 2024 إلى الأحد 29 دجنبر 2024       | 10_000
            fr-MA | du vendredi 27 décembre 2024 au dimanche 29 décembre 2024 | 10_000
            """)
    void daysAndNumbersAreWrittenAsInMorocco(String language, String days, String seats) {
        var from = LocalDate.parse("2024-12-27");
        var text = new Bilingual("لقاء", "Rencontre");
        when(programmes.meetings(CYCLE))
                .thenReturn(List.of(new TrainingMeeting(
                        new MeetingId(1),
                        CYCLE,
                        1,
                        null,
                        true,
                        false,
                        text,
                        text,
                        from,
                        from.plusDays(2),
                        10_000,
                        from,
                        from.plusDays(2))));
        LocaleContextHolder.setLocale(Locale.forLanguageTag(language));
        assertThat(facts.all(CYCLE))
                .singleElement()
                .satisfies(row -> assertThat(row)
                        .containsEntry("days", days)
                        .containsEntry("capacity", seats.replace('_', '\u00a0')));
    }

    private static Formats formats() {
        var beans = new StaticListableBeanFactory();
        beans.addBean("clock", (LocalClock) instant -> LocalDateTime.ofInstant(instant, ZoneOffset.UTC));
        try {
            var constructor = Formats.class.getDeclaredConstructors()[0];
            return (Formats) BeanUtils.instantiateClass(constructor, beans.getBeanProvider(LocalClock.class), null);
        } catch (RuntimeException e) {
            throw new AssertionError(e);
        }
    }
}
