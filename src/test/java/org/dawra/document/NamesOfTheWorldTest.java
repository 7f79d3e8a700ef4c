package org.dawra.document;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.text.PDFTextStripper;
import org.dawra.document.Block.Style;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** One name a script, and what becomes of names that no font can print. */
class NamesOfTheWorldTest {

    private static final Map<String, String> NAMES = Map.ofEntries(
            Map.entry("Latin of Vietnam", "Nguyễn Thị Ánh Tuyết Đặng Ưởng"),
            Map.entry("Latin of Turkey", "Şükrü Çağlayan İğdır ılgaz"),
            Map.entry(
                    "Latin of West Africa",
                    "Ɓalarabe Ɗanjuma Ƙanƙan Ŋaajo Ɛkua Ɔbɔ Ƴusuf Ƒeda Ɣeyin Ʋ Ọláṣubọ̀mí Ẹniọlá"),
            Map.entry("Latin of the Amazigh", "Ɛli Ḥmed Ṭariq Ẓohra Ṛaḥma Tiɣilt Čaɛban Ǧuhra ǃXóõ Kɛ́lɛ̃"),
            Map.entry("Latin of the north", "Þórður Æðelstan Øyvind Žydrūnas Ķēniņš Țăranu Łukasz"),
            Map.entry("Tifinagh", "ⵜⴰⵎⴰⵣⵉⵖⵜ ⵢⴰⵙⵉⵏ ⴳⵯⵎⴰ ⵥⴻⵕⴰ"),
            Map.entry("Arabic of Morocco", "ڭلال ڤيصل ݣزناي ڥ ݘ"),
            Map.entry("Persian and Urdu", "پیمان ژاله ٹیپو ڈار ں ے ۓ ھ ہ ۂ علی‌رضا"),
            Map.entry("Pashto and Sindhi", "ښاغلی ځواک ړوند ګل ڼ ې ۍ ڀٽو ڏنو ڳڙھ ٿر ڦل ڪريم ڻ ۾ ڄ ڃ ٻ"),
            Map.entry("Uyghur and Kurdish", "ئۆمەر ئۈرۈمچى ۋاڭ ڕۆژ گوڵ ڤیان شێرکۆ"),
            Map.entry("Arabic with its marks", "مُحَمَّدٌ فَاطِمَةً خَدِيجَةِ رَحْمَٰن ٱللَّهِ أُوْلَٰٓئِكَ ۖ ۗ ۚ ۥ ۦ"),
            Map.entry("Hebrew", "משה לֵוִי שָׂרָה"),
            Map.entry("Greek", "Ελένη Παπαδοπούλου Ἀλέξανδρος"),
            Map.entry("Cyrillic", "Наталья Ґалаґан Їжакевич Ўладзімір Өмірбек Қайрат Ңұр Ђорђе Љ Њ Ћ Џ"),
            Map.entry("Armenian and Georgian", "Արամ Խաչատրյան გიორგი მარგველაშვილი ᲒᲘᲝ"),
            Map.entry("Ethiopic", "ኃይለ ሥላሴ አበበ"),
            Map.entry("Devanagari", "राजेश क्षत्रिय ज्ञान स्त्री"),
            Map.entry("Bengali", "রবীন্দ্রনাথ ঠাকুর ক্ষুদিরাম"),
            Map.entry("Tamil", "சுப்பிரமணியன் ஸ்ரீ"),
            Map.entry("Gurmukhi and Gujarati", "ਗੁਰਪ੍ਰੀਤ ਸਿੰਘ નરેન્દ્ર"),
            Map.entry("Telugu and Kannada", "శ్రీనివాస క్ష్మీ ಕೃಷ್ಣ ಸಿದ್ದರಾಮಯ್ಯ"),
            Map.entry("Malayalam and Sinhala", "ശ്രീകുമാർ මහින්ද"),
            Map.entry("Thai, Lao, Khmer, Burmese", "ศรีสุวรรณ ບຸນຍັງ នរោត្តម အောင်ဆန်း"),
            Map.entry("Han, kana, Hangul", "陳大文 欧阳修 田中さくら ヤマダ 김철수"),
            Map.entry("N'Ko, Vai, Adlam", "ߡߊߡߊߘߎ߫ ꕙꔤ 𞤀𞤥𞤢𞤣𞤵"),
            Map.entry("Syriac and Thaana", "ܝܘܚܢܢ ܐܶܦܪܶܝܡ އިބްރާހިމް"),
            Map.entry("Gothic", "𐌰𐌻𐌰𐍂𐌴𐌹𐌺𐍃"),
            Map.entry("Latin and Arabic", "Jean-Luc (الحاج) Amina أمينة El Amrani العمراني Ahmed 27 أحمد 1985"),
            Map.entry("Latin, Tifinagh and Arabic", "Tafat ⵜⴰⴼⴰⵜ تافات"),
            Map.entry("signs", "O’Connell “D'Arcy” « y » – … · № Ⓐ ① 𝓐𝓫 ＡＢＣ 😀"));

