package org.dawra.web;

import org.springframework.context.MessageSource;
import org.springframework.stereotype.Component;

/**
 * A count with its noun, in the language of the request: texts {@code <key>.one|two|few|many}, since Arabic counts one, two,
 * three to ten, and more in four ways; the other languages fill them alike. Where a text has them, {@code .zero} says
 * that there is nothing, and {@code .other} follows a full hundred, after which Arabic puts another case.
 */
@Component("counted")
public class Counted {

    private final MessageSource messages;

    Counted(MessageSource messages) {
        this.messages = messages;
    }

    /** The text for so many, whose only argument is the number. */
    public String of(String key, long count) {
        var locale = ChosenLanguage.current().locale();
        Object[] number = {count};
        var special = messages.getMessage(key + "." + form(count), number, null, locale);
        return special == null ? messages.getMessage(key + ".many", number, locale) : special;
    }

    /** The form that goes with a number, by the rules of Unicode's CLDR for Arabic. */
    static String form(long count) {
        if (count < 3) {
            return count == 0 ? "zero" : count == 1 ? "one" : "two";
        }
        var rest = count % 100;
        if (rest >= 3 && rest <= 10) {
            return "few";
        }
        return rest >= 11 ? "many" : "other";
    }
}
