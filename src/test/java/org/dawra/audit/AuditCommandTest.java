package org.dawra.audit;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.logging.LoggingSystem;

@Tag("database")
class AuditCommandTest {

    @TempDir
    Path folder;

    private final ByteArrayOutputStream said = new ByteArrayOutputStream();
    private String head = "";

    @BeforeEach
    void threeDeedsInAFolder() {
        try (var house = TrailHouse.inFolder(folder)) {
            for (var i = 1; i <= 3; i++) {
                house.deed("manager", "agreement.approved", "agreement:" + i);
            }
            house.node().sealAll();
            head = house.log.head().toString();
        }
    }

    /** Test runs share a JVM: what the command's own start has set up is put back. */
    @AfterEach
    void loggingAsBefore() {
        LoggingSystem.get(getClass().getClassLoader()).cleanUp();
    }

    private int verify(String... words) {
        said.reset();
        var out = new PrintStream(said, true, UTF_8);
        var all = new ArrayList<>(List.of("verify"));
        all.addAll(List.of(words));
        return AuditCommand.run(all, out, out);
    }

    private String said() {
        return said.toString(UTF_8);
    }

    @Test
    void aChainThatHoldsIsToldWithItsHead() {
        assertThat(verify("--data", folder.toString(), "--head", head)).isEqualTo(AuditCommand.HOLDS);
        assertThat(said()).contains("3 rows").contains("Head: " + head);
    }

    @Test
    void theFirstBrokenRowIsNamedAndTheExitCodeTells() {
        try (var house = TrailHouse.inFolder(folder)) {
            house.takeTheGuardsAway();
            house.jdbc.update("update audit_entry set subject = 'agreement:9' where id = 2");
        }
        assertThat(verify("--data=" + folder)).isEqualTo(AuditCommand.BROKEN);
        assertThat(said()).contains("BROKEN: row 2 (entry 2) was changed").contains("up to row 1");
    }

    @Test
    void aCutTailIsNamedByTheHeadKeptInTheFolder() throws IOException {
        var kept = new KeptHead(folder);
        var colon = head.indexOf(':');
        kept.keep(new AuditHead(Long.parseLong(head.substring(0, colon)), head.substring(colon + 1)));
        assertThat(verify("--data", folder.toString())).isEqualTo(AuditCommand.HOLDS);
        try (var house = TrailHouse.inFolder(folder)) {
            house.takeTheGuardsAway();
            house.jdbc.update("delete from audit_chain where chain_position = 3");
            house.jdbc.update("delete from audit_entry where id = 3");
        }
        assertThat(verify("--data", folder.toString())).isEqualTo(AuditCommand.BROKEN);
        assertThat(said()).contains("row 3 is missing: the chain ends at row 2, the head kept in");
    }

    @Test
    void aNodeThatGoesDownSealsTheLastAndKeepsItsHead() throws IOException {
        try (var house = TrailHouse.inFolder(folder)) {
            house.deed("manager", "agreement.approved", "agreement:4");
            new RegularSealing(house.node(), folder).sealTheLast();
            assertThat(house.log.head().position()).isEqualTo(4);
        }
        assertThat(new KeptHead(folder).expected())
                .map(ChainVerifier.Expected::position)
                .contains(4L);
    }

    @Test
    void theKeptHeadLagsAFewSecondsBehindTheTrail() throws IOException {
        var kept = new KeptHead(folder);
        var one = new AuditHead(1, "1".repeat(64));
        var two = new AuditHead(2, "2".repeat(64));
        kept.note(one, 0);
        kept.note(two, Duration.ofSeconds(4).toNanos());
        assertThat(kept.expected()).isEmpty();
        kept.note(two, Duration.ofSeconds(5).toNanos());
        assertThat(kept.expected()).map(ChainVerifier.Expected::position).contains(1L);
        kept.note(two, Duration.ofSeconds(10).toNanos());
        assertThat(kept.expected()).map(ChainVerifier.Expected::position).contains(2L);
    }

    @Test
    void aCutTailIsNamedByTheHeadGiven() {
        try (var house = TrailHouse.inFolder(folder)) {
            house.takeTheGuardsAway();
            house.jdbc.update("delete from audit_chain where chain_position = 3");
            house.jdbc.update("delete from audit_entry where id = 3");
        }
        assertThat(verify("--data", folder.toString())).isEqualTo(AuditCommand.HOLDS);
        assertThat(verify("--data", folder.toString(), "--head", head)).isEqualTo(AuditCommand.BROKEN);
        assertThat(said()).contains("row 3 is missing");
    }

    @Test
    void wrongWordsAndAFolderWithoutADatabaseAreToldApart() {
        assertThat(verify("--head", "abc")).isEqualTo(AuditCommand.WRONG_USAGE);
        assertThat(verify("--nonsense")).isEqualTo(AuditCommand.WRONG_USAGE);
        assertThat(verify("--data", folder.resolve("nothing").toString())).isEqualTo(AuditCommand.UNREADABLE);
        assertThat(folder.resolve("nothing")).doesNotExist();
    }

    @Test
    void onPostgresTheSameByConfiguration() {
        try (var house = TrailHouse.onPostgres()) {
            house.deed("manager", "agreement.approved", "agreement:1");
            house.node().sealAll();
            assertThat(verify("--spring.datasource.url=" + house.url(), "--spring.datasource.username=postgres"))
                    .isEqualTo(AuditCommand.HOLDS);
            house.takeTheGuardsAway();
            house.jdbc.update("delete from audit_entry");
            assertThat(verify("--spring.datasource.url=" + house.url(), "--spring.datasource.username=postgres"))
                    .isEqualTo(AuditCommand.BROKEN);
            assertThat(said()).contains("row 1 is missing");
        }
    }
}
