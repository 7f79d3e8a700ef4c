package org.dawra.web;

import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

/** The wall clock where nobody knows better: one offset for the installation, by default that of Morocco since September 2026. */
@Component
class UtcOffset {

    private final ZoneOffset offset;

    UtcOffset(@Value("${dawra.utc-offset:+00:00}") String offset) {
        this.offset = ZoneOffset.of(offset);
    }

    LocalDateTime local(Instant instant) {
        return LocalDateTime.ofInstant(instant, offset);
    }
}
