package org.dawra.engine;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.BiPredicate;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Tasklist, Cockpit, Admin and Welcome speak Arabic and French: our files against the vendor's {@code en.json}. */
class WebAppWordsTest {

    private static final List<String> APPS = List.of("tasklist", "cockpit", "admin", "welcome");

    /** Names and formats that are the same in every language. */
    private static final Set<String> STAY_EVERYWHERE = Set.of("CSV", "JSON", "Optimize", "YYYY-MM-DDTHH:mm:ss");

    /** Words that French spells as English does. */
    private static final Set<String> STAY_IN_FRENCH = Set.of(
            "Action",
            "Actions",
            "Annotation",
            "Application",
            "Applications",
            "Configuration",
            "Date",
            "Description",
            "Documentation",
            "Incidents",
            "Instance",
            "instance",
            "instances",
            " instances.",
            "Message",
            "Migration",
            "Notification",
            "Options",
            "s",
            "Source",
            "Total",
            "Type",
            "Types",
            "Variable",
            "Variable / {{variableName}}",
            "Variables",
            "Version",
            "<version>");

    /** What may stand in Latin letters inside an Arabic sentence. */
    private static final Set<String> LATIN_IN_ARABIC = Set.of(
            "API",
            "BPMN",
            "CSV",
            "CTRL",
            "DI",
            "DMN",
            "EDE",
            "F",
            "FNI",
            "JSON",
            "LDAP",
            "PI",
            "TU",
            "XML",
            "Optimize",
            "YYYY",
            "yyyy",
            "MM",
            "DDTHH",
            "ddTHH",
            "mm",
            "ss",
            "resolve",
            "cockpit",
            "tasklist",
            "lt",
            "gt");

    /** Notices of the vendor's that say something else here: they link to a page of ours, or are never shown. */
    private static final Set<String> OURS = Set.of("BANNER_CE_EOL_TEXT", "FIRST_LOGIN_INFO");

    private static final Pattern MARKS = Pattern.compile(
            "\\{\\{\\s*\\w+\\s*}}|\\{}|</?(?:a|b|br|code|em|i|li|p|span|strong|ul)(?:\\s[^>]*)?/?>|\n|^\\s+|\\s+$");
    private static final Pattern LATIN_WORD = Pattern.compile("[A-Za-z]+");
    private static final Pattern ENGLISH_WORD = Pattern.compile(
            "\\b(?:the|not|is|are|was|been|could|successfully|with|you|your|failed|deleted|all|of)\\b",
            Pattern.CASE_INSENSITIVE);

    static Stream<Arguments> appsAndLanguages() {
        return APPS.stream().flatMap(app -> Stream.of("ar", "fr").map(language -> Arguments.of(app, language)));
    }

    @ParameterizedTest
    @MethodSource("appsAndLanguages")
    void everyWordIsTranslated(String app, String language) throws IOException {
        assertThat(wordsThatBreak(
                        app,
                        language,
                        (original, ours) -> !ours.isBlank()
                                && (!ours.equals(original)
                                        || STAY_EVERYWHERE.contains(ours)
                                        || (language.equals("fr") && STAY_IN_FRENCH.contains(ours)))))
                .isEmpty();
    }

    @ParameterizedTest
    @MethodSource("appsAndLanguages")
    void noEnglishIsLeftInsideASentence(String app, String language) throws IOException {
        BiPredicate<String, String> arabic = (original, ours) -> LATIN_WORD
                .matcher(MARKS.matcher(ours).replaceAll(" "))
                .results()
                .map(MatchResult::group)
                .allMatch(LATIN_IN_ARABIC::contains);
        BiPredicate<String, String> french = (original, ours) ->
                !ENGLISH_WORD.matcher(MARKS.matcher(ours).replaceAll(" ")).find();
        assertThat(wordsThatBreak(app, language, language.equals("ar") ? arabic : french))
                .isEmpty();
    }

