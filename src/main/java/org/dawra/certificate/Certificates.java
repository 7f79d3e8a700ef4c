package org.dawra.certificate;

import java.util.List;
import java.util.Map;
import org.dawra.cycle.CycleId;
import org.dawra.cycle.MeetingId;

/** The certificates of participation as others read them. */
public interface Certificates {

    /**
     * How many certificates stand where.
     *
     * @param planned waiting for their lane
     * @param failed not issued, with a reason
     * @param stepRuns how often the issuing step has finished with a certificate: equal to issued and failed together when
     *     each was done exactly once
     */
    record Counts(int planned, int issued, int failed, int revoked, int stepRuns) {

        /** All certificates, in whatever state. */
        public int all() {
            return planned + issued + failed + revoked;
        }
    }

    /** The certificates of a cycle's meetings together. */
    Counts counts(CycleId cycle);

    /** The certificates of one meeting. */
    Counts counts(MeetingId meeting);

    /** The certificates of each meeting of the cycle, by meeting and province code; where there are none, nothing. */
    Map<MeetingId, Map<String, Counts>> byMeeting(CycleId cycle);

    /** Ids of the seats of the cycle that hold an issued certificate. */
    List<Long> seats(CycleId cycle);
}
