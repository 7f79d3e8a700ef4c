package org.dawra.mail;

import java.text.Normalizer;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** What somebody types to find a person, whatever way the person's name is written. */
record SearchWords(List<Pattern> patterns) {

    private static final int SHORTEST = 2;
    private static final int MOST_WORDS = 6;

    /** The patterns of one word. */
    record Pattern(String name, String address, String phone) {}

    /** Reads what was typed; empty when it is too short to find anybody. */
    static SearchWords of(String typed) {
        var text = typed.toLowerCase(Locale.ROOT).strip();
        // A telephone number is often typed in groups, and without the country's code.
        if (text.matches("[+0-9 .\\-()]{6,}")) {
            text = text.replaceAll("[^0-9]", "").replaceFirst("^0+", "");
        }
        return new SearchWords(Arrays.stream(text.split("\\s+"))
                .filter(word -> word.length() >= SHORTEST)
                .limit(MOST_WORDS)
                .map(SearchWords::pattern)
                .toList());
    }

    boolean isEmpty() {
        return patterns.isEmpty();
    }

    private static Pattern pattern(String word) {
        var asIs = "%" + word.replaceAll("([!%_])", "!$1") + "%";
        return new Pattern("%" + folded(word).replaceAll("([!%_])", "!$1") + "%", asIs, asIs);
    }

    /** A name with every letter that is written either way in one of its ways, and without vowel marks and accents. */
    static String folded(String name) {
        return Normalizer.normalize(name, Normalizer.Form.NFD)
                .replaceAll("\\p{M}+|\u0640", "")
                .toLowerCase(Locale.ROOT)
                .replace('ٱ', 'ا')
                .replace('ة', 'ه')
                .replace('ى', 'ي');
    }
}
