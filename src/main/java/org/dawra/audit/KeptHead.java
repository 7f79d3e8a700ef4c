package org.dawra.audit;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A head kept outside the database, in a file of the data folder, so that the command tells a cut tail by itself. It lags
 * some seconds behind: a machine that dies may take the database's last moments with it, and that is no forgery.
 */
final class KeptHead {

    private static final long LAG = Duration.ofSeconds(5).toNanos();

    private final Path file;
    private @Nullable AuditHead next;
    private long since;

    KeptHead(Path dataFolder) {
        this.file = dataFolder.resolve("audit-head.txt");
    }

    /** Takes note of the present head, and keeps the one noted some seconds ago. */
    void note(AuditHead head, long nanoTime) throws IOException {
        var old = next;
        if (old == null) {
            next = head;
            since = nanoTime;
        } else if (nanoTime - since >= LAG) {
            keep(old);
            next = old.equals(head) ? old : head;
            since = nanoTime;
        }
    }

    /** Keeps the head now. */
    void keep(AuditHead head) throws IOException {
        if (head.position() == 0 || head.toString().equals(text())) {
            return;
        }
        Files.createDirectories(file.toAbsolutePath().getParent());
        var fresh = file.resolveSibling(file.getFileName() + ".new");
        Files.writeString(fresh, head + "\n");
        Files.move(fresh, file, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
    }

    /**
     * The head that was kept, if any.
     *
     * @throws IllegalArgumentException when the file holds something else
     */
    Optional<ChainVerifier.Expected> expected() throws IOException {
        var text = text();
        if (text.isEmpty()) {
            return Optional.empty();
        }
        var head = ChainVerifier.Expected.given(text);
        return Optional.of(new ChainVerifier.Expected(head.position(), head.hash(), "the head kept in " + file));
    }

    private String text() throws IOException {
        return Files.exists(file) ? Files.readString(file).strip() : "";
    }
}
