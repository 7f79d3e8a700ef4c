package org.dawra.registration;

import java.util.Set;

/**
 * Published in the transaction that erases a person's data: whoever keeps documents of these seats erases their bytes.
 *
 * @param seats ids of the person's seats
 */
public record PersonErased(long registrationId, Set<Long> seats) {

    public PersonErased {
        seats = Set.copyOf(seats);
    }
}
