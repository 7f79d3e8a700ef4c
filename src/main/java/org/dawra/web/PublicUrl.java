package org.dawra.web;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

/**
 * The address under which people outside reach this installation: what QR codes, links and mail carry. Once given it is
 * kept in the data folder, so that a start without it prints no other links.
 */
@Component
public class PublicUrl {

    private static final String LOCAL = "http://localhost:8080";
    private static final String FILE = "public-url";

    private final String base;

    PublicUrl(@Value("${dawra.public-url:}") String given, @Value("${dawra.data-dir}") Path data) {
        var file = data.resolve(FILE);
        try {
            if (!given.isBlank()) {
                Files.createDirectories(data);
                Files.writeString(file, given.strip());
                this.base = clean(given);
            } else {
                this.base = Files.exists(file) ? clean(Files.readString(file)) : "";
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Whether an operator has set it; a real cycle may issue nothing before. */
    public boolean isSet() {
        return !base.isEmpty();
    }

    /** The absolute address of a path that begins with a slash. */
    public String of(String path) {
        return (isSet() ? base : LOCAL) + path;
    }

    /** Papers would lead to no address: an operator must start the application with {@code --public-url} first. */
    public static final class Unset extends IllegalStateException {
        public Unset() {
            super("A real cycle issues no certificate before the public address is set: start with --public-url");
        }
    }

    private static String clean(String url) {
        var stripped = url.strip();
        var end = stripped.length();
        while (end > 0 && stripped.charAt(end - 1) == '/') {
            end--;
        }
        return stripped.substring(0, end);
    }
}
