package org.dawra.demo;

import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;
import java.util.function.IntSupplier;
import org.dawra.engine.HumanTask;

/** How sample people and passing time move one year on. */
class Script {

    /** Something that happens when nobody has anything left to do: answers whether it did. */
    record Turn(String phase, IntSupplier happens) {}

    private final Map<String, Play> plays;
    private final List<Turn> turns;
    private final BooleanSupplier agreementsRunning;
    private final Progress progress;

    Script(Map<String, Play> plays, List<Turn> turns, BooleanSupplier agreementsRunning, Progress progress) {
        this.plays = plays;
        this.turns = turns;
        this.agreementsRunning = agreementsRunning;
        this.progress = progress;
    }

    /** What a person does with this task. Throws {@link IllegalStateException} for a task that the script does not know. */
    Play play(HumanTask task) {
        var play = plays.get(task.processKey() + ":" + task.definitionKey());
        if (play == null) {
            throw new IllegalStateException("No play for " + task.processKey() + ":" + task.definitionKey());
        }
        return play;
    }

    /** Lets time pass to the next thing in the year's order that waits for it; false when nothing waits. */
    boolean nextTimer() {
        for (var turn : turns) {
            if (turn.happens().getAsInt() > 0) {
                progress.phase(turn.phase());
                return true;
            }
        }
        return false;
    }

    /** Whether an agreement of the year is still being negotiated or signed. */
    boolean agreementsRunning() {
        return agreementsRunning.getAsBoolean();
    }
}
