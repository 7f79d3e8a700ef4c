package org.dawra.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A first start that was cut off, on a file of H2. That the application then starts is tried by the fault test. */
class UnfinishedStartTest {

    @TempDir
    Path folder;

    private Path database;
    private UnfinishedStart start;

    @BeforeEach
    void set() {
        database = folder.resolve("data/dawra.mv.db");
        start = UnfinishedStart.of("jdbc:h2:file:" + folder.resolve("data/dawra") + ";DB_CLOSE_ON_EXIT=FALSE");
    }

    @Test
    void whatAFirstStartLeftHalfMadeIsPutAside() throws IOException {
        start.begin();
        Files.writeString(database, "half");
        start.begin();
        assertThat(database).doesNotExist();
        assertThat(files()).hasSize(2).anyMatch(name -> name.matches("half-made-[0-9]+\\.mv\\.db"));
        Files.writeString(database, "whole");
        start.done();
        start.begin();
        assertThat(database).hasContent("whole");
    }

    @Test
    void aDatabaseThatWasThereBeforeIsLeftAlone() throws IOException {
        Files.createDirectories(database.getParent());
        Files.writeString(database, "old");
        start.begin();
        start.begin();
        assertThat(database).hasContent("old");
        assertThat(files()).containsExactly("dawra.mv.db");
    }

    @Test
    void aFirstStartThatIsUnderWayElsewhereIsLeftAlone() throws IOException {
        start.begin();
        try (var channel = FileChannel.open(database, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
                var lock = channel.lock()) {
            assertThat(lock.isValid()).isTrue();
            start.begin();
        }
        assertThat(database).exists();
    }

    @Test
    void aServersDatabaseHasNoFile() {
        assertThat(UnfinishedStart.of("jdbc:postgresql://localhost/dawra")).isNull();
        assertThat(UnfinishedStart.of("jdbc:h2:mem:x")).isNull();
    }

    private List<String> files() throws IOException {
        try (var files = Files.list(database.getParent())) {
            return files.map(file -> file.getFileName().toString()).toList();
        }
    }
}
