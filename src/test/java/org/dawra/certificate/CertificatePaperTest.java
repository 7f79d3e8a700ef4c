package org.dawra.certificate;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.text.PDFTextStripper;
import org.dawra.cycle.Bilingual;
import org.dawra.cycle.TrainingCycle;
import org.dawra.document.Conformance;
import org.dawra.document.Documents;
import org.dawra.document.Paper;
import org.dawra.document.SealRequest;
import org.dawra.document.TestStores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The certificate as it comes out of the printer. */
class CertificatePaperTest {

    private static final List<Bilingual> SIGNATORIES = List.of(
            new Bilingual("رئيس(ة) الشبكة", "La présidence du réseau"),
            new Bilingual(
                    "المديرة الجهوية لوزارة الإدماج الاقتصادي والمقاولة الصغرى والتشغيل والكفاءات",
                    "La directrice régionale du ministère"),
            new Bilingual("مسؤول(ة) البرنامج السنوي للتكوين", "La responsable du programme"));

    static Stream<String> editions() {
        return Stream.of("2024", "2026");
    }

    @ParameterizedTest
    @MethodSource("editions")
    void aCertificateIsOnePageThatNamesHolderMeetingDatesAndNumber(String edition) throws IOException {
        var pdf = new Documents()
                .render(CertificateFixture.paper(edition)
                        .of(
                                new CertificatePaper.Holder(
                                        "فاطمة الزهراء بنعبد الله العلوي", "تعاونية أم الربيع (أزمور)"),
                                "2024/1/0042",
                                "7Q2XK-9D0MA-11111-22222-333334",
                                "https://dawra.example/verify/7Q2XK-9D0MA-11111-22222-333334"));
        Files.createDirectories(Path.of("target/papers"));
        Files.write(Path.of("target/papers/certificate-" + edition + ".pdf"), pdf);
        try (var document = Loader.loadPDF(pdf)) {
            assertThat(document.getNumberOfPages()).isEqualTo(1);
            assertThat(new PDFTextStripper().getText(document))
                    .contains("2024/1/0042", "SPÉCIMEN", "Attestation de participation");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "فاطمة الزهراء بنت عبد الرحمان بنعبد الله العلوي الإدريسي المنصوري",
                "فَاطِمَةُ الزَّهْرَاءُ بِنْتُ عَبْدِ الرَّحْمَانِ بْنِعَبْدِ اللَّهِ الْعَلَوِيُّ الْإِدْرِيسِيُّ",
                "Marie-Françoise Élisabeth Würzburg-O’Connell née Žižkovská-Łukasz Țăranu",
            })
    void aSealedCertificateStaysSmallWithLogosThreeSignatoriesAndTheLongestNames(String name, @TempDir Path data) {
        var clock = Clock.fixed(Instant.parse("2026-02-01T10:00:00Z"), ZoneOffset.UTC);
        for (var edition : editions().toList()) {
            var cycle = CertificateFixture.signedBy(CertificateFixture.cycle(edition), SIGNATORIES);
            assertThat(cycle.edition().certificate().logos()).hasSize(4);
            var pdf = new Documents().render(longest(cycle, edition, name));
            var sealed = TestStores.sealIn(data, clock)
                    .seal(pdf, new SealRequest("شهادة المشاركة 2024/1/0042", "شبكة", true, clock.instant()));
            // It goes out by mail and over weak networks: 60 kB, of which an authority's time stamp takes 5 to 8.
            assertThat(sealed.length).as(edition).isLessThan(60_000 - 7_000);
        }
    }

    private static Paper longest(TrainingCycle cycle, String edition, String name) {
        return new CertificatePaper(cycle, CertificateFixture.meeting(edition), CertificateFixture.sessions(edition))
                .of(
                        new CertificatePaper.Holder(
                                name,
                                "تعاونية النساء القرويات لإنتاج وتثمين وتسويق المنتجات المجالية والنباتات الطبية بأولاد فرج"),
                        "2024/1/0042",
                        "7Q2XK-9D0MA-11111-22222-333334",
                        "https://dawra.example/verify/7Q2XK-9D0MA-11111-22222-333334");
    }

