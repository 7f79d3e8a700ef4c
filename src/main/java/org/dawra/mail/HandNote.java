package org.dawra.mail;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** What a line to hand over says about its person: the content of {@code outbox.bytes} of channel HAND. */
record HandNote(String name, @Nullable String phone, String subject, String text) {

    private static final JsonMapper JSON = new JsonMapper();

    byte[] bytes() {
        try {
            return JSON.writeValueAsBytes(this);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("Text is always JSON.", e);
        }
    }

    static HandNote of(byte[] bytes) {
        try {
            return JSON.readValue(bytes, HandNote.class);
        } catch (IOException e) {
            throw new IllegalStateException("A line to hand over cannot be read.", e);
        }
    }

    /** Opens WhatsApp with the ready message; its links want %20, not a plus. */
    @Nullable
    String whatsApp() {
        if (phone == null || phone.isBlank()) {
            return null;
        }
        return "https://wa.me/" + phone + "?text="
                + URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }
}
