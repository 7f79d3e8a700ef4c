package org.dawra.guide;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.camunda.bpm.model.bpmn.Bpmn;
import org.camunda.bpm.model.bpmn.instance.UserTask;
import org.dawra.access.Role;
import org.dawra.web.Language;
import org.junit.jupiter.api.Test;

/** The guides say all that their reader has to do, in the words of the screens, with pictures and links that are there. */
class GuideTest {

    private static final Path FOLDER = Path.of("docs/guide");
    private static final Path MESSAGES = Path.of("src/main/resources/messages");
    private static final Path WEB_APPS = Path.of("src/main/resources/META-INF/resources/webjars/camunda/app");

    /** Whose tasks a guide holds: by the group or the contract variable that the model names. */
    private static final Map<String, Set<String>> READERS = Map.of(
            "programme-manager", Set.of("programme-manager", "${confirmer}", "${networkSignatory}"),
            "coordinator", Set.of("coordinator-${province}"),
            "president", Set.of("president", "${confirmer}", "${networkSignatory}"));

    private static final List<String> LANGUAGES = List.of("ar", "fr");
    private static final Pattern QUOTE = Pattern.compile("\\*\\*«\\s*(.*?)\\s*»\\*\\*");
    private static final Pattern PICTURE = Pattern.compile("!\\[([^]]*)]\\(([^)]+)\\)");
    private static final Pattern LINK = Pattern.compile("(?<!!)\\[[^]]+]\\(([^)]+)\\)");
    private static final Pattern TEXT_IN_FORM =
            Pattern.compile("data-text=\"[^\"]+\"[^>]*>([^<]+)<|\"(?:label|text)\": *\"([^\"]+)\"");

    @Test
    void aGuideHoldsEveryTaskOfItsReader() {
        var missing = new TreeSet<String>();
        READERS.forEach((reader, holders) -> {
            for (var language : LANGUAGES) {
                var quoted = quotes(guide(reader, language));
                for (var task : tasks()) {
                    if (holders.contains(task.holder()) && !quoted.contains(task.name(language))) {
                        missing.add(reader + "." + language + ": " + task.name(language));
                    }
                }
            }
        });
        assertThat(missing).isEmpty();
    }

    @Test
    void whatAGuideQuotesIsWrittenOnAScreen() {
        var unknown = new TreeSet<String>();
        for (var language : LANGUAGES) {
            var known = screenWords(language);
            for (var reader : READERS.keySet()) {
                quotes(guide(reader, language)).stream()
                        .filter(quote -> !known.contains(quote))
                        .forEach(quote -> unknown.add(reader + "." + language + ": " + quote));
            }
        }
        assertThat(unknown).isEmpty();
    }

    @Test
    void picturesAndLinksAreThereAndEveryPictureIsDescribedAndUsed() throws IOException {
        var faults = new TreeSet<String>();
        var used = new HashSet<String>();
        for (var language : LANGUAGES) {
            for (var reader : READERS.keySet()) {
                var text = guide(reader, language);
                PICTURE.matcher(text).results().forEach(picture -> {
                    used.add(picture.group(2));
                    if (picture.group(1).isBlank() || !Files.exists(FOLDER.resolve(picture.group(2)))) {
                        faults.add(reader + "." + language + " shows " + picture.group(2));
                    }
                    if (!picture.group(2).endsWith("." + language + ".png")) {
                        faults.add(reader + "." + language + " shows a picture in another language");
                    }
                });
                LINK.matcher(text)
                        .results()
                        .filter(link -> !Files.exists(FOLDER.resolve(link.group(1))))
                        .forEach(link -> faults.add(reader + "." + language + " leads to " + link.group(1)));
            }
        }
        for (var picture : files(FOLDER.resolve("pictures"), ".png")) {
            if (!used.contains("pictures/" + picture.getFileName())) {
                faults.add("nobody shows " + picture);
            }
            if (Files.size(picture) > 80 * 1024) {
                faults.add("too heavy for a weak network: " + picture);
            }
        }
        assertThat(faults).isEmpty();
    }

