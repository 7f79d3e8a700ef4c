package org.dawra.document;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.RowCallbackHandler;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.GeneratedKeyHolder;
import org.springframework.stereotype.Repository;

/** Finished documents as rows, with their fingerprint. Takes part in the caller's transaction. */
@Repository
public class DocumentStore {

    private static final String SELECT =
            "select id, uuid, kind, file_name, mime, sha256, bytes, sample, created_at, state from document ";

    private final JdbcClient jdbc;
    private final JdbcTemplate template;
    private final Clock clock;

    DocumentStore(JdbcTemplate template, Clock clock) {
        this.jdbc = JdbcClient.create(template);
        this.template = template;
        this.clock = clock;
    }

    /** Keeps a document that is not a sample. */
    public long store(String kind, String fileName, String mime, byte[] bytes) {
        return store(kind, fileName, mime, bytes, false);
    }

    /** Keeps a document and answers its id. */
    public long store(String kind, String fileName, String mime, byte[] bytes, boolean sample) {
        var key = new GeneratedKeyHolder();
        jdbc.sql("""
                        insert into document (uuid, kind, file_name, mime, sha256, bytes, sample, created_at, state)
                        values (:uuid, :kind, :fileName, :mime, :sha256, :bytes, :sample, :createdAt, 'STORED')
                        """)
                .param("uuid", UUID.randomUUID())
                .param("kind", kind)
                .param("fileName", fileName)
                .param("mime", mime)
                .param("sha256", Codes.sha256(bytes))
                .param("bytes", bytes)
                .param("sample", sample)
                .param("createdAt", OffsetDateTime.ofInstant(clock.instant(), ZoneOffset.UTC))
                .update(key, "id");
        return key.getKeyAs(Long.class);
    }

    /** A document that is to be kept. */
    public record Draft(String kind, String fileName, String mime, byte[] bytes, boolean sample) {}

    /** Keeps documents in as few round trips as the database allows; answers their ids, in the same order. */
    public List<Long> storeAll(List<Draft> drafts) {
        var now = OffsetDateTime.ofInstant(clock.instant(), ZoneOffset.UTC);
        var uuids = drafts.stream().map(draft -> UUID.randomUUID()).toList();
        var rows = new ArrayList<Object[]>(drafts.size());
        for (var i = 0; i < drafts.size(); i++) {
            var draft = drafts.get(i);
            rows.add(new Object[] {
                uuids.get(i),
                draft.kind(),
                draft.fileName(),
                draft.mime(),
                Codes.sha256(draft.bytes()),
                draft.bytes(),
                draft.sample(),
                now
            });
        }
        template.batchUpdate(
                "insert into document (uuid, kind, file_name, mime, sha256, bytes, sample, created_at, state)"
                        + " values (?, ?, ?, ?, ?, ?, ?, ?, 'STORED')",
                rows);
        var ids = new HashMap<UUID, Long>();
        if (!uuids.isEmpty()) {
            jdbc.sql("select uuid, id from document where uuid in (:uuids)")
                    .param("uuids", uuids)
                    .query((RowCallbackHandler) row -> ids.put(row.getObject("uuid", UUID.class), row.getLong("id")));
        }
        return uuids.stream().map(uuid -> Objects.requireNonNull(ids.get(uuid))).toList();
    }

    /** The document with this id. */
    public Optional<StoredDocument> find(long id) {
        return jdbc.sql(SELECT + "where id = :id")
                .param("id", id)
                .query(DocumentStore::row)
                .optional();
    }

    /** The document with this public id. */
    public Optional<StoredDocument> byUuid(UUID uuid) {
        return jdbc.sql(SELECT + "where uuid = :uuid")
                .param("uuid", uuid)
                .query(DocumentStore::row)
                .optional();
    }

    /** The oldest document with this fingerprint (hex, any case), erased ones included. */
    public Optional<StoredDocument> bySha256(String sha256) {
        return jdbc.sql(SELECT + "where sha256 = lower(:sha256) order by id fetch first 1 rows only")
                .param("sha256", sha256)
                .query(DocumentStore::row)
                .optional();
    }

    /** Id of the oldest document with this fingerprint (hex, any case), erased ones included. */
    public Optional<Long> idOf(String sha256) {
        return jdbc.sql("select id from document where sha256 = lower(:sha256) order by id fetch first 1 rows only")
                .param("sha256", sha256)
                .query(Long.class)
                .optional();
    }

    /** Forgets the bytes and the file name; id, fingerprint and state stay, so a copy presented later is still recognised. */
    public void erase(long id) {
        jdbc.sql("update document set bytes = null, file_name = '', state = 'ERASED' where id = :id")
                .param("id", id)
                .update();
    }

    private static StoredDocument row(ResultSet row, int number) throws SQLException {
        byte @Nullable [] bytes = row.getBytes("bytes");
        return new StoredDocument(
                row.getLong("id"),
                row.getObject("uuid", UUID.class),
                row.getString("kind"),
                row.getString("file_name"),
                row.getString("mime"),
                row.getString("sha256"),
                bytes,
                row.getBoolean("sample"),
                row.getObject("created_at", OffsetDateTime.class).toInstant(),
                StoredDocument.State.valueOf(row.getString("state")));
    }
}
