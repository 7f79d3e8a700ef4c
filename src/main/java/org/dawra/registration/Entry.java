package org.dawra.registration;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A line of a province's list, as coordinators see it. Name, phone and e-mail are null once erased.
 *
 * @param uuid its id in addresses
 * @param refusal why it was refused
 * @param linkNumber number of the personal link last given out, 0 for none
 */
record Entry(
        long id,
        String uuid,
        String province,
        RegistrationState state,
        RegistrationSource source,
        Instant registeredAt,
        @Nullable String refusal,
        int linkNumber,
        @Nullable String name,
        @Nullable String phone,
        @Nullable String email,
        String language,
        boolean erased,
        long institutionId,
        Institution.Kind kind,
        String institution,
        @Nullable String institutionFr) {

    /** Purpose of the message that carries the personal link last given out. */
    String purpose() {
        return purpose(id, linkNumber);
    }

    static String purpose(long registration, int linkNumber) {
        return "registration:" + registration + ":" + linkNumber;
    }

    /** The telephone as people read it. */
    public String phoneShown() {
        return phone == null ? "" : new PhoneNumber(phone).display();
    }
}
