package org.dawra.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import javax.sql.DataSource;
import org.dawra.access.Role;
import org.dawra.cycle.CycleId;
import org.dawra.cycle.Editions;
import org.dawra.engine.Actor;
import org.dawra.engine.HumanTask;
import org.dawra.registration.Erasure;
import org.dawra.registration.Institution;
import org.dawra.registration.NewRegistration;
import org.dawra.registration.RegistrationIntake;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.context.ApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.annotation.DirtiesContext;
import org.springframework.test.context.ActiveProfiles;
import org.springframework.util.FileSystemUtils;

/** Some auto-entrepreneurs take part in a whole year and ask for erasure afterwards: nothing tells of them any more. */
@Tag("year")
@ActiveProfiles({"demo", "test"})
@SpringBootTest(
        webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
        properties = {"camunda.bpm.job-execution.enabled=true", "dawra.mail.dir=target/test-data/erasure/mail"})
@DirtiesContext
class ErasureAfterAYearTest {

    private static final String PROVINCE = "el-jadida";

    @Autowired
    HeadlessYear year;

    @Autowired
    Editions editions;

    @Autowired
    RegistrationIntake intake;

    @Autowired
    DataSource database;

    @Autowired
    JdbcClient jdbc;

    @Autowired
    ApplicationContext house;

    @Value("${dawra.mail.dir}")
    Path mail;

    private final List<Long> canaries = new ArrayList<>();

    @Test
    void noTableNoDocumentAndNoMessageTellsOfWhoeverWasErased() throws Exception {
        FileSystemUtils.deleteRecursively(mail);
        year.play(editions.find("2024").orElseThrow(), 40, new Progress(System.out, false), this::register);
        assertThat(canaries).hasSize(6);
        var words = new ArrayList<String>();
        for (var n = 0; n < canaries.size(); n++) {
            words.add("Zamzama" + n);
            words.add("Nasijzamzama" + n);
            words.add("699000%03d".formatted(n));
            words.add("zamzama-" + n);
        }
        var before = new EngineTables(database).placesOf(words, "");
        assertThat(before)
                .as("they took part: certificates, print files, sheets, the draw's papers, mail")
                .anyMatch(place -> place.matches("(?i)document.bytes: Zamzama.*"))
                .anyMatch(place -> place.matches("(?i)document.bytes: Nasijzamzama.*"))
                .anyMatch(place -> place.matches("(?i)outbox_content.bytes: Zamzama.*"))
                .anyMatch(place -> place.matches("(?i)institution.name_ar: Nasijzamzama.*"));
        assertThat(filesWith(words)).isNotEmpty();
        var rows = rows();

        canaries.forEach(canary -> Erasure.of(canary, house));

        assertThat(new EngineTables(database).placesOf(words, "")).isEmpty();
        assertThat(filesWith(words)).isEmpty();
        assertThat(rows()).as("what was counted stays counted").isEqualTo(rows);
        assertThat(jdbc.sql(
                                "select count(*) from draw where pool_document_id is not null and record_document_id is not null")
                        .query(Integer.class)
                        .single())
                .isOne();
    }

    private List<Integer> rows() {
        return List.of("registration", "seat", "certificate", "attendance", "draw_ticket", "outbox").stream()
                .map(table -> jdbc.sql("select count(*) from " + table)
                        .query(Integer.class)
                        .single())
                .toList();
    }

    private void register(HumanTask task) {
        if (canaries.isEmpty() && task.definitionKey().equals("userTask_validateList")) {
            var people = new ArrayList<NewRegistration>();
            for (var n = 0; n < 6; n++) {
                people.add(new NewRegistration(
                        "Zamzama" + n + " Alkanari",
                        "212699000%03d".formatted(n),
                        n % 2 == 0 ? "zamzama-" + n + "@dawra.invalid" : null,
                        Institution.Kind.AUTO_ENTREPRENEUR,
                        "Nasijzamzama" + n,
                        n == 0 ? "Tissage Nasijzamzama" + n : null,
                        "fr",
                        true));
            }
            canaries.addAll(intake.add(
                    CycleId.of(task.businessKey()),
                    PROVINCE,
                    people,
                    new Actor("coordinator", Set.of(Role.COORDINATOR.group(), Role.COORDINATOR.group(PROVINCE)))));
        }
    }

    private List<String> filesWith(List<String> words) throws IOException {
        try (var files = Files.list(mail)) {
            return files.filter(file -> {
                        try {
                            var text = EngineTables.readable(Files.readAllBytes(file));
                            return words.stream().anyMatch(text::contains);
                        } catch (IOException e) {
                            throw new IllegalStateException(e);
                        }
                    })
                    .map(Path::toString)
                    .toList();
        }
    }
}