    @Test
    @DisplayName("no name of any of these scripts is drawn as a box, in either weight, and veraPDF finds nothing")
    void noBoxes() {
        var paper = Paper.in(PaperLanguage.AR, "أسماء");
        NAMES.forEach((script, name) -> {
            for (var bold : List.of(false, true)) {
                assertThat(boxes(name, bold)).as(script).isEmpty();
            }
            assertThat(Documents.unprintable(name)).as(script).isEmpty();
            paper.paragraph(name, Style.NORMAL.size(16));
        });
        assertThat(Conformance.complaints(new Documents().render(paper.build())))
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"བསྟན", "ᏣᎳᎩ", "𠮷", "\ue000", "𐒖"})
    @DisplayName("what no font has is told, so that nobody registers it")
    void unprintable(String letters) {
        assertThat(Documents.unprintable("Tenzin " + letters).codePoints()).contains(letters.codePointAt(0));
        assertThat(Documents.unprintable("Tenzin " + letters)).doesNotContain("T");
    }

    @Test
    @DisplayName("letters of nobody's are printed as the sign for such letters and break no standard")
    void privateLetters() throws IOException {
        var pdf = new Documents()
                .render(Paper.in(PaperLanguage.AR, "اسم").paragraph("\ue000").build());
        assertThat(Conformance.complaints(pdf)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"ⵜⴰⵎⴰⵣⵉⵖⵜ ⵢⴰⵙⵉⵏ", "ꕙꔤ", "𐌰𐌻𐌰𐍂", "క్ష్మీ", "Kɛ́lɛ̃"})
    @DisplayName("readers that do not know a script's direction are told it at its right end")
    void directionIsTold(String name) {
        assertThat(drawn("السيد " + name, true)).startsWith(name + "\u200e");
        assertThat(drawn(name, false)).isEqualTo(name + "\u200e");
        assertThat(drawn("Sons (x)", false)).isEqualTo("Sons (x)\u200e");
        assertThat(drawn("Hervé Bâ, 27", false)).doesNotContain("\u200e");
        assertThat(drawn("السيد Ahmed 27", true)).doesNotContain("\u200e");
    }

    @Test
    @DisplayName("readers are told where a stretch from left to right begins, and what is no figure")
    void beginningsAreTold() {
        assertThat(drawn("محمد (Momo) العلوي", true)).contains(")\u200fMomo(");
        assertThat(drawn("فبراير 2026 · مدينة", true)).contains("· \u200f2026 ");
        assertThat(drawn("نموذج / SPÉCIMEN", true)).startsWith("SPÉCIMEN \u200f/ ");
        assertThat(drawn("محمد العلوي", true)).doesNotContain("\u200f");
    }

    @Test
    @DisplayName("on a sheet from right to left a name from left to right has a mark where its direction turns")
    void turnsAreTold() {
        assertThat(drawn("Jean-Luc (علي) x", false, true)).isEqualTo("Jean-Luc (\u200eيلع\u200f) x");
        assertThat(drawn("Amina أمينة 7 El", false, true)).isEqualTo("Amina \u200e7 ةنيمأ\u200f El");
        assertThat(drawn("Tafat ⵜⴰ تا", false, true)).isEqualTo("Tafat ⵜⴰ \u200eات");
        assertThat(drawn("Amina أمينة El", false, false)).doesNotContain("\u200e", "\u200f");
    }

    @Test
    @DisplayName("such a mark shows nothing, moves nothing, and reaches over more than half an em of what follows")
    void turnsAreNotSeen() {
        var name = "Amina أمينة (عمر) El Amrani ⵜⴰ تا";
        var marked = new TextSetter(name, true, false, true).lines(1000).get(0);
        var plain = new TextSetter(name, true, false, false).lines(1000).get(0);
        assertThat(marked.em()).isEqualTo(plain.em());
        assertThat(marked.segments()).containsAll(plain.segments());
        var marks = new ArrayList<>(marked.segments());
        marks.removeAll(plain.segments());
        assertThat(marks).hasSize(3).allSatisfy(mark -> {
            assertThat(mark.em()).isZero();
            var ink = mark.word().inks().get(0);
            assertThat(ink.parts()).isEmpty();
            assertThat((mark.word().starts()[0] + ink.advance())
                            * mark.face().scale()
                            / mark.face().font().unitsPerEm())
                    .isGreaterThan(0.55);
        });
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Jean-Luc (|الحاج|)",
                "Al-Hajj (|الحاج محمد|) Ben Ali, Jr.",
                "Amina |أمينة| El Amrani |العمراني",
                "Fatima-Zahra |فاطمة الزهراء",
                "Tafat ⵜⴰⴼⴰⵜ |تافات",
                "ⵜⴰⴼⴰⵜ Tafat |تافات| ⵜⴰⴼⴰⵜ",
                "Ahmed 27 |أحمد 1985 بن عمر",
                "Y. |و| Ali |أ",
                "Ben-|علي|/Ali",
                "Zoé D'Arcy (2)",
                "محمد (Momo) العلوي",
                "علی\u200cرضا نوری\u200cزاده",
                "مُ\u200cحمد عليرضا",
                "ක්\u200dරිෂ්ණ ශ්\u200dරී",
            })
    @DisplayName("pdftotext hands out every part of a mixed name in its order; where the direction turns, a line ends")
    void mixedNamesAreCopiedInOrder(String parts, @TempDir Path folder) throws Exception {
        var name = parts.replace("|", "");
        var pdf = new Documents()
                .render(Paper.in(PaperLanguage.AR, "شهادة")
                        .paragraph("تشهد الشبكة أن", Style.NORMAL.centred())
                        .paragraph(
                                name,
                                Style.NORMAL
                                        .size(26)
                                        .strong()
                                        .centred()
                                        .shrinking()
                                        .varying())
                        .paragraph("قد شارك في اللقاء التكويني الخامس", Style.NORMAL.centred())
                        .build());
        assertThat(Conformance.complaints(pdf)).isEmpty();
        try (var document = Loader.loadPDF(pdf)) {
            // Brackets in a line from right to left are turned by PDFBox alone.
            assertThat(withoutMarks(new PDFTextStripper().getText(document)).replaceAll("[()]", ""))
                    .contains(name.replaceAll("[()]", ""));
        }
        var file = Files.write(folder.resolve("name.pdf"), pdf);
        for (var layout : List.of("-nopgbrk", "-layout")) {
            var lines = withoutMarks(pdftotext(layout, file))
                    .lines()
                    .map(String::strip)
                    .toList();
            assertThat(lines.stream().filter(line -> !line.isEmpty() && !line.equals("\f")))
                    .as(layout)
                    .containsExactlyElementsOf(
                            Stream.of(("تشهد الشبكة أن|" + parts + "|قد شارك في اللقاء التكويني الخامس").split("\\|"))
                                    .map(String::strip)
                                    .toList());
        }
    }

    private static String pdftotext(String option, Path file) throws Exception {
        var process = new ProcessBuilder("pdftotext", option, "-enc", "UTF-8", file.toString(), "-").start();
        var text = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).isZero();
        return text;
    }

    private static String withoutMarks(String text) {
        return text.replaceAll("[\u200e\u200f\u202a-\u202c]", "");
    }

    private static String drawn(String text, boolean rightToLeft) {
        return drawn(text, rightToLeft, rightToLeft);
    }

    private static String drawn(String text, boolean rightToLeft, boolean pageRightToLeft) {
        var drawn = new StringBuilder();
        for (var segment : new TextSetter(text, false, rightToLeft, pageRightToLeft)
                .lines(1000)
                .get(0)
                .segments()) {
            segment.word().inks().forEach(ink -> drawn.appendCodePoint(ink.codePoint()));
        }
        return drawn.toString();
    }

    private static List<Integer> boxes(String name, boolean bold) {
        var boxes = new ArrayList<Integer>();
        for (var segment : new TextSetter(name, bold, true).lines(1000).get(0).segments()) {
            for (var ink : segment.word().inks()) {
                if (ink.parts().stream().anyMatch(part -> part.glyph() == 0)) {
                    boxes.add(ink.codePoint());
                }
            }
        }
        return boxes;
    }
}
