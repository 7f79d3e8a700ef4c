package org.dawra.registration;

import org.dawra.cycle.CycleId;
import org.dawra.cycle.MeetingId;
import org.jspecify.annotations.Nullable;

/**
 * A registration admitted to one meeting; attendance, survey and certificate belong to it.
 *
 * @param institution id of the institution the person represents
 * @param ordinal place among the province's seats of the meeting, by order of registration
 * @param shortCode six characters that name the seat in the hall; null on the waiting list
 */
public record Seat(
        long id,
        MeetingId meeting,
        CycleId cycle,
        long registrationId,
        String province,
        long institution,
        State state,
        int ordinal,
        @Nullable String shortCode) {

    /** Whether the person is expected at the meeting. */
    public boolean admitted() {
        return state == State.INVITED || state == State.CONFIRMED;
    }

    /** Where a seat stands. Whoever was invited and has not answered keeps the seat: many are told by telephone. */
    public enum State {
        INVITED,
        CONFIRMED,
        DECLINED,
        WAITING_LIST
    }
}
