package org.dawra.cycle;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.MessageSource;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;
import org.springframework.stereotype.Component;

@Component
class EditionFiles implements Editions {

    private static final Logger LOG = LoggerFactory.getLogger(EditionFiles.class);

    /** An edition with the text it was read from. */
    record Source(Edition edition, String text) {}

    private final Map<String, Source> byKey = new ConcurrentHashMap<>();
    private final List<InvalidEdition> broken = new ArrayList<>();

    EditionFiles(@Value("${dawra.data-dir:data}") Path data, MessageSource texts) {
        loadBundled();
        loadFolder(data.resolve("editions"));
        broken.forEach(file -> file.messages(texts, Locale.ENGLISH).forEach(LOG::error));
    }

    @Override
    public List<Edition> all() {
        return byKey.values().stream()
                .map(Source::edition)
                .sorted(Comparator.comparingInt(Edition::number).reversed().thenComparing(Edition::key))
                .toList();
    }

    @Override
    public Optional<Edition> find(String key) {
        return source(key).map(Source::edition);
    }

    Optional<Source> source(String key) {
        return Optional.ofNullable(byKey.get(key));
    }

    @Override
    public Edition load(Path file) {
        var name = String.valueOf(file.getFileName());
        String text;
        try {
            text = Files.readString(file);
        } catch (CharacterCodingException e) {
            throw new InvalidEdition(name, List.of(new EditionError(1, "", "cycle.edition.utf8", List.of())));
        } catch (IOException e) {
            throw new InvalidEdition(name, List.of(new EditionError(1, "", "cycle.edition.unreadable", List.of())));
        }
        return add(name, text);
    }

    @Override
    public List<InvalidEdition> broken() {
        return List.copyOf(broken);
    }

    private Edition add(String name, String text) {
        var key = EditionReader.keyOf(name);
        var edition = EditionReader.read(name, key, text);
        byKey.put(key, new Source(edition, text));
        return edition;
    }

    private void loadBundled() {
        try {
            for (var resource : new PathMatchingResourcePatternResolver().getResources("classpath*:/editions/*.yaml")) {
                add(String.valueOf(resource.getFilename()), resource.getContentAsString(StandardCharsets.UTF_8));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void loadFolder(Path folder) {
        if (!Files.isDirectory(folder)) {
            return;
        }
        try (var files = Files.list(folder)) {
            for (var file :
                    files.filter(f -> f.toString().endsWith(".yaml")).sorted().toList()) {
                try {
                    load(file);
                } catch (InvalidEdition e) {
                    broken.add(e);
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
