package org.dawra.partnership;

import java.util.Set;
import java.util.regex.Pattern;
import org.dawra.engine.Fields;
import org.jspecify.annotations.Nullable;

/** Reads how a party can be reached, from a row of the drafting form. */
final class ContactFields {

    private static final Pattern EMAIL = Pattern.compile("[^@\\s]+@[^@\\s]+\\.[^@\\s]{2,}");
    private static final Pattern INTERNATIONAL = Pattern.compile("[1-9]\\d{7,14}");
    private static final Set<String> LANGUAGES = Set.of("ar", "fr", "en");

    private ContactFields() {}

    static AgreementParty.Contact read(Fields row) {
        var language = row.optionalText("language", 2);
        if (language != null && !LANGUAGES.contains(language)) {
            throw row.refused("language", "form.option");
        }
        return new AgreementParty.Contact(email(row), phone(row), language == null ? "ar" : language);
    }

    private static @Nullable String email(Fields row) {
        var email = row.optionalText("email", 200);
        if (email != null && !EMAIL.matcher(email).matches()) {
            throw row.refused("email", "partnership.refused.email");
        }
        return email;
    }

    /** A Moroccan number as it is dialled at home, or any number in international form. */
    private static @Nullable String phone(Fields row) {
        var typed = row.optionalText("phone", 30);
        if (typed == null) {
            return null;
        }
        var digits = typed.replaceAll("[\\s.()+-]", "");
        if (digits.startsWith("00")) {
            digits = digits.substring(2);
        } else if (digits.startsWith("0")) {
            digits = "212" + digits.substring(1);
        }
        if (!INTERNATIONAL.matcher(digits).matches()) {
            throw row.refused("phone", "partnership.refused.phone");
        }
        return digits;
    }
}
