package org.dawra.registration;

import java.util.List;
import java.util.Map;
import org.dawra.cycle.CycleId;
import org.dawra.cycle.MeetingId;

/** How many stand on the provinces' lists, by province code; a province without any is missing. */
public interface RegistrationCounts {

    /** Accepted registrations. */
    Map<String, Integer> accepted(CycleId cycle);

    /** Registrations that wait for confirmation. */
    Map<String, Integer> waiting(CycleId cycle);

    /** A province's list: how many registrations stand where. */
    record OnList(int waiting, int accepted, int refused, int withdrawn) {

        /** Nobody. */
        public static final OnList NONE = new OnList(0, 0, 0, 0);

        /** All who ever registered. */
        public int all() {
            return waiting + accepted + refused + withdrawn;
        }
    }

    /** Where the registrations of the cycle stand, by province code. */
    Map<String, OnList> lists(CycleId cycle);

    /** The seats of a meeting that belong to a province: how many stand where. */
    record SeatsTaken(MeetingId meeting, String province, int invited, int confirmed, int declined, int waitingList) {

        /** Those whose holders are expected at the meeting. */
        public int admitted() {
            return invited + confirmed;
        }
    }

    /** The seats of the cycle's meetings, by meeting and province; a province without any is missing. */
    List<SeatsTaken> seats(CycleId cycle);

    /** Accepted registrations by kind of institution. */
    Map<Institution.Kind, Integer> acceptedByKind(CycleId cycle);
}
