package org.dawra.mail;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A line on the list of messages to hand over.
 *
 * @param id of the outbox row
 * @param name of the person
 * @param phone international digits, or null
 * @param text the ready message
 * @param whatsApp {@code https://wa.me/…} link with the ready message, or null without a telephone
 * @param handed whether it has been ticked
 */
public record HandLine(
        long id,
        String purpose,
        String name,
        @Nullable String phone,
        String text,
        @Nullable String whatsApp,
        boolean handed) {

    /** The line of a row that has content: one to hand over from the first, or one whose mail did not arrive. */
    static HandLine of(OutboxRows.Row row, Channel channel) {
        var bytes = Objects.requireNonNull(row.bytes());
        if (channel instanceof HandChannel) {
            var note = HandNote.of(bytes);
            return of(row, note);
        }
        var letter = channel.read(bytes);
        return of(row, new HandNote(letter.name(), row.phone(), letter.subject(), letter.text()));
    }

    private static HandLine of(OutboxRows.Row row, HandNote note) {
        return new HandLine(
                row.id(),
                row.purpose(),
                note.name(),
                note.phone(),
                note.text(),
                note.whatsApp(),
                row.state() == MessageState.HANDED);
    }
}