    @Test
    void whatIsTheSameOnEveryCertificateIsPackedOnceForAllOfThem() throws IOException {
        var one = fonts("فاطمة الزهراء العلوي", "2024/1/0042", "7Q2XK-9D0MA-11111-22222-333334");
        var other = fonts("Zoé Dupont", "2024/1/0917", "ZYXWV-TSRQP-NMKJH-GFEDC-BA9875");
        assertThat(one.get("Amiri-Regular")).isEqualTo(other.get("Amiri-Regular"));
        var bold = Arrays.mismatch(
                AFTER_DIRECTORY.apply(one.get("Amiri-Bold")), AFTER_DIRECTORY.apply(other.get("Amiri-Bold")));
        assertThat(bold).as("the letters of the texts that are the same").isGreaterThan(6_000);
        assertThat(one.get("Amiri-Bold").length - bold)
                .as("the letters of the name")
                .isBetween(500, 5_000);
    }

    /** A program's table of contents, which tells lengths, comes first. */
    private static final UnaryOperator<byte[]> AFTER_DIRECTORY =
            program -> Arrays.copyOfRange(program, 2 + 5 + 12 + 6 * 16, program.length);

    /** The embedded programs by the fonts' names, packed as they are. */
    private static Map<String, byte[]> fonts(String name, String serial, String code) throws IOException {
        var pdf = new Documents()
                .render(CertificateFixture.paper("2024")
                        .of(
                                new CertificatePaper.Holder(name, "تعاونية"),
                                serial,
                                code,
                                "https://dawra.example/verify/" + code));
        var programs = new HashMap<String, byte[]>();
        try (var document = Loader.loadPDF(pdf)) {
            var resources = document.getPage(0).getResources();
            for (var font : resources.getFontNames()) {
                var program = resources.getFont(font).getFontDescriptor().getFontFile2();
                programs.put(
                        resources.getFont(font).getName().replaceAll(".*\\+", ""),
                        program.getCOSObject().createRawInputStream().readAllBytes());
            }
        }
        return programs;
    }

    @ParameterizedTest
    @MethodSource("rowsOfSignatories")
    void oneToThreeSignatoriesStandSideBySideOnOnePageForTheLongestNames(String edition, int count) throws IOException {
        var signatories = SIGNATORIES.subList(0, count);
        var cycle = CertificateFixture.signedBy(CertificateFixture.cycle(edition), signatories);
        var pdf = new Documents()
                .render(longest(cycle, edition, "فاطمة الزهراء بنت عبد الرحمان بنعبد الله العلوي الإدريسي المنصوري"));
        Files.createDirectories(Path.of("target/papers"));
        Files.write(Path.of("target/papers/certificate-" + edition + "-" + count + "-signatories.pdf"), pdf);
        assertThat(Conformance.complaints(pdf)).isEmpty();
        try (var document = Loader.loadPDF(pdf)) {
            assertThat(document.getNumberOfPages()).isEqualTo(1);
            var text = new PDFTextStripper().getText(document).replaceAll("\\s+", " ");
            assertThat(text).contains("رئيس");
            if (count > 1) {
                assertThat(text).contains("المديرة");
            }
        }
    }

    static Stream<Arguments> rowsOfSignatories() {
        return editions().flatMap(edition -> Stream.of(1, 2, 3).map(count -> Arguments.of(edition, count)));
    }

    @ParameterizedTest(name = "{0} minutes: {1}")
    @CsvSource({
        "60,مدة التكوين ساعة واحدة",
        "120,مدة التكوين ساعتان",
        "180,مدة التكوين 3\u00a0ساعات",
        "840,مدة التكوين 14\u00a0ساعة",
        "870,مدة التكوين 14\u00a0ساعة و30\u00a0دقيقة"
    })
    void hoursAreCountedAsArabicCounts(long minutes, String text) {
        assertThat(TrainingHours.of(Duration.ofMinutes(minutes)).inArabic()).isEqualTo(text);
    }

    @Test
    void theNumberNamesYearMeetingAndPlace() {
        assertThat(Issuing.serial(CertificateFixture.cycle("2026"), CertificateFixture.meeting("2026"), 7))
                .isEqualTo("2026/1/0007");
    }
}
