package org.dawra.registration;

import org.jspecify.annotations.Nullable;

/**
 * A beneficiary's personal data, read for the moment of use and never copied into another table.
 *
 * @param phone international form, digits only
 * @param language two-letter code
 * @param province code of the province
 * @param institution name of the institution the person represents
 */
public record Person(
        String name, @Nullable String email, String phone, String language, String province, String institution) {}
