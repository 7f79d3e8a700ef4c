package org.dawra.cycle;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * A meeting of the approved programme, or one fixed before it.
 *
 * @param code the edition's code of the meeting, or null for one that came out of the consultation
 * @param startsOn first local day
 * @param endsOn last local day
 * @param capacity seats in all
 * @param printedFrom first day as documents print it: the day it happened where the edition knows it
 * @param printedTo last day as documents print it
 */
public record TrainingMeeting(
        MeetingId id,
        CycleId cycle,
        int ordinal,
        @Nullable String code,
        boolean fixed,
        boolean sample,
        Bilingual title,
        Bilingual place,
        LocalDate startsOn,
        LocalDate endsOn,
        int capacity,
        LocalDate printedFrom,
        LocalDate printedTo) {

    /** How many days it lasts. */
    public int days() {
        return (int) (endsOn.toEpochDay() - startsOn.toEpochDay()) + 1;
    }
}
