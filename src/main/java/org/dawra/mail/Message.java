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
 * @param attachments files that go with it
 * @param decline what becomes of further mail of the group's kind when the person wants no more
 */
public record Message(
        String purpose,
        String group,
        Recipient to,
        String language,
        String subject,
        String text,
        List<Attachment> attachments,
        Decline decline) {

    public Message {
        attachments = List.copyOf(attachments);
    }

    /** A message that is part of what the person takes part in, which nobody declines. */
    public Message(
            String purpose,
            String group,
            Recipient to,
            String language,
            String subject,
            String text,
            List<Attachment> attachments) {
        this(purpose, group, to, language, subject, text, attachments, Decline.NEVER);
    }

    /** What becomes of further mail of a kind when somebody wants no more of it. */
    public enum Decline {
        /** It cannot be declined: links asked for, agreements, certificates, tasks. */
        NEVER,
        /** None is planned any more: reminders of a survey, the day's list, news. */
        NO_MORE,
        /** It goes another way, by hand in the end: what the person must be told. */
        BY_HAND
    }

    /** The same message, of a kind that the person may decline. */
    public Message declinable(Decline how) {
        return new Message(purpose, group, to, language, subject, text, attachments, how);
    }

    /** The same message for whoever wants it some other way than by mail. */
    Message withoutMail() {
        return new Message(
                purpose,
                group,
                new Recipient(to.name(), null, to.phone(), to.handList()),
                language,
                subject,
                text,
                attachments,
                decline);
    }

    /** Whether mail can be sent to this address at all; what cannot be an address counts as none. */
    public static boolean isDeliverable(@Nullable String email) {
        return MailAddress.of(email).isPresent();
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
            return MailAddress.of(email).isPresent();
        }

        /** The telephone number's digits, or null without one. */
        @Nullable
        String digits() {
            var digits = phone == null ? "" : phone.replaceAll("[^0-9]", "");
            return digits.isEmpty() ? null : digits;
        }
    }

    /**
     * A file to attach.
     *
     * @param link where it can be had instead, when the files of a message are too large together; null when nowhere
     */
    public record Attachment(
            String fileName,
            String mime,
            byte[] bytes,
            @Nullable String link) {

        public Attachment(String fileName, String mime, byte[] bytes) {
            this(fileName, mime, bytes, null);
        }
    }
}
