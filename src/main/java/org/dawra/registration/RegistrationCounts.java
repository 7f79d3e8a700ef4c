package org.dawra.registration;

import java.util.Map;
import org.dawra.cycle.CycleId;

/** How many stand on the provinces' lists, by province code; a province without any is missing. */
public interface RegistrationCounts {

    /** Accepted registrations. */
    Map<String, Integer> accepted(CycleId cycle);

    /** Registrations that wait for confirmation. */
    Map<String, Integer> waiting(CycleId cycle);

    /** Accepted registrations by kind of institution. */
    Map<Institution.Kind, Integer> acceptedByKind(CycleId cycle);
}
