package org.dawra.engine;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TasklistWordsTest {

    private static final String PLACE = "/META-INF/resources/webjars/camunda/app/tasklist/locales/";

    /** Words that are the same in French. */
    private static final Set<String> MAY_STAY = Set.of("Action", "Date", "Description", "Variables");

    @ParameterizedTest
    @ValueSource(strings = {"ar", "fr"})
    void everyWordOfTasklistIsTranslated(String language) throws IOException {
        var english = read("en").get("labels");
        var translated = read(language).get("labels");
        var wrong = new ArrayList<String>();
        english.properties().forEach(word -> {
            var original = word.getValue().asText();
            if (original.chars().noneMatch(Character::isLetter)) {
                return;
            }
            var ours = translated.path(word.getKey()).asText("");
            if (ours.isBlank() || (ours.equals(original) && !MAY_STAY.contains(ours))) {
                wrong.add(word.getKey() + "=" + ours);
            }
        });
        assertThat(wrong).isEmpty();
    }

    @Test
    void monthsAreThoseOfMorocco() throws IOException {
        var months = read("ar").at("/dateLocales/months");
        assertThat(months.get(6).asText()).isEqualTo("يوليوز");
        assertThat(months.get(11).asText()).isEqualTo("دجنبر");
        assertThat(read("ar").at("/dateLocales/week/dow").asInt())
                .as("Monday first")
                .isEqualTo(1);
    }

    private static JsonNode read(String language) throws IOException {
        try (var file = TasklistWordsTest.class.getResourceAsStream(PLACE + language + ".json")) {
            var text = new String(file.readAllBytes(), StandardCharsets.UTF_8);
            return new ObjectMapper().readTree(text.startsWith("\uFEFF") ? text.substring(1) : text);
        }
    }
}