    @Test
    void thePageShowsTheGuideWithoutWhatOnlyASourceBrowserNeeds() throws IOException {
        var guides = new Guides();
        for (var role : Guides.READERS) {
            for (var language : Language.values()) {
                var guide = guides.of(role, language);
                assertThat(guide.language()).isEqualTo(language == Language.AR ? Language.AR : Language.FR);
                assertThat(guide.html())
                        .doesNotContain("&lt;div", "href=\"http", ".md\"")
                        .contains("src=\"/guide/pictures/", "href=\"?lang=");
                assertThat(guide.heading()).startsWith("<h1>").endsWith("</h1>");
                assertThat(guide.chapters()).hasSizeGreaterThan(5);
                for (var chapter : guide.chapters()) {
                    assertThat(guide.html()).contains("id=\"" + chapter.id() + "\"");
                }
            }
        }
        assertThat(guides.picture("../coordinator.ar.md")).isEmpty();
        assertThat(Guides.READERS).containsExactlyInAnyOrder(Role.PROGRAMME_MANAGER, Role.COORDINATOR, Role.PRESIDENT);
    }

    private record Task(String process, UserTask element) {

        String holder() {
            var groups = element.getCamundaCandidateGroups();
            return groups == null ? String.valueOf(element.getCamundaAssignee()) : groups;
        }

        String name(String language) {
            return language.equals("ar")
                    ? element.getName()
                    : messages(language).getProperty(process + "." + element.getId() + ".name");
        }
    }

    private static List<Task> tasks() {
        return files(Path.of("bpmn"), ".bpmn").stream()
                .flatMap(file -> Bpmn.readModelFromFile(file.toFile()).getModelElementsByType(UserTask.class).stream()
                        .map(task -> new Task(file.getFileName().toString().replace(".bpmn", ""), task)))
                .toList();
    }

    private static String guide(String reader, String language) {
        return text(FOLDER.resolve(reader + "." + language + ".md"));
    }

    private static Set<String> quotes(String guide) {
        var found = new HashSet<String>();
        QUOTE.matcher(guide).results().forEach(quote -> found.add(plain(quote.group(1))));
        return found;
    }

    /** All that our pages, the forms, the models and the web apps write in this language. */
    private static Set<String> screenWords(String language) {
        var words = new HashSet<String>();
        messages(language).values().forEach(value -> words.add(plain(String.valueOf(value))));
        for (var app : List.of("tasklist", "cockpit")) {
            var locale = WEB_APPS.resolve(app).resolve("locales").resolve(language + ".json");
            try {
                leaves(new ObjectMapper().readTree(locale.toFile()), words);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
        if (language.equals("ar")) {
            tasks().forEach(task -> words.add(plain(task.element().getName())));
            for (var file : files(Path.of("bpmn"), ".bpmn")) {
                Bpmn.readModelFromFile(file.toFile())
                        .getModelElementsByType(org.camunda.bpm.model.bpmn.instance.Process.class)
                        .forEach(process -> words.add(plain(process.getName())));
            }
            for (var ending : List.of(".html", ".form")) {
                for (var form : files(Path.of("forms"), ending)) {
                    TEXT_IN_FORM
                            .matcher(text(form))
                            .results()
                            .forEach(found ->
                                    words.add(plain(found.group(1) == null ? found.group(2) : found.group(1))));
                }
            }
        }
        return words;
    }

    private static void leaves(JsonNode node, Set<String> words) {
        if (node.isTextual()) {
            words.add(plain(node.asText()));
        }
        node.forEach(child -> leaves(child, words));
    }

    /** Spaces of any width, and the two apostrophes, are alike to a reader. */
    private static String plain(String text) {
        return text.replaceAll("[\\s\\u00A0\\u202F]+", " ")
                .replace('\u2019', '\'')
                .strip();
    }

    private static final Map<String, Properties> TEXTS = new HashMap<>();

    private static Properties messages(String language) {
        return TEXTS.computeIfAbsent(language, l -> {
            var texts = new Properties();
            for (var file : files(MESSAGES, "_" + l + ".properties")) {
                try (var reader = Files.newBufferedReader(file)) {
                    texts.load(reader);
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            }
            return texts;
        });
    }

    private static List<Path> files(Path folder, String ending) {
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> file.toString().endsWith(ending))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
