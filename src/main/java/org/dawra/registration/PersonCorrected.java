package org.dawra.registration;

import java.util.Set;

/**
 * Published in the transaction that corrects a person's name or institution, with both as they were: whoever has given out
 * papers keeps what those say. Says nothing of the person in logs.
 *
 * @param seats ids of the person's seats
 * @param name as it was
 * @param institution name of the institution as it was
 */
public record PersonCorrected(Set<Long> seats, String name, String institution) {

    public PersonCorrected {
        seats = Set.copyOf(seats);
    }

    @Override
    public String toString() {
        return "PersonCorrected[" + seats.size() + " seats]";
    }
}
