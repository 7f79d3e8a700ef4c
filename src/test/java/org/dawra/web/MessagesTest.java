package org.dawra.web;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The texts of all modules: complete in three languages, and every text that is asked for is there. */
class MessagesTest {

    private static final Path MESSAGES = Path.of("src/main/resources/messages");
    private static final List<String> LANGUAGES = List.of("ar", "fr", "en");

    /** What is written alike in Arabic and French: names of things that have no other name. */
    private static final Set<String> ALIKE = Set.of();

    private static final Pattern PLACEHOLDER = Pattern.compile("\\{\\d+[^}]*}");
    private static final Pattern IN_TEMPLATE = Pattern.compile("#\\{([A-Za-z0-9_.-]+)[}(]");
    private static final Pattern IN_CODE = Pattern.compile(
            "(?:Refused|refused|Finding)\\(((?:[^;\"]|\"[^\"]*\")*?),\\s*\"([a-z][A-Za-z0-9_-]*(?:\\.[A-Za-z0-9_-]+)+)\"");
    private static final Pattern COMMENT = Pattern.compile("<!--/\\*.*?\\*/-->", Pattern.DOTALL);
    private static final Pattern NAMED = Pattern.compile(
            "<bpmn:(process|sequenceFlow|\\w*[tT]ask|\\w*Event|\\w*Gateway|subProcess|callActivity) [^>]*?id=\"([^\"]+)\"[^>]*?name=\"[^\"]+\"");
    private static final Pattern IN_ROWS = Pattern.compile("data-text=\"([^\"]+)\"");
    private static final Pattern IN_NAVIGATION = Pattern.compile("NavigationEntry\\(\\s*\"([^\"]+)\"");

    private final Map<String, Map<String, Properties>> bundles = bundles();

    @Test
    void everyTextExistsInEveryLanguage() {
        var missing = new TreeSet<String>();
        var drawn = idsOfModelsAndForms();
        bundles.forEach((module, languages) -> {
            var all = new TreeSet<String>();
            languages.values().forEach(texts -> all.addAll(texts.stringPropertyNames()));
            for (var key : all) {
                for (var language : LANGUAGES) {
                    var text =
                            languages.getOrDefault(language, new Properties()).getProperty(key);
                    var inTheModel = language.equals("ar") && isDrawn(key, drawn);
                    if (!inTheModel && (text == null || text.isBlank())) {
                        missing.add(module + "_" + language + ": " + key);
                    }
                }
            }
        });
        assertThat(missing).isEmpty();
    }

    @Test
    void aKeyBelongsToOneModule() {
        var owners = new TreeMap<String, List<String>>();
        bundles.forEach((module, languages) -> languages
                .getOrDefault("fr", new Properties())
                .stringPropertyNames()
                .forEach(key ->
                        owners.computeIfAbsent(key, k -> new ArrayList<>()).add(module)));
        owners.values().removeIf(modules -> modules.size() == 1);
        assertThat(owners).isEmpty();
    }

    @Test
    void noTextIsTheSameInArabicAndFrench() {
        var same = new TreeSet<String>();
        bundles.forEach((module, languages) -> {
            var arabic = languages.getOrDefault("ar", new Properties());
            var french = languages.getOrDefault("fr", new Properties());
            for (var key : arabic.stringPropertyNames()) {
                var text = arabic.getProperty(key);
                var letters = PLACEHOLDER.matcher(text).replaceAll("");
                if (text.equals(french.getProperty(key))
                        && letters.chars().anyMatch(Character::isLetter)
                        && !ALIKE.contains(key)) {
                    same.add(module + ": " + key);
                }
            }
        });
        assertThat(same).isEmpty();
    }

    @Test
    void aTextTakesTheSameArgumentsInEveryLanguage() {
        var different = new TreeSet<String>();
        bundles.forEach((module, languages) -> {
            var french = languages.getOrDefault("fr", new Properties());
            for (var key : french.stringPropertyNames()) {
                var arguments = languages.values().stream()
                        .map(texts -> texts.getProperty(key))
                        .filter(text -> text != null)
                        .map(MessagesTest::arguments)
                        .collect(Collectors.toSet());
                if (arguments.size() > 1) {
                    different.add(module + ": " + key + " " + arguments);
                }
            }
        });
        assertThat(different).isEmpty();
    }

    @Test
    void everyTextThatAPageShowsExists() throws IOException {
        assertKnown(Path.of("src/main/resources/templates"), ".html", IN_TEMPLATE, 1);
    }

    @Test
    void everyRefusalHasItsWords() throws IOException {
        assertKnown(Path.of("src/main/java"), ".java", IN_CODE, 2);
    }

    @Test
    void everyPlaceOfTheNavigationHasItsName() throws IOException {
        assertKnown(Path.of("src/main/java"), ".java", IN_NAVIGATION, 1);
    }

