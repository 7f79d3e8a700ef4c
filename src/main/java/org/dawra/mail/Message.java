package org.dawra.mail;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One message to one person.
 *
 * @param purpose unique key of the purpose, as {@code certificate:812}: it is sent at most once for it
 * @param group purposes that settle together, as {@code certificate-issuing:3}
 * @param to who gets it
 * @param language {@code ar}, {@code fr} or {@code en}
 * @param subject one line
 * @param text plain text with the personal link; also the ready WhatsApp message
 * @param attachments ids of stored documents to attach, resolved when the message is planned
 */
public record Message(
        String purpose,
        String group,
        Recipient to,
        String language,
        String subject,
        String text,
        List<Attachment> attachments) {

    public Message {
        attachments = List.copyOf(attachments);
    }

    /** Whether mail can be sent to this address at all; what cannot be an address counts as none. */
    public static boolean isDeliverable(@Nullable String email) {
        return Composer.isDeliverable(email);
    }

    /**
     * Who gets a message. With an address it goes by e-mail, otherwise onto the list of whoever hands it over.
     *
     * @param name as it is to be shown
     * @param email address, or null
     * @param phone in international form with digits only ({@code 2126…}), or null
     * @param handList the list it lands on without an address, as {@code coordinator-<province>}
     */
    public record Recipient(
            String name, @Nullable String email, @Nullable String phone, String handList) {

        /** Whether there is an address that mail can be sent to. */
        public boolean hasMail() {
            return Composer.isDeliverable(email);
        }

        /** The telephone number's digits, or null without one. */
        @Nullable
        String digits() {
            var digits = phone == null ? "" : phone.replaceAll("[^0-9]", "");
            return digits.isEmpty() ? null : digits;
        }
    }

    /** A file to attach. */
    public record Attachment(String fileName, String mime, byte[] bytes) {}
}
