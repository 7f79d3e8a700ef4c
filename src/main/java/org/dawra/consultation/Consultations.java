package org.dawra.consultation;

import java.util.List;
import java.util.Optional;
import org.dawra.cycle.CycleId;
import org.jspecify.annotations.Nullable;

/** What came out of the consultations, for those who report about a year. */
public interface Consultations {

    /** What the workshop recorded besides the meetings, which the programme holds. */
    record Workshop(
            @Nullable String method,
            @Nullable String logistics,
            @Nullable String notes) {}

    /** The sheets of a cycle in the edition's order of provinces; empty before the consultation opens. */
    List<ConsultationSheet> sheets(CycleId cycle);

    /** What the workshop decided, once it was held. */
    Optional<Workshop> workshop(CycleId cycle);
}
