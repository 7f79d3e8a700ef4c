package org.dawra.demo;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import org.dawra.engine.HumanTask;

/** Who does what when in one year: its chapters write it, the headless year follows it. */
class Script {

    /**
     * Something that people do without a task.
     *
     * @param due from when on it may happen; empty when it does not wait to happen
     */
    private record Deed(String phase, Supplier<Optional<Instant>> due, Runnable happens) {}

    private record Part(Timing timing, Play play) {}

    private final Map<String, Part> parts = new HashMap<>();
    private final List<Deed> deeds = new ArrayList<>();
    private final List<BooleanSupplier> unfinished = new ArrayList<>();

    /** What somebody does with the tasks of one kind. */
    void task(String process, String element, Timing timing, Play play) {
        parts.put(process + ":" + element, new Part(timing, play));
    }

    /** What happens without a task, once {@code due}, which is empty before it has a date and after it happened. */
    void deed(String phase, Supplier<Optional<Instant>> due, Runnable happens) {
        deeds.add(new Deed(phase, due, happens));
    }

    /** Something that may outlast the year's process. */
    void lastsWhile(BooleanSupplier running) {
        unfinished.add(running);
    }

    /** What a person does with this task. Throws {@link IllegalStateException} for a task that the script does not know. */
    Play play(HumanTask task) {
        return part(task).play();
    }

    /** From when on the person does it. */
    Instant when(HumanTask task) {
        return part(task).timing().of(task);
    }

    private Part part(HumanTask task) {
        var part = parts.get(task.processKey() + ":" + task.definitionKey());
        if (part == null) {
            throw new IllegalStateException("No play for " + task.processKey() + ":" + task.definitionKey());
        }
        return part;
    }

    /** Does the first deed that is due; false when none is. */
    boolean happens(Instant now, Progress progress) {
        for (var deed : deeds) {
            if (deed.due().get().filter(due -> !due.isAfter(now)).isPresent()) {
                progress.phase(deed.phase());
                deed.happens().run();
                return true;
            }
        }
        return false;
    }

    /** When the next deed is due. */
    Optional<Instant> nextDeed() {
        return deeds.stream().flatMap(d -> d.due().get().stream()).min(Comparator.naturalOrder());
    }

    /** Whether something goes on that may outlast the year's process. */
    boolean unfinished() {
        return unfinished.stream().anyMatch(BooleanSupplier::getAsBoolean);
    }
}
