package org.dawra.access;

import org.jspecify.annotations.Nullable;

/**
 * A person who logs in, or an official who acts by personal link.
 *
 * @param userId opaque id, also the engine's user id
 * @param scope province or partner code of a scoped role
 * @param displayName as shown to others
 * @param phone international digits only
 * @param language two-letter code
 */
public record Account(
        String userId,
        Role role,
        @Nullable String scope,
        String displayName,
        @Nullable String email,
        @Nullable String phone,
        String language) {

    /** Whether both belong to one person: by address, or by telephone where one has no address. */
    boolean isSamePerson(Account other) {
        if (email != null && other.email != null) {
            return email.strip().equalsIgnoreCase(other.email.strip());
        }
        return phone != null && phone.equals(other.phone);
    }
}
