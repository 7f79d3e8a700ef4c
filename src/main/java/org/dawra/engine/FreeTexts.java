package org.dawra.engine;

import java.util.Collection;
import java.util.Locale;

/** A place where people write freely, so that somebody may be named there who is erased later. */
public interface FreeTexts {

    /** Throws away whatever text names one of these: names, telephones, addresses of a person who is erased. */
    void forgetNaming(Collection<String> words);

    /**
     * Whether the text contains one of the words, however large its letters; of a telephone number its last nine digits,
     * however they are written. A name in another spelling is not found.
     */
    static boolean naming(Collection<String> words, String text) {
        var small = text.toLowerCase(Locale.ROOT);
        var digits = small.replaceAll("\\D", "");
        return words.stream().anyMatch(word -> {
            var number = word.matches("\\+?[\\d ]{9,}") ? word.replaceAll("\\D", "") : "";
            // Of a telephone number, what is the same in every way of writing it.
            return number.isEmpty()
                    ? word.length() >= 3 && small.contains(word.toLowerCase(Locale.ROOT))
                    : digits.contains(number.substring(number.length() - 9));
        });
    }
}
