package org.dawra.certificate;

import java.time.Instant;
import org.dawra.cycle.CycleId;
import org.dawra.cycle.MeetingId;
import org.jspecify.annotations.Nullable;

/**
 * A certificate of participation.
 *
 * @param ordinal place among the meeting's certificates, from 1
 * @param code what {@code /verify} takes; null before issuing. Kept readable because the print file shows it again
 * @param document id of the stored document
 * @param erased whether its holder's data was erased
 */
record Certificate(
        long id,
        CycleId cycle,
        MeetingId meeting,
        long seat,
        String province,
        long institution,
        int ordinal,
        State state,
        @Nullable String reason,
        @Nullable String code,
        @Nullable Long document,
        boolean erased,
        @Nullable Instant issuedAt) {

    /** Where a certificate stands. */
    enum State {
        PLANNED,
        ISSUED,
        FAILED,
        REVOKED
    }
}
