package org.dawra.registration;

import java.util.List;
import java.util.Optional;
import org.dawra.cycle.MeetingId;

/** The seats of meetings. */
public interface Seats {

    /**
     * Gives out the meeting's seats: each province's quota in order of registration, everybody beyond it onto the waiting
     * list, and plans an invitation with a personal link for each seat. Again, it only adds what is missing.
     */
    void allot(MeetingId meeting);

    /**
     * Ends the time for answers: late registrations join the waiting list, seats that were declined go to those who wait,
     * in order. Again, it changes nothing.
     */
    void close(MeetingId meeting);

    /** All seats of a meeting by province and ordinal, the waiting list and declined ones among them. */
    List<Seat> of(MeetingId meeting);

    /** The seat with this id. */
    Optional<Seat> find(long seatId);

    /** The seat of the meeting with this short code, however it was typed. */
    Optional<Seat> byShortCode(MeetingId meeting, String shortCode);
}
