package org.dawra.access;

import org.dawra.engine.TaskDone;
import org.dawra.web.ChosenLanguage;
import org.springframework.context.MessageSource;

/** How a step of a model is called, and whom it is for, in the language of the request. */
final class StepWords {

    private static final String EVENT = "(timer|message|gateway)_.*";

    private StepWords() {}

    static String name(MessageSource messages, TaskDone.Step step) {
        var key = step.process() + "." + step.element() + ".name";
        var name = messages.getMessage(
                key, null, step.name(), ChosenLanguage.current().locale());
        return name == null ? step.name() : name;
    }

    static String who(MessageSource messages, TaskDone.Step step) {
        return messages.getMessage(
                "access.next.who." + step.who(), null, ChosenLanguage.current().locale());
    }

    /** Whether the engine waits there, and does nothing itself. */
    static boolean isWaiting(TaskDone.Step step) {
        return step.element().matches(EVENT);
    }
}
