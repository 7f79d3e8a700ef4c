package org.dawra.registration;

import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Published in the transaction that erases a person's data: whoever keeps documents or texts about this person erases
 * them. It tells what to look for, since the tables do not know it any more; it is never stored and says nothing of it in
 * logs.
 *
 * @param seats ids of the person's seats
 * @param addresses telephone and e-mail by which the person was reached
 * @param institution the institution that was this person alone, an auto-entrepreneur's; null for all others
 */
public record PersonErased(
        long registrationId,
        Set<Long> seats,
        Set<String> addresses,
        @Nullable OwnInstitution institution) {

    public PersonErased {
        seats = Set.copyOf(seats);
        addresses = Set.copyOf(addresses);
    }

    /** Erasure of somebody who represented an institution of others and gave no address. */
    public PersonErased(long registrationId, Set<Long> seats) {
        this(registrationId, seats, Set.of(), null);
    }

    /**
     * An institution of one person, whose name is a person's name.
     *
     * @param names as they stood, in Arabic and French
     */
    public record OwnInstitution(long id, Set<String> names) {

        public OwnInstitution {
            names = Set.copyOf(names);
        }

        @Override
        public String toString() {
            return "OwnInstitution[" + id + "]";
        }
    }

    @Override
    public String toString() {
        return "PersonErased[registration " + registrationId + "]";
    }
}
