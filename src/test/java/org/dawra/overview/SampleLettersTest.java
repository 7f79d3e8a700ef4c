package org.dawra.overview;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.ArgumentMatchers.anyString;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.when;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.dawra.mail.Message;
import org.dawra.web.AllTexts;
import org.dawra.web.Language;
import org.dawra.web.PublicUrl;
import org.junit.jupiter.api.Test;

class SampleLettersTest {

    /** Texts called subject that no mail begins with: headings, a key's holder, and a WhatsApp message. */
    private static final Set<String> NO_MAIL =
            Set.of("mail.subject", "overview.audit.subject", "overview.key.subject", "followup.call.subject");

    @Test
    void everyKindOfMailThatTheHouseSendsIsShown() throws IOException {
        var sent = new TreeSet<String>();
        try (var files = Files.list(Path.of("src/main/resources/messages"))) {
            for (var file :
                    files.filter(f -> f.toString().endsWith("_ar.properties")).toList()) {
                var texts = new Properties();
                try (var reader = Files.newBufferedReader(file)) {
                    texts.load(reader);
                }
                texts.stringPropertyNames().stream()
                        .filter(key -> key.endsWith(".subject") && !NO_MAIL.contains(key))
                        .forEach(sent::add);
            }
        }
        assertThat(new TreeSet<>(SampleLetters.subjects())).isEqualTo(sent);
    }

    @Test
    void noFactIsMissingInAnyLanguage() {
        var texts = AllTexts.source();
        var url = mock(PublicUrl.class);
        when(url.of(anyString())).thenAnswer(call -> "https://dawra.example" + call.getArgument(0));
        var letters = new SampleLetters(texts, url);
        for (var language : Language.values()) {
            var messages = letters.in(language);
            assertThat(messages.stream().map(Message::purpose).collect(Collectors.toSet()))
                    .hasSameSizeAs(messages);
            assertThat(messages).allSatisfy(message -> {
                assertThat(message.subject()).as(message.purpose()).isNotBlank().doesNotContainPattern("\\{[0-9]");
                assertThat(message.text()).as(message.purpose()).isNotBlank().doesNotContainPattern("\\{[0-9]");
            });
            assertThat(messages.stream().filter(message -> message.decline() != Message.Decline.NEVER))
                    .extracting(Message::purpose)
                    .containsExactlyInAnyOrder(
                            "registration.mail.seat", "evaluation.reminder", "report.mail", "followup.digest");
        }
    }
}
