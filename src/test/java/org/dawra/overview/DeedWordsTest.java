package org.dawra.overview;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Properties;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class DeedWordsTest {

    private static final Pattern RECORD = Pattern.compile("(?:audit|trail)\\.record\\((.*?)\\);", Pattern.DOTALL);
    private static final Pattern DEED = Pattern.compile("\"([a-z]+(?:-[a-z]+)*(?:\\.[a-zA-Z]+(?:-[a-z]+)*)+)\"");

    @Test
    void everyDeedThatTheCodeRecordsHasWordsInAllLanguages() throws IOException {
        var deeds = new TreeSet<String>();
        try (var files = Files.walk(Path.of("src/main/java/org/dawra"))) {
            files.filter(file -> file.toString().endsWith(".java")).forEach(file -> {
                var calls = RECORD.matcher(read(file));
                while (calls.find()) {
                    DEED.matcher(calls.group(1)).results().forEach(found -> deeds.add(found.group(1)));
                }
            });
        }
        assertThat(deeds).hasSizeGreaterThan(40).contains("task.completed", "file.taken", "seat.declined");
        for (var language : new String[] {"ar", "fr", "en"}) {
            var texts = new Properties();
            try (var reader = Files.newBufferedReader(
                    Path.of("src/main/resources/messages/overview_" + language + ".properties"))) {
                texts.load(reader);
            }
            assertThat(deeds)
                    .as(language)
                    .allSatisfy(deed -> assertThat(texts).containsKey("overview.audit.deed." + deed));
        }
    }

    private static String read(Path file) {
        try {
            return Files.readString(file, StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
