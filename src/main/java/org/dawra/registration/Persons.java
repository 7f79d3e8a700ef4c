package org.dawra.registration;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.dawra.cycle.CycleId;
import org.dawra.cycle.MeetingId;

/** The people behind seats. */
public interface Persons {

    /** The persons by seat id; a person who asked for erasure is missing. Takes any number of ids. */
    Map<Long, Person> ofSeats(Collection<Long> seatIds);

    /** People of a year's lists whose names, or institution's name, are hardest to set: the longest and the shortest; each once. */
    List<Person> extremes(CycleId cycle);

    /** Seats of the meeting whose holder's or institution's name is written so, at most as many as asked for. */
    List<Long> seatsOf(MeetingId meeting, String words, int most);
}
