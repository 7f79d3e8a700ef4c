package org.dawra.overview;

import java.util.Locale;
import org.dawra.engine.FailedSteps.FailedStep;
import org.dawra.engine.ProcessHistory;
import org.jspecify.annotations.Nullable;
import org.springframework.context.MessageSource;
import org.springframework.stereotype.Component;

/**
 * What a failed step means, for whoever runs the year. Each automatic step has texts of its own under
 * {@code <processId>.<elementId>.failed|unharmed|meanwhile}; each {@link FailureKind} says why and what to do.
 */
@Component
class FailureWords {

    private final ProcessHistory history;
    private final MessageSource texts;

    FailureWords(ProcessHistory history, MessageSource texts) {
        this.history = history;
        this.texts = texts;
    }

    /**
     * A failure in words.
     *
     * @param failed what has not been done
     * @param unharmed what is as it was
     * @param why in a few words
     * @param todo what is to be done
     * @param meanwhile how the work goes on while the step stands still
     */
    record Told(
            String name, String process, String failed, String unharmed, String why, String todo, String meanwhile) {}

    Told tell(FailedStep step, int issued, Locale locale) {
        var element = step.processKey() + "." + step.element();
        var name = name(step, locale);
        var kind = "failure.kind." + FailureKind.of(step.fault()).name();
        return new Told(
                name,
                or(text(step.processKey() + ".name", locale), step.processName()),
                step(element, "failed", name, issued, locale),
                step(element, "unharmed", name, issued, locale),
                or(text(kind + ".why", locale), ""),
                or(text(kind + (step.givenUp() ? ".todo" : ".wait"), locale), ""),
                step(element, "meanwhile", name, issued, locale));
    }

    String name(FailedStep step, Locale locale) {
        var drawn = history.elementName(step.processKey(), step.element()).orElse(step.processName());
        return or(text(step.processKey() + "." + step.element() + ".name", locale), drawn);
    }

    private String step(String element, String what, String name, int issued, Locale locale) {
        return or(text(element + "." + what, locale, issued), or(text("failure.step." + what, locale, name), ""));
    }

    private @Nullable String text(String key, Locale locale, Object... args) {
        return texts.getMessage(key, args, null, locale);
    }

    private static String or(@Nullable String text, String other) {
        return text == null || text.isBlank() ? other : text;
    }
}
