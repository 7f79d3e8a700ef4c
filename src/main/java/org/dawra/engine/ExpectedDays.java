package org.dawra.engine;

import java.time.Instant;
import java.util.Map;

/** The days that the models will wait for, before a process that waits for them has begun; asked by {@link Outlook}. */
public interface ExpectedDays {

    /** Instants by the name of the variable that will hold them, for a process that nobody called. */
    Map<String, Instant> of(String processKey, String businessKey);
}
