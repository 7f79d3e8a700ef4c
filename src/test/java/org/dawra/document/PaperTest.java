package org.dawra.document;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class PaperTest {

    private final Documents documents = new Documents();

    static Stream<Arguments> papers() {
        return Stream.of(
                Arguments.of("certificate", SamplePapers.certificate(SamplePapers.NAMES.get(0))),
                Arguments.of("diploma", SamplePapers.diploma()),
                Arguments.of("agreement", SamplePapers.agreement()),
                Arguments.of("attendance sheet", SamplePapers.attendanceSheet()),
                Arguments.of("report", SamplePapers.report()));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("papers")
    @DisplayName("veraPDF finds nothing against PDF/A-3a and PDF/UA-1")
    void veraPdfFindsNothing(String name, Paper paper) {
        assertThat(Conformance.complaints(documents.render(paper))).isEmpty();
    }
}
