package org.dawra.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * Whoever reads Arabic is addressed in one way everywhere: in the plural of courtesy, as Moroccan administrations do, which
 * says nothing of man or woman. Never in the singular («اختر»), and never with a bracketed ending («سجّل(ي)»).
 */
class ArabicAddressTest {

    private static final List<String> WHERE = List.of("src/main/resources", "forms", "bpmn", "docs/guide");

    private static final Set<String> SINGULAR = Set.of(
            ("اختر اكتب أدخل ادخل حدد اضغط انقر أضف أعد انتظر اطلب افتح استعمل استخدم انظر راجع صحح احذف رتب اترك امسح احفظ"
                            + " ارجع حاول املأ اقرأ ارفع اطبع ابحث تأكد تحقق اتصل أرسل أشر علم صغر انسخ ألصق أغلق انتقل"
                            + " أجب ابدأ قارن احسب خذ قم جرب اسأل اسحب استبدل أكمل أدرج أنشئ اجعل")
                    .split(" "));

    /** The same letters where nobody is told to do anything. */
    private static final Pattern TOLD =
            Pattern.compile("الذي تحقق|(?:التي|أيام) تأكد|اتصل منسق|تأكد الحضور|كما أرسلها");

    /** Words that end in that letter and address nobody. */
    private static final Set<String> NO_ADDRESS = Set.of(
            ("ذلك تلك هناك كذلك بذلك أولئك شريك الشريك مشترك المشترك إشراك اشتراك الاشتراك يشارك تشارك شارك مبارك ترك يترك"
                            + " الشبك تحريك محرك المحرك استهلاك سلك بنك البنك إدراك آنذاك فيسبوك شيك الشيك هنالك يملك تملك"
                            + " يسلك إمساك لذلك المسلك أشرك اللوجستيك وشك تماسك")
                    .split(" "));

    /** «سجّل(ي)», «افحص(يه)»; not «راض(ية)», which is no verb. */
    private static final Pattern BRACKETED = Pattern.compile("\\(ي(?:ها|ه)?\\)");

    private static final Pattern MARKS = Pattern.compile("[\u064b-\u0652\u0640]");
    private static final Pattern WORD = Pattern.compile("[\u0621-\u0652]+");
    private static final Pattern PREFIX = Pattern.compile("^[وف]");
    private static final Pattern PRONOUN = Pattern.compile("(?:هما|هم|ها|ه)$");

    @Test
    void nobodyIsAddressedInTheSingular() throws IOException {
        var found = new TreeSet<String>();
        for (var root : WHERE) {
            try (Stream<Path> files = Files.walk(Path.of(root))) {
                for (var file : files.filter(Files::isRegularFile)
                        .filter(ArabicAddressTest::isText)
                        .toList()) {
                    var number = 0;
                    for (var line :
                            Files.readString(file, StandardCharsets.UTF_8).split("\n")) {
                        number++;
                        var wrong = wrong(line);
                        if (!wrong.isEmpty()) {
                            found.add(file + ":" + number + " " + wrong);
                        }
                    }
                }
            }
        }
        assertThat(found).isEmpty();
    }

    @Test
    void theRuleKnowsASingularFromAPluralAndFromAStatement() {
        assertThat(wrong("اختر جواباً")).isNotEmpty();
        assertThat(wrong("وأعد المحاولة")).isNotEmpty();
        assertThat(wrong("احذفه أولا")).isNotEmpty();
        assertThat(wrong("لا شيء في انتظارك")).isNotEmpty();
        assertThat(wrong("سجّل(ي) مشاركتكم")).isNotEmpty();
        assertThat(wrong("اختاروا جواباً وأعيدوا المحاولة، وذلك مع الشريك")).isEmpty();
        assertThat(wrong("أُعدّ الملف وأُرسل، وأُغلقت اللائحة")).isEmpty();
    }

    private static boolean isText(Path file) {
        var name = file.getFileName().toString();
        return name.endsWith("_ar.properties")
                || name.equals("ar.json")
                || name.endsWith(".ar.md")
                || name.endsWith(".html")
                || name.endsWith(".form")
                || name.endsWith(".bpmn")
                || name.endsWith(".js")
                || name.endsWith(".yaml");
    }

    private static Set<String> wrong(String line) {
        var wrong = new TreeSet<String>();
        if (BRACKETED.matcher(line).find()) {
            wrong.add("(ي");
        }
        var text = TOLD.matcher(line).replaceAll(" ");
        WORD.matcher(text).results().forEach(match -> {
            var written = match.group();
            var word = MARKS.matcher(written).replaceAll("");
            var bare = PREFIX.matcher(word).replaceAll("");
            // «أُرسل» is passive: something was sent.
            var passive = written.contains("\u064f");
            var told = SINGULAR.contains(word)
                    || SINGULAR.contains(bare)
                    || SINGULAR.contains(PRONOUN.matcher(bare).replaceAll("")) && bare.length() > 4;
            if (told && !passive) {
                wrong.add(written);
            }
            if (word.endsWith("ك") && word.length() > 2 && !isOther(word)) {
                wrong.add(written);
            }
        });
        return wrong;
    }

    private static boolean isOther(String word) {
        return NO_ADDRESS.contains(word) || NO_ADDRESS.contains(word.substring(1));
    }
}
