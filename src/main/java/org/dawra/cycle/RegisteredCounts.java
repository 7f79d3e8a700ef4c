package org.dawra.cycle;

import java.util.Map;

/**
 * How many people stand on the lists, for those who plan before the lists close. Published by the module that keeps the
 * lists, so that the year need not know it.
 */
public interface RegisteredCounts {

    /** Accepted registrations by province code; provinces without any may be left out. */
    Map<String, Integer> of(CycleId cycle);
}
