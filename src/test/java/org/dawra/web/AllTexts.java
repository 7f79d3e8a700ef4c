package org.dawra.web;

import java.io.IOException;
import java.io.UncheckedIOException;
import org.springframework.beans.factory.support.StaticListableBeanFactory;
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

    /** Dates and numbers as the application writes them, on a clock at UTC. */
    public static Formats formats() {
        return new Formats(new StaticListableBeanFactory().getBeanProvider(LocalClock.class), new UtcOffset("+00:00"));
    }
}
