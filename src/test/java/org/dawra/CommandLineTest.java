package org.dawra;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class CommandLineTest {

    @Test
    void withoutWordsTheApplicationRuns() {
        var line = CommandLine.of();
        assertThat(line.command()).isEqualTo("run");
        assertThat(line.arguments())
                .containsExactly("--dawra.data-dir=" + Path.of("data").toAbsolutePath());
    }

    @Test
    void anAdministratorIsMadeInTheFolderOfTheData() {
        var line = CommandLine.of("admin", "--user", "boss");
        assertThat(line.command()).isEqualTo("admin");
        assertThat(line.arguments())
                .containsExactly(
                        "--dawra.admin.user=boss",
                        "--dawra.data-dir=" + Path.of("data").toAbsolutePath());
        assertThatThrownBy(() -> CommandLine.of("admin", "--port", "1")).hasMessageContaining("Unknown option");
    }

    @Test
    void foldersAreMadeAbsoluteSinceTheDatabaseRefusesOthers() {
        assertThat(CommandLine.of("run", "--data", "here").arguments().get(0))
                .startsWith("--dawra.data-dir=/")
                .endsWith("/here");
    }

    @Test
    void runTakesPortAddressPublicUrlFolderAndItsFlags() {
        assertThat(CommandLine.of(
                                "run",
                                "--port",
                                "9000",
                                "--listen=0.0.0.0",
                                "--public-url",
                                "https://a.example",
                                "--data",
                                "/srv/d",
                                "--empty",
                                "--mail-paused")
                        .arguments())
                .containsExactly(
                        "--server.port=9000",
                        "--server.address=0.0.0.0",
                        "--dawra.public-url=https://a.example",
                        "--dawra.data-dir=/srv/d",
                        "--dawra.empty=true",
                        "--dawra.mail.paused=true");
        assertThatThrownBy(() -> CommandLine.of("demo", "--mail-paused")).hasMessageContaining("Unknown option");
    }

    @Test
    void demoTakesEditionNumberFolderAndDatabase() {
        assertThat(CommandLine.of("demo", "--edition", "2026", "--beneficiaries", "20", "--out", "/x")
                        .arguments())
                .containsExactly("--dawra.demo.edition=2026", "--dawra.demo.beneficiaries=20", "--dawra.demo.out=/x");
    }

    @Test
    void anUnknownOptionIsNamed() {
        assertThatThrownBy(() -> CommandLine.of("run", "--prot", "9000"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("--prot");
    }

    @Test
    void anOptionWithoutItsValueIsNamed() {
        assertThatThrownBy(() -> CommandLine.of("run", "--port")).hasMessageContaining("--port needs a value");
    }

    @Test
    void anUnknownCommandIsNamed() {
        assertThatThrownBy(() -> CommandLine.of("rnu")).hasMessageContaining("rnu");
    }
}
