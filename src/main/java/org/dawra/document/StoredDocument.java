package org.dawra.document;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A document as kept in the database.
 *
 * @param kind what the owning module calls it
 * @param sha256 of the bytes, lower-case hex; outlives them
 * @param bytes null once erased
 */
public record StoredDocument(
        long id,
        UUID uuid,
        String kind,
        String fileName,
        String mime,
        String sha256,
        byte @Nullable [] bytes,
        boolean sample,
        Instant createdAt,
        State state) {

    /** Whether the bytes are still there. */
    public enum State {
        STORED,
        ERASED
    }
}
