package org.dawra.registration;

import java.util.Collection;
import java.util.Map;

/** The people behind seats. */
public interface Persons {

    /** The persons by seat id; a person who asked for erasure is missing. Takes any number of ids. */
    Map<Long, Person> ofSeats(Collection<Long> seatIds);
}
