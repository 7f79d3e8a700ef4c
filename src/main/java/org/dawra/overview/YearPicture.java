package org.dawra.overview;

import java.util.List;
import org.dawra.overview.Phase.State;

/**
 * A year as its page shows it.
 *
 * @param open whether the year goes on
 * @param busy whether a step runs right now, so that the picture will change by itself
 * @param phases in the order of the calendar, without those that the year does without
 * @param skipped those
 * @param strip a cell a phase, all of one width
 * @param waiting what waits for people, the longest overdue first
 */
record YearPicture(
        String title,
        int number,
        String slug,
        boolean sample,
        boolean open,
        boolean busy,
        YearFigures figures,
        List<Phase> phases,
        List<Phase> skipped,
        List<Cell> strip,
        TimeLine timeLine,
        List<Funnel> funnels,
        List<Panel> provinces,
        List<Waiting> waiting) {

    /** A phase in the strip that shows the year at a glance. */
    record Cell(State state, Span span) {}

    /** How many phases are over. */
    public long done() {
        return count(State.DONE);
    }

    /** How many should be over. */
    public long latePhases() {
        return count(State.LATE);
    }

    /** The phases that go on. */
    public List<Phase> now() {
        return phases.stream().filter(phase -> phase.state() == State.RUNNING).toList();
    }

    private long count(State state) {
        return phases.stream().filter(phase -> phase.state() == state).count();
    }

    /** What should have been done by now. */
    public List<Waiting> overdue() {
        return waiting.stream().filter(task -> task.late() > 0).toList();
    }

    /** What waits and has time. */
    public List<Waiting> inTime() {
        return waiting.stream().filter(task -> task.late() == 0).toList();
    }

    /** How many tasks are past their day. */
    public int late() {
        return waiting.stream().mapToInt(Waiting::late).sum();
    }
}
