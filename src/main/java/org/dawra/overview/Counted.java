package org.dawra.overview;

import org.dawra.web.ChosenLanguage;
import org.dawra.web.Language;
import org.springframework.context.MessageSource;
import org.springframework.stereotype.Component;

/**
 * Words that change with a number: {@code key.zero}, {@code .one}, {@code .two}, {@code .few}, {@code .many} and
 * {@code .other}, by the plural rules of Unicode's CLDR, but that nothing has words of its own in every language. French and
 * English read none of {@code two}, {@code few} and {@code many}.
 * Templates use it as {@code ${@counted.of('overview.since', 3)}}.
 */
@Component("counted")
class Counted {

    private static final int HUNDRED = 100;

    private final MessageSource texts;

    Counted(MessageSource texts) {
        this.texts = texts;
    }

    /** The words for {@code number}, in the language of the request. */
    public String of(String key, long number) {
        var language = ChosenLanguage.current();
        return texts.getMessage(key + "." + form(number, language), new Object[] {number}, language.locale());
    }

    /** The form that goes with a number. */
    static String form(long number, Language language) {
        if (number == 0) {
            return "zero";
        }
        return language == Language.AR ? arabic(number) : number == 1 ? "one" : "other";
    }

    private static String arabic(long number) {
        if (number < 3) {
            return number == 1 ? "one" : "two";
        }
        var end = number % HUNDRED;
        if (end >= 3 && end <= 10) {
            return "few";
        }
        return end >= 11 ? "many" : "other";
    }
}
