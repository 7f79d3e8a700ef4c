package org.dawra.access;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.dawra.engine.Moments;
import org.dawra.engine.TaskDone;
import org.dawra.web.ChosenLanguage;
import org.dawra.web.Formats;
import org.springframework.context.MessageSource;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;
import org.springframework.web.context.request.RequestContextHolder;
import org.springframework.web.context.request.ServletRequestAttributes;
import org.springframework.web.servlet.DispatcherServlet;
import org.springframework.web.servlet.FlashMap;

/**
 * Tells whoever has done a task what happens next and who has it now. The sentences lie in the request, from where
 * Tasklist's answer takes them, and wait for the page to which a page of ours leads on; the layout shows them there.
 */
@Component
class WhatNext implements Moments {

    /** Name under which the layout finds the sentences. */
    static final String MODEL = "whatNext";

    private static final int MOST = 3;

    private final MessageSource messages;
    private final Formats formats;

    WhatNext(MessageSource messages, Formats formats) {
        this.messages = messages;
        this.formats = formats;
    }

    @EventListener
    void done(TaskDone done) {
        if (RequestContextHolder.getRequestAttributes() instanceof ServletRequestAttributes attributes) {
            var request = attributes.getRequest();
            var told = tell(done);
            request.setAttribute(TaskDone.TOLD, told);
            if (request.getAttribute(DispatcherServlet.OUTPUT_FLASH_MAP_ATTRIBUTE) instanceof FlashMap nextPage) {
                nextPage.put(MODEL, told);
            }
        }
    }

    @Override
    public String say(Instant moment) {
        return formats.dateTime(moment);
    }

    /** The sentences, in the language of the request. */
    List<String> tell(TaskDone done) {
        var told = new ArrayList<String>();
        done.waiting().stream().limit(MOST).map(this::waits).forEach(told::add);
        done.system().stream()
                .limit(MOST)
                .map(step ->
                        say(StepWords.isWaiting(step) ? "access.next.systemWaits" : "access.next.system", name(step)))
                .forEach(told::add);
        if (done.joined()) {
            told.add(done.others() > 0 ? say("access.next.others", done.others()) : say("access.next.joined"));
        }
        var later = done.later().stream().limit(MOST).toList();
        if (later.size() == 1) {
            told.add(say("access.next.later", name(later.get(0)), who(later.get(0))));
        } else if (!later.isEmpty()) {
            told.add(say(
                    "access.next.laterOneOf",
                    later.stream()
                            .map(step -> say("access.next.laterItem", name(step), who(step)))
                            .collect(Collectors.joining(" " + say("access.next.or") + " "))));
        }
        if (done.ended()) {
            told.add(say("access.next.ended"));
        }
        return told;
    }

    private String waits(TaskDone.Step step) {
        var due = step.due();
        if (step.own()) {
            return due == null
                    ? say("access.next.own", name(step))
                    : say("access.next.ownUntil", name(step), formats.day(due));
        }
        return due == null
                ? say("access.next.waits", name(step), who(step))
                : say("access.next.waitsUntil", name(step), who(step), formats.day(due));
    }

    private String name(TaskDone.Step step) {
        return StepWords.name(messages, step);
    }

    private String who(TaskDone.Step step) {
        return StepWords.who(messages, step);
    }

    private String say(String key, Object... arguments) {
        return messages.getMessage(key, arguments, ChosenLanguage.current().locale());
    }
}
