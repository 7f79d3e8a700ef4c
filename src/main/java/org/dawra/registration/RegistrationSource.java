package org.dawra.registration;

/** How a registration came in. */
enum RegistrationSource {
    PUBLIC,
    COORDINATOR,
    IMPORT
}
