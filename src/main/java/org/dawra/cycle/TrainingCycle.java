package org.dawra.cycle;

import java.time.LocalDate;

/**
 * One year of the network.
 *
 * @param slug {@code <year>-<edition>}, as it stands in addresses
 * @param firstMeetingDay local date from which the plan's offsets count
 * @param edition the content as it was when the cycle was opened
 */
public record TrainingCycle(
        CycleId id, String slug, int number, LocalDate firstMeetingDay, State state, Edition edition) {

    /** Where the year stands. */
    public enum State {
        OPEN,
        CLOSED
    }

    /** Whether its documents must say that they are samples. */
    public boolean sample() {
        return edition.sample();
    }
}
