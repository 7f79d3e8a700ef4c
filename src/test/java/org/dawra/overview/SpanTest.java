package org.dawra.overview;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** Where marks lie on a chart. */
class SpanTest {

    @Test
    void aBarIsAsLongAsItsShareOfTheMost() {
        assertThat(Span.bar(25, 100, false)).isEqualTo(new Span("0%", "25%"));
        assertThat(Span.bar(1, 3, false)).isEqualTo(new Span("0%", "33.33%"));
        assertThat(Span.bar(7, 7, false)).isEqualTo(new Span("0%", "100%"));
    }

    @Test
    void fromTheRightItBeginsAtTheOtherEdge() {
        assertThat(Span.bar(25, 100, true)).isEqualTo(new Span("75%", "25%"));
        assertThat(Span.between(0.1, 0.3, true)).isEqualTo(new Span("70%", "20%"));
        assertThat(Span.at(0.1, true)).isEqualTo("90%");
        assertThat(Span.at(0.1, false)).isEqualTo("10%");
    }

    @Test
    void nothingIsNotDrawn() {
        assertThat(Span.bar(0, 100, false)).isEqualTo(new Span("0%", "0%"));
        assertThat(Span.bar(0, 0, false)).isEqualTo(new Span("0%", "0%"));
        assertThat(Span.bar(0, 100, true)).isEqualTo(new Span("100%", "0%"));
        assertThat(Span.bar(-3, 100, false).width()).isEqualTo("0%");
    }

    @Test
    void aLittleIsSeenAndStaysInside() {
        assertThat(Span.bar(1, 100_000, false)).isEqualTo(new Span("0%", "0.80%"));
        assertThat(Span.between(1, 1, false)).isEqualTo(new Span("99.20%", "0.80%"));
        assertThat(Span.between(1, 1, true)).isEqualTo(new Span("0%", "0.80%"));
    }

    @Test
    void moreThanTheMostFillsTheChartAndNoMore() {
        assertThat(Span.bar(130, 100, false)).isEqualTo(new Span("0%", "100%"));
        assertThat(Span.between(-0.5, 1.5, true)).isEqualTo(new Span("0%", "100%"));
        assertThat(Span.at(7, false)).isEqualTo("100%");
        assertThat(Span.at(Double.NaN, false)).isEqualTo("0%");
    }

    @Test
    void hugeNumbersKeepTheirShare() {
        assertThat(Span.bar(Long.MAX_VALUE / 2, Long.MAX_VALUE, false)).isEqualTo(new Span("0%", "50%"));
    }
}
