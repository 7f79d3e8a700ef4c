package org.dawra.engine;

import java.time.Instant;

/** The calendar by which people are given time for what they are asked to do. */
public interface WorkingDays {

    /**
     * The evening of the last of so many working days after the day of {@code from}; with none, the evening of that day.
     *
     * @param processKey process of the instance that all this belongs to
     * @param businessKey what that instance is about
     */
    Instant evening(String processKey, String businessKey, Instant from, int days);
}
