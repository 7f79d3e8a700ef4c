package org.dawra.web;

import org.springframework.context.MessageSource;
import org.springframework.stereotype.Component;

/**
 * A count with its noun, in the language of the request: texts {@code <key>.one|two|few|many}, since Arabic counts one, two,
 * three to ten, and more in four ways; the other languages fill them alike.
 */
@Component("counted")
public class Counted {

    private final MessageSource messages;

    Counted(MessageSource messages) {
        this.messages = messages;
    }

    /** The text for so many, whose only argument is the number. */
    public String of(String key, long count) {
        var rest = count % 100;
        var form = count == 1 ? "one" : count == 2 ? "two" : rest >= 3 && rest <= 10 ? "few" : "many";
        return messages.getMessage(
                key + "." + form, new Object[] {count}, ChosenLanguage.current().locale());
    }
}
