package org.dawra.registration;

import org.jspecify.annotations.Nullable;

/**
 * A person to be put on a list, as typed: nothing is checked yet, so that each row can say all that is wrong with it.
 *
 * @param institution name of the institution the person represents
 * @param institutionFr its French name, where known
 * @param language two-letter code
 * @param consent whether the person has agreed to the use of their data
 */
public record NewRegistration(
        @Nullable String name,
        @Nullable String phone,
        @Nullable String email,
        Institution.@Nullable Kind kind,
        @Nullable String institution,
        @Nullable String institutionFr,
        String language,
        boolean consent) {}
