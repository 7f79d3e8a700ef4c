package org.dawra.web;

import java.io.IOException;
import java.io.UncheckedIOException;
import org.springframework.context.MessageSource;

/** The texts of all modules, for tests without Spring. */
public final class AllTexts {

    private AllTexts() {}

    /** As the application reads them. */
    public static MessageSource source() {
        try {
            return new Texts();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
