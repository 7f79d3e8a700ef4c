package org.dawra.mail;

import java.time.Clock;
import java.time.Instant;
import java.util.Locale;
import java.util.Objects;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.dawra.web.BulkWork;
import org.dawra.web.ChosenLanguage;
import org.dawra.web.Pace;
import org.jspecify.annotations.Nullable;
import org.springframework.context.MessageSource;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;
import org.springframework.web.util.UriComponentsBuilder;

/** Sending as bulk work: the groups of messages that are on their way. */
@Component
@Order(20)
class MailWork implements BulkWork {

    private static final int LINES = 10;

    private final OutboxRows rows;
    private final MailPauses pauses;
    private final MessageSource messages;
    private final Clock clock;

    MailWork(OutboxRows rows, MailPauses pauses, MessageSource messages, Clock clock) {
        this.rows = rows;
        this.pauses = pauses;
        this.messages = messages;
        this.clock = clock;
    }

    @Override
    public String id() {
        return "mail";
    }

    @Override
    public Standing standing() {
        var locale = ChosenLanguage.current().locale();
        var now = clock.instant();
        var pause = pauses.current().orElse(null);
        var resumed = pauses.resumedLast();
        return new Standing(
                messages.getMessage("mail.work.title", null, locale),
                pause == null
                        ? null
                        : new Pause(
                                MailPauses.RESTORED.equals(pause.by())
                                        ? messages.getMessage("mail.pause.restored", null, locale)
                                        : pause.reason(),
                                pause.since()),
                rows.underWay(now.minus(Pace.WINDOW), LINES).stream()
                        .map(group -> line(group, pause != null, resumed, now, locale))
                        .toList());
    }

    private Line line(
            OutboxRows.UnderWay group, boolean paused, @Nullable Instant resumed, Instant now, Locale locale) {
        var began = Stream.of(group.began(), resumed)
                .filter(Objects::nonNull)
                .max(Instant::compareTo)
                .orElse(null);
        return Line.of(
                purpose(group.group(), locale),
                paused,
                group.sent(),
                group.failed(),
                group.open(),
                Pace.of(group.lately(), group.open(), began, now),
                began != null && began.isAfter(now.minus(Pace.WINDOW)),
                UriComponentsBuilder.fromPath("/mail")
                        .queryParam("group", "{group}")
                        .encode()
                        .buildAndExpand(group.group())
                        .toUriString());
    }

    /** What messages of a group are for, in words; the group's own name where there are none. */
    String purpose(String group, Locale locale) {
        var colon = group.indexOf(':');
        var kind = colon < 0 ? group : group.substring(0, colon);
        var words = messages.getMessage("mail.purpose." + kind, null, "", locale);
        return words == null || words.isEmpty() ? group : words;
    }

    @Override
    public void pause(String reason, String by) {
        pauses.pause(reason, by);
    }

    @Override
    public void resume(String by) {
        pauses.resume(by);
    }

    @Override
    public void forgetReasons(Predicate<String> naming) {
        pauses.forget(naming);
    }
}
