package org.dawra.access;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * What the form of an account says, as typed.
 *
 * @param duty role and scope, see {@link Duty#code()}
 * @param user the user name that is wished for, empty for one made up
 * @param how {@code mail} or {@code show}
 * @param once made with the form, so that sending it twice makes one account
 */
record InvitationForm(
        @Nullable String name,
        @Nullable String email,
        @Nullable String phone,
        @Nullable String language,
        @Nullable String duty,
        @Nullable String user,
        @Nullable String how,
        @Nullable String once) {

    static InvitationForm of(Account account) {
        return new InvitationForm(
                account.displayName(),
                account.email(),
                account.phone() == null ? null : "+" + account.phone(),
                account.language(),
                Duty.of(account).code(),
                account.userId(),
                null,
                null);
    }

    boolean byMail() {
        return "mail".equals(how);
    }

    /** The account that is meant. Telephones are read as Moroccans write them, and with their country elsewhere. */
    Account account(String userId, Duty given) {
        return new Account(
                userId,
                given.role(),
                given.scope(),
                name == null ? "" : name.strip().replaceAll("\\s+", " "),
                email == null || email.isBlank() ? null : email.strip(),
                phone == null || phone.isBlank() ? null : digits(phone),
                language == null || language.isBlank() ? "ar" : language.toLowerCase(Locale.ROOT));
    }

    private static String digits(String typed) {
        var digits = new StringBuilder();
        typed.chars()
                .filter(c -> !Character.isSpaceChar(c) && "-./()\u200e\u200f\u202a\u202c".indexOf(c) < 0)
                .forEach(c -> {
                    if (Character.isDigit(c)) {
                        digits.append(Character.digit(c, 10));
                    } else {
                        digits.append((char) c);
                    }
                });
        var plain = digits.toString();
        if (plain.startsWith("+")) {
            return plain.substring(1);
        }
        if (plain.startsWith("00")) {
            return plain.substring(2);
        }
        return plain.matches("0[5-8]\\d{8}") ? "212" + plain.substring(1) : plain;
    }
}
