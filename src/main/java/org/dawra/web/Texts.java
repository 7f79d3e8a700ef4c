package org.dawra.web;

import java.io.IOException;
import java.text.MessageFormat;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.Locale;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.springframework.context.support.ResourceBundleMessageSource;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;

/**
 * The texts of all modules, {@code messages/<module>_{ar,fr,en}.properties}. An apostrophe is an apostrophe, with or
 * without arguments, and numbers and dates among the arguments are written as {@link Formats} writes them: a bare
 * MessageFormat swallows the one and turns the year 2026 into 2.026.
 */
class Texts extends ResourceBundleMessageSource {

    private static final String SUFFIX = "_ar.properties";

    Texts() throws IOException {
        setDefaultEncoding("UTF-8");
        setFallbackToSystemLocale(false);
        setBasenames(basenames());
    }

    private static String[] basenames() throws IOException {
        var names = new TreeSet<String>();
        for (var resource : new PathMatchingResourcePatternResolver().getResources("classpath*:messages/*" + SUFFIX)) {
            var file = resource.getFilename();
            if (file != null) {
                names.add("messages/" + file.substring(0, file.length() - SUFFIX.length()));
            }
        }
        return names.toArray(String[]::new);
    }

    @Override
    protected MessageFormat createMessageFormat(String text, Locale locale) {
        return super.createMessageFormat(text.replace("''", "'").replace("'", "''"), locale);
    }

    @Override
    protected Object[] resolveArguments(Object @Nullable [] args, Locale locale) {
        return Arrays.stream(super.resolveArguments(args, locale))
                .map(arg -> written(arg, Language.of(locale)))
                .toArray();
    }

    private static Object written(Object arg, Language language) {
        if (arg instanceof Integer || arg instanceof Long) {
            return Formats.number(((Number) arg).longValue(), language);
        }
        return arg instanceof LocalDate day ? Formats.date(day, language) : arg;
    }
}
