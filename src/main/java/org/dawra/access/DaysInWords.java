package org.dawra.access;

import java.util.Locale;
import org.springframework.context.MessageSource;
import org.springframework.stereotype.Component;

/** A number of days in words, as in "for three days"; Arabic counts one, two, three to ten, and more in four ways. */
@Component
class DaysInWords {

    private final MessageSource messages;

    DaysInWords(MessageSource messages) {
        this.messages = messages;
    }

    String of(long days, Locale locale) {
        var rest = days % 100;
        var form = days == 0
                ? "none"
                : days == 1 ? "one" : days == 2 ? "two" : rest >= 3 && rest <= 10 ? "few" : "many";
        return messages.getMessage("access.days." + form, new Object[] {days}, locale);
    }
}
