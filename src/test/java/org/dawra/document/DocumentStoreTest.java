package org.dawra.document;

import static org.assertj.core.api.Assertions.assertThat;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import javax.sql.DataSource;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.springframework.core.io.ClassPathResource;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.DriverManagerDataSource;
import org.springframework.jdbc.datasource.init.ResourceDatabasePopulator;

class DocumentStoreTest {

    private static final Instant NOW = Instant.parse("2024-12-29T14:00:00Z");

    @Test
    @DisplayName("a document is kept, found by id, public id and fingerprint, and erased, on H2")
    void onH2() {
        check(new DriverManagerDataSource("jdbc:h2:mem:" + UUID.randomUUID() + ";DB_CLOSE_DELAY=-1", "sa", ""));
    }

    @Test
    @Tag("database")
    @DisplayName("the same on PostgreSQL")
    void onPostgres() throws IOException {
        try (EmbeddedPostgres postgres = EmbeddedPostgres.start()) {
            check(postgres.getPostgresDatabase());
        }
    }

    private static void check(DataSource database) {
        new ResourceDatabasePopulator(new ClassPathResource("db/migration/V202611212310__document_store.sql"))
                .execute(database);
        DocumentStore store = new DocumentStore(new JdbcTemplate(database), Clock.fixed(NOW, ZoneOffset.UTC));
        byte[] bytes = "شهادة".getBytes(StandardCharsets.UTF_8);

        long id = store.store("certificate", "شهادة.pdf", "application/pdf", bytes, true);
        long other = store.store("certificate", "b.pdf", "application/pdf", bytes);

        StoredDocument found = store.find(id).orElseThrow();
        assertThat(found.bytes()).isEqualTo(bytes);
        assertThat(found.sha256()).isEqualTo(Codes.sha256(bytes));
        assertThat(found.sample()).isTrue();
        assertThat(found.createdAt()).isEqualTo(NOW);
        assertThat(found.state()).isEqualTo(StoredDocument.State.STORED);
        assertThat(found.fileName()).isEqualTo("شهادة.pdf");
        assertThat(store.byUuid(found.uuid()).orElseThrow().id()).isEqualTo(id);
        assertThat(store.byUuid(UUID.randomUUID())).isEmpty();
        assertThat(store.bySha256(found.sha256().toUpperCase()).orElseThrow().id())
                .isEqualTo(id);
        assertThat(store.find(other).orElseThrow().sample()).isFalse();

        store.erase(id);

        StoredDocument erased = store.find(id).orElseThrow();
        assertThat(erased.bytes()).isNull();
        assertThat(erased.fileName()).isEmpty();
        assertThat(erased.state()).isEqualTo(StoredDocument.State.ERASED);
        assertThat(erased.sha256()).isEqualTo(found.sha256());
        assertThat(store.find(-1)).isEmpty();

        var drafts = IntStream.range(0, 250)
                .mapToObj(i -> new DocumentStore.Draft(
                        "certificate", i + ".pdf", "application/pdf", new byte[] {(byte) i}, i % 2 == 0))
                .toList();
        var ids = store.storeAll(drafts);
        assertThat(ids).doesNotHaveDuplicates().hasSize(250);
        for (var i = 0; i < ids.size(); i++) {
            StoredDocument one = store.find(ids.get(i)).orElseThrow();
            assertThat(one.fileName()).isEqualTo(i + ".pdf");
            assertThat(one.sha256()).isEqualTo(Codes.sha256(one.bytes()));
            assertThat(one.sample()).isEqualTo(i % 2 == 0);
        }
        assertThat(store.storeAll(List.of())).isEmpty();
    }
}
