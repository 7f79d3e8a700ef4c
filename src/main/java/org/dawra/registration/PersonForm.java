package org.dawra.registration;

import org.dawra.web.Language;
import org.jspecify.annotations.Nullable;

/**
 * A person as the pages' forms send them; every field may be missing.
 *
 * @param website a trap: people do not see it, machines fill it in
 * @param once one-time token of a staff form, against a double submit
 */
record PersonForm(
        @Nullable String name,
        @Nullable String kind,
        @Nullable String institution,
        @Nullable String province,
        @Nullable String phone,
        @Nullable String email,
        @Nullable String language,
        @Nullable Boolean consent,
        @Nullable String website,
        @Nullable String once) {

    static PersonForm empty(@Nullable String province) {
        return new PersonForm(null, null, null, province, null, null, null, false, null, null);
    }

    static PersonForm of(Entry entry) {
        return new PersonForm(
                entry.name(),
                entry.kind().name(),
                entry.institution(),
                entry.province(),
                entry.phoneShown(),
                entry.email(),
                entry.language(),
                true,
                null,
                null);
    }

    boolean isTrapped() {
        return website != null && !website.isBlank();
    }

    /** The person to be checked, with {@code fallback} as language where none was chosen. */
    NewRegistration person(Language fallback) {
        return new NewRegistration(
                name,
                phone,
                email,
                kindOrNull(),
                institution,
                null,
                language == null || language.isBlank() ? fallback.code() : language,
                Boolean.TRUE.equals(consent));
    }

    private Institution.@Nullable Kind kindOrNull() {
        for (var one : Institution.Kind.values()) {
            if (one.name().equals(kind)) {
                return one;
            }
        }
        return null;
    }
}
