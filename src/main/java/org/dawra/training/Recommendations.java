package org.dawra.training;

import java.util.List;
import org.dawra.cycle.CycleId;
import org.dawra.cycle.MeetingId;

/** The recommendations of the sessions. */
public interface Recommendations {

    /** The recommendations of a meeting, by session and order. */
    List<Recommendation> of(MeetingId meeting);

    /** The recommendations of all meetings of a cycle, by meeting, session and order. */
    List<Recommendation> of(CycleId cycle);
}
