package org.dawra.registration;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.dawra.cycle.MeetingId;

/** The people behind seats. */
public interface Persons {

    /** The persons by seat id; a person who asked for erasure is missing. Takes any number of ids. */
    Map<Long, Person> ofSeats(Collection<Long> seatIds);

    /** Seats of the meeting whose holder's or institution's name is written so, at most as many as asked for. */
    List<Long> seatsOf(MeetingId meeting, String words, int most);
}
