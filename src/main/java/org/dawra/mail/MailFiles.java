package org.dawra.mail;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Collection;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

/** Writes messages as {@code .eml} files: without a mail server, and whatever the settings for sample addresses. */
@Component
class MailFiles {

    private static final Logger LOG = LoggerFactory.getLogger(MailFiles.class);

    private static final String ENDING = ".eml";
    private static final Pattern NAME = Pattern.compile("([0-9]{1,18})\\.eml(\\.part)?");

    private final Path folder;

    MailFiles(@Value("${dawra.mail.dir:${dawra.data-dir}/mail}") Path folder) {
        this.folder = folder;
    }

    /** The file is named by its row, so a second attempt writes the same file, and it appears whole or not at all. */
    Outcome write(long id, byte[] bytes) {
        try {
            Files.createDirectories(folder);
            var target = folder.resolve(id + ENDING);
            var temporary = folder.resolve(id + ENDING + ".part");
            Files.write(temporary, bytes);
            Files.move(temporary, target, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
            return Outcome.accepted();
        } catch (IOException e) {
            LOG.warn("Message {} could not be written to {}: {}", id, folder, e.toString());
            return Outcome.noLine();
        }
    }

    /** Deletes the messages of these rows. A file that cannot be deleted is tried again at the next start. */
    void forget(Collection<Long> ids) {
        for (var id : ids) {
            try {
                Files.deleteIfExists(folder.resolve(id + ENDING));
                Files.deleteIfExists(folder.resolve(id + ENDING + ".part"));
            } catch (IOException e) {
                LOG.warn(
                        "The file of message {} could not be deleted and will be at the next start: {}",
                        id,
                        e.toString());
            }
        }
    }

    /** Ids of the rows that have a file. */
    List<Long> ids() {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (var files = Files.list(folder)) {
            return files.map(file -> NAME.matcher(file.getFileName().toString()))
                    .filter(Matcher::matches)
                    .map(name -> Long.valueOf(name.group(1)))
                    .distinct()
                    .toList();
        } catch (IOException e) {
            LOG.warn("{} cannot be listed: {}", folder, e.toString());
            return List.of();
        }
    }
}
