package org.dawra.mail;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

/** Writes messages as {@code .eml} files: without a mail server, and whatever the settings for sample addresses. */
@Component
class MailFiles {

    private static final Logger LOG = LoggerFactory.getLogger(MailFiles.class);

    private final Path folder;

    MailFiles(@Value("${dawra.mail.dir:${dawra.data-dir}/mail}") Path folder) {
        this.folder = folder;
    }

    /** The file is named by its row, so a second attempt writes the same file, and it appears whole or not at all. */
    Outcome write(long id, byte[] bytes) {
        try {
            Files.createDirectories(folder);
            var target = folder.resolve(id + ".eml");
            var temporary = folder.resolve(id + ".eml.part");
            Files.write(temporary, bytes);
            Files.move(temporary, target, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
            return Outcome.accepted();
        } catch (IOException e) {
            LOG.warn("Message {} could not be written to {}: {}", id, folder, e.toString());
            return Outcome.unreachable();
        }
    }
}
