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
import org.dawra.document.Artwork;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.MessageSource;
import org.springframework.core.io.Resource;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;
import org.springframework.stereotype.Component;

@Component
class EditionFiles implements Editions {

    private static final Logger LOG = LoggerFactory.getLogger(EditionFiles.class);

    /** An edition with the text it was read from, and its logos in it. */
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
        return add(name, text, logo -> beside(file, logo));
    }

    @Override
    public List<InvalidEdition> broken() {
        return List.copyOf(broken);
    }

    private Edition add(String name, String text, EditionReader.Beside beside) {
        var key = EditionReader.keyOf(name);
        var edition = EditionReader.read(name, key, text, beside);
        byKey.put(key, new Source(edition, EditionReader.withPictures(text, edition)));
        return edition;
    }

    private static byte @Nullable [] beside(Path edition, String name) throws IOException {
        var folder = edition.toAbsolutePath().getParent();
        if (folder == null) {
            return null;
        }
        var file = folder.resolve(name);
        if (!Files.isRegularFile(file) || !file.toRealPath().startsWith(folder.toRealPath())) {
            return null;
        }
        try (var in = Files.newInputStream(file)) {
            return in.readNBytes(Artwork.LARGEST_FILE + 1);
        }
    }

    private static byte @Nullable [] bundled(Resource edition, String name) throws IOException {
        var file = edition.createRelative(name);
        if (!file.exists()) {
            return null;
        }
        try (var in = file.getInputStream()) {
            return in.readNBytes(Artwork.LARGEST_FILE + 1);
        }
    }

    private void loadBundled() {
        try {
            for (var resource : new PathMatchingResourcePatternResolver().getResources("classpath*:/editions/*.yaml")) {
                add(
                        String.valueOf(resource.getFilename()),
                        resource.getContentAsString(StandardCharsets.UTF_8),
                        logo -> bundled(resource, logo));
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
