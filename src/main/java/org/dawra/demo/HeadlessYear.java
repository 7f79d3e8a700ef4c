package org.dawra.demo;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import org.dawra.access.Role;
import org.dawra.cycle.CycleId;
import org.dawra.cycle.Edition;
import org.dawra.engine.Actor;
import org.dawra.engine.HumanTask;
import org.dawra.engine.HumanTasks;
import org.dawra.engine.ProcessHistory;
import org.dawra.engine.ProcessStarts;
import org.dawra.engine.Refused;
import org.dawra.engine.Timers;
import org.dawra.mail.Dispatcher;
import org.dawra.mail.Outbox;
import org.springframework.stereotype.Component;

/**
 * Plays a whole year through the one write path, waiting for no clock: sample people complete their tasks as soon as they
 * have them, and when a phase's human work is done the timer that ends it is made due.
 */
@Component
class HeadlessYear {

    private static final long PAUSE = Duration.ofMillis(20).toNanos();
    private static final Duration PATIENCE = Duration.ofMinutes(10);

    private final ProcessStarts starts;
    private final HumanTasks tasks;
    private final ProcessHistory history;
    private final Timers timers;
    private final Dispatcher dispatcher;
    private final Outbox outbox;
    private final SamplePeople people;
    private final Scripts scripts;

    HeadlessYear(
            ProcessStarts starts,
            HumanTasks tasks,
            ProcessHistory history,
            Timers timers,
            Dispatcher dispatcher,
            Outbox outbox,
            SamplePeople people,
            Scripts scripts) {
        this.starts = starts;
        this.tasks = tasks;
        this.history = history;
        this.timers = timers;
        this.dispatcher = dispatcher;
        this.outbox = outbox;
        this.people = people;
        this.scripts = scripts;
    }

    /**
     * Plays the edition with so many beneficiaries.
     *
     * @throws IllegalStateException when a step failed for good or nobody knows how to go on
     */
    CycleId play(Edition edition, int beneficiaries, Progress progress) {
        return play(edition, beneficiaries, progress, task -> {});
    }

    /** The same, with somebody who looks at each task before it is done. */
    CycleId play(Edition edition, int beneficiaries, Progress progress, Consumer<HumanTask> onlooker) {
        people.create(List.of(edition));
        progress.phase("open");
        var key = starts.submit(
                "annual-cycle",
                people.one(Role.PROGRAMME_MANAGER),
                Map.of(
                        "edition",
                        edition.key(),
                        "firstMeetingDay",
                        scripts.firstMeetingDay(edition).toString()));
        var cycle = CycleId.of(key);
        var script = scripts.of(cycle, edition, beneficiaries, progress);
        var lastMove = System.nanoTime();
        while (running(cycle, script)) {
            var moved = act(script, progress, onlooker);
            if (!moved && !timers.workPending()) {
                dispatcher.drain();
                moved = timers.workPending() || script.nextTimer();
            }
            failOnIncidents();
            if (moved) {
                lastMove = System.nanoTime();
            } else if (System.nanoTime() - lastMove > PATIENCE.toNanos()) {
                throw new IllegalStateException("The year stands still: " + tasks.all());
            } else {
                LockSupport.parkNanos(PAUSE);
            }
        }
        dispatcher.drain();
        progress.phase("hand-over");
        handOver(edition);
        progress.end();
        return cycle;
    }

    /** The coordinators and the manager tell everybody who has no address, and tick it. */
    private void handOver(Edition edition) {
        edition.provinces().forEach(p -> tick(Role.COORDINATOR.group(p.code()), people.coordinator(p.code())));
        tick(Role.PROGRAMME_MANAGER.group(), people.one(Role.PROGRAMME_MANAGER));
    }

    private void tick(String list, Actor by) {
        for (var line : outbox.handList(list)) {
            if (!line.handed()) {
                outbox.handed(list, line.id(), by.userId());
            }
        }
    }

    private boolean running(CycleId cycle, Script script) {
        return history.isRunning("annual-cycle", cycle.key()) || script.agreementsRunning();
    }

    private boolean act(Script script, Progress progress, Consumer<HumanTask> onlooker) {
        var moved = false;
        for (var task : tasks.all()) {
            var actor = people.whoMay(task);
            var play = script.play(task);
            var fields = play.fields(task, tasks.facts(task.id(), actor));
            if (fields == null) {
                continue;
            }
            progress.phase(task.processKey());
            onlooker.accept(task);
            try {
                tasks.submit(task.id(), actor, fields);
            } catch (HumanTasks.NoSuchTask gone) {
                throw new IllegalStateException(task.processKey() + ":" + task.definitionKey() + " is gone", gone);
            } catch (Refused refused) {
                throw new IllegalStateException(
                        task.processKey() + ":" + task.definitionKey() + " refused " + refused.findings(), refused);
            }
            moved = true;
        }
        return moved;
    }

    private void failOnIncidents() {
        var incidents = history.incidents();
        if (!incidents.isEmpty()) {
            throw new IllegalStateException("A step failed: " + incidents);
        }
    }
}
