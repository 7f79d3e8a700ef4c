package org.dawra.demo;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import org.dawra.access.Role;
import org.dawra.cycle.AnnualCycle;
import org.dawra.cycle.CycleId;
import org.dawra.cycle.Edition;
import org.dawra.engine.HumanTask;
import org.dawra.engine.HumanTasks;
import org.dawra.engine.PlayedClock;
import org.dawra.engine.ProcessHistory;
import org.dawra.engine.ProcessStarts;
import org.dawra.engine.Refused;
import org.dawra.engine.Timers;
import org.dawra.mail.Dispatcher;
import org.springframework.context.annotation.Profile;
import org.springframework.stereotype.Component;

/**
 * Plays a whole year through the one write path, waiting for nothing: sample people do their tasks, and whenever nobody has
 * anything left to do the clock is moved to the next thing in the calendar, be it a timer or what somebody does that day.
 */
@Component
@Profile("demo")
class HeadlessYear {

    private static final long PAUSE = Duration.ofMillis(20).toNanos();
    private static final Duration PATIENCE = Duration.ofMinutes(10);

    private final ProcessStarts starts;
    private final HumanTasks tasks;
    private final ProcessHistory history;
    private final Timers timers;
    private final Dispatcher dispatcher;
    private final SamplePeople people;
    private final SampleHandOver handOver;
    private final List<Chapter> chapters;
    private final PlayedClock clock;

    HeadlessYear(
            ProcessStarts starts,
            HumanTasks tasks,
            ProcessHistory history,
            Timers timers,
            Dispatcher dispatcher,
            SamplePeople people,
            SampleHandOver handOver,
            List<Chapter> chapters,
            PlayedClock clock) {
        this.starts = starts;
        this.tasks = tasks;
        this.history = history;
        this.timers = timers;
        this.dispatcher = dispatcher;
        this.people = people;
        this.handOver = handOver;
        this.chapters = chapters;
        this.clock = clock;
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
        progress.phase("open");
        var days = PlayedDays.of(edition, clock.instant());
        clock.moveTo(days.opens());
        people.create(List.of(edition));
        var key = starts.submit(
                AnnualCycle.KEY,
                people.one(Role.PROGRAMME_MANAGER),
                Map.of(
                        "edition",
                        edition.key(),
                        "firstMeetingDay",
                        days.firstMeeting().toString()));
        var year = new Year(CycleId.of(key), edition, beneficiaries, progress);
        var script = new Script();
        chapters.forEach(chapter -> chapter.write(year, script));
        var lastMove = System.nanoTime();
        while (running(year, script)) {
            var moved = goOn(year, script, onlooker);
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
        handOver.tickAll(year);
        progress.end();
        return year.cycle();
    }

    private boolean running(Year year, Script script) {
        return history.isRunning(AnnualCycle.KEY, year.cycle().key()) || script.unfinished();
    }

    /** One move: tasks first, then mail, then what happens without a task; time passes only when all of it is done. */
    private boolean goOn(Year year, Script script, Consumer<HumanTask> onlooker) {
        // Asked first: whatever becomes due or is done by the engine from here on is not jumped over.
        var timer = timers.nextDue();
        var working = timers.workPending();
        var later = new ArrayList<Instant>();
        if (doTasks(year, script, onlooker, later)) {
            return true;
        }
        if (working) {
            return false;
        }
        timer.ifPresent(later::add);
        return dispatcher.drain() > 0
                || handOver.tickAll(year)
                || script.happens(clock.instant(), year.progress())
                || letTimePass(script, later);
    }

    private boolean doTasks(Year year, Script script, Consumer<HumanTask> onlooker, List<Instant> later) {
        var moved = false;
        for (var task : tasks.all()) {
            var when = script.when(task);
            if (when.isAfter(clock.instant())) {
                later.add(when);
                continue;
            }
            var actor = people.whoMay(task);
            var fields = script.play(task).fields(task, tasks.facts(task.id(), actor));
            if (fields == null) {
                continue;
            }
            year.progress().phase(task.processKey());
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

    /** Moves the clock to the next date of anything; false when nothing has a date. */
    private boolean letTimePass(Script script, List<Instant> dates) {
        script.nextDeed().ifPresent(dates::add);
        var next = dates.stream().min(Comparator.naturalOrder());
        next.filter(date -> date.isAfter(clock.instant())).ifPresent(clock::moveTo);
        return next.isPresent();
    }

    private void failOnIncidents() {
        var incidents = history.incidents();
        if (!incidents.isEmpty()) {
            throw new IllegalStateException("A step failed: " + incidents);
        }
    }
}
