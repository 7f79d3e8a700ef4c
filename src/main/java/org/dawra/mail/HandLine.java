package org.dawra.mail;

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
        boolean handed) {}
