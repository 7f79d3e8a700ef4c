package org.dawra.demo;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.config.BeanFactoryPostProcessor;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Profile;
import org.springframework.core.env.Environment;

/**
 * A first start that was cut off begins again. H2 commits each table by itself, so what it leaves behind is half a database
 * that no later start could complete. A file beside the database says that nobody has used it yet; it goes when the first
 * start is done. Nothing is deleted: the half database is put aside.
 */
final class UnfinishedStart {

    private static final Logger LOG = LoggerFactory.getLogger(UnfinishedStart.class);
    private static final String H2_FILE = "jdbc:h2:file:";

    private final Path database;
    private final Path mark;

    private UnfinishedStart(Path database) {
        this.database = database;
        this.mark = database.resolveSibling(database.getFileName() + ".unfinished");
    }

    /** Before anything opens the database. */
    @Configuration(proxyBeanMethods = false)
    @Profile("!demo & !test & !admin")
    static class BeforeTheDatabase {

        @Bean
        static BeanFactoryPostProcessor unfinishedStart(Environment environment) {
            return beans -> {
                var start = of(environment.getRequiredProperty("spring.datasource.url"));
                if (start != null) {
                    start.begin();
                }
            };
        }
    }

    /** That of the embedded database; null when it is a server's. */
    static @Nullable UnfinishedStart of(String url) {
        if (!url.startsWith(H2_FILE)) {
            return null;
        }
        var end = url.indexOf(';');
        var path = url.substring(H2_FILE.length(), end < 0 ? url.length() : end);
        return new UnfinishedStart(Path.of(path + ".mv.db"));
    }

    /** Puts aside what a first start has left half-made, and notes that this is a first start if it is one. */
    void begin() {
        try {
            if (Files.exists(mark) && Files.exists(database) && !isInUse()) {
                var aside = database.resolveSibling("half-made-" + System.currentTimeMillis() + ".mv.db");
                Files.move(database, aside);
                LOG.warn("The first start was cut off. It begins again; what it had made is put aside as {}.", aside);
            }
            if (Files.notExists(database)) {
                Files.createDirectories(mark.toAbsolutePath().getParent());
                Files.write(mark, new byte[0]);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** From now on the database is somebody's. */
    void done() {
        try {
            Files.deleteIfExists(mark);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Another program may be in the middle of its first start. */
    private boolean isInUse() throws IOException {
        try (var channel = FileChannel.open(database, StandardOpenOption.READ, StandardOpenOption.WRITE);
                var lock = channel.tryLock()) {
            return lock == null;
        } catch (OverlappingFileLockException e) {
            return true;
        }
    }
}
