package org.dawra.cycle;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** The editions that come with the product, for tests of other modules. */
public final class TestEditions {

    private TestEditions() {}

    /** The edition with this key. */
    public static Edition read(String key) {
        try {
            return EditionReader.read(
                    key + ".yaml", key, Files.readString(Path.of("src/main/resources/editions", key + ".yaml")));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
