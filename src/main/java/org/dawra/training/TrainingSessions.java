package org.dawra.training;

import java.util.List;
import java.util.Optional;
import org.dawra.cycle.CycleId;
import org.dawra.cycle.MeetingId;

/** The sessions of the meetings, with their summaries. */
public interface TrainingSessions {

    /** The sessions of a meeting in their order. */
    List<TrainingSession> of(MeetingId meeting);

    /** The sessions of all meetings of a cycle, by meeting and order. */
    List<TrainingSession> of(CycleId cycle);

    /** The session with this id. */
    Optional<TrainingSession> find(long id);
}
