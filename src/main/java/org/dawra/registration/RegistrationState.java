package org.dawra.registration;

/** Where a registration stands. */
enum RegistrationState {
    /** For the person's confirmation by e-mail, or the coordinator's validation. */
    WAITING,
    ACCEPTED,
    REFUSED,
    WITHDRAWN
}
