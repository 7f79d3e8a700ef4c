package org.dawra.web;

import java.time.Duration;
import org.springframework.context.MessageSource;
import org.springframework.stereotype.Component;

/** Rate and time left of {@link BulkWork} in words. */
@Component("workWords")
class WorkWords {

    private static final Duration IN_HOURS_FROM = Duration.ofMinutes(90);

    private final Counted counted;
    private final Formats formats;
    private final MessageSource messages;

    WorkWords(Counted counted, Formats formats, MessageSource messages) {
        this.counted = counted;
        this.formats = formats;
        this.messages = messages;
    }

    /** As {@code 1200 في الدقيقة، بقيت نحو 3 دقائق}; empty while nothing moves. */
    public String pace(Pace pace) {
        var left = pace.left();
        if (left == null) {
            return "";
        }
        return messages.getMessage(
                "web.work.pace",
                new Object[] {formats.number(Math.max(1, pace.perMinute())), left(left)},
                ChosenLanguage.current().locale());
    }

    private String left(Duration left) {
        if (left.compareTo(Duration.ofMinutes(1)) < 0) {
            return messages.getMessage(
                    "web.work.lessThanAMinute", null, ChosenLanguage.current().locale());
        }
        return left.compareTo(IN_HOURS_FROM) < 0
                ? counted.of("web.work.minutes", left.plusSeconds(59).toMinutes())
                : counted.of("web.work.hours", left.plusMinutes(30).toHours());
    }
}
