package org.dawra.demo;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Map;
import org.dawra.document.DocumentStore;
import org.springframework.context.annotation.Profile;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Writes the year's documents into folders, one document in memory at a time. */
@Component
@Profile("demo")
class Exports {

    private static final Map<String, String> FOLDERS = Map.ofEntries(
            Map.entry("certificate", "certificates"),
            Map.entry("diploma", "diplomas"),
            Map.entry("agreement", "agreements"),
            Map.entry("certificate-print", "print"),
            Map.entry("hand-over-list", "print"),
            Map.entry("attendance-sheet", "print"),
            Map.entry("report", "report"),
            Map.entry("report-figures", "report"),
            Map.entry("press-ar", "report"),
            Map.entry("press-fr", "report"),
            Map.entry("draw-record", "draw"),
            Map.entry("draw-minutes", "draw"));

    /** Files with a name of their own, whatever the document is called. */
    private static final Map<String, String> NAMES =
            Map.of("press-ar", "press.ar.txt", "press-fr", "press.fr.txt", "draw-record", "record.json");

    private final JdbcClient jdbc;
    private final DocumentStore documents;

    Exports(JdbcClient jdbc, DocumentStore documents) {
        this.jdbc = jdbc;
        this.documents = documents;
    }

    /** Writes everything below {@code out}; mail comes from the file transport's folder. */
    void write(Path out, Path mail) throws IOException {
        for (var folder : List.of("certificates", "agreements", "diplomas", "print", "report", "draw", "mail")) {
            Files.createDirectories(out.resolve(folder));
        }
        var ids = jdbc.sql("select id from document where bytes is not null order by id")
                .query(Long.class)
                .list();
        for (var id : ids) {
            var document = documents.find(id).orElseThrow();
            var folder = FOLDERS.get(document.kind());
            var bytes = document.bytes();
            if (folder == null || bytes == null) {
                continue;
            }
            var name = NAMES.getOrDefault(document.kind(), document.fileName());
            var file = out.resolve(folder).resolve(name);
            if (Files.exists(file)) {
                file = out.resolve(folder).resolve(id + "-" + name);
            }
            Files.write(file, bytes);
        }
        if (Files.isDirectory(mail)) {
            try (var files = Files.list(mail)) {
                for (var file : files.toList()) {
                    Files.move(
                            file, out.resolve("mail").resolve(file.getFileName()), StandardCopyOption.REPLACE_EXISTING);
                }
            }
        }
    }
}
