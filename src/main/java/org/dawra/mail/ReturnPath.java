package org.dawra.mail;

import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.stereotype.Component;

/** To whom a server gives back what it cannot deliver, and which message that was. */
@Component
@EnableConfigurationProperties(BounceSettings.class)
class ReturnPath {

    private static final Pattern ID = Pattern.compile("<([0-9a-f-]{36})@[^>]+>");
    private static final Pattern TAGGED = Pattern.compile("\\+([0-9a-f-]{36})@");

    private final BounceSettings settings;

    ReturnPath(BounceSettings settings) {
        this.settings = settings;
    }

    /** The envelope's sender for a message; empty to leave it to the message's own. */
    Optional<String> of(@Nullable String messageId) {
        var address = settings.address();
        if (address == null || address.isBlank()) {
            return Optional.empty();
        }
        var id = messageId == null ? null : ID.matcher(messageId);
        var at = address.lastIndexOf('@');
        return Optional.of(
                settings.perMessage() && id != null && id.matches()
                        ? address.substring(0, at) + "+" + id.group(1) + address.substring(at)
                        : address);
    }

    /** The random part of the Message-ID that an address of ours names. */
    static Optional<String> named(@Nullable String header) {
        var tag = TAGGED.matcher(header == null ? "" : header);
        return tag.find() ? Optional.of(tag.group(1)) : Optional.empty();
    }
}
