package org.dawra.consultation;

import java.time.Instant;
import org.dawra.cycle.CycleId;
import org.jspecify.annotations.Nullable;

/**
 * What the coordinator of a province brings to the consultation.
 *
 * @param province the province's code
 * @param dates the proposed dates, as the coordinator wrote them
 * @param expectedBeneficiaries how many people the coordinator expects; null until the sheet is filled
 */
record ConsultationSheet(
        CycleId cycle,
        String province,
        State state,
        @Nullable String places,
        @Nullable String dates,
        @Nullable String logistics,
        @Nullable Integer expectedBeneficiaries,
        @Nullable String remarks,
        @Nullable Instant filledAt) {

    /** Where a sheet stands. */
    enum State {
        OPEN,
        FILLED,
        MISSING
    }
}
