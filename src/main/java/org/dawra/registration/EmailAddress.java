package org.dawra.registration;

import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The shape of an e-mail address that mail servers here take: RFC 5321 without quoted names and literal hosts. */
final class EmailAddress {

    private static final Pattern SHAPE =
            Pattern.compile("[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+(\\.[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+)*"
                    + "@([A-Za-z0-9]([A-Za-z0-9-]{0,61}[A-Za-z0-9])?\\.)+[A-Za-z]{2,63}");

    private EmailAddress() {}

    /** The address with its host in small letters; empty when it is none. */
    static Optional<String> parse(@Nullable String typed) {
        if (typed == null) {
            return Optional.empty();
        }
        var address = typed.strip();
        var at = address.lastIndexOf('@');
        if (address.length() > 254 || at > 64 || !SHAPE.matcher(address).matches()) {
            return Optional.empty();
        }
        return Optional.of(address.substring(0, at) + address.substring(at).toLowerCase(Locale.ROOT));
    }
}
