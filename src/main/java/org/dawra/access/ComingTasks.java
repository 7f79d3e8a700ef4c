package org.dawra.access;

import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.dawra.engine.Actor;
import org.dawra.engine.Outlook;
import org.dawra.web.ChosenLanguage;
import org.dawra.web.Formats;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.MessageSource;
import org.springframework.stereotype.Component;

/** Tells whoever has nothing to do what is expected next: which task, about when, and where it stands now. */
@Component
class ComingTasks {

    private static final int MOST = 3;
    private static final int MOST_NOW = 2;

    private static final Set<Role> TWO_PERSONS = Set.of(Role.PRESIDENT, Role.PROGRAMME_MANAGER);

    /** Whose a task may be while the variable that will name somebody is not set. */
    private static final Map<String, Set<Role>> MAY_BE = Map.of(
            "coordinator", Set.of(Role.COORDINATOR),
            "juror", Set.of(Role.JURY),
            "facilitator", Set.of(Role.FACILITATOR),
            "reviewer", Set.of(Role.PARTNER),
            "confirmer", TWO_PERSONS,
            "networkSignatory", TWO_PERSONS);

    private final ObjectProvider<Outlook> outlook;
    private final MessageSource messages;
    private final Formats formats;
    private final Clock clock;

    ComingTasks(ObjectProvider<Outlook> outlook, MessageSource messages, Formats formats, Clock clock) {
        this.outlook = outlook;
        this.messages = messages;
        this.formats = formats;
        this.clock = clock;
    }

    /** What is told. */
    record Told(String title, String lead, List<Coming> tasks) {}

    /** One task that will come. */
    record Coming(String name, String when, List<String> now) {}

    /** In the language of the request. */
    Told to(Actor actor) {
        var coming = outlook.stream()
                .flatMap(ahead -> ahead.of(actor, who -> mayBe(actor, who)).stream())
                .limit(MOST)
                .map(this::coming)
                .toList();
        return new Told(
                say("access.coming.title"),
                say(coming.isEmpty() ? "access.coming.none" : "access.coming.lead"),
                coming);
    }

    private static boolean mayBe(Actor actor, String who) {
        return MAY_BE.getOrDefault(who, Set.of()).stream().anyMatch(role -> actor.in(role.group()));
    }

    private Coming coming(Outlook.Expected expected) {
        return new Coming(
                StepWords.name(messages, expected.step()),
                when(expected.begins(), expected.step().due()),
                expected.now().stream().limit(MOST_NOW).map(this::now).toList());
    }

    private String when(@Nullable Instant begins, @Nullable Instant due) {
        var today = clock.instant();
        var from = begins == null || begins.isBefore(today) ? null : begins;
        if (due == null) {
            return from == null ? say("access.coming.someDay") : say("access.coming.from", formats.day(from));
        }
        if (due.isBefore(today)) {
            return say("access.coming.late", formats.day(due));
        }
        return from == null || !from.isBefore(due)
                ? say("access.coming.until", formats.day(due))
                : say("access.coming.between", formats.day(from), formats.day(due));
    }

    private String now(Outlook.Now now) {
        var step = now.step();
        var name = StepWords.name(messages, step);
        var due = step.due();
        var day = due == null ? "" : say("access.coming.now.day", formats.day(due));
        if (now.isTask()) {
            return say("access.coming.now.task", name, StepWords.who(messages, step))
                    + (now.times() > 1 ? say("access.coming.now.times", formats.number(now.times())) : "")
                    + day
                    + say("access.coming.now.end");
        }
        return say(StepWords.isWaiting(step) ? "access.coming.now.waits" : "access.coming.now.system", name)
                + day
                + say("access.coming.now.end");
    }

    private String say(String key, Object... arguments) {
        return messages.getMessage(key, arguments, ChosenLanguage.current().locale());
    }
}
