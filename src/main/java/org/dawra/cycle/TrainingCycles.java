package org.dawra.cycle;

import java.util.List;
import java.util.Optional;

/** The cycles of this installation. */
public interface TrainingCycles {

    /** The cycle. Throws {@link java.util.NoSuchElementException} when there is none. */
    TrainingCycle get(CycleId id);

    /** The cycle with this slug. */
    Optional<TrainingCycle> bySlug(String slug);

    /** All cycles, newest first. */
    List<TrainingCycle> all();

    /** When things are due in this cycle. */
    Timetable timetable(CycleId id);

    /** Local time in this cycle. */
    LocalTimes localTimes(CycleId id);

    /** The editions that can be started, by key. */
    List<Edition> editions();
}
