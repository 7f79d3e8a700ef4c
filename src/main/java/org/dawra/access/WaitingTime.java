package org.dawra.access;

import java.time.Duration;
import java.util.Locale;
import org.springframework.context.MessageSource;
import org.springframework.stereotype.Component;

/** A waiting time in words: seconds up to a minute and a half, then whole minutes. */
@Component
class WaitingTime {

    private static final int LONGEST_IN_SECONDS = 90;

    private final MessageSource messages;

    WaitingTime(MessageSource messages) {
        this.messages = messages;
    }

    String of(long seconds, Locale locale) {
        return seconds <= LONGEST_IN_SECONDS
                ? counted("access.wait.seconds", seconds, locale)
                : counted("access.wait.minutes", (seconds + 59) / 60, locale);
    }

    /** Whole hours, as a link holds. */
    String hours(Duration time, Locale locale) {
        return counted("access.wait.hours", time.toHours(), locale);
    }

    /** Arabic counts one, two, three to ten, and more in four ways; the other languages fill them alike. */
    private String counted(String unit, long count, Locale locale) {
        var rest = count % 100;
        var form = count == 1 ? "one" : count == 2 ? "two" : rest >= 3 && rest <= 10 ? "few" : "many";
        return messages.getMessage(unit + "." + form, new Object[] {count}, locale);
    }
}
