package org.dawra.cycle;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** The editions that come with the product, for tests of other modules. */
public final class BundledEditions {

    private BundledEditions() {}

    /** The edition with this key. */
    public static Edition edition(String key) {
        try {
            var text = Files.readString(Path.of("src/main/resources/editions", key + ".yaml"));
            return EditionReader.read(
                    key + ".yaml", key, text, logo -> Files.readAllBytes(Path.of("src/main/resources/editions", logo)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
