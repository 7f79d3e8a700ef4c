package org.dawra;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.Properties;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.camunda.bpm.model.bpmn.instance.UserTask;
import org.junit.jupiter.api.Test;

/** Whoever opens a task is told what is asked and why, in three languages: in Tasklist above the form, on our pages in the page. */
class ExplainedTasksTest {

    private static final int SHORTEST = 50;

    private record Place(String process, UserTask task) {

        String key() {
            return process + "." + task.getId() + ".why";
        }
    }

    @Test
    void everyHumanTaskOfEveryModelSaysWhatIsAskedAndWhy() throws IOException {
        var missing = new TreeSet<String>();
        for (var language : List.of("ar", "fr", "en")) {
            var texts = new Properties();
            for (var file : files(Path.of("src/main/resources/messages"), "_" + language + ".properties")) {
                try (var reader = Files.newBufferedReader(file)) {
                    texts.load(reader);
                }
            }
            for (var place : places()) {
                if (texts.getProperty(place.key(), "").length() < SHORTEST) {
                    missing.add(language + ": " + place.key());
                }
            }
        }
        assertThat(missing).isEmpty();
    }

    @Test
    void aTaskThatIsDoneOnAPageOfOursIsExplainedThere() throws IOException {
        var pages = files(Path.of("src/main/resources/templates"), ".html").stream()
                .map(ExplainedTasksTest::text)
                .collect(Collectors.joining());
        assertThat(places())
                .filteredOn(place ->
                        String.valueOf(place.task().getCamundaFormKey()).startsWith("page:"))
                .hasSizeGreaterThan(5)
                .allSatisfy(place -> assertThat(pages).contains("#{" + place.key() + "}"));
    }

    private static List<Place> places() throws IOException {
        return files(Path.of("bpmn"), ".bpmn").stream()
                .map(file -> file.getFileName().toString().replace(".bpmn", ""))
                .flatMap(process -> tasks(process).stream().map(task -> new Place(process, task)))
                .toList();
    }

    private static Collection<UserTask> tasks(String process) {
        return ModelElements.model(process).getModelElementsByType(UserTask.class);
    }

    private static List<Path> files(Path folder, String ending) throws IOException {
        try (Stream<Path> all = Files.walk(folder)) {
            return all.filter(file -> file.toString().endsWith(ending)).toList();
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
