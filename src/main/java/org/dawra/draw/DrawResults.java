package org.dawra.draw;

import java.util.Optional;
import org.dawra.cycle.CycleId;

/** What came out of a year's prize draw. */
public interface DrawResults {

    /** The draw of the cycle, in whatever state; empty where the edition has none or it is not planned yet. */
    Optional<DrawRecord> of(CycleId cycle);

    /** Where the draw of the cycle stands; empty where {@link #of} is. */
    Optional<DrawRecord.State> state(CycleId cycle);
}
