package org.dawra.document;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.dawra.document.Block.Heading;
import static org.dawra.document.Block.Image;
import static org.dawra.document.Block.Style;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.documentinterchange.logicalstructure.PDStructureElement;
import org.apache.pdfbox.pdmodel.documentinterchange.logicalstructure.PDStructureNode;
import org.apache.pdfbox.text.PDFTextStripper;
import org.apache.pdfbox.text.TextPosition;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class PaperTest {

    private final Documents documents = new Documents();

    static Stream<Arguments> papers() {
        return Stream.of(
                Arguments.of("certificate", SamplePapers.certificate(SamplePapers.NAMES.get(0)), 1),
                Arguments.of("diploma", SamplePapers.diploma(), 1),
                Arguments.of("agreement", SamplePapers.agreement(), 3),
                Arguments.of("attendance sheet", SamplePapers.attendanceSheet(), 5),
                Arguments.of("report", SamplePapers.report(), 2));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("papers")
    @DisplayName("veraPDF finds nothing against PDF/A-3a and PDF/UA-1, and every page says specimen")
    void veraPdfFindsNothing(String name, Paper paper, int pages) throws IOException {
        byte[] pdf = documents.render(paper);

        assertThat(Conformance.complaints(pdf)).isEmpty();
        try (PDDocument document = Loader.loadPDF(pdf)) {
            assertThat(document.getNumberOfPages()).isEqualTo(pages);
            for (int page = 1; page <= pages; page++) {
                PDFTextStripper stripper = new PDFTextStripper();
                stripper.setStartPage(page);
                stripper.setEndPage(page);
                assertThat(stripper.getText(document))
                        .contains("SPÉCIMEN")
                        .contains("نموذج")
                        .contains("لا يُعتد به");
            }
            assertThat(document.getDocumentInformation().getTitle()).isEqualTo(paper.title());
            assertThat(document.getDocumentInformation().getSubject()).contains("SPÉCIMEN");
            assertThat(document.getDocumentCatalog().getLanguage())
                    .isEqualTo(paper.language().tag());
        }
    }

    @Test
    @DisplayName("veraPDF does find what is wrong with a bare file")
    void theJudgeIsAwake() throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (PDDocument bare = new PDDocument()) {
            bare.addPage(new PDPage());
            bare.save(out);
        }
        assertThat(Conformance.complaints(out.toByteArray())).isNotEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "فاطمة الزهراء بنعبد الله العلوي",
                "مُحَمَّد الأمين ولد سيدي",
                "السَّلَامُ عَلَيْكُمْ وَرَحْمَةُ اللَّهِ",
                "لالّة مليكة كمال يحيى حجاج",
                "لأن الإنسان لآلئ الأمل",
                "پيمان گلستان چاڤيز",
                "Țăranu Ștefan-Łukasz Émilie Œuvrard",
                "ⵜⴰⵎⴰⵣⵉⵖⵜ",
                "Ελένη Παπαδοπούλου",
                "Наталья Иванова",
                "田中太郎 王小明",
                "김철수",
                "עברית",
                "สมชาย",
                "محـــمـــد الـعـلـوي",
                "خَدِيجَةُ بِنْتُ خُوَيْلِدٍ",
                "ڭلال ڤيصل ݣزناي",
                "Nguyễn Thị Ánh Tuyết",
            })
    @DisplayName("text is copied letter by letter, marks included, in both weights")
    void textIsCopiedExactly(String text) throws IOException {
        Paper paper = Paper.in(PaperLanguage.AR, "نص")
                .paragraph(text, Style.NORMAL.size(20))
                .paragraph(text, Style.NORMAL.size(9).strong())
                .build();
        assertThat(textOf(documents.render(paper)).lines()).containsExactly(text, text);
    }

    @Test
    @DisplayName("Arabic, Latin and figures on one line keep their order; nothing is a presentation form")
    void mixedLine() throws IOException {
        String line = "من 27 إلى 29 دجنبر 2024 بمبلغ 10\u00a0000 درهم رفقة Ahmed Ben Ali بتاريخ 29/12/2024";
        String text = textOf(documents.render(
                Paper.in(PaperLanguage.AR, "نص").paragraph(line).build()));

        assertThat(text.strip()).isEqualTo(line);
        assertThat(text.codePoints()).noneMatch(c -> c >= 0xfb50 && c <= 0xfeff);
    }

    @Test
    @DisplayName("telephone numbers, serials and amounts are drawn from left to right in Arabic, plus sign first")
    void figuresAreNotTurnedAround() {
        for (String figures :
                List.of("06 12 34 56 78", "+212 612-345678", "2024-0153", "10 000", "09-08", "1/2/2026")) {
            String drawn = drawn("رقم " + figures + " هنا");
            assertThat(drawn.replace('\u00a0', ' ')).as(figures).contains(figures);
        }
        // Ranges of years and Latin codes too.
        assertThat(drawn("رقم 7Q2XK-9D0MA هنا")).contains("7Q2XK-9D0MA");
    }

    private static String drawn(String text) {
        StringBuilder drawn = new StringBuilder();
        for (TextSetter.Segment segment :
                new TextSetter(text, false, true).lines(1000).get(0).segments()) {
            segment.word().inks().forEach(ink -> drawn.appendCodePoint(ink.codePoint()));
        }
        return drawn.toString();
    }

    @Test
    @DisplayName("no character of any name is drawn as a box, from wherever it comes")
    void noBoxes() {
        List<String> names = new ArrayList<>(SamplePapers.NAMES);
        names.addAll(List.of(
                "田中さくら",
                "陳大文",
                "박지성",
                "राजेश कुमार",
                "สมชาย",
                "😀 ✓ ☎",
                "Nguyễn Thị Ánh",
                "ⵉⵎⴰⵣⵉⵖⵏ",
                "🇲🇦 المغرب",
                "𝓐𝓫"));
        for (String name : names) {
            new TextSetter(name, true, true)
                    .lines(1000)
                    .get(0)
                    .segments()
                    .forEach(segment -> segment.word()
                            .inks()
                            .forEach(ink -> assertThat(ink.parts()).as(name).noneMatch(part -> part.glyph() == 0)));
        }
    }

    @Test
    @DisplayName("a name begins where its first letter says: what ends a Latin name stands at its right")
    void latinNamesOnArabicSheets() throws IOException {
        for (String name : List.of("Ahmed Ben Ali, Jr.", "Zoé D'Arcy (2)", "عمر بنو")) {
            byte[] pdf = documents.render(Paper.in(PaperLanguage.AR, "اسم")
                    .paragraph(name, Style.NORMAL.size(20).centred().shrinking().varying())
                    .build());
            assertThat(textOf(pdf).strip()).isEqualTo(name);
            assertThat(placeOf(pdf, name.substring(name.length() - 1)) > placeOf(pdf, name.substring(0, 1)))
                    .as(name)
                    .isEqualTo(name.startsWith("A") || name.startsWith("Z"));
        }
    }

    /** How far from the left the letter stands. */
    private static float placeOf(byte[] pdf, String letter) throws IOException {
        float[] place = {-1};
        try (PDDocument document = Loader.loadPDF(pdf)) {
            new PDFTextStripper() {
                @Override
                protected void processTextPosition(TextPosition text) {
                    if (letter.equals(text.getUnicode()) && place[0] < 0) {
                        place[0] = text.getXDirAdj();
                    }
                }
            }.getText(document);
        }
        return place[0];
    }

    @Test
    @DisplayName("letters in the shape of their place are copied as letters; flags and fancy letters are plain ones")
    void lettersThatAreNotLetters() throws IOException {
        for (String[] pair :
                new String[][] {{"ﻣﺤﻤﺪ ﺍﻟﻌﻠﻮﻱ", "محمد العلوي"}, {"🇲🇦", "MA"}, {"𝓐𝓫𝓬", "Abc"}, {"ﻻ", "لا"}}) {
            byte[] pdf = documents.render(Paper.in(PaperLanguage.AR, "اسم")
                    .paragraph(pair[0], Style.NORMAL.size(20).varying())
                    .build());
            assertThat(textOf(pdf).strip()).isEqualTo(pair[1]);
        }
    }

    @Test
    @DisplayName("the longest name shrinks, then wraps, and stays whole on one sheet")
    void longNames() throws IOException {
        String name = String.join(" ", SamplePapers.NAMES.subList(0, 4));
        byte[] pdf = documents.render(SamplePapers.certificate(name, false));

        try (PDDocument document = Loader.loadPDF(pdf)) {
            assertThat(document.getNumberOfPages()).isEqualTo(1);
        }
        assertThat(textOf(pdf).replaceAll("\\s+", " ")).contains(name);
        assertThat(textOf(pdf)).doesNotContain("SPÉCIMEN");
        byte[] unbroken = documents.render(SamplePapers.certificate("بن".repeat(120), false));
        assertThat(textOf(unbroken).replaceAll("\\s", "")).contains("بن".repeat(120));
    }

    @Test
    @DisplayName("the same paper gives the same bytes, also from several threads at once")
    void sameBytes() throws Exception {
        Paper paper = SamplePapers.certificate(SamplePapers.NAMES.get(1));
        byte[] once = documents.render(paper);
        var pool = Executors.newFixedThreadPool(4);
        try {
            List<Callable<byte[]>> tasks = new ArrayList<>();
            for (int i = 0; i < 40; i++) {
                int number = i;
                tasks.add(() -> number % 2 == 0
                        ? documents.render(paper)
                        : documents.render(SamplePapers.certificate(SamplePapers.NAMES.get(number % 10))));
            }
            List<Future<byte[]>> results = pool.invokeAll(tasks);
            for (int i = 0; i < results.size(); i += 2) {
                assertThat(results.get(i).get()).isEqualTo(once);
            }
        } finally {
            pool.shutdownNow();
        }
        assertThat(once.length).isLessThan(40_000);
    }

    @Test
    @DisplayName("a print file of 2,000 certificates is written as it goes, each font once")
    void printFile() throws IOException {
        CountingStream out = new CountingStream();
        documents.render(
                IntStream.range(0, 2_000)
                        .mapToObj(i -> SamplePapers.certificate(SamplePapers.NAMES.get(i % 10) + " " + i))
                        .iterator(),
                out);
        assertThat(out.written / 2_000).isLessThan(12_000);

        byte[] some = documents.render(IntStream.range(0, 10)
                .mapToObj(i -> SamplePapers.certificate(SamplePapers.NAMES.get(i % 10) + " " + i))
                .toList());
        assertThat(Conformance.complaints(some)).isEmpty();
        String raw = new String(some, StandardCharsets.ISO_8859_1);
        assertThat(raw.split("/Length1", -1)).hasSize(4);
        try (PDDocument document = Loader.loadPDF(some)) {
            assertThat(document.getNumberOfPages()).isEqualTo(10);
        }
    }

    /** What is copied without the marks that tell directions. */
    private static String withoutMarks(String text) {
        return text.replaceAll("[\\u200e\\u200f]", "");
    }

    @Test
    @DisplayName("a table's header stands on every page but is said once; rows and cells are tagged")
    void tables() throws IOException {
        byte[] pdf = documents.render(SamplePapers.attendanceSheet());

        try (PDDocument document = Loader.loadPDF(pdf)) {
            for (int page = 1; page <= document.getNumberOfPages(); page++) {
                PDFTextStripper stripper = new PDFTextStripper();
                stripper.setStartPage(page);
                stripper.setEndPage(page);
                assertThat(withoutMarks(stripper.getText(document)))
                        .contains("الاسم الكامل")
                        .contains("صفحة " + page + " من 5");
            }
            List<String> tags = tags(document);
            assertThat(tags.stream().filter("TH"::equals)).hasSize(8);
            assertThat(tags.stream().filter("TR"::equals)).hasSize(61);
            assertThat(tags.stream().filter("TD"::equals)).hasSize(480);
            assertThat(tags).contains("H1", "L", "LI", "Lbl", "LBody", "P");
        }
    }

    @Test
    @DisplayName("headings never skip a level, pictures and charts have words, lists are lists")
    void structure() throws IOException {
        BufferedImage logo = new BufferedImage(40, 20, BufferedImage.TYPE_INT_ARGB);
        ByteArrayOutputStream png = new ByteArrayOutputStream();
        ImageIO.write(logo, "png", png);
        byte[] pdf = documents.render(Paper.in(PaperLanguage.FR, "Essai")
                .add(new Heading(1, "Un"), new Heading(4, "Deux"))
                .add(new Image(png.toByteArray(), 30, "Logo du réseau"), new Image(png.toByteArray(), 30, ""))
                .paragraph("   ")
                .build());

        assertThat(Conformance.complaints(pdf)).isEmpty();
        try (PDDocument document = Loader.loadPDF(pdf)) {
            assertThat(tags(document)).containsSubsequence("H1", "H2", "Figure").doesNotContain("H4");
        }
        try (PDDocument document = Loader.loadPDF(documents.render(SamplePapers.report()))) {
            assertThat(tags(document).stream().filter("Figure"::equals)).hasSize(4);
        }
    }

    @Test
    @DisplayName("nothing runs off the sheet: facts, cells and columns longer than a page go on overleaf")
    void longParts() throws IOException {
        String words = "كلمة ".repeat(2_000).strip();
        List<Paper> papers = List.of(
                Paper.in(PaperLanguage.AR, "وقائع")
                        .add(new Block.KeyValues(List.of(new Block.KeyValue("الملخص", words))))
                        .build(),
                Paper.in(PaperLanguage.AR, "جدول")
                        .add(Block.Table.of(List.of(1.0, 3.0), List.of("أ", "ب"), List.of(List.of("1", words))))
                        .build(),
                Paper.in(PaperLanguage.AR, "أعمدة")
                        .add(Block.Columns.of(
                                List.of(new Block.Together(List.of(new Block.Paragraph(words)))),
                                List.of(new Block.Paragraph("قصير"))))
                        .build());
        for (Paper paper : papers) {
            byte[] pdf = documents.render(paper);
            assertThat(textOf(pdf).split("كلمة", -1)).as(paper.title()).hasSize(2_001);
            try (PDDocument document = Loader.loadPDF(pdf)) {
                assertThat(document.getNumberOfPages()).isGreaterThan(2);
                assertThat(lowest(document)).as(paper.title()).isGreaterThan(40);
            }
        }
    }

    /** The lowest baseline on any page, in points from the bottom. */
    private static double lowest(PDDocument document) throws IOException {
        double[] lowest = {1000};
        new PDFTextStripper() {
            @Override
            protected void writeString(String text, List<TextPosition> positions) {
                positions.forEach(position ->
                        lowest[0] = Math.min(lowest[0], position.getTextMatrix().getTranslateY()));
            }
        }.getText(document);
        return lowest[0];
    }

    @Test
    @DisplayName("an empty paper is a blank page, no paper at all is refused")
    void emptyPapers() {
        assertThat(Conformance.complaints(
                        documents.render(Paper.in(PaperLanguage.AR, "فارغ").build())))
                .isEmpty();
        assertThatThrownBy(() -> documents.render(List.of())).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    @DisplayName("hostile text does not break a paper: controls, directions, lone surrogates, markup")
    void hostileText() {
        for (String text : List.of(
                "\u0000\u0001\u202e\u2066abc\u2069",
                "\ud83d",
                "😀 👨‍👩‍👧",
                "(\\)<>[]{}/%",
                "<dc:title>&",
                "\u064b\u064c",
                "a\r\nb\tc",
                "\u200d\u200c\u200f",
                " ",
                "田中太郎",
                "न्दी हि",
                "x".repeat(5000))) {
            Paper paper = Paper.in(PaperLanguage.AR, "ع " + text)
                    .heading(1, text)
                    .paragraph(text)
                    .header(text)
                    .footer(text)
                    .build();
            assertThat(Conformance.complaints(documents.render(paper))).as(text).isEmpty();
        }
    }

    private static List<String> tags(PDDocument document) {
        List<String> tags = new ArrayList<>();
        collect(document.getDocumentCatalog().getStructureTreeRoot(), tags);
        return tags;
    }

    private static void collect(PDStructureNode node, List<String> tags) {
        for (Object kid : node.getKids()) {
            if (kid instanceof PDStructureElement element) {
                tags.add(element.getStructureType());
                if (element.getStructureType().equals("Figure")) {
                    assertThat(element.getAlternateDescription()).isNotBlank();
                }
                assertThat(element.getCOSObject().getItem(COSName.P)).isNotNull();
                collect(element, tags);
            }
        }
    }

    /** Its text but for marks that tell directions. */
    private static String textOf(byte[] pdf) {
        try (PDDocument document = Loader.loadPDF(pdf)) {
            return withoutMarks(new PDFTextStripper().getText(document));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Throws away what is written and counts it. */
    private static final class CountingStream extends OutputStream {
        private long written;

        @Override
        public void write(int b) {
            written++;
        }

        @Override
        public void write(byte[] bytes, int offset, int length) {
            written += length;
        }
    }
}