    @ParameterizedTest
    @MethodSource("appsAndLanguages")
    void placeholdersTagsAndEdgesAreKept(String app, String language) throws IOException {
        assertThat(wordsThatBreak(
                        app, language, (original, ours) -> marks(original).equals(marks(ours))))
                .isEmpty();
    }

    @ParameterizedTest
    @MethodSource("appsAndLanguages")
    void punctuationIsThatOfTheLanguage(String app, String language) throws IOException {
        var foreign = Pattern.compile(language.equals("ar") ? "[?;]|,(?! tasklist)|[٠-٩]" : " [:;?!»]|« |\\p{L}[?!]");
        assertThat(wordsThatBreak(
                        app,
                        language,
                        (original, ours) -> !foreign.matcher(ours.replaceAll("&[lg]t;|<[^>]*>", ""))
                                .find()))
                .isEmpty();
    }

    @ParameterizedTest
    @MethodSource("appsAndLanguages")
    void oneWordOfTheVendorsHasOneWordOfOurs(String app, String language) throws IOException {
        var english = read(app, "en").get("labels");
        var tasklist = read("tasklist", "en").get("labels");
        var ours = read(app, language).get("labels");
        for (var key : List.of("TASKLIST_APP", "COCKPIT_APP", "ADMIN_APP", "MY_PROFILE", "SIGN_OUT_ACTION")) {
            if (english.has(key) && english.get(key).equals(tasklist.path(key))) {
                assertThat(ours.get(key))
                        .as(key)
                        .isEqualTo(read("tasklist", language).get("labels").get(key));
            }
        }
    }

    @ParameterizedTest
    @MethodSource("appsAndLanguages")
    void monthsDaysAndTheFirstDayOfTheWeekAreThoseOfMorocco(String app, String language) throws IOException {
        if (app.equals("welcome")) {
            assertThat(read(app, "en").has("dateLocales")).isFalse();
            return;
        }
        var dates = read(app, language).get("dateLocales");
        assertThat(leaves(dates)).isEqualTo(leaves(read(app, "en").get("dateLocales")));
        assertThat(dates.at("/months/6").asText()).isEqualTo(language.equals("ar") ? "يوليوز" : "juillet");
        assertThat(dates.at("/months/11").asText()).isEqualTo(language.equals("ar") ? "دجنبر" : "décembre");
        assertThat(dates.at("/week/dow").asInt()).as("Monday first").isEqualTo(1);
    }

    private static List<String> wordsThatBreak(String app, String language, BiPredicate<String, String> rule)
            throws IOException {
        var ours = read(app, language).get("labels");
        var wrong = new ArrayList<String>();
        read(app, "en").get("labels").properties().forEach(word -> {
            var original = word.getValue().asText();
            var said = ours.path(word.getKey()).asText("");
            if (original.chars().anyMatch(Character::isLetter)
                    && !OURS.contains(word.getKey())
                    && !rule.test(original, said)) {
                wrong.add(word.getKey() + "=" + said);
            }
        });
        return wrong;
    }

    private static List<String> marks(String text) {
        return MARKS.matcher(text).results().map(MatchResult::group).sorted().toList();
    }

    private static Set<String> leaves(JsonNode tree) {
        var paths = new TreeSet<String>();
        walk(tree, "", paths);
        return paths;
    }

    private static void walk(JsonNode node, String path, Set<String> paths) {
        if (node.isArray()) {
            for (var i = 0; i < node.size(); i++) {
                walk(node.get(i), path + "/" + i, paths);
            }
        } else if (node.isObject()) {
            node.properties().forEach(child -> walk(child.getValue(), path + "/" + child.getKey(), paths));
        } else {
            paths.add(path);
        }
    }

    private static JsonNode read(String app, String language) throws IOException {
        var place = "/META-INF/resources/webjars/camunda/app/" + app + "/locales/" + language + ".json";
        try (var file = WebAppWordsTest.class.getResourceAsStream(place)) {
            assertThat(file).as(place).isNotNull();
            var text = new String(file.readAllBytes(), StandardCharsets.UTF_8);
            return new ObjectMapper().readTree(text.startsWith("\uFEFF") ? text.substring(1) : text);
        }
    }
}
