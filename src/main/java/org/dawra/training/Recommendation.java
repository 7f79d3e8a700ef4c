package org.dawra.training;

import org.dawra.cycle.CycleId;
import org.dawra.cycle.MeetingId;
import org.jspecify.annotations.Nullable;

/** A recommendation that came out of a session. {@code textFr} is null where none was given. */
public record Recommendation(
        long id,
        CycleId cycle,
        MeetingId meeting,
        long session,
        int ordinal,
        String textAr,
        @Nullable String textFr) {}
