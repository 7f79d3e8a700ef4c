package org.dawra.access;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.core.io.ClassPathResource;
import org.springframework.stereotype.Component;

/**
 * What a password must be: long, and not put together from what everybody tries first. No rule asks for capitals or signs
 * (NIST SP 800-63B, 5.1.1.2). What is left after known words, names of the network, years, rows of the keyboard and
 * repetitions have been struck out must still be something.
 */
@Component
class PasswordRules {

    static final int SHORTEST = 12;
    static final int LONGEST = 128;
    private static final int LEAST_REST = 6;
    private static final int DIGITS_THAT_COUNT = 4;
    private static final int LEAST_DIFFERENT = 5;
    private static final int SHORTEST_RUN = 4;

    private static final List<String> ROWS = List.of(
            "abcdefghijklmnopqrstuvwxyz",
            "01234567890",
            "qwertyuiop",
            "asdfghjkl",
            "zxcvbnm",
            "azertyuiop",
            "qsdfghjklm",
            "wxcvbn",
            "ضصثقفغعهخحجد",
            "شسيبلاتنمكط",
            "ئءؤرىةوزظ",
            "ابتثجحخدذرزسشصضطظعغفقكلمنهوي");

    private static final Pattern YEAR = Pattern.compile("(19|20)\\d\\d");
    private static final Pattern NEITHER_LETTER_NOR_DIGIT = Pattern.compile("[^\\p{L}\\p{N}]+");
    private static final Pattern REPEATED = Pattern.compile("(.)\\1+");
    private static final Pattern MARKS = Pattern.compile("\\p{M}+");

    private final List<String> common;
    private final List<String> runs;
    private final ObjectProvider<ScopeChoices> scopes;

    PasswordRules(ObjectProvider<ScopeChoices> scopes) {
        this.scopes = scopes;
        this.common = read();
        this.runs = runs();
    }

    /** Why this is no password for this account, as the key of a message; empty when it is one. */
    Optional<String> objection(@Nullable String password, String userId) {
        if (password == null || length(password) < SHORTEST) {
            return Optional.of("access.password.short");
        }
        if (length(password) > LONGEST) {
            return Optional.of("access.password.long");
        }
        var words = words(userId);
        var plain = letters(password);
        return rest(plain, words) < LEAST_REST || rest(unmasked(plain), words) < LEAST_REST
                ? Optional.of("access.password.known")
                : Optional.empty();
    }

    boolean isLongEnough(@Nullable String password) {
        return password != null && length(password) >= SHORTEST && length(password) <= LONGEST;
    }

    private static int length(String password) {
        return password.codePointCount(0, password.length());
    }

    /** How much is left of a password that nobody would try first. */
    private int rest(String letters, List<String> words) {
        var left = letters;
        for (var word : words) {
            left = left.replace(word, " ");
        }
        for (var run : runs) {
            left = left.replace(run, " ");
        }
        left = YEAR.matcher(left).replaceAll(" ");
        left = REPEATED.matcher(left.replace(" ", "")).replaceAll("$1");
        if (left.codePoints().distinct().count() < LEAST_DIFFERENT) {
            return 0;
        }
        var digits = (int) left.codePoints().filter(Character::isDigit).count();
        return length(left) - digits + Math.min(digits, DIGITS_THAT_COUNT);
    }

    /** The longest first, so that a word does not tear a longer one apart. */
    private List<String> words(String userId) {
        var words = new ArrayList<>(common);
        add(words, List.of(userId));
        scopes.forEach(scope -> {
            add(words, scope.names());
            scope.choices().forEach(c -> add(words, List.of(c.code(), c.arabic(), c.french())));
        });
        words.sort(Comparator.comparingInt(String::length).reversed());
        return words;
    }

    private static void add(List<String> words, Collection<String> names) {
        for (var name : names) {
            add(words, letters(name));
            for (var part : NEITHER_LETTER_NOR_DIGIT.split(name)) {
                add(words, letters(part));
            }
        }
    }

    private static void add(List<String> words, String word) {
        if (word.length() > 2) {
            words.add(word);
        }
    }

    /** Small letters without accents, marks, spaces and signs. */
    private static String letters(String text) {
        var apart = Normalizer.normalize(text, Normalizer.Form.NFKD).toLowerCase(Locale.ROOT);
        var plain = MARKS.matcher(apart).replaceAll("");
        // The signs that stand for letters, before signs go.
        return NEITHER_LETTER_NOR_DIGIT
                .matcher(plain.replace('@', 'a').replace('$', 's').replace('!', 'i'))
                .replaceAll("");
    }

    /** Digits that stand for letters, as in p4ssw0rd. */
    private static String unmasked(String letters) {
        return letters.replace('0', 'o')
                .replace('1', 'i')
                .replace('3', 'e')
                .replace('4', 'a')
                .replace('5', 's')
                .replace('7', 't');
    }

    private static List<String> runs() {
        var runs = new ArrayList<String>();
        for (var drawn : ROWS) {
            var row = letters(drawn);
            for (var there : List.of(row, new StringBuilder(row).reverse().toString())) {
                for (var from = 0; from + SHORTEST_RUN <= there.length(); from++) {
                    for (var to = from + SHORTEST_RUN; to <= there.length(); to++) {
                        runs.add(there.substring(from, to));
                    }
                }
            }
        }
        runs.sort(Comparator.comparingInt(String::length).reversed());
        return runs;
    }

    private static List<String> read() {
        var words = new ArrayList<String>();
        try (var file = new ClassPathResource("access/common-passwords.txt").getInputStream()) {
            new String(file.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .filter(line -> !line.startsWith("#"))
                    .forEach(line -> add(words, letters(line)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return words;
    }
}
