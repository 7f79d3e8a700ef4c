package org.dawra.registration;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * What a beneficiary represents. It outlives a cycle.
 *
 * @param code random id for addresses and files
 * @param name as its members write it, as a rule in Arabic
 * @param nameFr French name, where known
 * @param province code of its province
 * @param sample whether it is invented
 */
public record Institution(
        long id,
        String code,
        Kind kind,
        String name,
        @Nullable String nameFr,
        String province,
        boolean sample) {

    /** The name for a reader with this locale. */
    public String nameIn(Locale locale) {
        return nameFr != null && !locale.getLanguage().equals("ar") ? nameFr : name;
    }

    /** The actors of the social and solidarity economy that the network trains. */
    public enum Kind {
        COOPERATIVE,
        ASSOCIATION,
        ENTERPRISE,
        AUTO_ENTREPRENEUR
    }
}
