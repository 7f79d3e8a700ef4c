package org.dawra.partnership;

import org.jspecify.annotations.Nullable;

/**
 * Who must agree besides the network.
 *
 * @param code the partner's or the institution's code; of a free entry one of ours
 * @param userId account of the official who acts; null when only the personal link acts
 */
record AgreementParty(
        long id, String code, AgreementText name, @Nullable String userId, Contact contact) {

    /** The institution's own contact, used where no account has one. */
    record Contact(@Nullable String email, @Nullable String phone, String language) {}

    /** Who the engine waits for: the official's account, or the holder of the personal link. */
    String assignee() {
        return userId == null ? "party-" + id : userId;
    }
}
