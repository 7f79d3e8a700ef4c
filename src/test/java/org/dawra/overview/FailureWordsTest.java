package org.dawra.overview;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Properties;
import java.util.TreeSet;
import org.camunda.bpm.model.bpmn.instance.ServiceTask;
import org.dawra.ModelElements;
import org.dawra.engine.Fault;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A failed step is told in plain words: each of them, in each language. */
class FailureWordsTest {

    private static final List<String> SAID = List.of("failed", "unharmed", "meanwhile");

    @ParameterizedTest
    @ValueSource(strings = {"ar", "fr", "en"})
    void everyAutomaticStepOfEveryModelHasItsWords(String language) throws IOException {
        var texts = texts(language);
        var missing = new TreeSet<String>();
        var known = new HashSet<String>();
        for (var process : processes()) {
            for (var step : ModelElements.model(process).getModelElementsByType(ServiceTask.class)) {
                for (var part : SAID) {
                    var key = process + "." + step.getId() + "." + part;
                    known.add(key);
                    if (texts.getProperty(key, "").isBlank()) {
                        missing.add(key);
                    }
                }
            }
        }
        assertThat(missing).isEmpty();
        assertThat(known).hasSizeGreaterThan(140);
        assertThat(texts.stringPropertyNames())
                .filteredOn(key -> key.contains(".serviceTask_"))
                .as("words about steps that no model has")
                .allMatch(known::contains);
    }

    @ParameterizedTest
    @ValueSource(strings = {"ar", "fr", "en"})
    void everyKindOfFailureSaysWhyAndWhatToDo(String language) throws IOException {
        var texts = texts(language);
        for (var kind : FailureKind.values()) {
            for (var part : List.of("", ".why", ".todo", ".wait")) {
                assertThat(texts.getProperty("failure.kind." + kind + part, ""))
                        .as(kind + part)
                        .isNotBlank();
            }
        }
        SAID.forEach(part ->
                assertThat(texts.getProperty("failure.step." + part, "")).isNotBlank());
    }

    @ParameterizedTest
    @CsvSource({
        "org.dawra.web.PublicUrl$Unset, org.dawra.certificate.Issuing.decide(Issuing.java:1), PUBLIC_URL",
        "java.security.GeneralSecurityException, org.dawra.document.SealKey.load(SealKey.java:1), SEAL_KEY",
        "java.nio.file.NoSuchFileException, org.dawra.document.SealKey.read(SealKey.java:1), SEAL_KEY",
        "org.dawra.document.Seal$Unstamped, org.dawra.document.TimeStamps.over(TimeStamps.java:1), TIME_STAMP",
        "org.springframework.dao.ConcurrencyFailureException, org.dawra.certificate.Printing.x(P.java:1), LOST_UPDATE",
        "org.camunda.bpm.engine.OptimisticLockingException, '', LOST_UPDATE",
        "java.sql.SQLTransientConnectionException, org.dawra.certificate.Issuing.plan(Issuing.java:1), DATABASE",
        "org.springframework.transaction.CannotCreateTransactionException, '', DATABASE",
        "jakarta.mail.internet.AddressException, org.dawra.mail.Composer.compose(Composer.java:1), MAIL",
        "java.lang.OutOfMemoryError, org.dawra.document.PdfFile.write(PdfFile.java:1), MACHINE",
        "java.lang.IllegalArgumentException, org.dawra.document.Pictures.read(Pictures.java:1), DOCUMENT",
        "org.dawra.engine.Refused, org.dawra.cycle.NextYear.openDraft(NextYear.java:1), RULE",
        "java.lang.IllegalStateException, org.dawra.training.SessionConduct.open(SessionConduct.java:1), RULE",
        "java.lang.NullPointerException, org.dawra.training.SessionConduct.open(SessionConduct.java:1), OTHER",
        "org.camunda.bpm.engine.ProcessEngineException, '', OTHER"
    })
    void theExceptionsClassesTellTheKind(String cause, String frame, FailureKind kind) {
        var fault = new Fault(List.of("org.camunda.bpm.engine.ProcessEngineException", cause), List.of(frame));
        assertThat(FailureKind.of(frame.isEmpty() ? new Fault(List.of(cause), List.of()) : fault))
                .isEqualTo(kind);
    }

    private static List<String> processes() throws IOException {
        try (var files = Files.list(Path.of("bpmn"))) {
            return files.map(file -> file.getFileName().toString())
                    .filter(name -> name.endsWith(".bpmn"))
                    .map(name -> name.replace(".bpmn", ""))
                    .sorted()
                    .toList();
        }
    }

    private static Properties texts(String language) throws IOException {
        var texts = new Properties();
        try (var reader =
                Files.newBufferedReader(Path.of("src/main/resources/messages/failure_" + language + ".properties"))) {
            texts.load(reader);
        }
        return texts;
    }
}
