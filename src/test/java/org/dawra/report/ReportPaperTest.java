package org.dawra.report;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.text.PDFTextStripper;
import org.dawra.document.Documents;
import org.dawra.web.AllTexts;
import org.dawra.web.Language;
import org.junit.jupiter.api.Test;

/** The general report as it comes out of the printer, and its figures as they are kept. */
class ReportPaperTest {

    @Test
    void theReportTellsTheYearInArabicAndThenInFrench() throws IOException {
        var cycle = ReportFixture.cycle("2024");
        var figures = ReportFixture.figures("2024");
        var pdf = new Documents()
                .render(List.of(
                        ReportPaper.of(
                                cycle,
                                figures,
                                "كان الموسم غنيا باللقاءات.\nوشارك فيه كل الأقاليم.",
                                Language.AR,
                                AllTexts.source(),
                                "https://dawra.example/reports/2024-2024",
                                "6ee15181".repeat(8)),
                        ReportPaper.of(
                                cycle,
                                figures,
                                "Une année riche.",
                                Language.FR,
                                AllTexts.source(),
                                "https://dawra.example/reports/2024-2024",
                                "6ee15181".repeat(8))));
        Files.createDirectories(Path.of("target/papers"));
        Files.write(Path.of("target/papers/report.pdf"), pdf);
        try (var document = Loader.loadPDF(pdf)) {
            var text = new PDFTextStripper().getText(document);
            assertThat(text).as("the fingerprint of the seal's key").contains("6ee15181".repeat(8));
            assertThat(text)
                    .contains("SPÉCIMEN", "Rapport général au titre de l'année 2024", "Une année riche.")
                    .contains("Structures lauréates".toLowerCase(Locale.ROOT).substring(0, 10))
                    .contains("2024", "42");
        }
    }

    @Test
    void figuresAreReadBackAsTheyWereKept() throws IOException {
        var json = new ObjectMapper().findAndRegisterModules();
        var figures = ReportFixture.figures("2024");
        assertThat(json.readValue(json.writeValueAsString(figures), Figures.class))
                .isEqualTo(figures);
    }
}