    @Test
    void everyNameInAModelIsTranslated() throws IOException {
        var untranslated = new TreeSet<String>();
        try (Stream<Path> models = Files.list(Path.of("bpmn"))) {
            for (var model : models.filter(f -> f.toString().endsWith(".bpmn")).toList()) {
                var process = model.getFileName().toString().replace(".bpmn", "");
                NAMED.matcher(Files.readString(model))
                        .results()
                        .map(named -> named.group(1).equals("process")
                                ? process + ".name"
                                : process + "." + named.group(2) + ".name")
                        .filter(key -> !isTranslated(key))
                        .forEach(untranslated::add);
            }
        }
        assertThat(untranslated).isEmpty();
    }

    @Test
    void everyLabelOfAFormIsTranslated() throws IOException {
        var untranslated = new TreeSet<String>();
        try (Stream<Path> forms = Files.list(Path.of("forms"))) {
            for (var form : forms.filter(f -> f.toString().endsWith(".form")).toList()) {
                var id = form.getFileName().toString().replace(".form", "");
                for (var field : new ObjectMapper().readTree(form.toFile()).path("components")) {
                    var key = field.path("key").asText();
                    if (!key.isEmpty() && field.has("label") && !isTranslated(id + "." + key + ".label")) {
                        untranslated.add(id + "." + key + ".label");
                    }
                    for (var option : field.path("values")) {
                        var name = id + "." + key + ".option."
                                + option.path("value").asText();
                        if (!isTranslated(name)) {
                            untranslated.add(name);
                        }
                    }
                }
            }
        }
        assertThat(untranslated).isEmpty();
    }

    @Test
    void everyTextOfAFormWithRowsIsTranslated() throws IOException {
        var untranslated = new TreeSet<String>();
        try (Stream<Path> forms = Files.list(Path.of("forms"))) {
            for (var form : forms.filter(f -> f.toString().endsWith(".html")).toList()) {
                var id = form.getFileName().toString().replace(".html", "");
                IN_ROWS.matcher(Files.readString(form))
                        .results()
                        .map(match -> id + "." + match.group(1))
                        .filter(key -> !isTranslated(key))
                        .forEach(untranslated::add);
            }
        }
        assertThat(untranslated).isEmpty();
    }

    private boolean isTranslated(String key) {
        return Stream.of("fr", "en")
                .allMatch(language -> bundles.values().stream()
                        .anyMatch(languages -> languages
                                .getOrDefault(language, new Properties())
                                .containsKey(key)));
    }

    private void assertKnown(Path folder, String ending, Pattern pattern, int group) throws IOException {
        var known = bundles.values().stream()
                .flatMap(languages -> languages.getOrDefault("ar", new Properties()).stringPropertyNames().stream())
                .collect(Collectors.toSet());
        var unknown = new TreeSet<String>();
        try (Stream<Path> files = Files.walk(folder)) {
            for (var file : files.filter(f -> f.toString().endsWith(ending)).toList()) {
                pattern.matcher(COMMENT.matcher(Files.readString(file)).replaceAll(""))
                        .results()
                        .map(match -> match.group(group))
                        .filter(key -> !known.contains(key))
                        .forEach(key -> unknown.add(file.getFileName() + ": " + key));
            }
        }
        assertThat(unknown).isEmpty();
    }

    /** Models and forms carry the Arabic text themselves. */
    private static boolean isDrawn(String key, Set<String> drawn) {
        var dot = key.indexOf('.');
        return dot > 0 && drawn.contains(key.substring(0, dot));
    }

    private static Set<String> idsOfModelsAndForms() {
        var ids = new TreeSet<String>();
        for (var folder : List.of("bpmn", "forms")) {
            try (Stream<Path> files = Files.list(Path.of(folder))) {
                files.map(file -> file.getFileName().toString())
                        .map(name -> name.replaceAll("\\.[a-z]+$", ""))
                        .forEach(ids::add);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
        return ids;
    }

    private static Set<String> arguments(String text) {
        return PLACEHOLDER
                .matcher(text)
                .results()
                .map(MatchResult::group)
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static Map<String, Map<String, Properties>> bundles() {
        var bundles = new TreeMap<String, Map<String, Properties>>();
        try (Stream<Path> files = Files.list(MESSAGES)) {
            for (var file : files.toList()) {
                var name = file.getFileName().toString().replace(".properties", "");
                var cut = name.lastIndexOf('_');
                try (var reader = new InputStreamReader(Files.newInputStream(file), StandardCharsets.UTF_8)) {
                    var texts = new Properties();
                    texts.load(reader);
                    bundles.computeIfAbsent(name.substring(0, cut), module -> new TreeMap<>())
                            .put(name.substring(cut + 1), texts);
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bundles;
    }
}
