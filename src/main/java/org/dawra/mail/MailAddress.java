package org.dawra.mail;

import jakarta.mail.internet.AddressException;
import jakarta.mail.internet.InternetAddress;
import java.net.IDN;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What counts as an address that mail can be sent to. A domain in any script is put into its ASCII form (RFC 5891). A name
 * before the @ in another script than Latin needs servers on the whole way that take it (RFC 6531), and one that does not
 * sends the mail back: it counts as no address, and the message goes by hand.
 */
final class MailAddress {

    private static final int LONGEST = 254;

    private MailAddress() {}

    /** The address as it goes into headers and envelope; empty for what is none. */
    static Optional<String> of(@Nullable String typed) {
        if (typed == null || typed.length() > LONGEST) {
            return Optional.empty();
        }
        var at = typed.lastIndexOf('@');
        if (at < 1 || !typed.substring(0, at).matches("[\\x21-\\x7e&&[^<>(),;:\\\\\"\\[\\]@]]+")) {
            return Optional.empty();
        }
        try {
            var domain = IDN.toASCII(typed.substring(at + 1), IDN.USE_STD3_ASCII_RULES);
            var address = typed.substring(0, at + 1) + domain;
            if (!domain.contains(".") || address.length() > LONGEST || !address.matches("[\\x21-\\x7e]+")) {
                return Optional.empty();
            }
            new InternetAddress(address, true).validate();
            return Optional.of(address);
        } catch (AddressException | IllegalArgumentException e) {
            return Optional.empty();
        }
    }
}
